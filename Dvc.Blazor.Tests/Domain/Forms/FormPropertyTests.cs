using System.Text.Json.Nodes;
using CsCheck;
using Dvc.Blazor.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Forms;

public sealed class FormPropertyTests
{
    private const int Forms = 300;
    private static readonly Gen<RandomForm> AnyForm = Gen.Int.Select(seed => new RandomForm(seed));

    [Fact]
    public void Evaluate_RandomForm_IsTheFixpointOfItsConditions() =>
        AnyForm.Sample(
            random =>
            {
                var form = new CompiledForm(random.Definition);
                Assert.Empty(form.Cycle);
                var state = FormEvaluator.Evaluate(form, FormAnswers.From(random.Answers), Make.Context);
                var visible = state.Fields.Where(field => field.Visible).Select(field => field.Path);
                Assert.Equal(new VisibilityOracle(random).Visible().Order(StringComparer.Ordinal), visible.Order(StringComparer.Ordinal));
            },
            iter: Forms
        );

    [Fact]
    public void Evaluate_AnswersInAnyOrder_GivesTheSameState() =>
        Gen.Select(AnyForm, Gen.Int)
            .Sample(
                (random, seed) =>
                {
                    var form = new CompiledForm(random.Definition);
                    var shuffled = random.Answers.ToArray();
                    new Random(seed).Shuffle(shuffled);

                    var one = FormEvaluator.Evaluate(form, FormAnswers.From(random.Answers), Make.Context);
                    var other = FormEvaluator.Evaluate(
                        form,
                        shuffled.Aggregate(FormAnswers.Empty, (all, pair) => all.With(pair.Key, pair.Value)),
                        Make.Context
                    );

                    Assert.Equal(one.Submitted, other.Submitted);
                    Assert.Equal(Findings(one), Findings(other));
                },
                iter: Forms
            );

    [Fact]
    public void Submitted_HiddenAnswers_AreNeverInIt() =>
        AnyForm.Sample(
            random =>
            {
                var form = new CompiledForm(random.Definition);
                var answers = FormAnswers.From(random.Answers);
                var state = FormEvaluator.Evaluate(form, answers, Make.Context);
                var hidden = state.Fields.Where(field => !field.Visible).ToList();
                var without = hidden.Aggregate(answers, (left, field) => left.Without(field.Path));

                Assert.All(hidden, field => Assert.Empty(field.Errors));
                Assert.All(hidden, field => Assert.Equal(answers[field.Path], field.Answer));
                Assert.Equal(state.Submitted.Hash, FormEvaluator.Evaluate(form, without, Make.Context).Submitted.Hash);
            },
            iter: Forms
        );

    [Fact]
    public void Json_RandomFormAndAnswers_ComeBackTheSame() =>
        AnyForm.Sample(
            random =>
            {
                var json = FormJson.Write(random.Definition);
                Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(FormJson.Write(FormJson.Read(json)))));
                Assert.All(random.Answers, pair => Assert.Equal(pair.Value, AnswerValue.FromJson(pair.Value.ToJson())));
            },
            iter: Forms
        );

    [Fact]
    public void Json_AnyTypedText_ComesBackTheSame() =>
        Gen
            .String.Where(text => !text.Any(char.IsSurrogate))
            .Sample(text => AnswerValue.FromJson(new TextAnswer(text).ToJson()) == new TextAnswer(text));

    private static IEnumerable<string> Findings(FormState state) =>
        state.Fields.Select(field => $"{field.Path} {field.Visible} {string.Join(',', field.Errors.Select(error => error.Rule))}");
}
