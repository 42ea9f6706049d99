using CsCheck;
using Dvc.Blazor.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Forms;

public sealed class HostileAnswersTests
{
    private static readonly CompiledForm[] Forms = [.. new[] { "1.001776", "1.001612", "1.013831" }.Select(SeededForms.Compiled)];

    private static readonly string[] Typed =
    [
        "",
        " ",
        "0",
        "-1",
        "99999999999999999999999999999999",
        "1e400",
        "31/02/2024",
        "0000",
        "9999-99-99",
        "٣٣٣٣",
        "\ud800",
        "a\udc00@b.vn",
        "a@\ud800.vn",
        "@",
        "a@..",
        "\u0000",
        "\u202e",
        "1.000.000",
        "0,0000000000000000001",
        "đ",
        "+84",
        "999999999999",
        "A12345678",
        "ca_nhan",
    ];

    private static readonly Gen<AnswerValue> Any = Gen.OneOf(
        OneOf(Typed).Select(text => (AnswerValue)new TextAnswer(text)),
        Gen.String.Select(text => (AnswerValue)new TextAnswer(text)),
        Gen.Bool.Select(flag => (AnswerValue)new FlagAnswer(flag)),
        Gen.Long.Select(order => (AnswerValue)new RowAnswer(order)),
        OneOf(Typed).Array[0, 3].Select(list => (AnswerValue)new ListAnswer(list)),
        Gen.Select(OneOf(Typed), OneOf(Typed)).Select((value, other) => (AnswerValue)new ChoiceAnswer(value, other)),
        OneOf(Typed)
            .Select(text =>
                (AnswerValue)
                    new AddressAnswer(AddressScheme.ThreeLevel, new AddressUnit(text, text), null, new AddressUnit(null, text), text)
            ),
        Gen.Const((AnswerValue)VoidAnswer.Instance)
    );

    private static readonly Gen<string> Path = Gen.OneOf(
        OneOf([.. Forms.SelectMany(form => form.Definition.Sections).SelectMany(section => section.Fields).Select(field => field.Key)]),
        Gen.Select(
                OneOf("thanh_vien", "nganh_nghe", "ben_b", "nop_ho_ten"),
                OneOf("", "/", "/1", "/1/ty_le", "/1/ngay_sinh", "/1/so_dinh_danh", "/1/2/3", "//")
            )
            .Select((group, rest) => group + rest),
        Gen.String
    );

    [Fact]
    public void Evaluate_AnyAnswersAtAnyPaths_NeverThrows() =>
        Gen.Select(OneOf(Forms), Gen.Select(Path, Any).Array[0, 60])
            .Sample(
                (form, answers) =>
                {
                    var all = FormAnswers.From(answers.Select(answer => KeyValuePair.Create(answer.Item1, answer.Item2)));
                    var state = FormEvaluator.Evaluate(form, all, Make.Context);
                    Assert.False(state.IsComplete);
                    Assert.Equal(64, state.Submitted.Hash.Length);
                },
                iter: 3_000
            );

    [Fact]
    public void FromJson_TakenAwayAnswer_CountsAsNone()
    {
        var answers = FormAnswers.FromJson([KeyValuePair.Create("a", (string?)"\"x\""), KeyValuePair.Create("b", (string?)null)]);
        Assert.Equal(new TextAnswer("x"), answers["a"]);
        Assert.Null(answers["b"]);
    }

    [Fact]
    public void Prefill_FromTheAccount_FillsOnlyWhatIsUnanswered()
    {
        var account = new Dictionary<string, AnswerValue>
        {
            ["account.full_name"] = new TextAnswer("Siu Y Bé"),
            ["account.email"] = new TextAnswer("a@b.vn"),
        };
        var answers = FormAnswers.Empty.With("nop_email", "c@d.vn");
        var rows = FormPrefill.Answers(SeededForms.Form("2.000635"), account, answers);
        Assert.Equal([KeyValuePair.Create("nop_ho_ten", (AnswerValue)new TextAnswer("Siu Y Bé"))], rows);
    }

    [Fact]
    public void AddressScheme_OnADate_IsTheStructureInForce()
    {
        Assert.Equal(AddressScheme.ThreeLevel, AddressSchemes.On(new DateOnly(2025, 6, 30)));
        Assert.Equal(AddressScheme.TwoLevel, AddressSchemes.On(new DateOnly(2025, 7, 1)));
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
