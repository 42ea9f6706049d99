using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Features.Agencies;
using Dvc.Blazor.Features.Authoring;
using Dvc.Blazor.Features.Calendars;
using Dvc.Blazor.Features.Deadlines;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Features.Journal;
using Dvc.Blazor.Features.People;
using Dvc.Blazor.Features.Statistics;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Persistence.Seeding;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Infrastructure.Web;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;

namespace Dvc.Blazor.Tests.Support;

/// <summary>The shipped data and the demo accounts in a database of one test, with the product's own services over it.</summary>
public sealed class SeededPortal : IAsyncDisposable
{
    private readonly TempFolder _files = new();

    private SeededPortal(DvcTestDatabase data)
    {
        Data = data;
        Services = Node(data, WithFiles);
    }

    /// <summary>Where papers and exports lie, for all nodes.</summary>
    public string FilesRoot => _files.Path;

    public DvcTestDatabase Data { get; }

    public ServiceProvider Services { get; }

    public DraftDesk Drafts => Services.GetRequiredService<DraftDesk>();

    public SubmissionDesk Submissions => Services.GetRequiredService<SubmissionDesk>();

    public static async Task<SeededPortal> CreateAsync(DatabaseProvider provider)
    {
        var portal = new SeededPortal(await DvcTestDatabase.CopyAsync(provider, "dvc_seeded", SeedAsync));
        await portal.Services.GetRequiredService<NationalIdIndex>().ReadyAsync(TestContext.Current.CancellationToken);
        return portal;
    }

    /// <summary>Another process on the same data; <paramref name="more"/> registers what the test needs besides.</summary>
    public ServiceProvider NewNode(Action<IServiceCollection>? more = null) =>
        Node(
            Data,
            services =>
            {
                WithFiles(services);
                more?.Invoke(services);
            }
        );

    public Task<Guid> UserAsync(string email) =>
        Data.Database.ReadAsync(
            db => db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync(TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken
        );

    /// <summary>A draft of 2.000635 at the district with every answer given.</summary>
    public async Task<DraftView> CompleteDraftAsync(Guid userId)
    {
        var cancel = TestContext.Current.CancellationToken;
        var draft = await Drafts.OpenAsync(userId, CertifiedCopy.Code, cancel);
        await Drafts.ChooseUnitAsync(userId, draft.Id, "gl-h-639", cancel);
        await Drafts.SaveAsync(userId, draft.Id, CertifiedCopy.Changes(draft), "page", cancel);
        return (await Drafts.FindAsync(userId, CertifiedCopy.Code, cancel))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Data.DisposeAsync();
        _files.Dispose();
    }

    private void WithFiles(IServiceCollection services) =>
        services
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = "Development", ContentRootPath = FilesRoot })
            .AddFiles()
            .Configure<FilesOptions>(files => files.Root = FilesRoot);

    // Not cut off by the end of the one test that happens to be the first.
    private static Task SeedAsync(DvcTestDatabase data) =>
        Node(data, null).GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);

    private static ServiceProvider Node(DvcTestDatabase data, Action<IServiceCollection>? more) =>
        data.NewNode(services =>
        {
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Seed:Demo", "true")]).Build());
            services.Configure<PortalOptions>(portal => portal.AgenciesAsOf = new DateOnly(2025, 6, 30));
            services
                .AddSecurity(new HostingEnvironment { EnvironmentName = "Development" })
                .AddCatalogueReading()
                .AddSingleton<ActLimits>()
                .AddSubmission()
                .AddIntake()
                .AddSingleton<DeadlineQuery>()
                .AddSingleton<DossierPresence>()
                .AddHandling()
                .AddPeople()
                .AddAuthoring()
                .AddCalendars()
                .AddJournal()
                .AddAgencies()
                .AddStatistics();
            more?.Invoke(services);
        });
}

/// <summary>Answers that file 2.000635, a certified copy of a civil-status record.</summary>
public static class CertifiedCopy
{
    public const string Code = "2.000635";

    /// <summary>Its repeating group.</summary>
    public const string Rows = "danh_sach_ban_sao";

    private static readonly AddressAnswer Home = new(
        AddressScheme.ThreeLevel,
        new AddressUnit("64", "Tỉnh Gia Lai"),
        new AddressUnit("639", "Huyện Chư Pưh"),
        new AddressUnit("23986", "Xã Ia Le"),
        "Làng Kênh Mék"
    );

    public static IReadOnlyDictionary<string, AnswerValue> Answers { get; } =
        new Dictionary<string, AnswerValue>(StringComparer.Ordinal)
        {
            ["loai_su_kien"] = new TextAnswer("khai_sinh"),
            ["quan_he_voi_chu_the"] = new TextAnswer("ban_than"),
            ["noi_dang_ky"] = new TextAnswer("UBND xã Ia Le"),
            ["ct_ho_ten"] = new TextAnswer("Rơ Châm H’Yên"),
            ["ct_ngay_sinh"] = new TextAnswer("12/05/1990"),
            ["ct_so_dinh_danh"] = new TextAnswer("064190001234"),
            ["ct_dan_toc"] = new TextAnswer("Gia Rai (Jrai)"),
            ["ct_cu_tru"] = Home,
            ["ct_gioi_tinh"] = new TextAnswer("nu"),
            ["danh_sach_ban_sao/r1"] = new RowAnswer(1),
            ["danh_sach_ban_sao/r1/loai_ban"] = new TextAnswer("trich_luc"),
            ["danh_sach_ban_sao/r1/so_luong"] = new TextAnswer("2"),
            ["cam_doan"] = new FlagAnswer(true),
            ["dong_y_du_lieu"] = new FlagAnswer(true),
        };

    public static IReadOnlyList<AnswerChange> Changes(DraftView draft) =>
        [.. Answers.Select(a => new AnswerChange(a.Key, a.Value, draft.AnswerSequences.GetValueOrDefault(a.Key)))];
}
