using Dvc.Blazor.Features.Accounts.External;
using Dvc.Blazor.Features.Accounts.Registration;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.Registration;

public sealed class ClaimedPersonTests
{
    [Theory]
    [InlineData("RƠ CHÂM H’YÊN", "Rơ Châm", "H’Yên")]
    [InlineData("Nguyễn Thị Thu  Hằng", "Nguyễn Thị Thu", "Hằng")]
    [InlineData("Y", null, null)]
    [InlineData(null, null, null)]
    public void Name_InOnePiece_IsTakenApart(string? name, string? family, string? given)
    {
        var input = ClaimedPerson.InputOf(new ExternalIdentity("1", name));

        Assert.Equal((family, given), (input.FamilyName, input.GivenName));
    }

    [Fact]
    public void Claims_AreWrittenAsPeopleTypeThem()
    {
        var input = ClaimedPerson.InputOf(
            new ExternalIdentity("1", "YÊN RƠ CHÂM")
            {
                FamilyName = "RƠ CHÂM",
                GivenName = "H’YÊN",
                BirthDate = "1990-05-12",
                Email = "hyen@example.vn",
                Phone = "+84 905 123 456",
            }
        );

        Assert.Equal(
            ("Rơ Châm", "H’Yên", "12/05/1990", "hyen@example.vn", "0905123456"),
            (input.FamilyName, input.GivenName, input.BirthDate, input.Email, input.Phone)
        );
    }

    [Theory]
    [InlineData("1990", "tel")]
    [InlineData("0000-05-12", "+1 202 555 0100 ext 5")]
    public void Claims_ThatAreNotWhole_LeaveTheFieldEmpty(string birthDate, string phone)
    {
        var input = ClaimedPerson.InputOf(new ExternalIdentity("1", null) { BirthDate = birthDate, Phone = phone });

        Assert.Equal((null, null), (input.BirthDate, input.Phone));
    }
}
