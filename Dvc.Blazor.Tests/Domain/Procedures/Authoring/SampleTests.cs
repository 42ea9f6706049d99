using CsCheck;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Domain.Procedures.TestBench;
using Dvc.Blazor.Tests.Domain.Forms;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Procedures.Authoring;

/// <summary>Made-up dossiers that guard a procedure against unwanted changes.</summary>
public sealed class SampleTests
{
    private static readonly ProcedureDefinition Start = SeededContents.Of(CertifiedCopy.Code);
    private static readonly PublishedKeys Published = new([Start.Form]);

    [Theory, MemberData(nameof(Codes))]
    public void AcceptedSample_OfAnyShippedProcedure_IsAsExpected_AlsoAfterExportAndImport(string code)
    {
        var content = Accepted(SeededContents.Of(code), Sample(SeededForms.Compiled(code)));

        Assert.DoesNotContain(ProcedureCheck.Run(content), fault => fault.Severity == Severity.Error);
        var read = ProcedurePackage.Read(ProcedurePackage.Write(content, 1));
        Assert.DoesNotContain(read.Faults, fault => fault.Code is PackageFaults.Altered or ContentFaults.SampleDiffers);
        Assert.Equal(ProcedureContent.Write(content), ProcedureContent.Write(read.Content!));
        Assert.Equal(content.Samples[0].Answers, read.Content!.Samples[0].Answers);
    }

    public static TheoryData<string> Codes => SeededForms.Codes;

    [Fact]
    public void RandomEdits_SampleIsRed_ExactlyWhenSomethingComesOutOtherwise_AndGreenOnceAccepted() =>
        Gen.Int.Sample(
            seed =>
            {
                var (content, edits) = (Accepted(Start, Sample(SeededForms.Compiled(CertifiedCopy.Code))), new RandomEdits(seed));
                for (var i = 0; i < 30; i++)
                {
                    content = Sound(() => edits.Next(content).Apply(content, Published)) ?? content;
                    var before = content.Samples[0].Expected;
                    var now = SampleRun.Of(content, Form(content), content.Samples[0]);
                    var faults = ProcedureCheck.Run(content);
                    Assert.Equal(
                        !before.ToHashSet().SetEquals(now),
                        faults.Any(f => f is { Code: ContentFaults.SampleDiffers, Place: "samples[mau-1]", Severity: Severity.Error })
                    );
                    var accepted = Accepted(content, content.Samples[0]);
                    Assert.Equal(
                        faults.Where(f => f.Code != ContentFaults.SampleDiffers).Select(f => (f.Code, f.Place)),
                        ProcedureCheck.Run(accepted).Select(f => (f.Code, f.Place))
                    );
                }
            },
            iter: 12
        );

    [Fact]
    public void EachAspect_IsTold_WithWhatWasExpectedAndWhatCame()
    {
        var content = Accepted(
            Start with
            {
                Fees = [new Fee { Name = "Lệ phí", Amount = 8_000 }],
                LetterApproval = [2],
                Processing = new ProcessingTime { Unit = "working_day", Value = 5 },
            },
            Sample(SeededForms.Compiled(CertifiedCopy.Code))
        );
        var changed = content with
        {
            Fees = [new Fee { Name = "Lệ phí", Amount = 10_000 }],
            LetterApproval = [],
            ApprovalLevels = 2,
            Processing = new ProcessingTime
            {
                Unit = "working_day",
                Value = 5,
                ByChannel = new Dictionary<string, decimal> { ["truc_tuyen"] = 3 },
            },
            Linked =
            [
                new LinkedPart
                {
                    Procedure = "1.001193",
                    Content = "x",
                    WorkingDays = 2.5m,
                },
            ],
            Form = Without(content.Form, "muc_dich"),
        };

        var differences = SampleRun.Differences(changed, Form(changed), content.Samples[0]);

        Assert.Equal(
            [
                new SampleDifference(SampleAspect.Shown, "muc_dich", "", null),
                new SampleDifference(SampleAspect.Due, "", "5 working_day", "3 working_day"),
                new SampleDifference(SampleAspect.Fee, "Lệ phí", "8000", "10000"),
                new SampleDifference(SampleAspect.Route, "1.001193", null, "2.5"),
                new SampleDifference(SampleAspect.Route, SampleRun.Approval, "1", "2"),
                new SampleDifference(SampleAspect.Letter, "2", "", null),
            ],
            differences.OrderBy(d => d.Aspect).ThenBy(d => d.Key, StringComparer.Ordinal)
        );
        var atTheCounter = content.Samples[0] with { Channel = "truc_tiep" };
        Assert.DoesNotContain(SampleRun.Differences(changed, Form(changed), atTheCounter), d => d.Aspect == SampleAspect.Due);
    }

    [Fact]
    public void HostileSamples_AreFaults_NeverExceptions()
    {
        var sample = new ProcedureSample
        {
            Key = "mau-1",
            Name = "Mẫu",
            Day = Make.Today,
        };
        ProcedureSample[] bad =
        [
            sample with
            {
                Answers = new Dictionary<string, string> { ["ct_ho_ten"] = "{" },
            },
            sample with
            {
                Answers = new Dictionary<string, string> { ["ct_ho_ten"] = "{\"scheme\":\"9\"}" },
            },
            sample with
            {
                Channel = "buu_chinh",
            },
            sample with
            {
                Key = "a/b",
            },
        ];

        Assert.All(bad, one => Assert.Contains(Faults(one), fault => fault.Code == ContentFaults.BadSample));
        Assert.Contains(Faults(sample, sample), fault => fault.Code == ContentFaults.BadSample);
        Assert.Contains(Faults(sample with { Name = "<script>" }), fault => fault.Code == ContentFaults.Markup);
        var many = Enumerable.Range(0, SampleCheck.MostSamples + 1).Select(i => sample with { Key = $"mau-{i}" });
        Assert.Contains(Faults([.. many]), fault => fault.Code == ContentFaults.TooManySamples);

        static IReadOnlyList<DefinitionFault> Faults(params ProcedureSample[] samples) =>
            ProcedureCheck.Run(Start with { Samples = samples });
    }

    [Fact]
    public void Edits_SetReplaceAndDelete_ByKey_AndStopAtTheMost()
    {
        var sample = new ProcedureSample
        {
            Key = SetSample.FreshKeyIn(Start),
            Name = "Mẫu",
            Day = Make.Today,
        };
        var one = new SetSample(sample).Apply(Start, Published);
        var renamed = new SetSample(sample with { Name = "Khác" }).Apply(one, Published);

        Assert.Equal("Khác", Assert.Single(renamed.Samples).Name);
        Assert.NotEqual(sample.Key, SetSample.FreshKeyIn(renamed));
        Assert.Empty(new DeleteSample(sample.Key).Apply(renamed, Published).Samples);
        Assert.Throws<RuleViolationException>(() => new DeleteSample("mau-9").Apply(renamed, Published));
        var full = Start;
        while (full.Samples.Count < SampleCheck.MostSamples)
        {
            full = new SetSample(sample with { Key = SetSample.FreshKeyIn(full) }).Apply(full, Published);
        }

        Assert.Throws<RuleViolationException>(() => new SetSample(sample with { Key = "mau-99" }).Apply(full, Published));
    }

    private static ProcedureSample Sample(CompiledForm form) =>
        new ProcedureSample
        {
            Key = "mau-1",
            Name = "Mẫu đủ",
            Day = Make.Today,
        }.With(FormAnswers.From(AnswersOf(form)));

    private static IEnumerable<KeyValuePair<string, AnswerValue>> AnswersOf(CompiledForm form)
    {
        var state = SampleAnswers.Complete(form, Make.Context);
        foreach (var field in state.Fields)
        {
            if (field.Answer is { } answer)
            {
                yield return KeyValuePair.Create(field.Path, answer);
            }

            foreach (var (row, i) in field.Rows.Select((row, i) => (row, i)))
            {
                yield return KeyValuePair.Create<string, AnswerValue>(row, new RowAnswer(i));
            }
        }
    }

    private static ProcedureDefinition Accepted(ProcedureDefinition content, ProcedureSample sample) =>
        new SetSample(sample with { Expected = SampleRun.Of(content, Form(content), sample) }).Apply(content, Published);

    private static CompiledForm Form(ProcedureDefinition content) =>
        new(content.Form, content.Components.Select(p => new PaperRule(p.Code, p.Required, p.RequiredWhen)));

    private static FormDefinition Without(FormDefinition form, string key) =>
        form with
        {
            Sections = [.. form.Sections.Select(s => s with { Fields = [.. s.Fields.Where(f => f.Key != key)] })],
        };

    private static ProcedureDefinition? Sound(Func<ProcedureDefinition> edit)
    {
        try
        {
            var content = edit();
            return ProcedureCheck.Run(content).Any(f => f.Severity == Severity.Error && f.Code != ContentFaults.SampleDiffers)
                ? null
                : content;
        }
        catch (RuleViolationException)
        {
            return null;
        }
    }
}
