using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Features.Accounts.Registration;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.Registration;

public sealed class RegistrationCheckTests
{
    private static readonly AddressBook Book = new(
        new PlaceList(
            [new Place("64", "Tỉnh Gia Lai", null)],
            [new Place("639", "Huyện Chư Pưh", "64")],
            [new Place("23986", "Xã Ia Le", "639")]
        ),
        PlaceList.Empty,
        AddressScheme.ThreeLevel
    );

    [Fact]
    public void Read_AForm_InOrder_GivesThePersonNormalised()
    {
        var input = Good();
        input.FamilyName = " Nguyễn Văn ".Normalize(System.Text.NormalizationForm.FormD);
        input.Email = "Moi@ThuDien.VN";
        input.Phone = "+84 905 000 111";
        input.NationalId = "064 095 000 111";
        input.BirthDate = "4-3-1995";

        var (person, errors) = Read(input);

        Assert.Empty(errors);
        Assert.Equal(
            ("Nguyễn Văn An", "Moi@thudien.vn", "0905000111", "064095000111", new DateOnly(1995, 3, 4)),
            (person!.FullName, person.Email, person.Phone, person.NationalId, person.BirthDate)
        );
        var address = Assert.IsType<AddressAnswer>(AnswerValue.FromJson(person.Address));
        Assert.Equal(
            ("64", "639", "23986", "Làng Mék"),
            (address.Province?.Code, address.District?.Code, address.Commune?.Code, address.Street)
        );
    }

    [Fact]
    public void Read_AnEmptyForm_NamesEveryFieldAtOnce_InTheOrderOfThePage()
    {
        var (person, errors) = Read(new RegistrationInput(), forOrganisation: true);

        Assert.Null(person);
        Assert.Equal(
            ["ma-so-thue", "ten-to-chuc", "ho", "ten", "cccd", "ngay-sinh", "xa", "xa-duong", "email", "dien-thoai", "mat-khau", "dong-y"],
            errors
        );
    }

    [Theory]
    [InlineData(nameof(RegistrationInput.FamilyName), "Nguyễn\u202E", "ho")]
    [InlineData(nameof(RegistrationInput.FamilyName), "123", "ho")]
    [InlineData(nameof(RegistrationInput.NationalId), "06409500011", "cccd")]
    [InlineData(nameof(RegistrationInput.NationalId), "B1234567", "cccd")]
    [InlineData(nameof(RegistrationInput.NationalId), "099095000111", "cccd")]
    [InlineData(nameof(RegistrationInput.NationalId), "064094000111", "cccd")]
    [InlineData(nameof(RegistrationInput.BirthDate), "31/02/1995", "ngay-sinh")]
    [InlineData(nameof(RegistrationInput.BirthDate), "03/1995", "ngay-sinh")]
    [InlineData(nameof(RegistrationInput.BirthDate), "04/03/2095", "ngay-sinh")]
    [InlineData(nameof(RegistrationInput.Email), "a@b.vn, c@d.vn", "email")]
    [InlineData(nameof(RegistrationInput.Email), "a@localhost", "email")]
    [InlineData(nameof(RegistrationInput.Phone), "12345", "dien-thoai")]
    public void Read_AWrongValue_IsSaidAtItsField(string property, string value, string field)
    {
        var input = Good();
        typeof(RegistrationInput).GetProperty(property)!.SetValue(input, value);

        var (person, errors) = Read(input);

        Assert.Null(person);
        Assert.Equal([field], errors);
    }

    [Fact]
    public void Read_AnOldNumberOfNineDigits_IsTaken() => Assert.NotNull(Read(With(i => i.NationalId = "230123456")).Person);

    [Fact]
    public void Read_AnAddressElsewhere_IsTyped()
    {
        var elsewhere = With(i =>
            i.Address = new AddressInput
            {
                Commune = AddressParts.Elsewhere,
                TypedProvince = "Hà Nội",
                TypedDistrict = "Ba Đình",
                TypedCommune = "Điện Biên",
                Street = "1 Hùng Vương",
            }
        );
        var gap = With(i =>
            i.Address = new AddressInput
            {
                Commune = AddressParts.Elsewhere,
                TypedProvince = "Hà Nội",
                Street = "1",
            }
        );

        Assert.Contains("Ba Đình", Read(elsewhere).Person!.Address, StringComparison.Ordinal);
        Assert.Equal(["xa"], Read(gap).Errors);
    }

    [Fact]
    public void Read_ATaxCodeWithAWrongCheckDigit_IsRefused()
    {
        var right = With(i => (i.TaxCode, i.OrganisationName) = ("0100109106", "Công ty A"));
        var wrong = With(i => (i.TaxCode, i.OrganisationName) = ("0100109107", "Công ty A"));

        Assert.Equal("0100109106", Read(right, forOrganisation: true).Person!.Organisation!.TaxCode);
        Assert.Equal(["ma-so-thue"], Read(wrong, forOrganisation: true).Errors);
    }

    private static (RegisteredPerson? Person, IEnumerable<string> Errors) Read(RegistrationInput input, bool forOrganisation = false)
    {
        var check = new RegistrationCheck(input, Book, new FormContext(new DateOnly(2026, 11, 22)), forOrganisation);
        var person = check.Read("/");
        return (person, check.Errors.Select(e => e.FieldId));
    }

    private static RegistrationInput With(Action<RegistrationInput> change)
    {
        var input = Good();
        change(input);
        return input;
    }

    private static RegistrationInput Good() =>
        new()
        {
            FamilyName = "Nguyễn Văn",
            GivenName = "An",
            NationalId = "064095000111",
            BirthDate = "04/03/1995",
            Address = new AddressInput { Commune = "23986", Street = "Làng Mék" },
            Email = "moi@example.vn",
            Phone = "0905000111",
            Password = "một câu dễ nhớ",
            Consent = true,
        };
}
