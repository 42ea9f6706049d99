using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Notifying;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Notifying;

/// <summary>The shipped units and people, two nodes that tell of what happens, and the mails they send.</summary>
internal sealed class NotificationRig : IAsyncDisposable
{
    /// <summary>A commune that has no dossiers of the demonstration.</summary>
    public const string Unit = "cp-x-23971";

    private readonly ServiceProvider _one;
    private readonly ServiceProvider _two;

    private NotificationRig(SeededPortal portal) => (Portal, _one, _two) = (portal, Node(portal), Node(portal));

    public SeededPortal Portal { get; }

    public DvcTestDatabase Data => Portal.Data;

    public List<MailMessage> Mails { get; } = [];

    public NotificationDesk Desk => _one.GetRequiredService<NotificationDesk>();

    public NotificationsQuery Query => _one.GetRequiredService<NotificationsQuery>();

    public (NotificationLedger One, NotificationLedger Two) Ledgers =>
        (_one.GetRequiredService<NotificationLedger>(), _two.GetRequiredService<NotificationLedger>());

    public (DigestJob One, DigestJob Two) Jobs => (_one.GetRequiredService<DigestJob>(), _two.GetRequiredService<DigestJob>());

    public (DigestDesk One, DigestDesk Two) Digests => (_one.GetRequiredService<DigestDesk>(), _two.GetRequiredService<DigestDesk>());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<NotificationRig> StartAsync(DatabaseProvider provider)
    {
        var rig = new NotificationRig(await SeededPortal.CreateAsync(provider));
        // What the demonstration left is told before the test begins.
        await rig.TellAsync();
        await rig.Data.Database.WriteAsync(db => db.Notifications.ExecuteDeleteAsync(Cancel), Cancel);
        rig.Mails.Clear();
        return rig;
    }

    /// <summary>A dossier of the citizen at the unit, whose filing was told long ago.</summary>
    public async Task<Dossier> FileAsync(int running, Guid owner)
    {
        var dossier = Samples.Dossier(running, owner, Unit, Unit, Unit, sector: "tu-phap", revision: await RevisionAsync());
        dossier.TakeEvents();
        await Data.AddAsync(dossier);
        return dossier;
    }

    /// <summary>An officer of the demonstration works at the unit from now on, and only there.</summary>
    public async Task<Guid> PostAsync(string email, string agency = Unit)
    {
        var id = await Portal.UserAsync(email);
        await Data.Database.WriteAsync(db => db.Postings.Where(p => p.UserId == id).ExecuteDeleteAsync(Cancel), Cancel);
        await Data.AddAsync(new OfficerPosting { UserId = id, AgencyId = agency });
        return id;
    }

    /// <summary>Somebody acts, and both nodes handle what follows, at the same time.</summary>
    public async Task ActAsync(Dossier dossier, Action<Dossier, DateTime> act)
    {
        Data.Clock.Advance(TimeSpan.FromMinutes(1));
        await Data.Database.WriteAsync(
            async db =>
                act(
                    await db
                        .Dossiers.Include(d => d.Stops)
                        .Include(d => d.Supplements)
                            .ThenInclude(s => s.Items)
                        .Include(d => d.Handovers)
                        .Include(d => d.Approvals)
                        .Include(d => d.Opinions)
                        .Include(d => d.Subtasks)
                        .AsSplitQuery()
                        .SingleAsync(d => d.Id == dossier.Id, Cancel),
                    Data.Now()
                ),
            Cancel
        );
        await TellAsync();
    }

    public Task TellAsync() =>
        Task.WhenAll(
            _one.GetRequiredService<OutboxDispatcher>().RunOnceAsync(Cancel),
            _two.GetRequiredService<OutboxDispatcher>().RunOnceAsync(Cancel)
        );

    /// <summary>What a person was told of a dossier, in order.</summary>
    public Task<List<NotificationKind>> ToldAsync(Guid person, Dossier dossier) =>
        Data.Database.ReadAsync(
            db =>
                db.Notifications.Where(n => n.UserId == person && n.DossierId == dossier.Id)
                    .OrderBy(n => n.At)
                    .ThenBy(n => n.Kind)
                    .Select(n => n.Kind)
                    .ToListAsync(Cancel),
            Cancel
        );

    public Task ChooseAsync(Guid person, NotificationTopic topic, NotificationWay way) =>
        Desk.ChooseAsync(person, new Dictionary<NotificationTopic, NotificationWay> { [topic] = way }, Cancel);

    public async ValueTask DisposeAsync() => await Portal.DisposeAsync();

    private Task<Guid> RevisionAsync() =>
        Data.Database.ReadAsync(
            db => db.Procedures.Where(p => p.Code == CertifiedCopy.Code).Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel),
            Cancel
        );

    private ServiceProvider Node(SeededPortal portal) =>
        portal.NewNode(services =>
            services
                .AddSingleton(Host.CreateEmptyApplicationBuilder(null).Environment)
                .AddSingleton(
                    new Dvc.Blazor.Domain.Portals.StandingPortal(
                        new Dvc.Blazor.Domain.PortalIdentity("Cổng", "Huyện", "0269 3850 009", "", "", "")
                    )
                )
                .AddNotifying()
                .AddSingleton<IMailSender>(new Box(Mails))
        );

    private sealed class Box(List<MailMessage> mails) : IMailSender
    {
        public Task SendAsync(MailMessage message, CancellationToken cancellationToken)
        {
            lock (mails)
            {
                mails.Add(message);
            }

            return Task.CompletedTask;
        }
    }
}
