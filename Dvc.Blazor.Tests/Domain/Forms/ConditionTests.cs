using System.Text.Json;
using Dvc.Blazor.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Forms;

public sealed class ConditionTests
{
    private static readonly FormField Kind = Make.Choice("kind", "a", "b");
    private static readonly FormField Tick = Make.Field("tick", FieldKind.Checkbox);
    private static readonly FormField Many = Make.Choice("many", "x", "y") with { Kind = FieldKind.Multichoice };
    private static readonly FormField Size = Make.Field("size", FieldKind.Number);
    private static readonly FormField Born = Make.Field("born", FieldKind.Date);
    private static readonly FormField People = Make.Rows("people", Make.Field("name"), Make.Field("share", FieldKind.Number));

    [Theory]
    [InlineData("""{"field":"kind","op":"eq","value":"a"}""", true)]
    [InlineData("""{"field":"kind","op":"ne","value":"a"}""", false)]
    [InlineData("""{"field":"kind","op":"in","value":["b","a"]}""", true)]
    [InlineData("""{"field":"tick","op":"eq","value":false}""", true)]
    [InlineData("""{"field":"many","op":"contains","value":"y"}""", true)]
    [InlineData("""{"field":"many","op":"contains","value":"x"}""", false)]
    [InlineData("""{"field":"size","op":"gt","value":2.5}""", true)]
    [InlineData("""{"field":"size","op":"lt","value":2.5}""", false)]
    [InlineData("""{"field":"born","op":"lt","value":"today"}""", true)]
    [InlineData("""{"field":"born","op":"eq","value":"1990-06-15"}""", true)]
    [InlineData("""{"field":"people","op":"gt","value":1}""", true)]
    [InlineData("""{"field":"people","op":"empty"}""", false)]
    [InlineData("""{"field":"people.name","op":"eq","value":"B"}""", true)]
    [InlineData("""{"field":"people.name","op":"eq","value":"C"}""", false)]
    [InlineData("""{"field":"blank","op":"empty"}""", true)]
    [InlineData("""{"field":"blank","op":"empty","value":false}""", false)]
    [InlineData("""{"field":"blank","op":"ne","value":"z"}""", true)]
    [InlineData("""{"field":"blank","op":"eq","value":"z"}""", false)]
    [InlineData("""{"all":[{"field":"kind","op":"eq","value":"a"},{"not":{"field":"tick","op":"eq","value":true}}]}""", true)]
    [InlineData("""{"any":[{"field":"kind","op":"eq","value":"b"},{"field":"size","op":"lt","value":0}]}""", false)]
    [InlineData("""{"all":[]}""", true)]
    [InlineData("""{"any":[]}""", false)]
    public void Holds_OverAnswers_IsAsSaid(string json, bool holds)
    {
        var condition = JsonSerializer.Deserialize<Condition>(json)!;
        var shown = Make.Field("shown") with { VisibleWhen = condition };
        var answers = FormAnswers
            .Empty.With("kind", "a")
            .With("many", new ListAnswer(["y"]))
            .With("size", "3,5")
            .With("born", "15/6/1990")
            .With("people/1", new RowAnswer(1))
            .With("people/2", new RowAnswer(2))
            .With("people/1/name", "A")
            .With("people/2/name", "B");

        var state = Make.Evaluate(Make.Form(shown, Kind, Tick, Many, Size, Born, People, Make.Field("blank")), answers);

        Assert.Equal(holds, state["shown"]!.Visible);
        Assert.Equal(json, JsonSerializer.Serialize(condition));
    }

    [Fact]
    public void Holds_FieldOfTheSameKeyInTheRow_IsLookedUpThereFirst()
    {
        var child = Make.Field("child") with { VisibleWhen = Make.Is("name", "B") };
        var outer = Make.Field("outer") with { VisibleWhen = Make.Is("name", "top") };
        var form = Make.Form(Make.Field("name"), outer, Make.Rows("people", Make.Field("name"), child));
        var answers = FormAnswers.Empty.With("name", "top").With("people/1", new RowAnswer(1)).With("people/1/name", "B");

        var state = Make.Evaluate(form, answers);

        Assert.True(state["people/1/child"]!.Visible);
        Assert.True(state["outer"]!.Visible);
    }

    [Fact]
    public void Holds_HiddenField_HasNoValue()
    {
        var hidden = Make.Choice("hidden", "a") with { VisibleWhen = Make.Is("kind", "b") };
        var follower = Make.Field("follower") with { VisibleWhen = Make.Is("hidden", "a") };
        var answers = FormAnswers.Empty.With("kind", "a").With("hidden", "a").With("follower", "kept");

        var state = Make.Evaluate(Make.Form(follower, hidden, Kind), answers);

        Assert.False(state["hidden"]!.Visible);
        Assert.False(state["follower"]!.Visible);
        Assert.Equal(new TextAnswer("kept"), state["follower"]!.Answer);
        Assert.Equal("""{"kind":"a"}""", state.Submitted.Json);
    }

    [Theory]
    [InlineData("""{"field":"a","op":"like","value":1}""")]
    [InlineData("""{"field":"a","op":"eq"}""")]
    [InlineData("""{"field":"a","op":"3","value":1}""")]
    [InlineData("""{"field":"a","op":"eq","value":1,"more":2}""")]
    [InlineData("""{"all":[],"any":[]}""")]
    [InlineData("""[]""")]
    public void Read_UnknownShape_IsRefused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Condition>(json));

    [Theory]
    [InlineData("""{"field":"kind","op":"in","value":["a","b"]}""", "kind in A, B")]
    [InlineData("""{"not":{"field":"kind","op":"eq","value":"a"}}""", "kind ne A")]
    [InlineData("""{"field":"tick","op":"ne","value":true}""", "unticked tick")]
    [InlineData(
        """{"all":[{"field":"tick","op":"eq","value":true},{"any":[{"field":"size","op":"gt","value":2},{"field":"size","op":"empty"}]}]}""",
        "ticked tick and (size gt 2 or size empty)"
    )]
    public void Explain_InWords_UsesLabels(string json, string words)
    {
        var form = new CompiledForm(Make.Form(Kind, Tick, Size));
        Assert.Equal(words, JsonSerializer.Deserialize<Condition>(json)!.Explain(form, Words));
    }

    private static readonly ConditionWords Words = new()
    {
        Eq = "{0} eq {1}",
        Ne = "{0} ne {1}",
        In = "{0} in {1}",
        NotIn = "{0} not in {1}",
        Contains = "{0} contains {1}",
        NotContains = "{0} lacks {1}",
        Gt = "{0} gt {1}",
        NotGt = "{0} le {1}",
        Lt = "{0} lt {1}",
        NotLt = "{0} ge {1}",
        Empty = "{0} empty",
        NotEmpty = "{0} filled",
        Checked = "ticked {0}",
        Unchecked = "unticked {0}",
        And = " and ",
        Or = " or ",
        Not = "not ({0})",
        Group = "({0})",
        ListSeparator = ", ",
    };
}
