using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Retention;

/// <summary>Section <c>Retention</c>: how long personal data is kept.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Days without a change after which a draft is deleted.</summary>
    public int DraftDays { get; set; } = 90;

    /// <summary>Days without a change after which its owner is warned by e-mail.</summary>
    public int DraftWarningDays { get; set; } = 76;

    /// <summary>Years that a closed dossier keeps its personal data where its procedure names no others.</summary>
    public int DossierYears { get; set; } = 10;

    /// <summary>Days after which outbox rows that were dealt with are deleted.</summary>
    public int HandledOutboxDays { get; set; } = 30;

    /// <summary>Days after which notifications are deleted, read or not.</summary>
    public int NotificationDays { get; set; } = 180;

    /// <summary>Time between the warning and the deletion.</summary>
    internal TimeSpan Notice => TimeSpan.FromDays(DraftDays - DraftWarningDays);
}

internal sealed class RetentionOptionsCheck : IValidateOptions<RetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        var wrong = new List<string>();
        Require(options.DraftDays is >= 2 and <= 3650, nameof(options.DraftDays), options.DraftDays, "from 2 to 3650");
        Require(
            options.DraftWarningDays >= 1 && options.DraftWarningDays < options.DraftDays,
            nameof(options.DraftWarningDays),
            options.DraftWarningDays,
            $"from 1 to less than Retention:DraftDays ({options.DraftDays})"
        );
        Require(options.DossierYears is >= 1 and <= 100, nameof(options.DossierYears), options.DossierYears, "from 1 to 100");
        Require(
            options.HandledOutboxDays is >= 1 and <= 3650,
            nameof(options.HandledOutboxDays),
            options.HandledOutboxDays,
            "from 1 to 3650"
        );
        Require(options.NotificationDays is >= 1 and <= 3650, nameof(options.NotificationDays), options.NotificationDays, "from 1 to 3650");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Require(bool holds, string key, int value, string expected)
        {
            if (!holds)
            {
                wrong.Add($"{RetentionOptions.Section}:{key} is '{value}'; it should be {expected}.");
            }
        }
    }
}
