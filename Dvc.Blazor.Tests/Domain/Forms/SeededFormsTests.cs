using System.Text.Json;
using System.Text.Json.Nodes;
using Dvc.Blazor.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Forms;

public sealed class SeededFormsTests
{
    public static TheoryData<string> Codes => SeededForms.Codes;

    [Fact]
    public void Catalogue_HasAllProcedures() => Assert.Equal(33, SeededForms.Procedures.Count());

    [Theory, MemberData(nameof(Codes))]
    public void RoundTrip_SeededForm_DropsNothing(string code)
    {
        var form = FormJson.Read(FormJson.Write(SeededForms.Form(code)));

        var source = SeededForms.Procedure(code);
        var expected = JsonNode.Parse(source.GetProperty("form").GetRawText())!;
        var own = form with { Sections = [.. form.Sections.Where(section => section.Role == SectionRole.Form)], Rules = [] };
        AssertSame(expected, JsonNode.Parse(FormJson.Write(own)));
        var rules = source.TryGetProperty("form_rules", out var list) ? JsonNode.Parse(list.GetRawText()) : new JsonArray();
        AssertSame(rules, JsonSerializer.SerializeToNode(form.Rules, FormJson.Options));
        foreach (var section in form.Sections.Where(section => section.Role != SectionRole.Form))
        {
            var shared = JsonNode.Parse(SeededForms.SharedSections.GetProperty(section.Key).GetRawText());
            AssertSame(shared, JsonSerializer.SerializeToNode(section with { Role = SectionRole.Form }, FormJson.Options));
        }
    }

    [Theory, MemberData(nameof(Codes))]
    public void Evaluate_EmptyForm_AsksForEveryStep(string code)
    {
        var state = FormEvaluator.Evaluate(SeededForms.Compiled(code), FormAnswers.Empty, Make.Context);

        Assert.False(state.IsComplete);
        Assert.False(state.IsStepComplete(FormStep.Applicant));
        Assert.True(state.IsStepComplete(FormStep.ResultDelivery));
        Assert.Equal(["cam_doan", "dong_y_du_lieu"], state.ErrorsAt(FormStep.Review).Select(error => error.Path));
        Assert.All(state.Fields, field => Assert.DoesNotContain(field.Errors, error => error.Rule == FieldRules.Shape));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Compile_SeededForm_HasNoCycle(string code) => Assert.Empty(SeededForms.Compiled(code).Cycle);

    [Theory, MemberData(nameof(Codes))]
    public void Evaluate_SeededFormFilledFieldByField_BecomesComplete(string code)
    {
        var form = SeededForms.Compiled(code);

        var state = SampleAnswers.Complete(form, Make.Context);

        Assert.True(state.IsComplete, string.Join('\n', state.Fields.SelectMany(field => field.Errors).Concat<object>(state.Findings)));
        Assert.Equal(64, state.Submitted.Hash.Length);
    }

    [Theory, MemberData(nameof(Codes))]
    public void Reopen_WhatWasSubmitted_SubmitsTheSame(string code)
    {
        var form = SeededForms.Compiled(code);
        var state = SampleAnswers.Complete(form, Make.Context);

        var again = FormEvaluator.Evaluate(form, CanonicalAnswers.Reopen(form.Definition, state.Submitted.Json), Make.Context);

        Assert.Equal(state.Submitted.Json, again.Submitted.Json);
        Assert.True(again.IsComplete);
    }

    private static void AssertSame(JsonNode? expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected?.ToJsonString()}\nactual   {actual?.ToJsonString()}");
}
