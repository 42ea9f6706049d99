using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Tests.Domain.Forms;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Submission;

public sealed class DraftSessionTests
{
    private static readonly CompiledForm Form = new(Make.Form(Make.Field("ten", required: true), Make.Field("xa"), Make.Field("ghi_chu")));
    private readonly FakeTimeProvider _clock = new();
    private readonly List<IReadOnlyList<AnswerChange>> _sent = [];
    private readonly List<string> _confirmed = [];
    private DraftView _stored = View(0);
    private Func<IReadOnlyList<AnswerChange>, Task<SaveReceipt>> _answer;
    private Func<Task<DraftView?>> _read;
    private bool _signedIn = true;

    public DraftSessionTests()
    {
        _answer = SaveAllAsync;
        _read = () => Task.FromResult<DraftView?>(_stored);
    }

    [Fact]
    public async Task Change_NewWords_AreSavedAndConfirmed()
    {
        var session = Start();

        session.Change(Typed("ten", "An"));

        Assert.True(await session.FlushAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(SaveState.Saved, session.Saving);
        Assert.Equal("An", ((TextAnswer)session.State["ten"]!.Answer!).Text);
        Assert.Equal(["ten"], _confirmed);
    }

    [Fact]
    public void Change_SentAgainUnchanged_IsConfirmedWithoutSaving()
    {
        _stored = View(3, ("ten", "An"));
        var session = Start();

        session.Change(Typed("ten", "An"));

        Assert.Empty(_sent);
        Assert.Equal(["ten"], _confirmed);
    }

    [Fact]
    public async Task Change_WhileSaving_FollowsInTheNextRound()
    {
        var gate = new TaskCompletionSource();
        _answer = async changes =>
        {
            await gate.Task;
            return await SaveAllAsync(changes);
        };
        var session = Start();
        session.Change(Typed("ten", "A", left: false));
        session.Change(Typed("ten", "An"));
        Assert.Empty(_confirmed);

        gate.SetResult();

        Assert.True(await session.FlushAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(["A", "An"], _sent.Select(batch => ((TextAnswer)batch.Single().Value).Text));
    }

    [Theory]
    [InlineData(true, SaveState.ServerFault)]
    [InlineData(false, SaveState.SignedOut)]
    public async Task Save_Failing_IsToldApartAndTriedAgain(bool signedIn, SaveState told)
    {
        _signedIn = signedIn;
        _answer = _ => throw new InvalidOperationException("down");
        var session = Start();
        session.Change(Typed("ten", "An"));
        Assert.Equal(told, session.Saving);
        Assert.True(session.HasUnsaved);

        _answer = SaveAllAsync;
        _clock.Advance(TimeSpan.FromSeconds(1));

        await Wait.UntilAsync(
            () => !session.HasUnsaved,
            "the answer is saved by itself",
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Equal(SaveState.Saved, session.Saving);
    }

    [Fact]
    public async Task Save_AnswerTheDatabaseNeverTakes_DoesNotHoldUpTheOthers()
    {
        _answer = changes =>
            changes.Any(change => change.Path == "xa") ? throw new RuleViolationException("Draft.AnswerTooLong") : SaveAllAsync(changes);
        var session = Start();
        session.Change(Typed("xa", "dài"));
        session.Change(Typed("ten", "An"));

        await session.FlushAsync(TimeSpan.FromSeconds(5));

        Assert.False(session.HasUnsaved);
        Assert.Contains("ten", _confirmed);
        Assert.DoesNotContain("xa", _confirmed);
    }

    [Fact]
    public async Task Save_RowThatDoesNotFit_LeavesThePage()
    {
        _answer = _ => throw new RuleViolationException("Draft.TooManyRows");
        var session = Start();

        session.Change(new FieldChange("ds/r1", new RowAnswer(1), true, null));
        await session.FlushAsync(TimeSpan.FromSeconds(5));

        Assert.False(session.HasUnsaved);
        Assert.Equal(SaveState.Saved, session.Saving);
        Assert.Null(session.Answers["ds/r1"]);
    }

    [Fact]
    public async Task Save_OtherDeviceWasFaster_LeavesTheChoiceToThePerson()
    {
        _answer = _ => Task.FromResult(Receipt([], new AnswerConflict("ten", new TextAnswer("Bình"), 7)));
        var session = Start();

        session.Change(Typed("ten", "An"));

        Assert.False(await session.FlushAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(new FieldConflict("ten", new TextAnswer("An"), new TextAnswer("Bình")), session.Conflicts["ten"]);

        _answer = SaveAllAsync;
        session.Resolve("ten", keepMine: true);
        Assert.True(await session.FlushAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(new AnswerChange("ten", new TextAnswer("An"), 7), _sent[^1].Single());
    }

    [Fact]
    public async Task Resolve_TakingTheOther_SavesNothing()
    {
        _answer = _ => Task.FromResult(Receipt([], new AnswerConflict("ten", new TextAnswer("Bình"), 7)));
        var session = Start();
        session.Change(Typed("ten", "An"));
        await session.FlushAsync(TimeSpan.FromSeconds(5));
        var before = _sent.Count;

        session.Resolve("ten", keepMine: false);

        Assert.Equal("Bình", ((TextAnswer)session.Answers["ten"]!).Text);
        Assert.Empty(session.Conflicts);
        Assert.Equal(before, _sent.Count);
    }

    [Fact]
    public async Task Merge_WordsOfAnotherDevice_AreTakenOver_AndUnsavedOnesStay()
    {
        _answer = _ => throw new InvalidOperationException("down");
        var session = Start();
        session.Change(Typed("ten", "An"));

        _stored = View(5, ("ten", "Bình"), ("xa", "Ia Le"));
        Assert.True(await session.MergeAsync());

        Assert.Equal("An", ((TextAnswer)session.Answers["ten"]!).Text);
        Assert.Equal("Ia Le", ((TextAnswer)session.Answers["xa"]!).Text);
    }

    [Fact]
    public async Task Merge_ReadBeforeAnOwnSaveWasThere_IsLeftOut()
    {
        var session = Start();
        session.Change(Typed("ten", "An"));
        await session.FlushAsync(TimeSpan.FromSeconds(5));

        _stored = View(0);
        Assert.True(await session.MergeAsync());

        Assert.Equal("An", ((TextAnswer)session.Answers["ten"]!).Text);
    }

    [Fact]
    public async Task Merge_ReadingSlowerThanALaterOne_IsLeftOut()
    {
        var session = Start();
        var slow = new TaskCompletionSource<DraftView?>();
        _read = () => slow.Task;
        var first = session.MergeAsync();
        _read = () => Task.FromResult<DraftView?>(View(6, ("ten", "Mới")));
        await session.MergeAsync();

        slow.SetResult(View(5, ("ten", "Cũ")));

        Assert.True(await first);
        Assert.Equal("Mới", ((TextAnswer)session.Answers["ten"]!).Text);
    }

    [Fact]
    public async Task Merge_WhileInConflict_ShowsTheNewestOther()
    {
        _answer = _ => Task.FromResult(Receipt([], new AnswerConflict("ten", new TextAnswer("Bình"), 7)));
        var session = Start();
        session.Change(Typed("ten", "An"));
        await session.FlushAsync(TimeSpan.FromSeconds(5));

        _stored = View(8, ("ten", "Chi"));
        await session.MergeAsync();

        Assert.Equal(new FieldConflict("ten", new TextAnswer("An"), new TextAnswer("Chi")), session.Conflicts["ten"]);
    }

    [Fact]
    public async Task Change_OfWordsOlderThanTheMerged_IsSavedAgainstTheOlderNumber()
    {
        _stored = View(2, ("ten", "An"));
        var session = Start();
        _stored = View(6, ("ten", "Bình"));
        await session.MergeAsync();

        session.Change(Typed("ten", "An B", seen: "An"));
        await session.FlushAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(5, _sent[^1].Single().BaseSequence);
    }

    [Fact]
    public async Task Change_FieldLeftAsItWas_DoesNotWriteOverNewerWords()
    {
        _stored = View(2, ("ten", "An"));
        var session = Start();
        _stored = View(6, ("ten", "Bình"));
        await session.MergeAsync();

        session.Change(Typed("ten", "An", seen: "An"));

        Assert.Empty(_sent);
        Assert.Equal(["ten"], _confirmed);
        Assert.Equal("Bình", ((TextAnswer)session.Answers["ten"]!).Text);
    }

    [Fact]
    public async Task Merge_DraftGone_SaysSo()
    {
        var session = Start();
        _stored = View(1) with { Id = Guid.NewGuid() };

        Assert.False(await session.MergeAsync());
        Assert.True(session.IsGone);
    }

    [Fact]
    public void ShowsFindings_OnlyWhereThePersonWasOrWantedToGoOn()
    {
        var session = Start();
        Assert.False(session.ShowsFindings("ten"));

        session.Change(Typed("xa", ""));
        Assert.True(session.ShowsFindings("xa"));
        Assert.False(session.ShowsFindings("ten"));

        session.Try(FormStep.Form);
        Assert.True(session.ShowsFindings("ten"));
    }

    private static FieldChange Typed(string path, string text, bool left = true, string? seen = null) =>
        new(path, new TextAnswer(text), left, seen is null ? null : new TextAnswer(seen));

    private static DraftView View(long sequence, params (string Path, string Text)[] answers) =>
        new(
            new Guid("11111111-1111-1111-1111-111111111111"),
            "1",
            "Thủ tục",
            new Revision(Guid.Empty, 1, Definition, Form),
            null,
            WizardSteps.Form,
            sequence,
            new DateTime(2025, 6, 2, 2, 0, 0, DateTimeKind.Utc),
            FormAnswers.From(answers.Select(a => KeyValuePair.Create<string, AnswerValue>(a.Path, new TextAnswer(a.Text)))),
            answers.ToDictionary(a => a.Path, _ => sequence),
            [],
            Guid.Empty
        );

    private static ProcedureDefinition Definition { get; } =
        new()
        {
            Code = "1",
            Name = "Thủ tục",
            Field = "x",
            Level = "toan-trinh",
            Processing = new ProcessingTime { Unit = "working_day", Value = 1 },
        };

    private static SaveReceipt Receipt(Dictionary<string, long> saved, params AnswerConflict[] conflicts) =>
        new(new DateTime(2025, 6, 2, 3, 0, 0, DateTimeKind.Utc), saved, conflicts);

    private DraftSession Start()
    {
        var session = new DraftSession(
            _stored,
            new DraftDoor(
                changes =>
                {
                    _sent.Add(changes);
                    return _answer(changes);
                },
                () => _read(),
                answers => FormEvaluator.Evaluate(Form, answers, Make.Context),
                () => Task.FromResult(_signedIn)
            ),
            _clock
        );
        session.Confirmed += answers => _confirmed.AddRange(answers.Keys);
        return session;
    }

    private Task<SaveReceipt> SaveAllAsync(IReadOnlyList<AnswerChange> changes) =>
        Task.FromResult(Receipt(changes.ToDictionary(change => change.Path, _ => (long)(100 + _sent.Count))));
}
