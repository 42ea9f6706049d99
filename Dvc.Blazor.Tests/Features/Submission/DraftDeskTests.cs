using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Submission;

public sealed class DraftDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_FirstTime_StartsWithWhatTheAccountKnows()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);

        var draft = await portal.Drafts.OpenAsync(await portal.UserAsync(Cast.Citizen), CertifiedCopy.Code, Cancel);

        Assert.Equal(new TextAnswer("Rơ Châm H’Yên"), draft.Answers["nop_ho_ten"]);
        Assert.Equal(new TextAnswer("12/05/1990"), draft.Answers["nop_ngay_sinh"]);
        Assert.IsType<AddressAnswer>(draft.Answers["nop_dia_chi"]);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Open_FromManyTabsAtOnce_IsOneDraft(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var citizen = await portal.UserAsync(Cast.Citizen);
        DraftDesk[] desks = [portal.Drafts, portal.NewNode().GetRequiredService<DraftDesk>()];

        var drafts = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => desks[i % 2].OpenAsync(citizen, CertifiedCopy.Code, Cancel), Cancel))
        );

        Assert.Single(drafts.Select(d => d.Id).Distinct());
    }

    [Fact]
    public async Task Open_ProcedureForInformationOnly_IsRefused()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var citizen = await portal.UserAsync(Cast.Citizen);

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => portal.Drafts.OpenAsync(citizen, "1.011607", Cancel));

        Assert.Equal("Procedure.NotOnline", refused.Rule);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Save_TwoDevicesOnDifferentFields_KeepsBoth(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.Drafts.OpenAsync(citizen, CertifiedCopy.Code, Cancel);
        DraftDesk[] desks = [portal.Drafts, portal.NewNode().GetRequiredService<DraftDesk>()];
        var fields = draft
            .Revision.Definition.Form.Sections.SelectMany(s => s.Fields)
            .Where(f => f.Kind == FieldKind.Text)
            .Take(6)
            .ToList();

        await Task.WhenAll(
            fields.Select(
                (f, i) =>
                    Task.Run(
                        () =>
                            desks[i % 2]
                                .SaveAsync(
                                    citizen,
                                    draft.Id,
                                    [new AnswerChange(f.Key, new TextAnswer($"v{i}"), draft.AnswerSequences.GetValueOrDefault(f.Key))],
                                    $"device{i % 2}",
                                    Cancel
                                ),
                        Cancel
                    )
            )
        );

        var saved = (await portal.Drafts.FindAsync(citizen, CertifiedCopy.Code, Cancel))!;
        Assert.All(fields.Select((f, i) => (f, i)), x => Assert.Equal(new TextAnswer($"v{x.i}"), saved.Answers[x.f.Key]));
        Assert.Equal(saved.AnswerSequences.Count, saved.AnswerSequences.Values.Distinct().Count());
    }

    [Fact]
    public async Task Save_FieldThatAnotherDeviceWroteMeanwhile_IsAConflictAndNotOverwritten()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.Drafts.OpenAsync(citizen, CertifiedCopy.Code, Cancel);
        await portal.Drafts.SaveAsync(citizen, draft.Id, [new("muc_dich", new TextAnswer("của máy tính"), 0)], "desktop", Cancel);

        var receipt = await portal.Drafts.SaveAsync(
            citizen,
            draft.Id,
            [new("muc_dich", new TextAnswer("của điện thoại"), 0)],
            "phone",
            Cancel
        );

        var conflict = Assert.Single(receipt.Conflicts);
        Assert.Equal(new TextAnswer("của máy tính"), conflict.Stored);
        var kept = (await portal.Drafts.FindAsync(citizen, CertifiedCopy.Code, Cancel))!;
        Assert.Equal(new TextAnswer("của máy tính"), kept.Answers["muc_dich"]);

        var chosen = await portal.Drafts.SaveAsync(
            citizen,
            draft.Id,
            [new("muc_dich", new TextAnswer("của điện thoại"), conflict.Sequence)],
            "phone",
            Cancel
        );
        Assert.Empty(chosen.Conflicts);
    }

    [Fact]
    public async Task Save_SameWordsAgain_ChangesNothing()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.Drafts.OpenAsync(citizen, CertifiedCopy.Code, Cancel);
        var first = await portal.Drafts.SaveAsync(citizen, draft.Id, [new("muc_dich", new TextAnswer("nhập học"), 0)], "a", Cancel);

        var again = await portal.Drafts.SaveAsync(citizen, draft.Id, [new("muc_dich", new TextAnswer("nhập học"), 0)], "b", Cancel);

        Assert.Empty(again.Conflicts);
        Assert.Equal(first.Saved["muc_dich"], again.Saved["muc_dich"]);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Save_RowsFromManyTabsAtOnce_NeverBecomeMoreThanTheGroupTakes(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.Drafts.OpenAsync(citizen, CertifiedCopy.Code, Cancel);
        var group = draft.Revision.Form.GroupAt(CertifiedCopy.Rows)!;
        DraftDesk[] desks = [portal.Drafts, portal.NewNode().GetRequiredService<DraftDesk>()];
        AnswerChange Row(int number) => new($"{CertifiedCopy.Rows}/r{number}", new RowAnswer(number), 0);

        var refused = await Task.WhenAll(
            Enumerable
                .Range(0, group.MostRows + 2)
                .Select(i =>
                    Task.Run(
                        async () => await Record.ExceptionAsync(() => desks[i % 2].SaveAsync(citizen, draft.Id, [Row(i)], $"d{i}", Cancel)),
                        Cancel
                    )
                )
        );

        Assert.Equal(
            ["Draft.TooManyRows", "Draft.TooManyRows"],
            refused.OfType<Exception>().Select(e => Assert.IsType<RuleViolationException>(e).Rule)
        );
        var full = (await portal.Drafts.FindAsync(citizen, CertifiedCopy.Code, Cancel))!;
        var rows = full.Answers.All.Where(a => a.Value is RowAnswer).Select(a => a.Key).ToList();
        Assert.Equal(group.MostRows, rows.Count);
        await portal.Drafts.SaveAsync(
            citizen,
            draft.Id,
            [new(rows[0], VoidAnswer.Instance, full.AnswerSequences[rows[0]]), Row(99)],
            "d",
            Cancel
        );
    }

    [Theory]
    [InlineData("khong_co_truong_nay")]
    [InlineData("muc_dich/../x")]
    public async Task Save_FieldThatTheFormDoesNotHave_IsRefused(string path)
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.Drafts.OpenAsync(citizen, CertifiedCopy.Code, Cancel);

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
            portal.Drafts.SaveAsync(citizen, draft.Id, [new(path, new TextAnswer("x"), 0)], "a", Cancel)
        );

        Assert.Equal("Draft.UnknownField", refused.Rule);
    }

    [Fact]
    public async Task Discard_ThenOpen_StartsAnew()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(citizen);

        await portal.Drafts.DiscardAsync(citizen, draft.Id, Cancel);

        Assert.Null(await portal.Drafts.FindAsync(citizen, CertifiedCopy.Code, Cancel));
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.Equal(0, await db.DraftAnswers.CountAsync(Cancel));
    }
}
