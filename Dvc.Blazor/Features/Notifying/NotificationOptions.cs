using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Section <c>Notifications</c>.</summary>
public sealed class NotificationOptions
{
    public const string Section = "Notifications";

    /// <summary>Full hour in Vietnam from which on the mail of the day is sent.</summary>
    public int DigestHour { get; set; } = 7;
}

internal sealed class NotificationOptionsCheck : IValidateOptions<NotificationOptions>
{
    public ValidateOptionsResult Validate(string? name, NotificationOptions options) =>
        options.DigestHour is >= 0 and <= 23
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{NotificationOptions.Section}:{nameof(options.DigestHour)} is '{options.DigestHour}'; it should be from 0 to 23."
            );
}
