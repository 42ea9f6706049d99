using Dvc.Blazor.Tests.Journeys.Faults;
using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>A press on the button to go on does exactly one thing, however quick the hand and however bad the link.</summary>
public sealed class OnwardJourneys : SurvivalTests
{
    /// <summary>
    /// Presses the old step's button in the moment the address changes, and the new one's, doubly, in the moment the page says that it reacts;
    /// notes each step that was ready: how many addresses later, by its address and by what stands there.
    /// </summary>
    private const string QuickHand = """
        last => new Promise(done => {
            const steps = [];
            const main = document.querySelector('main');
            const press = detail => document.querySelector('#tiep-tuc')?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
            const step = () => location.pathname.split('/').at(-1);
            const push = history.pushState;
            history.pushState = function (...all) { push.apply(history, all); press(1); };
            const before = history.length;
            const look = () => {
                if (main.dataset.ready !== 'true' || steps.at(-1)?.at === step()) return;
                steps.push({ at: step(), shows: document.querySelector('#tiep-tuc')?.dataset.onward ?? step(), history: history.length - before });
                if (step() === last) return done(steps.map(s => `${s.history} ${s.at} ${s.shows}`));
                press(1);
                press(2);
            };
            new MutationObserver(look).observe(main, { attributes: true });
            look();
        })
        """;

    [Fact]
    public async Task GoingOn_PressedInTheMomentOfEachStep_LeadsThroughAllStepsOneByOne()
    {
        var citizen = await StartAsync();
        var form = new AllowanceForm(citizen.Page, Dvc);
        await form.OpenFormAsync();
        await form.FillAsync();
        await form.SameAsStoredAsync();
        await citizen.GoAsync(AllowanceForm.Address("don-vi"), interactive: true);
        Network.Delay = TimeSpan.FromMilliseconds(100);

        var walk = await citizen.Page.EvaluateAsync<string[]>(QuickHand, "xac-nhan");

        string[] all = ["don-vi", "nguoi-nop", "to-khai", "giay-to", "nhan-ket-qua", "xac-nhan"];
        Assert.Equal(all.Select((step, number) => $"{number} {step} {step}"), walk);
        await Expect(form.Heading).ToHaveTextAsync("Kiểm tra và nộp");
    }

    [Fact]
    public async Task GoingOn_SecondHalfOfADoublePressOnTheNextStep_IsNoPressOnThatOne()
    {
        var citizen = await StartAsync();
        var form = new AllowanceForm(citizen.Page, Dvc);
        await form.OpenFormAsync();
        await citizen.GoAsync(AllowanceForm.Address("don-vi"), interactive: true);

        await PressAsync(form, count: 1);
        await ReachAsync(form, "nguoi-nop");
        await PressAsync(form, count: 2);
        await PressAsync(form, count: 1);

        await ReachAsync(form, "to-khai");
        await Expect(citizen.Page.Locator("[role=alert]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task GoingOn_PressedOnADeadLink_LeadsOnWhenTheLinkIsBack()
    {
        var citizen = await StartAsync();
        citizen.TolerateLostNetwork();
        var form = new AllowanceForm(citizen.Page, Dvc);
        await form.OpenFormAsync();
        await citizen.GoAsync(AllowanceForm.Address("nguoi-nop"), interactive: true);

        Network.Freeze();
        await form.ContinueAsync();
        await Expect(form.Screen).ToBeVisibleAsync();
        Network.Disconnect();
        Network.Restore();

        await ReachAsync(form, "to-khai");
        await form.BackAsync();
    }

    [Fact]
    public async Task GoingOn_ButtonMovedByWordsThatCameUpUnderTheHand_IsPressedAllTheSame()
    {
        var citizen = await StartAsync();
        var form = new AllowanceForm(citizen.Page, Dvc);
        await form.OpenFormAsync();
        await form.TypeAsync("dt_ngay_sinh", "hôm qua");
        await HoverAsync(form);

        // The hand that goes down takes the focus from the field, and the field says what is wrong with it.
        await citizen.Page.Mouse.DownAsync();
        await Expect(form.Field("dt_ngay_sinh")).ToHaveAttributeAsync("aria-invalid", "true");
        await citizen.Page.EvaluateAsync("() => document.querySelector('#tieu-de').style.paddingBottom = '300px'");
        await citizen.Page.Mouse.UpAsync();

        await Expect(citizen.Page.Locator(".note.error[role=alert], .note.error[tabindex='-1']").First).ToBeVisibleAsync();
        Assert.EndsWith("/to-khai", citizen.Page.Url, StringComparison.Ordinal);
    }

    private static async Task HoverAsync(AllowanceForm form)
    {
        var button = form.Page.Locator("#tiep-tuc");
        await button.ScrollIntoViewIfNeededAsync();
        var box = (await button.BoundingBoxAsync())!;
        await form.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    /// <param name="count">As the browser counts presses in quick succession.</param>
    private static async Task PressAsync(AllowanceForm form, int count)
    {
        await HoverAsync(form);
        await form.Page.Mouse.DownAsync(new() { ClickCount = count });
        await form.Page.Mouse.UpAsync(new() { ClickCount = count });
    }

    private static async Task ReachAsync(AllowanceForm form, string step)
    {
        await Expect(form.Page.Locator($"main[data-ready='true'] #tiep-tuc[data-onward='{step}']")).ToBeVisibleAsync();
        Assert.EndsWith($"/{step}", form.Page.Url, StringComparison.Ordinal);
    }
}
