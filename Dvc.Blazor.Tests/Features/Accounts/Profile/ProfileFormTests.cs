using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Features.Accounts.Profile;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.Profile;

/// <summary>The address in the form of the particulars, with the units of before and of after July 2025.</summary>
public sealed class ProfileFormTests
{
    private static readonly PlaceList Three = new(
        [new Place("64", "Tỉnh Gia Lai", null)],
        [new Place("639", "Huyện Chư Pưh", "64")],
        [new Place("23986", "Xã Ia Le", "639"), new Place("23989", "Xã Ia Hrú", "639")]
    );

    private static readonly PlaceList Two = new(
        [new Place("52", "Tỉnh Gia Lai", null)],
        [],
        [new Place("23986", "Xã Ia Le", "52"), new Place("23995", "Xã Ia Hrú", "52")]
    );

    private static readonly AddressAnswer Old = new(
        AddressScheme.ThreeLevel,
        new AddressUnit("64", "Tỉnh Gia Lai"),
        new AddressUnit("639", "Huyện Chư Pưh"),
        new AddressUnit("23986", "Xã Ia Le"),
        "Làng Kênh Mék"
    );

    private static readonly AddressBook Then = new(Three, Two, AddressScheme.ThreeLevel);
    private static readonly AddressBook Now = new(Three, Two, AddressScheme.TwoLevel);

    [Fact]
    public void Address_OfTheListInForce_IsPreselected_AndStaysAsItIs()
    {
        var input = ProfileInput.Of(Profile(Old), Then);

        Assert.Equal(("23986", "Làng Kênh Mék"), (input.Address.Commune, input.Address.Street));
        Assert.Null(AddressInput.KeptOf(Old, Then));
        Assert.Equal(Old, Read(input, Then)!.Address);
    }

    [Fact]
    public void Address_OfThreeLevels_IsKept_WhereOnlyTwoAreOffered()
    {
        var input = ProfileInput.Of(Profile(Old), Now);
        input.Address.Street = " Làng  Mới ";

        Assert.Equal(AddressParts.Kept, input.Address.Commune);
        Assert.Equal(Old, AddressInput.KeptOf(Old, Now));
        Assert.Equal(Old with { Street = "Làng  Mới" }, Read(input, Now)!.Address);
    }

    [Fact]
    public void Address_OfThreeLevels_IsLeft_ForACommuneOfToday()
    {
        var input = ProfileInput.Of(Profile(Old), Now);
        input.Address.Commune = "23995";

        var address = Read(input, Now)!.Address;

        Assert.Equal(
            new AddressAnswer(
                AddressScheme.TwoLevel,
                new AddressUnit("52", "Tỉnh Gia Lai"),
                null,
                new AddressUnit("23995", "Xã Ia Hrú"),
                "Làng Kênh Mék"
            ),
            address
        );
    }

    [Fact]
    public void Address_TypedElsewhere_ComesBackAsTyped_AndGapsAreNamed()
    {
        var typed = new AddressAnswer(
            AddressScheme.TwoLevel,
            new AddressUnit(null, "Tỉnh Lâm Đồng"),
            null,
            new AddressUnit(null, "Xã Đạ Tẻh"),
            "Thôn 1"
        );
        var input = ProfileInput.Of(Profile(typed), Now);
        Assert.Equal(
            (AddressParts.Elsewhere, "Tỉnh Lâm Đồng", "Xã Đạ Tẻh"),
            (input.Address.Commune, input.Address.TypedProvince, input.Address.TypedCommune)
        );
        Assert.Equal(typed, Read(input, Now, typed)!.Address);

        input.Address.TypedCommune = "";

        Assert.Null(Read(input, Now, typed));
    }

    [Fact]
    public void Address_NotKnown_CannotBeKept()
    {
        var input = ProfileInput.Of(Profile(null), Now);
        input.Address = new AddressInput { Commune = AddressParts.Kept };

        Assert.Null(Read(input, Now, null, known: false)!.Address);
    }

    private static OwnProfile Profile(AddressAnswer? address) =>
        new("Rơ Châm H’Yên", null, null, address, null, "hyen@example.vn", IsFixed: false, IsStaff: false);

    private static ProfileChange? Read(ProfileInput input, AddressBook book, AddressAnswer? before = null, bool known = true) =>
        new ProfileForm(Profile(known ? before ?? Old : null), input, book, new DateOnly(2025, 8, 1)).Read();
}
