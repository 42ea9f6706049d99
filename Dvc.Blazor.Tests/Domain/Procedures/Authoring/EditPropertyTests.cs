using System.Text.Json;
using CsCheck;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Procedures.Authoring;

/// <summary>Whatever an author does, in whatever order.</summary>
public sealed class EditPropertyTests
{
    private const int Sessions = 20;
    private const int Steps = 40;

    private static readonly ProcedureDefinition Start = WithUnknown(SeededContents.Of("2.000635"));
    private static readonly PublishedKeys Published = new([Start.Form]);

    [Fact]
    public void UndoAll_GivesTheBeginning_RedoAllTheEnd_AndEachStepOnTheWay() =>
        Gen.Int.Sample(
            seed =>
            {
                var history = new EditHistory(Start);
                var texts = new List<string> { ProcedureContent.Write(Start) };
                foreach (var edited in Session(seed))
                {
                    history = edited;
                    texts.Add(ProcedureContent.Write(history.Content));
                }

                foreach (var text in Enumerable.Reverse(texts))
                {
                    Assert.Equal(text, ProcedureContent.Write(history.Content));
                    history = history.Undo();
                }

                Assert.False(history.CanUndo);
                foreach (var text in texts)
                {
                    Assert.Equal(text, ProcedureContent.Write(history.Content));
                    history = history.Redo();
                }

                Assert.False(history.CanRedo);
            },
            iter: Sessions
        );

    [Fact]
    public void EditAfterUndo_ForgetsWhatWasUndone_AndRandomWalksAgreeWithAList() =>
        Gen.Int.Sample(
            seed =>
            {
                var (random, edits) = (new Random(seed), new RandomEdits(seed));
                var history = new EditHistory(Start);
                var (model, at) = (new List<ProcedureDefinition> { Start }, 0);
                for (var step = 0; step < Steps; step++)
                {
                    switch (random.Next(4))
                    {
                        case 0:
                            (history, at) = (history.Undo(), Math.Max(0, at - 1));
                            break;
                        case 1:
                            (history, at) = (history.Redo(), Math.Min(model.Count - 1, at + 1));
                            break;
                        default:
                            var next = Try(history, edits.Next(history.Content));
                            if (!ReferenceEquals(next.Content, history.Content))
                            {
                                model.RemoveRange(at + 1, model.Count - at - 1);
                                model.Add(next.Content);
                                at++;
                            }

                            history = next;
                            break;
                    }

                    Assert.Same(model[at], history.Content);
                    Assert.Equal((at > 0, at < model.Count - 1), (history.CanUndo, history.CanRedo));
                }
            },
            iter: Sessions
        );

    [Fact]
    public void Keys_StayUnique_AndNeverServeAnotherKind() =>
        Gen.Int.Sample(
            seed =>
            {
                foreach (var history in Session(seed))
                {
                    var form = history.Content.Form;
                    var faults = FormDefinitionCheck.Run(form).Where(fault => fault.Code == DefinitionFaults.DuplicateKey);
                    Assert.Empty(faults);
                    Assert.All(
                        FormTree.All(form),
                        at => Assert.True(Published.Allows(at.Path, at.Field.Kind), $"{at.Path} {at.Field.Kind}")
                    );
                    Assert.Equal(form.Sections.Count, form.Sections.Select(section => section.Key).Distinct().Count());
                }
            },
            iter: Sessions
        );

    [Fact]
    public void UnknownProperties_SurviveEveryEdit() =>
        Gen.Int.Sample(
            seed =>
            {
                foreach (var history in Session(seed).TakeLast(1))
                {
                    var content = ProcedureDefinition.Parse(ProcedureContent.Write(history.Content));
                    Assert.Equal("kept", content.Rest!["unknown"].GetString());
                    Assert.Equal("kept", content.Form.Extra!["unknown"].GetString());
                    var own = content.Form.Sections.SingleOrDefault(section => section.Key == "su_kien");
                    Assert.True(own is null || own.Extra!["unknown"].GetString() == "kept");
                    var field = FormTree.All(content.Form).FirstOrDefault(at => at.Field.Key == "loai_su_kien").Field;
                    Assert.True(field is null || field.Extra!["unknown"].GetString() == "kept");
                }
            },
            iter: Sessions
        );

    [Fact]
    public void Difference_OfAContentWithItself_IsEmpty_AndOfAnEditedOne_NamesWhatChanged() =>
        Gen.Int.Sample(
            seed =>
            {
                foreach (var history in Session(seed).TakeLast(1))
                {
                    var (content, same) = (history.Content, ProcedureDefinition.Parse(ProcedureContent.Write(history.Content)));
                    Assert.Empty(RevisionDifference.Between(content, same));
                    var differences = RevisionDifference.Between(Start, content);
                    var added = FormTree.All(content.Form).Select(at => at.Path).Except(FormTree.All(Start.Form).Select(at => at.Path));
                    Assert.Equal(
                        added.Order(StringComparer.Ordinal),
                        differences
                            .Where(d => d is { Part: ContentPart.Field, Kind: DifferenceKind.Added })
                            .Select(d => d.Key)
                            .Order(StringComparer.Ordinal)
                    );
                    Assert.True(
                        differences.Count > 0
                            || ProcedureContent.Write(Start) == ProcedureContent.Write(content)
                            || SameButRepeated(content)
                    );
                }
            },
            iter: Sessions
        );

    // Two fees of one name are one part to the comparison.
    private static bool SameButRepeated(ProcedureDefinition content) =>
        content.Fees.Select(fee => fee.Name).Distinct().Count() < content.Fees.Count;

    private static IEnumerable<EditHistory> Session(int seed)
    {
        var edits = new RandomEdits(seed);
        var history = new EditHistory(Start);
        for (var step = 0; step < Steps; step++)
        {
            var next = Try(history, edits.Next(history.Content));
            if (!ReferenceEquals(next, history))
            {
                yield return history = next;
            }
        }
    }

    private static EditHistory Try(EditHistory history, Edit edit)
    {
        try
        {
            return history.Do(edit, Published);
        }
        catch (RuleViolationException)
        {
            return history;
        }
    }

    private static ProcedureDefinition WithUnknown(ProcedureDefinition content)
    {
        var kept = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["unknown"] = JsonSerializer.SerializeToElement("kept") };
        var rest = new Dictionary<string, JsonElement>(content.Rest!) { ["unknown"] = kept["unknown"] };
        var form = content.Form with { Extra = kept };
        form = FormTree.WithSection(form, "su_kien", section => section with { Extra = kept });
        form = FormTree.WithField(form, "loai_su_kien", field => field with { Extra = kept });
        return content with { Rest = rest, Form = form };
    }
}
