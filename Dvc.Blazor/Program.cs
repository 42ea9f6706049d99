using Dvc.Blazor.Components;
using Dvc.Blazor.Features.Accounts;
using Dvc.Blazor.Features.Agencies;
using Dvc.Blazor.Features.Articles;
using Dvc.Blazor.Features.Authoring;
using Dvc.Blazor.Features.Calendars;
using Dvc.Blazor.Features.Catalogue;
using Dvc.Blazor.Features.Deadlines;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Features.Journal;
using Dvc.Blazor.Features.MyDossiers;
using Dvc.Blazor.Features.Notifying;
using Dvc.Blazor.Features.People;
using Dvc.Blazor.Features.Portals;
using Dvc.Blazor.Features.Statistics;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Features.Tracking;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Persistence.Seeding;
using Dvc.Blazor.Infrastructure.Retention;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Infrastructure.Security.ProofOfWork;
using Dvc.Blazor.Infrastructure.Web;

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = DataRoot.OfPublished() });
    builder.Configuration.AddRootSettings(builder.Environment);
    builder.AddWebShell();
    builder
        .Services.AddPersistence(builder.Configuration, builder.Environment)
        .AddSecurity(builder.Environment)
        .AddOidc(builder.Configuration, builder.Environment)
        .AddCatalogueReading()
        .AddLiveUpdates(builder.Configuration)
        .AddProofOfWork()
        .AddAccounts()
        .AddCatalogue()
        .AddFiles()
        .AddRetention()
        .AddSubmission()
        .AddNotifying()
        .AddMyDossiers()
        .AddTracking()
        .AddIntake()
        .AddDeadlines()
        .AddHandling()
        .AddPeople()
        .AddAuthoring()
        .AddCalendars()
        .AddJournal()
        .AddAgencies()
        .AddPortals()
        .AddArticles()
        .AddStatistics();

    var app = builder.Build();
    app.CheckSettings();
    await app.Services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
    app.UseWebShell();
    app.MapWebShell<App>();
    app.MapLiveUpdates();
    app.MapProofOfWork();
    app.MapAccounts();
    app.MapFiles();
    app.MapMyDossiers();
    app.MapIntake();
    app.MapHandling();
    app.MapStatistics();
    app.MapAuthoring();
    app.MapJournal();
    app.MapNotifying();
    app.MapPortals();
    app.MapArticles();
    app.MapHealth();
    StartNotice.Log(app.Logger, app.Configuration, app.Environment, app.Services.GetRequiredService<KeyCertificates>());
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (SettingsSetup.FaultIn(e) is { } fault)
{
    await Console.Error.WriteLineAsync(fault);
    return 78;
}
