using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Infrastructure.Catalogue;

/// <summary>What the form engine has to know of the world: the day in Vietnam and which days are worked.</summary>
public sealed class FormContexts(WorkingCalendars calendars, TimeProvider clock)
{
    public async Task<FormContext> TodayAsync(CancellationToken cancellationToken)
    {
        var calendar = await calendars.CurrentAsync(cancellationToken);
        return new FormContext(VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime)) { IsWorkingDay = calendar.IsWorkingDay };
    }
}
