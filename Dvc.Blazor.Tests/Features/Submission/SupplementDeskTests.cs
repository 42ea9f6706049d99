using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Features.MyDossiers;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Features.Submission.Supplements;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Submission;

public sealed class SupplementDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Send_WhatWasAsked_ReplacesAnswersAndPapersAndKeepsOldAndNew(DatabaseProvider provider)
    {
        await using var asked = await AskedDossier.CreateAsync(provider);
        var before = (await asked.StoredAsync()).Answers.Json;
        var view = await asked.AnswerAsync();

        Assert.IsType<SupplementOutcome.Done>(await asked.SendAsync(view));

        var dossier = await asked.StoredAsync();
        Assert.Equal((DossierStatus.AwaitingSupplement, true), (dossier.Status, dossier.SupplementAnsweredAt is not null));
        Assert.Equal(
            before
                .Replace("UBND xã Ia Le", "UBND xã Ia Hrú", StringComparison.Ordinal)
                .Replace("\"so_luong\":2", "\"so_luong\":5", StringComparison.Ordinal),
            dossier.Answers.Json
        );
        var request = Assert.Single(dossier.Supplements);
        Assert.Equal(SupplementState.Answered, request.State);
        Assert.Equal(
            [("\"UBND xã Ia Le\"", "\"UBND xã Ia Hrú\""), ("2", "5"), (null, null)],
            request.Items.OrderBy(i => i.Ordinal).Select(i => (i.Before, i.After))
        );
        Assert.Equal((AskedDossier.Paper, 1, true), dossier.Documents.Select(d => (d.ComponentCode, d.Supplement, d.IsCurrent)).Single());
        Assert.Equal("SupplementAnswered", dossier.Trail.MaxBy(e => e.Index)!.Kind);
        Assert.True(AuditEvent.IsIntact(dossier.Trail));
        await using var db = await asked.Filed.Portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.Equal(1, await db.Outbox.CountAsync(m => m.Kind == nameof(SupplementAnswered), Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Send_ManyClicksAndTwoNodes_AnswersOnce(DatabaseProvider provider)
    {
        await using var asked = await AskedDossier.CreateAsync(provider);
        var view = await asked.AnswerAsync();
        SupplementDesk[] desks = [asked.Desk, asked.Filed.Portal.NewNode().GetRequiredService<SupplementDesk>()];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => asked.SendAsync(view, desks[i % 2]), Cancel)));

        Assert.All(outcomes, outcome => Assert.IsType<SupplementOutcome.Done>(outcome));
        var dossier = await asked.StoredAsync();
        Assert.Single(dossier.Trail, e => e.Kind == "SupplementAnswered");
        Assert.Single(dossier.Documents);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Save_WhatWasNotAsked_IsRefused(DatabaseProvider provider)
    {
        await using var asked = await AskedDossier.CreateAsync(provider);
        var view = await asked.OpenAsync();

        foreach (var path in new[] { "ct_ho_ten", "nam_dang_ky", "danh_sach_ban_sao/1/loai_ban", "danh_sach_ban_sao/2" })
        {
            var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => asked.SaveAsync(view, path, "x"));
            Assert.Equal("Supplement.NotAsked", refusal.Rule);
        }

        Assert.Equal(view.Draft.Sequence, (await asked.OpenAsync()).Draft.Sequence);
    }

    [Fact]
    public async Task Send_DraftChangedBesideWhatWasAsked_IsRefused()
    {
        await using var asked = await AskedDossier.CreateAsync();
        var view = await asked.AnswerAsync();
        await asked.Filed.Database.WriteAsync(
            async db =>
            {
                var name = await db.DraftAnswers.SingleAsync(a => a.DraftId == view.Draft.Id && a.Path == "ct_ho_ten", Cancel);
                name.Value = "\"Somebody Else\"";
            },
            Cancel
        );

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(async () => await asked.SendAsync(await asked.OpenAsync()));

        Assert.Equal("Supplement.NotAsked", refusal.Rule);
        Assert.Equal(SupplementState.Sent, (await asked.StoredAsync()).Supplements[0].State);
    }

    [Fact]
    public async Task Save_FieldThatAppearsByAnAskedOne_IsOpenAndHasToBeAnswered()
    {
        var demand = AskedDossier.Demand with { Items = [new(SupplementKind.Field, "loai_su_kien", "Chọn lại.")] };
        await using var asked = await AskedDossier.CreateAsync(demand: demand);
        var view = await asked.OpenAsync();
        await Assert.ThrowsAsync<RuleViolationException>(() => asked.SaveAsync(view, "ngay_chet", "01/05/2025"));

        await asked.SaveAsync(view, "loai_su_kien", "khai_tu");

        Assert.IsType<SupplementOutcome.Incomplete>(await asked.SendAsync(await asked.OpenAsync()));
        await asked.SaveAsync(view, "ngay_chet", "01/05/2025");
        Assert.IsType<SupplementOutcome.Done>(await asked.SendAsync(await asked.OpenAsync()));
        Assert.Contains("\"ngay_chet\":\"2025-05-01\"", (await asked.StoredAsync()).Answers.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_PaperMissing_IsToldAndNothingIsSent()
    {
        await using var asked = await AskedDossier.CreateAsync();
        var view = await asked.OpenAsync();
        await asked.SaveAsync(view, AskedDossier.Place, "UBND xã Ia Hrú");

        var check = await asked.Desk.CheckAsync(await asked.OpenAsync(), Cancel);

        Assert.Equal([AskedDossier.Paper], check.Missing);
        Assert.Equal(1, check.Done);
        Assert.IsType<SupplementOutcome.Incomplete>(await asked.SendAsync(view));
    }

    [Fact]
    public async Task Save_FieldFoundWrongSinceFiling_CanBePutRight()
    {
        await using var asked = await AskedDossier.CreateAsync();
        // As if the form's rules had not stopped it when it was filed.
        await asked.Filed.Database.WriteAsync(
            async db =>
            {
                var answers = await db.Set<SubmittedAnswers>()
                    .SingleAsync(a => a.DossierId == db.Dossiers.Single(d => d.Number == asked.Number).Id, Cancel);
                var json = answers.Json.Replace(
                    "\"ct_ngay_sinh\":\"1990-05-12\"",
                    "\"ct_ngay_sinh\":\"2990-05-12\"",
                    StringComparison.Ordinal
                );
                db.Entry(answers).Property(a => a.Json).CurrentValue = json;
            },
            Cancel
        );
        var view = await asked.AnswerAsync();
        Assert.IsType<SupplementOutcome.Incomplete>(await asked.SendAsync(view));

        await asked.SaveAsync(view, "ct_ngay_sinh", "12/05/1990");

        Assert.IsType<SupplementOutcome.Done>(await asked.SendAsync(await asked.OpenAsync()));
    }

    [Fact]
    public async Task Send_ChangedSinceTheReview_GoesBackToIt()
    {
        await using var asked = await AskedDossier.CreateAsync();
        var view = await asked.AnswerAsync();
        await asked.SaveAsync(view, AskedDossier.Place, "UBND xã Ia Blứ");

        Assert.IsType<SupplementOutcome.Changed>(await asked.SendAsync(view));
    }

    [Fact]
    public async Task Send_RefusedMeanwhile_ChangesNothing()
    {
        await using var asked = await AskedDossier.CreateAsync();
        var view = await asked.AnswerAsync();
        await asked.Filed.Database.WriteAsync(
            async db =>
            {
                var dossier = await db.Dossiers.Include(d => d.Supplements).SingleAsync(d => d.Number == asked.Number, Cancel);
                dossier.Refuse(Samples.Officer(), "Quá hạn.", Samples.Morning.AddDays(11));
            },
            Cancel
        );

        Assert.IsType<SupplementOutcome.Closed>(await asked.SendAsync(view));
        Assert.Null(await asked.Desk.OpenAsync(asked.Owner, asked.Number, Cancel));
        Assert.Equal((true, false), await asked.Desk.StandsAsync(asked.Owner, asked.Number, Cancel));
        Assert.Equal(
            "Draft.NotFound",
            (await Assert.ThrowsAsync<RuleViolationException>(() => asked.SaveAsync(view, AskedDossier.Place, "x"))).Rule
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task EverythingOfSomebodyElse_IsNotThere(DatabaseProvider provider)
    {
        await using var asked = await AskedDossier.CreateAsync(provider);
        var view = await asked.AnswerAsync();
        var other = await asked.Filed.Portal.UserAsync(Cast.Organisation);
        var hash = (await asked.Desk.CheckAsync(view, Cancel)).Hash;
        var change = new AnswerChange(AskedDossier.Place, new TextAnswer("x"), long.MaxValue);

        Assert.Equal((false, false), await asked.Desk.StandsAsync(other, asked.Number, Cancel));
        Assert.Null(await asked.Desk.OpenAsync(other, asked.Number, Cancel));
        await Assert.ThrowsAsync<RuleViolationException>(() => asked.Desk.SaveAsync(other, view.Draft.Id, [change], "page", Cancel));
        await Assert.ThrowsAsync<RuleViolationException>(() => asked.Desk.SendAsync(other, asked.Number, view.Draft.Id, hash, Cancel));
        Assert.Equal(SupplementState.Sent, (await asked.StoredAsync()).Supplements[0].State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task DraftOfAnAnswer_IsNoNewDossier(DatabaseProvider provider)
    {
        await using var asked = await AskedDossier.CreateAsync(provider);
        var view = await asked.AnswerAsync();
        var portal = asked.Filed.Portal;

        Assert.Null(await portal.Drafts.FindAsync(asked.Owner, CertifiedCopy.Code, Cancel));
        await Assert.ThrowsAsync<RuleViolationException>(() => portal.Submissions.SubmitAsync(asked.Owner, view.Draft.Id, "", Cancel));
        await Assert.ThrowsAsync<RuleViolationException>(() => portal.Drafts.DiscardAsync(asked.Owner, view.Draft.Id, Cancel));
        var list = await new MyDossiersQuery(asked.Filed.Database, asked.Filed.Calendars).RunAsync(asked.Owner, 1, Cancel);
        Assert.Empty(list.Drafts);
        Assert.Equal((asked.Number, true), (list.Dossiers[0].Number, list.Dossiers[0].IsWaiting));
        // A new dossier of the same procedure can be begun beside it.
        Assert.NotEqual(view.Draft.Id, (await portal.Drafts.OpenAsync(asked.Owner, CertifiedCopy.Code, Cancel)).Id);
    }
}
