using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.MyDossiers;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features;

/// <summary>A portal in which the citizen has filed one dossier of 2.000635 at the district.</summary>
internal sealed class FiledDossier : IAsyncDisposable
{
    private FiledDossier(SeededPortal portal, Guid owner, string number) => (Portal, Owner, Number) = (portal, owner, number);

    public SeededPortal Portal { get; }

    public Guid Owner { get; }

    public string Number { get; }

    public DvcDatabase Database => Portal.Services.GetRequiredService<DvcDatabase>();

    public Revisions Revisions => Portal.Services.GetRequiredService<Revisions>();

    public Units Units => Portal.Services.GetRequiredService<Units>();

    public WorkingCalendars Calendars => Portal.Services.GetRequiredService<WorkingCalendars>();

    public LiveTickets Tickets { get; } = new(new EphemeralDataProtectionProvider(), TimeProvider.System);

    /// <summary>The dossier as its applicant reads it.</summary>
    public MyDossierQuery Query => new(Database, Revisions, Calendars, Portal.Services.GetRequiredService<MessageFiles>(), Tickets);

    public static async Task<FiledDossier> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var cancel = TestContext.Current.CancellationToken;
        var portal = await SeededPortal.CreateAsync(provider);
        var owner = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(owner);
        var check = await portal.Submissions.CheckAsync(draft, cancel);
        var done = Assert.IsType<SubmissionOutcome.Done>(await portal.Submissions.SubmitAsync(owner, draft.Id, check.Hash, cancel));
        return new FiledDossier(portal, owner, done.DossierNumber);
    }

    public Task<Dossier> StoredAsync() =>
        Database.ReadAsync(
            db => db.Dossiers.SingleAsync(d => d.Number == Number, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken
        );

    /// <param name="parts">Includes what the act needs loaded.</param>
    public Task ActAsync(Action<Dossier> act, Func<IQueryable<Dossier>, IQueryable<Dossier>>? parts = null) =>
        Database.WriteAsync(
            async db =>
                act(
                    await (parts?.Invoke(db.Dossiers) ?? db.Dossiers).SingleAsync(
                        d => d.Number == Number,
                        TestContext.Current.CancellationToken
                    )
                ),
            TestContext.Current.CancellationToken
        );

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
