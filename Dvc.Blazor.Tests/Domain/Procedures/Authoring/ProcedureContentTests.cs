using System.Text.Json;
using System.Text.Json.Nodes;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Tests.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Procedures.Authoring;

public sealed class ProcedureContentTests
{
    public static TheoryData<string> Codes => SeededForms.Codes;

    [Theory, MemberData(nameof(Codes))]
    public void Write_ShippedContent_LosesNothing_AndReadsTheSame(string code)
    {
        var shipped = SeededContents.Text(code);
        var content = ProcedureDefinition.Parse(shipped);
        var written = ProcedureContent.Write(content);

        Lost(JsonNode.Parse(shipped)!, JsonNode.Parse(written)!, "$");
        Assert.Equal(written, ProcedureContent.Write(ProcedureDefinition.Parse(written)));
        Assert.Empty(RevisionDifference.Between(content, ProcedureDefinition.Parse(written)));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Check_ShippedContent_HasNoErrors(string code) =>
        Assert.Empty(
            ProcedureCheck.Run(SeededContents.Of(code)).Where(fault => fault.Severity == Severity.Error).Select(fault => fault.ToString())
        );

    [Theory, MemberData(nameof(Codes))]
    public void Package_ShippedContent_ComesBackEqual(string code)
    {
        var content = SeededContents.Of(code);
        var package = ProcedurePackage.Write(content, 3);
        var read = ProcedurePackage.Read(package);

        Assert.DoesNotContain(read.Faults, fault => fault.Code == PackageFaults.Altered);
        Assert.Equal(ProcedureContent.Write(content), ProcedureContent.Write(read.Content!));
        Assert.Equal(package, ProcedurePackage.Write(read.Content!, 3));
    }

    [Theory]
    [InlineData("", "NotJson", "")]
    [InlineData("[]", "NotAPackage", "")]
    [InlineData("""{"format":"dvc-procedure","content":{}}""", "UnknownVersion", "version")]
    [InlineData("""{"format":"dvc-procedure","version":1,"version":1,"content":{}}""", "NotJson", "")]
    [InlineData("""{"format":"dvc-procedure","version":1,"content":{}}""", "WrongShape", "content")]
    [InlineData("""{"format":"dvc-procedure","version":1,"content":{"notes":[null]}}""", "WrongShape", "content.notes[0]")]
    public void Package_NotOne_IsRefusedWithItsPlace(string text, string fault, string place)
    {
        var read = ProcedurePackage.Read(text);

        Assert.Null(read.Content);
        var only = Assert.Single(read.Faults);
        Assert.Equal((fault, place), (only.Code, only.Place));
    }

    [Fact]
    public void Package_WrongShapeDeepInside_NamesThePlace()
    {
        var package = JsonNode.Parse(ProcedurePackage.Write(SeededContents.Of("2.000635"), 1))!;
        package["content"]!["form"]!["sections"]![0]!["fields"]![1]!["type"] = "video";

        var fault = Assert.Single(ProcedurePackage.Read(package.ToJsonString()).Faults);

        Assert.Equal(PackageFaults.WrongShape, fault.Code);
        Assert.Contains("sections[0].fields[1].type", fault.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void Package_AlteredAfterwards_IsToldAsAWarning()
    {
        var package = JsonNode.Parse(ProcedurePackage.Write(SeededContents.Of("2.000635"), 1))!;
        package["content"]!["name"] = "Tên khác";

        var read = ProcedurePackage.Read(package.ToJsonString());

        Assert.Equal("Tên khác", read.Content!.Name);
        Assert.Contains(read.Faults, fault => fault is { Code: PackageFaults.Altered, Severity: Severity.Warning });
    }

    [Fact]
    public void Package_TooDeepOrTooLarge_IsRefused()
    {
        var deep = $$"""{"format":"dvc-procedure","version":1,"content":{{new string('[', 100)}}{{new string(']', 100)}}}""";
        Assert.Equal([PackageFaults.NotJson], ProcedurePackage.Read(deep).Faults.Select(fault => fault.Code));

        var large = new string(' ', ProcedurePackage.MostBytes + 1);
        Assert.Equal([PackageFaults.TooLarge], ProcedurePackage.Read(large).Faults.Select(fault => fault.Code));
    }

    // What says nothing (null, an empty list) need not be there.
    private static void Lost(JsonNode before, JsonNode? after, string path)
    {
        switch (before)
        {
            case JsonObject owner:
                foreach (
                    var (name, value) in owner.Where(p =>
                        p.Value is not null && p.Value is not JsonArray { Count: 0 } && p.Value is not JsonObject { Count: 0 }
                    )
                )
                {
                    Assert.True(after?[name] is not null, $"{path}.{name} is lost");
                    Lost(value!, after[name], $"{path}.{name}");
                }

                break;
            case JsonArray list:
                Assert.True(after is JsonArray other && other.Count == list.Count, path);
                for (var i = 0; i < list.Count; i++)
                {
                    Lost(list[i]!, after![i], $"{path}[{i}]");
                }

                break;
            default:
                Assert.True(
                    JsonElement.DeepEquals(JsonSerializer.SerializeToElement(before), JsonSerializer.SerializeToElement(after)),
                    path
                );
                break;
        }
    }
}
