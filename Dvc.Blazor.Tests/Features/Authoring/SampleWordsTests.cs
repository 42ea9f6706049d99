using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.TestBench;
using Dvc.Blazor.Features.Authoring.Builder;
using Dvc.Blazor.Tests.Domain.Forms;
using Dvc.Blazor.Tests.Domain.Procedures.Authoring;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Authoring;

public sealed class SampleWordsTests
{
    [Theory]
    [InlineData(SampleAspect.Fee, "Phí", "10000", "10.000 đ")]
    [InlineData(SampleAspect.Fee, "Phí", "", "chưa rõ mức")]
    [InlineData(SampleAspect.Computed, "phi", "40000", "40.000 đ")]
    [InlineData(SampleAspect.Computed, "so", "1234.5", "1.234,5")]
    [InlineData(SampleAspect.Computed, "chu", "10000", "10000")]
    public void Value_IsWrittenAsPeopleReadNumbers(SampleAspect aspect, string key, string value, string words)
    {
        FormField[] fields =
        [
            Make.Field("phi") with
            {
                Kind = FieldKind.Money,
            },
            Make.Field("so") with
            {
                Kind = FieldKind.Number,
            },
            Make.Field("chu"),
        ];
        var content = SeededContents.Of("2.000635") with { Form = Make.Form(fields) };

        Assert.Equal(words, SampleWords.Value(content, new SampleDifference(aspect, key, value, null), value));
    }
}
