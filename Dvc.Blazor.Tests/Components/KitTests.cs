using AngleSharp.Dom;
using Bunit;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Tests.Support;
using Dvc.Blazor.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dvc.Blazor.Tests.Components;

public sealed class KitTests : BunitContext
{
    private readonly FakeTimeProvider _time = new();

    public KitTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(_time);
    }

    [Fact]
    public void StatusChip_ForEachStatus_ShowsItsOwnNameAndADrawing()
    {
        var names = Enum.GetValues<DossierStatus>()
            .Select(status => Render<StatusChip>(p => p.Add(c => c.Status, status)))
            .Select(chip => (chip.Find("use").GetAttribute("href"), chip.Find(".chip").TextContent))
            .ToList();

        Assert.Equal(11, names.Select(n => n.TextContent).Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, n => Assert.Contains("#i-", n.Item1, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DueState.Ahead, "Còn 3 ngày")]
    [InlineData(DueState.Today, "Hạn hôm nay, 16:30")]
    [InlineData(DueState.Late, "Quá hạn 3 ngày")]
    [InlineData(DueState.Paused, "Tạm dừng")]
    [InlineData(DueState.Met, "Đúng hạn")]
    public void DueDate_SaysInWords_WhereTheDeadlineStands(DueState state, string words)
    {
        var due = Render<DueDate>(p => p.Add(d => d.State, state).Add(d => d.Days, 3).Add(d => d.At, new TimeOnly(16, 30)));

        Assert.Equal(words, due.Find(".due").TextContent);
    }

    [Fact]
    public void ErrorSummary_LinksEachError_ToItsFieldOnThisPage()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/nop-ho-so/x/to-khai?a=1");

        var summary = Render<ErrorSummary>(p =>
            p.Add(s => s.Errors, [new FieldError("ten", "A"), new FieldError("tep", "B", "/khac#tep")])
        );

        Assert.Equal("Có 2 chỗ cần sửa", summary.Find("h2").TextContent);
        Assert.Equal(["/nop-ho-so/x/to-khai?a=1#ten", "/khac#tep"], summary.FindAll("a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void ErrorSummary_WithoutErrors_IsNotThere() => Assert.Empty(Render<ErrorSummary>(p => p.Add(s => s.Errors, [])).Markup.Trim());

    [Fact]
    public async Task BusyButton_ClickedThreeTimes_ActsOnce()
    {
        var acts = 0;
        var end = new TaskCompletionSource();
        var button = Render<BusyButton>(p =>
            p.Add(
                b => b.OnClick,
                () =>
                {
                    acts++;
                    return end.Task;
                }
            )
        );

        var clicks = Enumerable.Range(0, 3).Select(_ => button.Find("button").ClickAsync(new())).ToList();
        Assert.Equal("true", button.Find("button").GetAttribute("aria-busy"));
        end.SetResult();
        await Task.WhenAll(clicks);

        Assert.Equal(1, acts);
        Assert.Null(button.Find("button").GetAttribute("aria-busy"));
    }

    [Fact]
    public void BusyButton_NotUsableYet_StaysReachableAndSaysWhy()
    {
        var acts = 0;
        var button = Render<BusyButton>(p => p.Add(b => b.Disabled, true).Add(b => b.Why, "vi-sao").Add(b => b.OnClick, () => acts++));

        button.Find("button").Click();

        Assert.Equal(0, acts);
        Assert.False(button.Find("button").HasAttribute("disabled"));
        Assert.Equal("vi-sao", button.Find("button").GetAttribute("aria-describedby"));
    }

    [Fact]
    public async Task Toast_AfterEightSeconds_GoesAway()
    {
        var toasts = Render<ToastRegion>();
        await toasts.InvokeAsync(() => toasts.Instance.Show("Xong"));

        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.NotEmpty(toasts.FindAll(".toast"));
        _time.Advance(TimeSpan.FromSeconds(1));

        toasts.WaitForAssertion(() => Assert.Empty(toasts.FindAll(".toast")), Wait.Limit);
    }

    [Fact]
    public async Task Toast_WhilePointedAt_Stays()
    {
        var toasts = Render<ToastRegion>();
        await toasts.InvokeAsync(() => toasts.Instance.Show("Xong"));

        await toasts.Find(".toasts").MouseEnterAsync(new());
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.NotEmpty(toasts.FindAll(".toast"));
    }

    [Fact]
    public async Task Toast_Undo_CallsBackOnce()
    {
        var undone = 0;
        var toasts = Render<ToastRegion>();
        await toasts.InvokeAsync(() => toasts.Instance.Show("Xong", () => Task.FromResult(undone++)));

        await toasts.Find(".toast .btn").ClickAsync(new());

        Assert.Equal(1, undone);
        Assert.Empty(toasts.FindAll(".toast"));
    }

    [Fact]
    public void StepList_ShowsWhereOneIs_AndLinksWhatCanBeVisited()
    {
        WizardStep[] steps = [new("Một", "/1", true), new("Hai", "/2", false), new("Ba", null, false)];

        var list = Render<StepList>(p => p.Add(l => l.Steps, steps).Add(l => l.Current, 1));

        Assert.Contains("Hai", list.Find("[aria-current=step]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["/1"], list.FindAll("a").Select(a => a.GetAttribute("href")));
        Assert.Contains(KitText.Done, list.Find("a").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 5, "1 2 … 5")]
    [InlineData(3, 5, "1 2 3 4 5")]
    [InlineData(6, 12, "1 … 5 6 7 … 12")]
    [InlineData(12, 12, "1 … 11 12")]
    public void Pager_ShowsEndsAndNeighbours(int page, int pages, string shown) =>
        Assert.Equal(shown, string.Join(' ', PagerWindow.Of(page, pages).Select(n => n is null ? "…" : $"{n}")));
}
