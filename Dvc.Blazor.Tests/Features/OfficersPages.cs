using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features;

/// <summary>Base of tests of the officers' pages over real data: the shipped units, one officer signed in, dossiers as the test files them.</summary>
public abstract class OfficersPages : BunitContext, IAsyncLifetime
{
    /// <summary>A commune that has no dossiers of the demonstration.</summary>
    private protected const string Unit = "cp-x-23971";

    private SeededPortal? _portal;
    private BunitAuthorizationContext? _session;

    protected static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private protected SeededPortal Portal => _portal!;

    /// <summary>The node the pages run on.</summary>
    private protected ServiceProvider Node { get; private set; } = null!;

    /// <summary>What the pages ask of the database.</summary>
    private protected SqlLog Sql { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        Node = _portal.NewNode(Sql.AddTo);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(new PortalOptions().ToIdentity());
        Services.AddFallbackServiceProvider(Node);
        _session = AddAuthorization();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        await SignInAsync(Cast.IntakeOfficer, Roles.IntakeOfficer);
    }

    /// <summary>The person at the screen, who works at <see cref="Unit"/> only.</summary>
    private protected async Task<Guid> SignInAsync(string email, string role)
    {
        var id = await Portal.UserAsync(email);
        await using var db = await Portal.Data.Contexts.CreateDbContextAsync(Cancel);
        await db.Postings.Where(p => p.UserId == id).ExecuteDeleteAsync(Cancel);
        await Portal.Data.AddAsync(new OfficerPosting { UserId = id, AgencyId = Unit });
        _session!.SetAuthorized(email).SetRoles(role).SetClaims(new Claim(ClaimTypes.NameIdentifier, id.ToString()));
        return id;
    }

    /// <summary>Stores dossiers filed on this day an hour ago, without a word to open pages.</summary>
    private protected Task<IReadOnlyList<Dossier>> FileAsync(params int[] running) => StoreAsync(running, Samples.Morning);

    /// <summary>A dossier is filed at another node, a moment later; the pages hear of it. <paramref name="took"/>: how long storing it took.</summary>
    private protected async Task<Dossier> ArriveAsync(int running, TimeSpan took = default)
    {
        var dossier = (await StoreAsync([running], AMomentLater() - took))[0];
        Tell(dossier);
        return dossier;
    }

    /// <summary>Somebody acts on a dossier at another node, a moment later; the pages hear of it.</summary>
    private protected async Task ActAsync(Dossier dossier, Action<Dossier, DateTime> act)
    {
        var nowUtc = AMomentLater();
        await Portal.Data.Database.WriteAsync(
            async db => act(await db.Dossiers.SingleAsync(d => d.Id == dossier.Id, Cancel), nowUtc),
            Cancel
        );
        Tell(dossier);
    }

    /// <summary>The node hears that a dossier changed.</summary>
    private protected void Tell(Dossier dossier) => Node.GetRequiredService<DossierFeed>().Publish(dossier.Id);

    private protected Task AcceptAsync(Dossier dossier) =>
        ActAsync(dossier, (d, now) => d.Accept(Samples.Officer("Trần Văn Sáu"), now.AddDays(3), now));

    /// <summary>Waits until the screen shows it, while time goes on.</summary>
    private protected Task SeesAsync(Func<bool> seen) =>
        Wait.UntilAsync(
            () =>
            {
                Portal.Data.Clock.Advance(BoardPage.Pause);
                return seen();
            },
            "the screen shows it",
            null,
            Cancel
        );

    private async Task<IReadOnlyList<Dossier>> StoreAsync(int[] running, DateTime at)
    {
        var revision = await Portal.Data.Database.ReadAsync(
            db => db.Procedures.Where(p => p.Code == CertifiedCopy.Code).Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel),
            Cancel
        );
        var dossiers = running
            .Select(n => Samples.Dossier(n, unit: Unit, receiving: Unit, competent: Unit, sector: "tu-phap", revision: revision, at: at))
            .ToList();
        await Portal.Data.AddAsync([.. dossiers]);
        return dossiers;
    }

    private DateTime AMomentLater()
    {
        Portal.Data.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return Portal.Data.Clock.GetUtcNow().UtcDateTime;
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }
    }
}
