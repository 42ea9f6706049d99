using System.Globalization;
using System.Text;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;
using FieldError = Dvc.Blazor.Components.Kit.FieldError;

namespace Dvc.Blazor.Features.Calendars;

/// <summary>The working calendar of a year. What is entered here only becomes a plan, which the next page shows.</summary>
public sealed partial class CalendarPage(CalendarQuery query, CalendarDesk desk, TimeProvider clock, NavigationManager navigation)
    : ComponentBase
{
    private const int ShownFaults = 20;
    private readonly List<FieldError> _errors = [];
    private IReadOnlyList<string> _lines = [];
    private CalendarYear? _year;

    [SupplyParameterFromQuery(Name = "nam")]
    private int? Wanted { get; set; }

    /// <summary>A day to change, from the list.</summary>
    [SupplyParameterFromQuery(Name = "ngay")]
    private string? Chosen { get; set; }

    [SupplyParameterFromQuery(Name = "doi")]
    private int? Moved { get; set; }

    [SupplyParameterFromQuery(Name = "giu")]
    private int? Left { get; set; }

    [SupplyParameterFromForm(FormName = "ngay")]
    private DayInput? Day { get; set; }

    [SupplyParameterFromForm(FormName = "gio")]
    private HoursInput? Hours { get; set; }

    [SupplyParameterFromForm(FormName = "nap")]
    private IFormFile? File { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid Me => CurrentUser.Of(Context.User)!.Id;

    private DateOnly Today => VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);

    protected override async Task OnInitializedAsync()
    {
        var year = Wanted is >= CalendarChange.FirstYear and <= CalendarChange.LastYear ? Wanted.Value : Today.Year;
        _year = await query.RunAsync(Me, year, Context.RequestAborted);
        if (_year is null)
        {
            navigation.NotFound();
            return;
        }

        Day ??= DayInput.Of(_year, CalendarWords.ReadDay(Chosen));
        Hours ??= HoursInput.Of(_year.Edition.Hours);
    }

    private static string Address(int year) => string.Create(CultureInfo.InvariantCulture, $"/quan-tri/lich-lam-viec?nam={year}");

    private string? Fault(string field) => _errors.Find(e => e.FieldId == field)?.Message;

    private Task RemoveAsync(DateOnly day) => PlanAsync(new CalendarChange([new DayChange(day, null, null)]), "ngay");

    private async Task PlanDayAsync()
    {
        var name = TextRules.Normalise(Day!.Name ?? "");
        if (CalendarWords.ReadDay(Day.Date) is not { } date)
        {
            _errors.Add(new FieldError("ngay", CalendarText.NotADay));
            return;
        }

        if (string.IsNullOrEmpty(Day.Kind))
        {
            _errors.Add(new FieldError("loai", CalendarText.NoKind));
            return;
        }

        var isOrdinary = Day.Kind == DayInput.Ordinary;
        await PlanAsync(
            new CalendarChange([new DayChange(date, isOrdinary ? null : Day.Kind, isOrdinary ? null : name)]),
            name.Length == 0 && !isOrdinary ? "ten" : "ngay"
        );
    }

    private async Task PlanHoursAsync()
    {
        if (Hours!.Read() is { } hours)
        {
            await PlanAsync(new CalendarChange([], hours), "gio");
        }
        else
        {
            _errors.Add(new FieldError("gio", CalendarText.NotHours));
        }
    }

    private async Task ImportAsync()
    {
        if (File is not { Length: > 0 and <= CalendarFile.MaxBytes })
        {
            _errors.Add(new FieldError("tep", File is { Length: > 0 } ? CalendarText.FileTooLarge : CalendarText.NoFile));
            return;
        }

        using var reader = new StreamReader(File.OpenReadStream(), Encoding.UTF8);
        var (days, faults) = CalendarFile.Read(await reader.ReadToEndAsync(Context.RequestAborted));
        if (faults.Count > 0)
        {
            _lines = faults;
            _errors.Add(new FieldError("tep", Say.With(CalendarText.FileFaults, faults.Count)));
            return;
        }

        await PlanAsync(new CalendarChange(days), "tep");
    }

    private async Task PlanAsync(CalendarChange change, string field)
    {
        try
        {
            var plan = await desk.PlanAsync(Me, change, CancellationToken.None);
            navigation.NavigateTo($"/quan-tri/lich-lam-viec/xem-truoc/{plan}");
        }
        catch (RuleViolationException refusal)
        {
            _errors.Add(new FieldError(field, RuleWords.Of(refusal)));
        }
    }
}
