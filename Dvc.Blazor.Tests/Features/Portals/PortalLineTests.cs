using Bunit;
using Dvc.Blazor.Features.Portals;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Portals;

/// <summary>A line of the form says what is wrong with it, to everybody.</summary>
public sealed class PortalLineTests : BunitContext
{
    [Fact]
    public void Line_WithAFault_NamesHelpAndFault()
    {
        var line = Render("Chưa đúng");

        var input = line.Find("input");
        Assert.Equal("email-h email-e", input.GetAttribute("aria-describedby"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Contains("Chưa đúng", line.Find("#email-e").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_WithoutAFault_IsQuiet()
    {
        var line = Render(null);

        var input = line.Find("input");
        Assert.Equal("email-h", input.GetAttribute("aria-describedby"));
        Assert.Null(input.GetAttribute("aria-invalid"));
        Assert.Equal("email", line.Find("label").GetAttribute("for"));
    }

    private IRenderedComponent<PortalLine> Render(string? fault) =>
        Render<PortalLine>(line =>
            line.Add(l => l.Id, "email")
                .Add(l => l.Name, "Input.Email")
                .Add(l => l.Label, "Email")
                .Add(l => l.Value, "a")
                .Add(l => l.Most, 10)
                .Add(l => l.Help, "Giúp")
                .Add(l => l.Fault, fault)
        );
}
