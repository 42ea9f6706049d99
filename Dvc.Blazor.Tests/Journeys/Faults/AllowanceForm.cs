using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;

namespace Dvc.Blazor.Tests.Journeys.Faults;

/// <summary>The wizard of 1.001776 (a monthly social allowance) as one person has it open.</summary>
internal sealed class AllowanceForm(IPage page, DvcServer dvc)
{
    public const string Code = "1.001776";

    private const string Differences = """
        stored => Object.entries(JSON.parse(stored)).flatMap(([path, answer]) => {
            const id = `f-${path.replaceAll('/', '-')}`;
            const control = document.getElementById(id);
            if (!control) return [];
            let shown;
            if (answer?.scheme) { shown = document.getElementById(`${id}-duong`).value; answer = answer.street ?? ''; }
            else if (Array.isArray(answer)) { shown = control.querySelectorAll('input:checked').length; answer = answer.length; }
            else if (control.matches('fieldset')) shown = control.querySelector('input[type=radio]:checked')?.value ?? '';
            else if (control.type === 'checkbox') shown = control.checked;
            else shown = control.value ?? control.textContent;
            if (answer?.value !== undefined) answer = answer.value;
            return control.matches('[role=group]') || shown === answer ? [] : [`${path}: page ${JSON.stringify(shown)}, database ${JSON.stringify(answer)}`];
        })
        """;

    public IPage Page => page;

    public ILocator Screen => page.Locator("#components-reconnect-modal");

    public ILocator Heading => page.Locator("h1#tieu-de");

    public static string Address(string step) => $"/nop-ho-so/{Code}/{step}";

    public ILocator Field(string path) => page.Locator($"[id='f-{path.Replace('/', '-')}']");

    public Task ReadyAsync() => page.Locator("main[data-ready='true']").WaitForAsync();

    /// <summary>Opens the wizard and goes to the form itself, past the unit and the prefilled applicant.</summary>
    public async Task OpenFormAsync()
    {
        await page.GotoAsync(Address("don-vi"));
        await ReadyAsync();
        if (
            await page.Locator("input[name='don-vi']:not(:checked)").CountAsync() > 0
            && await page.Locator("input[name='don-vi']:checked").CountAsync() == 0
        )
            await page.Locator("input[name='don-vi']").First.CheckAsync();
        await ContinueAsync();
        await Field("nop_ho_ten").WaitForAsync();
        await ContinueAsync();
        await Field("dt_ho_ten").WaitForAsync();
        // A new step takes the focus to its heading; until then a hand is not faster than that.
        await Assertions.Expect(Heading).ToBeFocusedAsync();
    }

    public Task ContinueAsync() => page.Locator("#tiep-tuc").ClickAsync();

    /// <summary>Types as a person does, letter by letter.</summary>
    public async Task TypeAsync(string path, string words)
    {
        await Field(path).FocusAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(words);
    }

    public Task LeaveAsync() => page.Keyboard.PressAsync("Tab");

    /// <summary>One of the rows of a choice.</summary>
    public Task PickAsync(string path, int option) =>
        page.Locator(string.Create(CultureInfo.InvariantCulture, $"#f-{path}-{option}")).CheckAsync();

    public Task SelectAsync(string path, string value) => Field(path).SelectOptionAsync(value);

    /// <summary>An address of the old structure, chosen from the lists.</summary>
    public async Task FillAddressAsync(string path, string street)
    {
        await ListAsync("tinh", "64");
        await ListAsync("huyen", "639");
        await ListAsync("xa", "23986");
        await page.Locator($"#f-{path}-duong").FillAsync(street);
        await LeaveAsync();

        async Task ListAsync(string level, string code)
        {
            var list = page.Locator($"#f-{path}-{level}");
            await list.Locator($"option[value='{code}']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await list.SelectOptionAsync(code);
        }
    }

    /// <summary>Every required answer of the form for a disabled person, with a row in the repeating group.</summary>
    public async Task FillAsync()
    {
        await PickAsync("loai_viec", 0);
        await SelectAsync("doi_tuong", "khuyet_tat");
        await TypeAsync("dt_ho_ten", "Siu H’Lan");
        await TypeAsync("dt_ngay_sinh", "03/04/1988");
        await TypeAsync("dt_so_dinh_danh", "064188000123");
        await SelectAsync("dt_dan_toc", "Gia Rai (Jrai)");
        await FillAddressAsync("dt_cu_tru", "Làng Hra");
        await PickAsync("dt_gioi_tinh", 1);
        await PickAsync("thuoc_ho", 1);
        await PickAsync("dang_huong_khac", 0);
        await page.Locator("#f-dang_tat-0").CheckAsync();
        await PickAsync("muc_do_kt", 1);
        await TypeAsync("kha_nang_lao_dong", "Còn làm được việc nhẹ\ntrong nhà");
        await TypeAsync("tc_so_tk", "5201205123456");
        await TypeAsync("tc_ngan_hang", "Agribank Chư Pưh");
        await TypeAsync("tc_chu_tk", "SIU H LAN");
        await LeaveAsync();
        await AddMemberAsync("Siu Bluh");
    }

    public async Task AddMemberAsync(string name)
    {
        await OpenMemberAsync();
        await TypeMemberAsync(name, "1960");
    }

    /// <summary>A new row of the household.</summary>
    public async Task OpenMemberAsync()
    {
        var rows = page.Locator("#f-thanh_vien .group");
        var before = await rows.CountAsync();
        await page.Locator("#f-thanh_vien-them").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(before + 1);
    }

    /// <summary>Fills the last row of the household as a person does, with the keyboard alone.</summary>
    public async Task TypeMemberAsync(string name, string born)
    {
        await Member("ho_ten").FocusAsync();
        await page.Keyboard.TypeAsync(name);
        await Member("ngay_sinh").FocusAsync();
        await page.Keyboard.TypeAsync(born);
        await Member("quan_he").FocusAsync();
        await page.Keyboard.TypeAsync("Cha");
        await LeaveAsync();
    }

    /// <summary>Waits until the database has that many rows of the household.</summary>
    public Task StoredRowsAsync(int count) =>
        Wait.UntilAsync(
            async () =>
                (await StoredAsync()).Keys.Count(path =>
                    path.StartsWith("thanh_vien/", StringComparison.Ordinal) && path.Count(c => c == '/') == 1
                ) == count,
            $"the database has {count} rows"
        );

    /// <summary>A field of the last row of the household.</summary>
    public ILocator Member(string key) => page.Locator("#f-thanh_vien .group").Last.Locator($":is(input, select)[id$='-{key}']");

    public Task<IReadOnlyDictionary<string, string>> StoredAsync() => StoredDraft.AnswersAsync(dvc, Code);

    /// <summary>Waits until the database has these words at a path.</summary>
    public Task StoredAsync(string path, string words) =>
        Wait.UntilAsync(
            async () => (await StoredAsync()).GetValueOrDefault(path) is { } json && JsonSerializer.Deserialize<string>(json) == words,
            $"the database has {words} at {path}"
        );

    /// <summary>Waits until each field on the page says what the database says.</summary>
    public async Task SameAsStoredAsync()
    {
        string[] differences = [];
        try
        {
            await Wait.UntilAsync(
                async () =>
                {
                    var answers = (await StoredAsync()).ToDictionary(a => a.Key, a => JsonNode.Parse(a.Value));
                    differences = await page.EvaluateAsync<string[]>(Differences, JsonSerializer.Serialize(answers));
                    return differences.Length == 0 && answers.Count > 0;
                },
                "page and database say the same"
            );
        }
        catch (TimeoutException)
        {
            Xunit.Assert.Fail($"Page and database differ:\n{string.Join('\n', differences)}");
        }
    }

    /// <summary>Waits until the screen that says what happened to the connection is gone and the page reacts again.</summary>
    public async Task BackAsync()
    {
        await Assertions.Expect(page.Locator("main[data-ready='true']")).ToBeVisibleAsync();
        await Assertions.Expect(Screen).Not.ToBeVisibleAsync();
    }
}
