using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security.Sessions;

/// <summary>Section <c>Sessions</c> of the settings: how long somebody stays signed in.</summary>
public sealed class SessionLimits
{
    public const string Section = "Sessions";

    /// <summary>Hours after which one signs in again, however busy one was.</summary>
    public int AbsoluteHours { get; set; } = 12;

    /// <summary>Minutes without any use after which one signs in again.</summary>
    public int IdleMinutes { get; set; } = 120;
}

internal sealed class SessionLimitsCheck : IValidateOptions<SessionLimits>
{
    public ValidateOptionsResult Validate(string? name, SessionLimits options)
    {
        var faults = new List<string>();
        if (options.AbsoluteHours is < 1 or > 720)
            faults.Add($"Sessions:AbsoluteHours is '{options.AbsoluteHours}'; it should be a whole number from 1 to 720.");
        if (options.IdleMinutes is < 5 or > 43_200)
            faults.Add($"Sessions:IdleMinutes is '{options.IdleMinutes}'; it should be a whole number from 5 to 43200.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
