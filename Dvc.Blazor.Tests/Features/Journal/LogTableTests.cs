using Bunit;
using Dvc.Blazor.Features.Journal;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Journal;

/// <summary>Lines of the log as they are seen.</summary>
public sealed class LogTableTests : BunitContext
{
    private static readonly DateTime At = new(2025, 6, 2, 2, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Applicants_AreNotNamed_OfficersAre_AndWhatItIsAboutCanBeOpened()
    {
        var person = Guid.NewGuid();

        var table = Render<LogTable>(p =>
            p.Add(
                t => t.Lines,
                [
                    Line(LogSource.Dossier, "Submitted", person, "", "H21.65-250602-0001"),
                    Line(LogSource.Dossier, "Accepted", person, "Nguyễn Thị Hằng", "H21.65-250602-0001"),
                    Line(LogSource.Account, "SignedIn", person, "", person.ToString()),
                    Line(LogSource.Office, "UnitsMerged", null, "", null),
                ]
            )
        );

        var rows = table.FindAll("tbody tr");
        Assert.Equal(["Người nộp hồ sơ", "Nguyễn Thị Hằng", "Người dân", "Cổng dịch vụ công"], rows.Select(r => r.Children[1].TextContent));
        Assert.StartsWith("Trạng thái: Được tiếp nhận", rows[1].Children[2].TextContent, StringComparison.Ordinal);
        Assert.Equal("/quan-tri/nhat-ky?ho-so=H21.65-250602-0001", rows[0].QuerySelector("td:nth-child(4) a")!.GetAttribute("href"));
        Assert.Equal("Tài khoản của người dân", rows[2].Children[3].TextContent.Trim());
        Assert.Equal("/quan-tri/nhat-ky/co-quan/k", rows[3].QuerySelector("a")!.GetAttribute("href"));
        Assert.DoesNotContain(
            person.ToString(),
            table.Markup.Replace($"/quan-tri/nguoi-dung/{person}", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Particulars_AreOneLineEach_WithNamesOfAllLevels()
    {
        var told = LogWords.Particulars(
            """{"from":"Accepted","particulars":{"due":"2025-06-02T02:00:00Z","parts":[{"x":true}]},"note":null}"""
        );

        Assert.Equal([("Từ", "Được tiếp nhận"), ("Chi tiết · Hạn", "02/06/2025 09:00"), ("Chi tiết · Đơn vị mới · 1 · x", "có")], told);
        Assert.Equal([("", "not json")], LogWords.Particulars("not json"));
    }

    private static LogLine Line(LogSource source, string kind, Guid? actor, string name, string? subject) =>
        new(source, "k", At, kind, actor, name, subject, null, null);
}
