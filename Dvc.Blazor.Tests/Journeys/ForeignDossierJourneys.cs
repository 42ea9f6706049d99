using System.Text.RegularExpressions;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;
using Files = Dvc.Blazor.Tests.Infrastructure.Files.Samples;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>Somebody else's dossier: for people without a right to it, it does not exist, and nothing in the answer says otherwise.</summary>
[Collection(nameof(ForeignDossierJourneys))]
public sealed partial class ForeignDossierJourneys : BrowserTests
{
    private const string NoNumber = "H21.65-250602-0999";
    private const string OtherUnit = "cp-x-23971";

    private DvcServer? _server;
    private Dossier? _dossier;

    private Dossier Foreign => _dossier!;

    private Guid Paper => Foreign.Documents[0].Id;

    [Fact]
    public async Task AnotherCitizen_FindsNothingOfIt()
    {
        await StartAsync();
        var owner = await OpenAsync(_server!.BaseAddress);
        await owner.SignInAsync(Cast.Citizen);
        var stranger = await OpenAsync(_server.BaseAddress);
        stranger.Tolerate("404");
        await stranger.SignInAsync(Cast.Organisation);

        foreach (var address in Addresses(Foreign.Number, Paper))
        {
            Assert.Equal(200, (await GetAsync(owner, address)).Status);
        }
        await ExpectNothingAsync(stranger, [.. Addresses(Foreign.Number, Paper)], [.. Addresses(NoNumber, Guid.Empty)]);

        await stranger.GoAsync($"/ho-so/{Foreign.Number}");
        await Expect(stranger.Page.GetByRole(AriaRole.Heading, new() { Name = "Không tìm thấy trang này" })).ToBeVisibleAsync();
        await ExpectNoNameAsync(stranger);
    }

    [Fact]
    public async Task OfficerOfAnotherUnit_FindsNothingOfIt()
    {
        await StartAsync();
        var officer = await OpenAsync(_server!.BaseAddress);
        officer.Tolerate("404");
        await officer.SignInAsync(Cast.IntakeOfficer);

        await ExpectNothingAsync(
            officer,
            [$"/mot-cua/ho-so/{Foreign.Number}", .. Addresses(Foreign.Number, Paper)],
            [$"/mot-cua/ho-so/{NoNumber}", .. Addresses(NoNumber, Guid.Empty)]
        );

        await officer.GoAsync($"/mot-cua/ho-so/{Foreign.Number}");
        await Expect(officer.Page.GetByRole(AriaRole.Heading, new() { Name = "Không tìm thấy trang này" })).ToBeVisibleAsync();
        await ExpectNoNameAsync(officer);
        await officer.GoAsync($"/mot-cua?tim={Foreign.Number}", interactive: true);
        await Expect(officer.Page.Locator(".empty")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Citizen_AtTheOfficersAddress_IsToldThatItIsNotForThem_WhoseverItIs()
    {
        await StartAsync();
        var owner = await OpenAsync(_server!.BaseAddress);
        await owner.SignInAsync(Cast.Citizen);

        foreach (var number in new[] { Foreign.Number, NoNumber })
        {
            var answer = await GetAsync(owner, $"/mot-cua/ho-so/{number}");
            Assert.Equal(302, answer.Status);
            Assert.Contains("/khong-co-quyen", answer.Headers["location"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SignedOut_SignsIn_AndIsBackWhereTheLinkLed()
    {
        await StartAsync();
        var anybody = await OpenAsync(_server!.BaseAddress, Device.Phone);
        string[] closed = [$"/mot-cua/ho-so/{Foreign.Number}", .. Addresses(Foreign.Number, Paper)];
        foreach (var address in closed)
        {
            var answer = await GetAsync(anybody, address);
            Assert.Equal(302, answer.Status);
            Assert.Contains($"/dang-nhap?tro-lai={Uri.EscapeDataString(address)}", answer.Headers["location"], StringComparison.Ordinal);
        }

        await anybody.GoAsync($"/ho-so/{Foreign.Number}/bien-nhan");
        await anybody.Page.GetByLabel("Email").FillAsync(Cast.Citizen);
        await anybody.Page.GetByLabel("Mật khẩu").FillAsync(Cast.Password);
        await anybody.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Đăng nhập", Exact = true }).ClickAsync();

        await anybody.Page.ArriveAsync($"/ho-so/{Foreign.Number}/bien-nhan");
        await Expect(anybody.Page.Locator("main")).ToContainTextAsync(Foreign.Number);
    }

    protected override async ValueTask ReleaseAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private static IEnumerable<string> Addresses(string number, Guid paper) =>
        [$"/ho-so/{number}", $"/ho-so/{number}/bien-nhan", $"/ho-so/{number}/bien-nhan.pdf", $"/tep/{paper}", $"/tep/{paper}/anh-nho"];

    private async Task StartAsync()
    {
        _server = await DvcServer.StartAsync(cancellationToken: Cancel);
        var papers = new[] { (Guid.NewGuid(), "UQ", 1, await StoreAsync()) };
        await using var data = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddKeyCertificates(KeyCertificates.OpenOwn(_server.FilesRoot))
            .AddPersistence(DatabaseProvider.Sqlite, $"Data Source={_server.SqliteFile};Pooling=False")
            .BuildServiceProvider();
        _dossier = await data.GetRequiredService<DvcDatabase>()
            .WriteAsync(
                async db =>
                {
                    var dossier = Samples.Dossier(
                        owner: await db.Users.Where(u => u.Email == Cast.Citizen).Select(u => u.Id).SingleAsync(Cancel),
                        unit: OtherUnit,
                        receiving: OtherUnit,
                        competent: OtherUnit,
                        revision: await db
                            .Procedures.Where(p => p.Code == "2.000635")
                            .Select(p => p.CurrentRevisionId!.Value)
                            .SingleAsync(Cancel),
                        papers: papers
                    );
                    db.Dossiers.Add(dossier);
                    return dossier;
                },
                Cancel
            );
    }

    private async Task<PaperFile> StoreAsync()
    {
        var store = new LocalFileStore(_server!.FilesRoot, Disk.Real, TimeProvider.System, NullLogger<LocalFileStore>.Instance);
        var picture = Files.Photo(64, seed: 3);
        var hash = await store.AddAsync(new MemoryStream(picture), Cancel);
        return new PaperFile(hash, "giấy ủy quyền.jpg", picture.Length, "image/jpeg", 1, hash);
    }

    /// <summary>Each address is answered like the one of something that was never there.</summary>
    private static async Task ExpectNothingAsync(BrowserSession person, string[] foreign, string[] missing)
    {
        foreach (var (hidden, never) in foreign.Zip(missing))
        {
            var (answer, model) = (await GetAsync(person, hidden), await GetAsync(person, never));
            Assert.Equal((404, 404), (answer.Status, model.Status));
            Assert.Equal(model.Headers.Keys.Order(StringComparer.Ordinal), answer.Headers.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(await BodyAsync(model, never), await BodyAsync(answer, hidden));
        }
    }

    private static async Task ExpectNoNameAsync(BrowserSession person) =>
        Assert.DoesNotContain("H’Yên", await person.Page.ContentAsync(), StringComparison.Ordinal);

    private static Task<IAPIResponse> GetAsync(BrowserSession person, string address) =>
        person.Context.APIRequest.GetAsync(
            address,
            new() { Headers = [new("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")], MaxRedirects = 0 }
        );

    /// <summary>The body without what differs from one answer to the next for everybody: the address asked for, and protected values made anew each time.</summary>
    private static async Task<string> BodyAsync(IAPIResponse answer, string address) =>
        Fresh().Replace((await answer.TextAsync()).Replace(address, "(address)", StringComparison.Ordinal), "(fresh)");

    [GeneratedRegex("CfDJ8[A-Za-z0-9_+/=-]+|nonce=\"[^\"]+\"", RegexOptions.None, 1000)]
    private static partial Regex Fresh();
}
