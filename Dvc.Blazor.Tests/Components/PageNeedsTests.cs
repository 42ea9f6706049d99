using System.Security.Claims;
using Dvc.Blazor.Components;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Components.Layout;
using Dvc.Blazor.Components.Pages;
using Dvc.Blazor.Features.People;
using Xunit;

namespace Dvc.Blazor.Tests.Components;

public sealed class PageNeedsTests
{
    [Theory]
    [InlineData(typeof(NotFoundPage), false, false, false)]
    [InlineData(typeof(KitPage), true, false, false)]
    [InlineData(typeof(KitStaffPage), true, true, true)]
    [InlineData(typeof(PeoplePage), false, false, true)]
    public void Page_LoadsOnlyWhatItNeeds(Type page, bool circuit, bool mud, bool desk) =>
        Assert.Equal(new PageNeeds(circuit, mud, desk), PageNeeds.Of(page));

    [Theory]
    [InlineData("IntakeOfficer", true)]
    [InlineData("Citizen", false)]
    public void Visitor_WithARoleOfTheDesk_IsAnOfficer(string role, bool officer)
    {
        var user = new ClaimsPrincipal(
            new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "1"), new("full_name", "Rơ Châm H’Yên"), new(ClaimTypes.Role, role)], "test")
        );

        var visitor = Visitor.Of(user);

        Assert.Equal((true, "Rơ Châm H’Yên", officer, "RH"), (visitor.IsSignedIn, visitor.Name, visitor.IsOfficer, visitor.Initials));
    }

    [Fact]
    public void MarkOfAVisitor_TellsPeopleApart_WithoutNamingThem()
    {
        static string Mark(string id) =>
            Visitor.MarkOf(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id)], "test")));

        Assert.NotEqual(Mark("a"), Mark("b"));
        Assert.Equal(Mark("a"), Mark("a"));
        Assert.DoesNotContain("a@b.vn", Mark("a@b.vn"), StringComparison.Ordinal);
        Assert.Equal("", Visitor.MarkOf(null));
    }
}
