using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Infrastructure.Catalogue;

/// <summary>What the form engine has to know of the world: the day in Vietnam and which days are worked.</summary>
public sealed class FormContexts(TimeProvider clock)
{
    public Task<FormContext> TodayAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new FormContext(VietnamTime.Today(clock)));
    }
}
