using CsCheck;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Tests.Domain.Forms;
using Dvc.Blazor.Tests.Domain.Procedures.Authoring;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Procedures.Moves;

/// <summary>What becomes of answers by another revision, whatever was answered and whatever has changed.</summary>
public sealed class RevisionMoveTests
{
    private const int Samples = 150;
    private static readonly ProcedureDefinition Definition = SeededContents.Of("2.000635");
    private static readonly HashSet<string> Attached = new(StringComparer.Ordinal) { "P0", "P2" };

    [Fact]
    public void ToAnEqualRevision_NothingChanges() =>
        Gen.Int.Sample(
            seed =>
            {
                var (form, answers) = Answered(seed);
                var (same, papers) = (Reading(form), new RandomRevision(seed).Papers());
                Assert.True(RevisionMove.OfDraft(same, Reading(form), answers, Attached, Make.Context).IsSilent);
                var withPapers = RevisionMove.OfDraft(Reading(form, papers), Reading(form, papers), answers, Attached, Make.Context);
                Assert.True(withPapers.IsSilent);
                Assert.Equal(Written(answers), Written(withPapers.Answers));
                Assert.True(RevisionMove.OfFiled(same, Reading(form), Filed(form, answers), Attached, Make.Context).IsSilent);
            },
            iter: Samples
        );

    [Fact]
    public void Draft_WhatIsWantedIsExactlyWhatTheEngineReportsAfterwards_AndMovingAgainChangesNothing() =>
        Gen.Int.Sample(
            seed =>
            {
                var (form, answers) = Answered(seed);
                var change = new RandomRevision(seed + 1);
                var (from, to) = (Reading(form, change.Papers()), Reading(change.Of(form), change.Papers()));

                var move = RevisionMove.OfDraft(from, to, answers, Attached, Make.Context);

                // As the database gives it back.
                var stored = FormAnswers.FromJson(Written(move.Answers).Select(row => KeyValuePair.Create(row.Path, (string?)row.Json)));
                var before = Problems(from, answers);
                var after = Problems(to, stored);
                Assert.Equal(after.Except(before).Order(), move.Needs.Select(Told).Order());
                Assert.DoesNotContain(move.Dropped, path => stored[path] is not null);
                var kept = answers.All.Where(a => stored[a.Key] is not null).Select(a => (a.Key, a.Value));
                Assert.All(kept, a => Assert.Equal(a.Value, stored[a.Key]));
                var again = RevisionMove.OfDraft(to, to, stored, Attached, Make.Context);
                Assert.True(again.IsSilent);
                Assert.Equal(Written(stored), Written(again.Answers));
            },
            iter: Samples
        );

    [Fact]
    public void Filed_WhatIsWantedIsExactlyWhatTheEngineReportsAfterwards_AndNeverThrows() =>
        Gen.Int.Sample(
            seed =>
            {
                var (form, answers) = Answered(seed);
                var change = new RandomRevision(seed + 1);
                var (from, to) = (Reading(form, change.Papers()), Reading(change.Of(form), change.Papers()));
                var filed = Filed(form, answers);

                var move = RevisionMove.OfFiled(from, to, filed, Attached, Make.Context);

                var before = Problems(from, CanonicalAnswers.Reopen(from.Form.Definition, filed));
                var after = Problems(to, CanonicalAnswers.Reopen(to.Form.Definition, filed));
                Assert.Equal(after.Except(before).Order(), move.Needs.Select(Told).Order());
                var asked = move.Asked(to.Form.Definition);
                Assert.Equal(asked.Distinct().Count(), asked.Count);
                Assert.All(
                    move.Needs,
                    need =>
                        Assert.Contains(
                            asked,
                            item =>
                                need.Kind == NeedKind.Paper
                                    ? item == (SupplementKind.Paper, need.Path)
                                    : item.Kind == SupplementKind.Field
                                        && $"{need.Path}/".StartsWith($"{item.Target}/", StringComparison.Ordinal)
                        )
                );
            },
            iter: Samples
        );

    [Fact]
    public void Report_ExpectsForEachChoice_WhatIsDecidedForEachOne() =>
        Gen.Select(Gen.Int[0, 120], Gen.Bool, Gen.Enum<MoveGroup>())
            .Array[0, 60]
            .Sample(all =>
            {
                var report = all.Aggregate(
                    new ImpactReport(),
                    (sum, one) => sum.With(one.Item3, new Impact(one.Item1, 0, one.Item2, false, false, []), "H")
                );
                Assert.Equal(all.Length, report.Total);
                foreach (var choice in Enum.GetValues<MoveChoice>())
                {
                    foreach (var group in Enum.GetValues<MoveGroup>())
                    {
                        var tally = all.Where(one => one.Item3 == group)
                            .Aggregate(
                                new MoveTally { Group = group },
                                (sum, one) => sum.With(MoveRules.Decide(choice, one.Item1, one.Item2))
                            );
                        Assert.Equal(tally, report.Of(group).Expect(choice));
                    }
                }
            });

    [Fact]
    public void Consequences_CountEachDossierOnce_AndNameTheFirstThree()
    {
        var impact = new Impact(2, 0, true, false, false, [(ConsequenceKind.Missing, "rows/key"), (ConsequenceKind.Missing, "rows/key")]);

        var report = Enumerable
            .Range(1, 5)
            .Aggregate(new ImpactReport(), (sum, i) => sum.With(MoveGroup.Running, impact, $"H{i}"))
            .With(MoveGroup.Drafts, impact, null);

        var running = Assert.Single(report.Of(MoveGroup.Running).Consequences);
        Assert.Equal((5, "rows/key"), (running.Count, running.Place));
        Assert.Equal(["H1", "H2", "H3"], running.Examples);
        Assert.Empty(Assert.Single(report.Of(MoveGroup.Drafts).Consequences).Examples);
    }

    [Fact]
    public void Terms_FeesInAnotherOrderAreTheSame_AnotherAmountOrLimitIsNot()
    {
        var two = Definition with { Fees = [new Fee { Name = "A", Amount = 1 }, new Fee { Name = "B", Amount = 2 }] };
        var turned = two with { Fees = [.. two.Fees.Reverse()] };
        var dearer = two with { Fees = [two.Fees[0], two.Fees[1] with { Amount = 3 }] };
        var longer = two with
        {
            Processing = new ProcessingTime { Unit = "working_day", Value = 9 },
        };

        Assert.Equal(new TermsChange(false, false), TermsChange.Between(two, turned, "truc_tuyen"));
        Assert.Equal(new TermsChange(true, false), TermsChange.Between(two, dearer, "truc_tuyen"));
        Assert.Equal(new TermsChange(false, true), TermsChange.Between(two, longer, "truc_tuyen"));
    }

    private static (FormDefinition Form, FormAnswers Answers) Answered(int seed)
    {
        var random = new RandomForm(seed);
        return (random.Definition, FormAnswers.From(random.Answers));
    }

    private static RevisionReading Reading(FormDefinition form, IReadOnlyList<PaperRule>? papers = null) =>
        new(Definition with { Form = form }, new CompiledForm(form, papers));

    private static string Filed(FormDefinition form, FormAnswers answers) => Make.Evaluate(form, answers).Submitted.Json;

    private static IEnumerable<(string Path, string Json)> Written(FormAnswers answers) =>
        answers.All.Select(a => (a.Key, a.Value.ToJson())).Order();

    // Told by the engine itself, without the code under test.
    private static HashSet<string> Problems(RevisionReading by, FormAnswers answers)
    {
        var state = FormEvaluator.Evaluate(by.Form, answers, Make.Context);
        var papers = state.Papers.Where(p => p.Required && !Attached.Contains(p.Code)).Select(p => $"paper {p.Code}");
        return [.. state.Fields.SelectMany(f => f.Errors).Select(e => $"{e.Path} {e.Rule}"), .. papers];
    }

    private static string Told(MoveNeed need) => need.Kind == NeedKind.Paper ? $"paper {need.Path}" : $"{need.Path} {need.Rule}";
}
