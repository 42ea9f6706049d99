using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.MyDossiers;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.MyDossiers;

public sealed class ApplicantDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Proof_UploadedAndSentTwice_IsOneProof(DatabaseProvider provider)
    {
        await using var filed = await FiledDossier.CreateAsync(provider);
        await AskForMoneyAsync(filed);
        var desk = Desk(filed);

        var begun = await desk.ProofAsync(filed.Owner, filed.Number, Cancel);
        Assert.Null(begun!.File);
        Assert.Equal("Payment.NoProof", await RefusedAsync(() => desk.SendProofAsync(filed.Owner, filed.Number, Cancel)));
        await filed.Database.WriteAsync(db => Task.FromResult(db.DraftPapers.Add(Paper(begun.DraftId))), Cancel);
        Assert.Equal("bien-lai.pdf", (await desk.ProofAsync(filed.Owner, filed.Number, Cancel))!.File!.FileName);
        await desk.SendProofAsync(filed.Owner, filed.Number, Cancel);
        await desk.SendProofAsync(filed.Owner, filed.Number, Cancel);

        var dossier = (await Query(filed).RunAsync(filed.Owner, filed.Number, Cancel))!;
        Assert.Equal("bien-lai.pdf", dossier.Payment!.Proof!.File.FileName);
        Assert.NotNull(dossier.Position.ApplicantAnsweredAt);
        await using var db = await filed.Portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.Equal(1, await db.Outbox.CountAsync(m => m.Kind == nameof(PaymentProved), Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Slots_TakeOnlyWhatIsAsked(DatabaseProvider provider)
    {
        await using var filed = await FiledDossier.CreateAsync(provider);
        await AskForMoneyAsync(filed);
        var proof = await Desk(filed).ProofAsync(filed.Owner, filed.Number, Cancel);

        Assert.NotNull(await AcceptedAsync(filed.Owner, PaperSlots.ProofOfPayment));
        Assert.Null(await AcceptedAsync(filed.Owner, "GT-QUANHE"));
        Assert.Null(await AcceptedAsync(Guid.NewGuid(), PaperSlots.ProofOfPayment));
        await filed.ActAsync(
            d => d.CancelPayment(Samples.Officer(), "Nhầm.", Samples.Clock, Samples.Morning.AddDays(1)),
            dossiers => dossiers.Include(d => d.Obligations).Include(d => d.Stops)
        );
        Assert.Null(await AcceptedAsync(filed.Owner, PaperSlots.ProofOfPayment));

        Task<IReadOnlyList<Blazor.Domain.Files.PaperKind>?> AcceptedAsync(Guid owner, string slot) =>
            filed.Database.ReadAsync(db => PaperSlots.AcceptedAsync(db, owner, proof!.DraftId, slot, Cancel), Cancel);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Withdraw_WithAReason_StopsTheClockAndWaitsForTheOffice(DatabaseProvider provider)
    {
        await using var filed = await FiledDossier.CreateAsync(provider);
        await filed.ActAsync(d => d.Accept(Samples.Officer(), Samples.Morning.AddDays(5), Samples.Morning.AddHours(2)));

        Assert.Equal("Dossier.ReasonMissing", await RefusedAsync(() => Desk(filed).WithdrawAsync(filed.Owner, filed.Number, " ", Cancel)));
        await Desk(filed).WithdrawAsync(filed.Owner, filed.Number, "Làm ở nơi khác.", Cancel);

        var dossier = (await Query(filed).RunAsync(filed.Owner, filed.Number, Cancel))!;
        Assert.Equal(
            (DossierStatus.WithdrawalRequested, false, true),
            (dossier.Position.Status, dossier.CanBeWithdrawn, dossier.IsClockStopped)
        );
        Assert.Equal("Làm ở nơi khác.", dossier.Reason);
        Assert.Equal("Dossier.WrongStatus", await RefusedAsync(() => Desk(filed).WithdrawAsync(filed.Owner, filed.Number, "Lại.", Cancel)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Messages_GoBothWaysAndAreMarkedAsRead(DatabaseProvider provider)
    {
        await using var filed = await FiledDossier.CreateAsync(provider);
        var desk = Desk(filed);
        await desk.WriteAsync(filed.Owner, filed.Number, "Khi nào có kết quả?", Cancel);
        await filed.ActAsync(d => d.Write(Samples.Officer(), "Tuần sau.", Samples.Morning.AddHours(3)));
        var list = await new MyDossiersQuery(filed.Database, filed.Calendars).RunAsync(filed.Owner, 1, Cancel);
        Assert.True(list.Dossiers.Single(d => d.Number == filed.Number).HasNews);

        await desk.ReadAsync(filed.Owner, filed.Number, Cancel);

        var messages = (await Query(filed).RunAsync(filed.Owner, filed.Number, Cancel))!.Messages;
        Assert.Equal([(true, false), (false, true)], messages.Select(m => (m.IsFromApplicant, m.ReadAt is not null)));
    }

    [Fact]
    public async Task EverythingOfSomebodyElse_IsNotThere()
    {
        await using var filed = await FiledDossier.CreateAsync();
        await AskForMoneyAsync(filed);
        var (desk, other) = (Desk(filed), await filed.Portal.UserAsync(Cast.Organisation));

        Assert.Null(await desk.ProofAsync(other, filed.Number, Cancel));
        Assert.Equal("Dossier.NotFound", await RefusedAsync(() => desk.SendProofAsync(other, filed.Number, Cancel)));
        Assert.Equal("Dossier.NotFound", await RefusedAsync(() => desk.WriteAsync(other, filed.Number, "x", Cancel)));
        Assert.Equal("Dossier.NotFound", await RefusedAsync(() => desk.WithdrawAsync(other, filed.Number, "x", Cancel)));
    }

    [Fact]
    public async Task Passages_OfOfficersAmongThemselves_AreNotTold()
    {
        await using var filed = await FiledDossier.CreateAsync();
        var (officer, at) = (Samples.Officer(), Samples.Morning);
        await filed.ActAsync(d => d.Accept(officer, at.AddDays(9), at.AddHours(1)));
        await filed.ActAsync(d => d.Forward(officer, new ForwardTarget("cp-tu-phap", Note: "Lời cho đồng nghiệp."), at.AddHours(2)));
        await filed.ActAsync(d => d.AskOpinion(officer, new OpinionQuestion("gl", "Thế nào?", at.AddDays(2), false), at.AddHours(3)));
        await filed.ActAsync(d => d.WithdrawOpinion(officer, d.Opinions[0].Id, at.AddHours(4)), d => d.Include(x => x.Opinions));
        await filed.ActAsync(d => d.SubmitForApproval(officer, ResultKind.Granted, "Đủ.", at.AddHours(5)));
        await filed.ActAsync(d => d.SendBack(Samples.Officer(), "Xem lại.", at.AddHours(6)));

        var dossier = (await Query(filed).RunAsync(filed.Owner, filed.Number, Cancel))!;

        Assert.Equal([DossierStatus.Submitted, DossierStatus.Accepted, DossierStatus.InProgress], dossier.Passages.Select(p => p.To));
        Assert.All(dossier.Passages, p => Assert.Null(p.Note));
        var tracking = new Blazor.Features.Tracking.TrackingQuery(filed.Database, filed.Calendars, filed.Units, filed.Tickets);
        var found = await tracking.RunAsync(filed.Number, (await filed.StoredAsync()).LookupCode, null, Cancel);
        Assert.Equal(3, found!.Opened!.Passages.Count);
    }

    private static Task AskForMoneyAsync(FiledDossier filed) =>
        filed.ActAsync(d =>
        {
            d.Accept(Samples.Officer(), Samples.Morning.AddDays(9), Samples.Morning.AddHours(1));
            d.Forward(Samples.Officer(), new ForwardTarget("cp-tu-phap"), Samples.Morning.AddHours(2));
            d.RequestPayment(
                Samples.Officer(),
                new PaymentDemand("Lệ phí trích lục", 16_000, Samples.Morning.AddDays(6)),
                Samples.Morning.AddHours(3)
            );
        });

    private static DraftPaper Paper(Guid draftId) =>
        new()
        {
            DraftId = draftId,
            ComponentCode = PaperSlots.ProofOfPayment,
            Ordinal = 1,
            File = new PaperFile(new string('d', 64), "bien-lai.pdf", 100, "application/pdf", 1, null),
            AddedAt = Samples.Morning,
        };

    private static async Task<string> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAsync<RuleViolationException>(act)).Rule;

    private static ApplicantDesk Desk(FiledDossier filed) =>
        new(
            filed.Database,
            filed.Portal.Services.GetRequiredService<MessageFiles>(),
            filed.Portal.Services.GetRequiredService<ActLimits>(),
            filed.Portal.Data.Clock
        );

    private static MyDossierQuery Query(FiledDossier filed) => filed.Query;
}
