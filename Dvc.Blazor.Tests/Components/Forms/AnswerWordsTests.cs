using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Tests.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Components.Forms;

public sealed class AnswerWordsTests
{
    public static TheoryData<string> Codes => SeededForms.Codes;

    [Theory, MemberData(nameof(Codes))]
    public void Summary_OfASubmittedForm_SaysOfEachFieldWhatTheDraftSaid(string code)
    {
        var form = SeededForms.Compiled(code);
        var state = SampleAnswers.Complete(form, Make.Context);
        var drafted = state
            .Fields.Where(field => field is { Visible: true, RowPath: "", Field.Kind: not (FieldKind.Group or FieldKind.RepeatingGroup) })
            .Where(field => AnswerPath.Parent(field.Path).Length == 0)
            .Select(field => new AnswerLine(field.Field.Label, AnswerWords.Of(field)))
            .Where(line => line.Text.Length > 0);

        var lines = AnswerSummary.Of(form.Definition, state.Submitted.Json).Where(part => part.Depth == 0).SelectMany(part => part.Lines);

        Assert.Equal(drafted, lines);
    }

    [Fact]
    public void Summary_OfEachKind_IsInTheWordsOfThePage()
    {
        var form = Make.Form(
            Make.Field("tien", FieldKind.Money),
            Make.Field("so", FieldKind.Number),
            Make.Field("ngay", FieldKind.Date),
            Make.Field("dung", FieldKind.Checkbox),
            Make.Choice("chon", "a", "b") with
            {
                AllowOther = true,
            },
            Make.Field("noi", FieldKind.Address),
            Make.Rows("ds", Make.Field("ten"))
        );
        const string Json = """
            {"chon":{"other":"khác hẳn","value":"_other"},"ds":[{"ten":"An"},{"ten":"Bình"}],"dung":true,"ngay":"1960-05","noi":
            {"province":{"code":"64","name":"Gia Lai"},"scheme":"2","street":"Làng Hra"},"so":1234.5,"tien":1500000}
            """;

        var parts = AnswerSummary.Of(form, Json);

        Assert.Equal(["1.500.000 đ", "1234,5", "05/1960", "Có", "khác hẳn", "Làng Hra, Gia Lai"], parts[0].Lines.Select(line => line.Text));
        Assert.Equal(["An", "Bình"], parts.Skip(1).Select(row => row.Lines.Single().Text));
    }
}
