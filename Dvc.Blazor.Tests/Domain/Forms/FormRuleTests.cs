using System.Text.Json;
using Dvc.Blazor.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Forms;

public sealed class FormRuleTests
{
    private static readonly FormField[] Fields =
    [
        Make.Field("born", FieldKind.Date, validation: new FieldValidation { AllowPartial = true }),
        Make.Field("from", FieldKind.Date),
        Make.Field("to", FieldKind.Date),
        Make.Field("a", FieldKind.Number),
        Make.Field("b", FieldKind.Number),
        Make.Choice("area", "town", "village"),
        Make.Rows("list", Make.Field("size", FieldKind.Number), Make.Field("main", FieldKind.Checkbox)),
        Make.Rows("other", Make.Field("size", FieldKind.Number)),
    ];

    [Theory]
    [InlineData("""{"rule":"age_at_least","field":"born","years":20}""", "born=22/11/2006", true)]
    [InlineData("""{"rule":"age_at_least","field":"born","years":20}""", "born=23/11/2006", false)]
    [InlineData("""{"rule":"age_at_least","field":"born","years":20}""", "born=2006", true)]
    [InlineData("""{"rule":"age_at_least","field":"born","years":20}""", "born=2007", false)]
    [InlineData("""{"rule":"age_at_least","field":"born","years":20}""", "", true)]
    [InlineData("""{"rule":"distinct","fields":["a","b"]}""", "a=1;b=2", true)]
    [InlineData("""{"rule":"distinct","fields":["a","b"]}""", "a=1;b=1,0", false)]
    [InlineData("""{"rule":"distinct","fields":["a","b"]}""", "", true)]
    [InlineData("""{"rule":"lte","left":"a","right":"b"}""", "a=2;b=2", true)]
    [InlineData("""{"rule":"lte","left":"a","right":"b"}""", "a=2,5;b=2", false)]
    [InlineData("""{"rule":"lte","left":"a","right":"list.size"}""", "a=30;list/1;list/2;list/1/size=10;list/2/size=20", true)]
    [InlineData("""{"rule":"lte","left":"a","right":"list.size"}""", "a=31;list/1;list/2;list/1/size=10;list/2/size=20", false)]
    [InlineData(
        """{"rule":"sum_at_least","list":"list","field":"size","by":{"field":"area","values":{"town":40,"village":30}}}""",
        "area=village;list/1;list/1/size=30",
        true
    )]
    [InlineData(
        """{"rule":"sum_at_least","list":"list","field":"size","by":{"field":"area","values":{"town":40,"village":30}}}""",
        "area=town;list/1;list/1/size=30",
        false
    )]
    [InlineData("""{"rule":"sum_at_least","list":"list","field":"size","value":31}""", "list/1;list/1/size=30", false)]
    [InlineData(
        """{"rule":"sum_equals","list":"list","field":"size","value":100,"when":{"field":"area","op":"eq","value":"town"}}""",
        "area=town;list/1;list/2;list/1/size=40;list/2/size=60",
        true
    )]
    [InlineData(
        """{"rule":"sum_equals","list":"list","field":"size","value":100,"when":{"field":"area","op":"eq","value":"town"}}""",
        "area=town;list/1;list/1/size=40",
        false
    )]
    [InlineData(
        """{"rule":"sum_equals","list":"list","field":"size","value":100,"when":{"field":"area","op":"eq","value":"town"}}""",
        "area=town;list/1",
        false
    )]
    [InlineData(
        """{"rule":"sum_equals","list":"list","field":"size","value":100,"when":{"field":"area","op":"eq","value":"town"}}""",
        "area=village;list/1;list/1/size=40",
        true
    )]
    [InlineData("""{"rule":"count_equals","list":"list","field":"a"}""", "a=2;list/1;list/2", true)]
    [InlineData("""{"rule":"count_equals","list":"list","field":"a"}""", "a=3;list/1;list/2", false)]
    [InlineData("""{"rule":"exactly_one","list":"list","field":"main","equals":true}""", "list/1;list/2;list/2/main=true", true)]
    [InlineData("""{"rule":"exactly_one","list":"list","field":"main","equals":true}""", "list/1;list/2", false)]
    [InlineData(
        """{"rule":"exactly_one","list":"list","field":"main","equals":true}""",
        "list/1;list/2;list/1/main=true;list/2/main=true",
        false
    )]
    [InlineData("""{"rule":"exactly_one","list":"list","field":"main","equals":true}""", "", true)]
    [InlineData("""{"rule":"must_equal","field":"area","value":"town","severity":"warning"}""", "area=village", false)]
    [InlineData("""{"rule":"must_equal","field":"area","value":"town","severity":"warning"}""", "", true)]
    [InlineData("""{"rule":"days_since_max","field":"from","days":10}""", "from=12/11/2026", true)]
    [InlineData("""{"rule":"days_since_max","field":"from","days":10}""", "from=11/11/2026", false)]
    [InlineData("""{"rule":"date_order","before":"from","after":"to"}""", "from=1/1/2026;to=1/1/2026", true)]
    [InlineData("""{"rule":"date_order","before":"from","after":"to"}""", "from=2/1/2026;to=1/1/2026", false)]
    [InlineData(
        """{"rule":"sum_equals_sum","list":"list","field":"size","list2":"other","field2":"size","tolerance":0.5}""",
        "list/1;list/1/size=100,5;other/1;other/1/size=100",
        true
    )]
    [InlineData(
        """{"rule":"sum_equals_sum","list":"list","field":"size","list2":"other","field2":"size","tolerance":0.5}""",
        "list/1;list/1/size=100,6;other/1;other/1/size=100",
        false
    )]
    public void Rule_OverAnswers_IsKeptOrBroken(string json, string answers, bool kept)
    {
        var rule = JsonSerializer.Deserialize<FormRule>(json, FormJson.Options)!;
        var state = Make.Evaluate(Make.Form(Fields) with { Rules = [rule] }, Parse(answers));

        Assert.Equal(kept ? 0 : 1, state.Findings.Count);
        Assert.All(state.Findings, finding => Assert.NotEmpty(finding.Paths));
        Assert.Equal(kept || rule.Severity == Severity.Warning, state.IsComplete);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), JsonSerializer.SerializeToElement(rule, FormJson.Options)));
    }

    [Fact]
    public void Read_UnknownRule_IsRefused() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FormRule>("""{"rule":"guess"}""", FormJson.Options));

    [Fact]
    public void Rule_OnAHiddenField_IsSilent()
    {
        var hidden = Fields.Select(field => field.Key == "a" ? field with { VisibleWhen = Make.Is("area", "town") } : field);
        var form = Make.Form([.. hidden]) with { Rules = [new LteRule("a", "b")] };
        Assert.Empty(Make.Evaluate(form, Parse("a=5;b=1")).Findings);
        Assert.Single(Make.Evaluate(form, Parse("a=5;b=1;area=town")).Findings);
    }

    private static FormAnswers Parse(string text)
    {
        var answers = FormAnswers.Empty;
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=');
            answers =
                pair.Length == 1 ? answers.With(pair[0], new RowAnswer(pair[0][^1] - '0'))
                : pair[1] == "true" ? answers.With(pair[0], true)
                : answers.With(pair[0], pair[1]);
        }

        return answers;
    }
}
