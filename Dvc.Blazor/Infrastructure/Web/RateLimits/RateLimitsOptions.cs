using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Web.RateLimits;

/// <summary>
/// Section <c>RateLimits</c> of the settings: how often something may be done from one network address, and by one account where somebody is signed in.
/// Generous, because a whole office or the citizens of a one-stop desk may share one address.
/// </summary>
public sealed class RateLimitsOptions
{
    public const string Section = "RateLimits";

    public bool Enabled { get; set; } = true;

    /// <summary>Attempts to sign in within a minute.</summary>
    public int SignIn { get; set; } = 60;

    /// <summary>Registrations and forgotten passwords within an hour.</summary>
    public int Registration { get; set; } = 120;

    /// <summary>Codes entered within a minute.</summary>
    public int Code { get; set; } = 60;

    /// <summary>Look-ups of dossiers within a minute.</summary>
    public int LookUp { get; set; } = 10;

    /// <summary>Files begun within a minute.</summary>
    public int Upload { get; set; } = 240;

    /// <summary>Dossiers filed within a minute.</summary>
    public int Submission { get; set; } = 60;

    /// <summary>Takings of all of one's data within an hour.</summary>
    public int Export { get; set; } = 30;

    /// <summary>How many times, and in how long.</summary>
    public (int Times, TimeSpan Window) Of(LimitKind kind) =>
        kind switch
        {
            LimitKind.SignIn => (SignIn, TimeSpan.FromMinutes(1)),
            LimitKind.Registration => (Registration, TimeSpan.FromHours(1)),
            LimitKind.Code => (Code, TimeSpan.FromMinutes(1)),
            LimitKind.LookUp => (LookUp, TimeSpan.FromMinutes(1)),
            LimitKind.Upload => (Upload, TimeSpan.FromMinutes(1)),
            LimitKind.Submission => (Submission, TimeSpan.FromMinutes(1)),
            LimitKind.Export => (Export, TimeSpan.FromHours(1)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}

internal sealed class RateLimitsCheck : IValidateOptions<RateLimitsOptions>
{
    private const int Most = 100_000;

    public ValidateOptionsResult Validate(string? name, RateLimitsOptions options)
    {
        var faults = Enum.GetValues<LimitKind>()
            .Where(kind => options.Of(kind).Times is < 1 or > Most)
            .Select(kind => $"RateLimits:{kind} is '{options.Of(kind).Times}'; it should be a whole number from 1 to {Most}.")
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
