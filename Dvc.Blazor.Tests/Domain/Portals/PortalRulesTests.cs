using System.Text.Json;
using CsCheck;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Portals;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Portals;

/// <summary>What a portal may be called and how it may be reached.</summary>
public sealed class PortalRulesTests
{
    private static readonly PortalIdentity Sound = new(
        "Cổng Dịch vụ công",
        "Xã Ia Le",
        "0269 3850 009",
        "motcua@xa.gov.vn",
        "Làng Kênh Mék",
        "Thứ Hai đến thứ Sáu"
    );

    public static TheoryData<string, PortalPart, string> Faulty =>
        new()
        {
            { nameof(PortalIdentity.Name), PortalPart.Name, "" },
            { nameof(PortalIdentity.Name), PortalPart.Name, "   " },
            { nameof(PortalIdentity.Name), PortalPart.Name, new string('a', PortalRules.MaxName + 1) },
            { nameof(PortalIdentity.Name), PortalPart.Name, "a\nb" },
            { nameof(PortalIdentity.AgencyName), PortalPart.AgencyName, "" },
            { nameof(PortalIdentity.Phone), PortalPart.Phone, "gọi một cửa" },
            { nameof(PortalIdentity.Phone), PortalPart.Phone, "0;ext=1234" },
            { nameof(PortalIdentity.Phone), PortalPart.Phone, "12" },
            { nameof(PortalIdentity.Email), PortalPart.Email, "motcua" },
            { nameof(PortalIdentity.Email), PortalPart.Email, "a@b@c.vn" },
            { nameof(PortalIdentity.Email), PortalPart.Email, "a@c.vn?bcc=x@y.vn" },
            { nameof(PortalIdentity.OpeningHours), PortalPart.OpeningHours, new string('a', PortalRules.MaxText + 1) },
        };

    [Fact]
    public void Faults_SoundPortal_None()
    {
        Assert.Empty(Sound.Faults());
        Assert.Empty((Sound with { Phone = "", Email = "", Address = "", OpeningHours = "", Figures = HomeFigures.None }).Faults());
    }

    [Theory, MemberData(nameof(Faulty))]
    public void Faults_OnePartWrong_NamesIt(string property, PortalPart part, string value)
    {
        var portal = property switch
        {
            nameof(PortalIdentity.Name) => Sound with { Name = value },
            nameof(PortalIdentity.AgencyName) => Sound with { AgencyName = value },
            nameof(PortalIdentity.Phone) => Sound with { Phone = value },
            nameof(PortalIdentity.Email) => Sound with { Email = value },
            _ => Sound with { OpeningHours = value },
        };

        Assert.Equal([part], portal.Tidy().Faults().Select(f => f.Part));
    }

    [Fact]
    public void Faults_AccentAndFiguresFromElsewhere_AreRefused() =>
        Assert.Equal(
            [PortalPart.Accent, PortalPart.Figures],
            (Sound with { Accent = (PortalAccent)9, Figures = (HomeFigures)64 }).Faults().Select(f => f.Part)
        );

    [Fact]
    public void Tidy_AnyWords_TwiceIsOnce() =>
        Gen.String.Sample(text =>
        {
            var once = (Sound with { Name = text, Address = text }).Tidy();
            Assert.Equal(once, once.Tidy());
        });

    [Fact]
    public void ChangesSince_NamesWhatDiffers_AndNothingElse()
    {
        Assert.Empty(Sound.ChangesSince(Sound with { }));
        var after = Sound with { Phone = "1900 1234", Emblem = new PortalEmblem("ab", "image/png"), Accent = PortalAccent.Blue };
        Assert.Equal([PortalPart.Phone, PortalPart.Emblem, PortalPart.Accent], after.ChangesSince(Sound));
    }

    [Fact]
    public void Edition_GivesBackThePortal()
    {
        var portal = Sound with
        {
            Emblem = new PortalEmblem("ab", "image/png"),
            Accent = PortalAccent.Violet,
            Figures = HomeFigures.Online | HomeFigures.Units,
        };

        var edition = PortalEdition.Next(4, portal, Guid.Empty, "A", DateTime.UnixEpoch);

        Assert.Equal((5, "ab"), (edition.Number, edition.EmblemSha256));
        Assert.Equal(portal, edition.Portal);
        Assert.Contains("\"Violet\"", JsonSerializer.Serialize(edition.Portal), StringComparison.Ordinal);
    }

    [Fact]
    public void Put_OlderEditionAfterANewer_IsLeftAside()
    {
        var standing = new StandingPortal(Sound);
        standing.Put(2, Sound with { Name = "B" });

        standing.Put(1, Sound with { Name = "A" });

        Assert.Equal("B", standing.Now.Name);
        Assert.Equal(Sound, standing.Defaults);
    }
}
