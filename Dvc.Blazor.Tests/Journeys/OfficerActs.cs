using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>What officers do on the page of a dossier.</summary>
internal static class OfficerActs
{
    /// <summary>Opens the form of an act by its key, fills it in and confirms.</summary>
    public static async Task DecideAsync(
        this BrowserSession officer,
        string key,
        string title,
        string verb,
        Func<ILocator, Task>? fill = null
    )
    {
        await officer.Page.Keyboard.PressAsync(key);
        var form = officer.Page.Locator("main").GetByRole(AriaRole.Region, new() { Name = title });
        await Expect(form).ToBeVisibleAsync();
        if (fill is not null)
            await fill(form);
        await form.GetByRole(AriaRole.Button, new() { Name = verb, Exact = true }).ClickAsync();
        await Expect(officer.Page.GetByText($"Đã xong: {verb}.")).ToBeVisibleAsync();
    }
}
