using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Infrastructure.Web;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Files;

/// <summary>The upload and download part of the product on a real Kestrel, over a database and a folder that outlive it; who asks is said in a header.</summary>
internal sealed class PaperSite : IAsyncDisposable
{
    public const string Paper = "GIAY-KHAI-SINH";
    public const string WordPaper = "DON";
    private const string UserHeader = "X-Test-User";

    private static readonly string Definition = $$"""
        { "code": "1.000001", "name": "Thử", "field": "HT", "level": "toan-trinh", "processing": { "unit": "working_day", "value": 1 },
          "shared_sections": {}, "form": { "include": [], "sections": [] },
          "components": [
            { "code": "{{Paper}}", "name": "Giấy khai sinh", "accept": ["application/pdf", "image/jpeg", "image/png", "image/heic"] },
            { "code": "{{WordPaper}}", "name": "Đơn", "accept": ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] },
            { "code": "XUAT-TRINH", "name": "Căn cước", "present_only": true, "accept": ["application/pdf"] } ] }
        """;

    private readonly DvcTestDatabase _database;
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string?> _settings;
    private WebApplication? _site;

    private PaperSite(DvcTestDatabase database, Dictionary<string, string?> settings)
    {
        _database = database;
        _settings = settings;
        _settings["Files:Root"] = _folder.Path;
    }

    public Guid Owner { get; } = Guid.NewGuid();

    public Guid Draft { get; private set; }

    public string Folder => _folder.Path;

    public FakeTimeProvider Clock => _database.Clock;

    public DvcDatabase Database => _site!.Services.GetRequiredService<DvcDatabase>();

    public IServiceProvider Services => _site!.Services;

    public HttpClient Http { get; private set; } = new();

    /// <summary>Officers who may read the dossiers of these ids.</summary>
    public HashSet<Guid> Officers { get; } = [];

    /// <summary>Whether stored papers find no space any more.</summary>
    public bool DiskIsFull { get; set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<PaperSite> StartAsync(params (string Key, string Value)[] settings) => StartAsync(DatabaseProvider.Sqlite, settings);

    public static async Task<PaperSite> StartAsync(DatabaseProvider provider, params (string Key, string Value)[] settings)
    {
        var revision = ProcedureRevision.Draft("1.000001", 1, Definition);
        var database = await DvcTestDatabase.CreateAsync(provider, revision);
        var site = new PaperSite(database, settings.ToDictionary(s => s.Key, s => (string?)s.Value, StringComparer.Ordinal));
        site.Draft = await site.AddDraftAsync(revision.Id, site.Owner);
        await site.StartAgainAsync();
        return site;
    }

    /// <summary>A new process, as it were, over the same database and folder.</summary>
    public async Task StartAgainAsync()
    {
        await StopAsync();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Services.AddLogging().AddRoutingCore().AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<IFileStore>(p => new LocalFileStore(
            _folder.Path,
            Disk.Real with
            {
                FlushFile = FlushFile,
            },
            Clock,
            p.GetRequiredService<ILogger<LocalFileStore>>()
        ));
        builder.Services.AddSingleton(_database.Services.GetRequiredService<PersonalDataCipher>());
        builder.Services.AddPersistence(_database.Provider, _database.ConnectionString).AddFiles();
        builder.Services.AddSingleton<Blazor.Infrastructure.Security.Officers>().AddSingleton<CounterRights>();
        builder.Services.AddSingleton<MayReadDossier>((user, _, _) => Task.FromResult(Officers.Contains(TusRules.UserOf(user)!.Value)));
        builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, HeaderUser>("Test", null);
        builder.Services.AddAuthorization();
        _site = builder.Build();
        _site.Use(SayWhatWentWrongAsync);
        _site.UseSecurityHeaders(SecurityHeaders.Policy());
        _site.UseRouting();
        _site.UseAuthentication();
        _site.UseAuthorization();
        _site.MapFiles();
        MapPage(_site);
        await _site.StartAsync(Cancel);
        Http = new HttpClient { BaseAddress = new Uri(_site.Urls.Single()) };
    }

    public async Task StopAsync()
    {
        if (_site is not null)
        {
            Http.Dispose();
            await _site.DisposeAsync();
        }
    }

    public async Task<Guid> AddDraftAsync(Guid revision, Guid owner)
    {
        var draft = new Draft
        {
            OwnerId = owner,
            ProcedureCode = "1.000001",
            RevisionId = revision,
            Step = "giay-to",
            CreatedAt = Clock.GetUtcNow().UtcDateTime,
            UpdatedAt = Clock.GetUtcNow().UtcDateTime,
        };
        await _database.AddAsync(draft);
        return draft.Id;
    }

    /// <summary>A request of the upload protocol as a page of this site sends it.</summary>
    public HttpRequestMessage Request(HttpMethod method, string address, Guid? user = null)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Origin", Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Headers.Add(UserHeader, (user ?? Owner).ToString());
        return request;
    }

    public Task<HttpResponseMessage> AnnounceAsync(
        long length,
        string name = "a.pdf",
        string paper = Paper,
        Guid? draft = null,
        Guid? user = null,
        string? sha256 = null
    )
    {
        var request = Request(HttpMethod.Post, "/tep/tai-len", user);
        request.Headers.Add("Upload-Length", length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var metadata = $"draft {Base64((draft ?? Draft).ToString())},component {Base64(paper)},filename {Base64(name)}";
        request.Headers.Add("Upload-Metadata", sha256 is null ? metadata : $"{metadata},sha256 {Base64(sha256)}");
        return Http.SendAsync(request, Cancel);
    }

    public async Task<string> AnnouncedAsync(long length, string name = "a.pdf", string paper = Paper)
    {
        using var response = await AnnounceAsync(length, name, paper);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync(Cancel));
        return response.Headers.Location!.ToString();
    }

    public Task<HttpResponseMessage> SendAsync(string address, long offset, byte[] part, string? checksum = null, Guid? user = null)
    {
        var request = Request(HttpMethod.Patch, address, user);
        request.Headers.Add("Upload-Offset", offset.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (checksum is not null)
            request.Headers.Add("Upload-Checksum", checksum);
        request.Content = new ByteArrayContent(part);
        request.Content.Headers.ContentType = new("application/offset+octet-stream");
        return Http.SendAsync(request, Cancel);
    }

    public async Task<long> OffsetAsync(string address)
    {
        using var response = await Http.SendAsync(Request(HttpMethod.Head, address), Cancel);
        response.EnsureSuccessStatusCode();
        return long.Parse(response.Headers.GetValues("Upload-Offset").Single(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<JsonElement> OutcomeAsync(string address)
    {
        using var response = await Http.SendAsync(Request(HttpMethod.Get, address), Cancel);
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement;
    }

    /// <summary>Sends a whole file and gives what became of it.</summary>
    public async Task<JsonElement> UploadAsync(byte[] bytes, string name = "a.pdf", string paper = Paper)
    {
        var address = await AnnouncedAsync(bytes.Length, name, paper);
        using var response = await SendAsync(address, 0, bytes, Checksum(bytes));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        return await OutcomeAsync(address);
    }

    public Task<HttpResponseMessage> GetAsync(string address, Guid? user = null) =>
        Http.SendAsync(Request(HttpMethod.Get, address, user), Cancel);

    public Task<List<DraftPaper>> PapersAsync() =>
        Database.ReadAsync(db => db.DraftPapers.OrderBy(p => p.Ordinal).ToListAsync(Cancel), Cancel);

    /// <summary>Makes a dossier of the draft with its first paper.</summary>
    public async Task<SubmittedDocument> SubmitAsync()
    {
        var paper = (await PapersAsync())[0];
        var submission = new Submission
        {
            Number = "H21.65-250602-0001",
            ProcedureCode = "1.000001",
            ProcedureName = "Thử",
            SectorCode = "HT",
            RevisionId = Guid.NewGuid(),
            UnitId = "a",
            ReceivingAgencyId = "a",
            CompetentAgencyId = "a",
            Applicant = new(Owner, "Nguyễn Văn A", null, null, null),
            ResultDelivery = ResultDelivery.OneStop,
            Answers = "{}",
            AnswersHash = new string('0', 64),
            IdempotencyKey = Guid.NewGuid(),
            Papers = [(paper.Id, paper.ComponentCode, paper.Ordinal, paper.File)],
        };
        var dossier = Dossier.Submit(submission, new(Owner, "Nguyễn Văn A", ActorKind.Applicant), Clock.GetUtcNow().UtcDateTime);
        await _database.AddAsync(dossier);
        return dossier.Documents[0];
    }

    public string[] StoredFiles() =>
        [.. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f)!).Where(f => f.Length == 64)];

    public static string Checksum(byte[] bytes) => $"sha256 {Convert.ToBase64String(SHA256.HashData(bytes))}";

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Attributes of the upload slot on the page <c>/trang</c>.</summary>
    public IReadOnlyDictionary<string, object> Page { get; set; } = new Dictionary<string, object>();

    private void MapPage(WebApplication site)
    {
        site.MapGet("/trang", () => Results.Content(PageHtml(), "text/html; charset=utf-8"));
        site.MapGet("/trang.js", () => Results.Content(PageScript, "text/javascript"));
        foreach (var script in new[] { "lib/tus.min.js", "js/dvc-upload.js" })
        {
            var file = Path.Combine(Repository.Product, "wwwroot", script);
            site.MapGet("/" + script, () => Results.File(file, "text/javascript"));
        }
    }

    private const string PageScript = """
        for (const type of ["dvc-uploaded", "dvc-refused"])
          addEventListener(type, e => document.getElementById("log").textContent += `${type} ${e.detail.componentCode} ${e.detail.refusal ?? ""}`);
        """;

    private string PageHtml()
    {
        var attributes = string.Join(' ', Page.Select(a => $"{a.Key}=\"{WebUtility.HtmlEncode(a.Value.ToString())}\""));
        return $"""
            <!doctype html><html lang="vi"><head><title>Thử</title><link rel="icon" href="data:,"></head><body><main>
            <label for="tep">Giấy khai sinh</label><dvc-upload {attributes}><input type="file" id="tep" multiple></dvc-upload><output id="log"></output>
            </main><script src="/trang.js"></script><script src="/js/dvc-upload.js"></script></body></html>
            """;
    }

    private static async Task SayWhatWentWrongAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await context.Response.WriteAsync(e.ToString(), Cancel);
        }
    }

    private void FlushFile(SafeFileHandle file)
    {
        const int noSpace = 28;
        if (DiskIsFull)
            throw new IOException("No space left on device", noSpace);
        Disk.Real.FlushFile(file);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private sealed class HeaderUser(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var user = Request.Headers[UserHeader].ToString();
            return Task.FromResult(
                user.Length == 0
                    ? AuthenticateResult.NoResult()
                    : AuthenticateResult.Success(
                        new AuthenticationTicket(
                            new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "Test")),
                            "Test"
                        )
                    )
            );
        }
    }
}
