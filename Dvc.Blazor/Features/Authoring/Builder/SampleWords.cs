using System.Globalization;
using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Domain.Procedures.TestBench;

namespace Dvc.Blazor.Features.Authoring.Builder;

/// <summary>Words for what comes of samples.</summary>
internal static class SampleWords
{
    public static string Of(SampleAspect aspect) => Word($"Aspect.{aspect}");

    public static string Channel(string channel) => Word($"Channel.{channel}");

    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>What an expectation is about.</summary>
    public static string Name(ProcedureDefinition content, SampleDifference difference) =>
        difference.Aspect switch
        {
            SampleAspect.Paper => content.Components.FirstOrDefault(c => c.Code == difference.Key)?.Name ?? difference.Key,
            SampleAspect.Route when difference.Key == SampleRun.Approval => AuthoringText.ApprovalLevels,
            SampleAspect.Due => "",
            SampleAspect.Letter => AuthoringWords.Known($"letter_{difference.Key}"),
            SampleAspect.Fee or SampleAspect.Route => difference.Key,
            _ => FieldOf(content, difference)?.Label ?? difference.Key,
        };

    /// <summary>What was expected or found; where being there is all, whether it is there.</summary>
    public static string Value(ProcedureDefinition content, SampleDifference difference, string? value) =>
        (difference.Aspect, value) switch
        {
            (_, null) => AuthoringText.Nothing,
            (SampleAspect.Shown or SampleAspect.Letter, _) => AuthoringText.Yes,
            (SampleAspect.Wanted, _) => AuthoringText.StopsHere,
            (SampleAspect.Due, _) => string.Join(' ', value.Split(' ').Select(AuthoringWords.Known)),
            (SampleAspect.Fee, "") => AuthoringText.AmountUnknown,
            (SampleAspect.Fee, _) => Number(value, isMoney: true),
            (_, "") => AuthoringText.Nothing,
            (SampleAspect.Computed, _) => FieldOf(content, difference)?.Kind switch
            {
                FieldKind.Money => Number(value, isMoney: true),
                FieldKind.Number => Number(value, isMoney: false),
                _ => value,
            },
            _ => AuthoringWords.Known(value),
        };

    private static FormField? FieldOf(ProcedureDefinition content, SampleDifference difference) =>
        FormTree.Find(content.Form, MovePlaces.Place(content.Form, difference.Key));

    // Kept without a language, read as Vietnamese write numbers.
    private static string Number(string value, bool isMoney)
    {
        if (!decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return value;
        }

        var digits = number.ToString("#,##0.####", Say.Vietnamese);
        return isMoney ? Say.With(FormText.MoneyAmount, digits) : digits;
    }

    private static string Word(string key) =>
        AuthoringText.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)
        ?? throw new InvalidOperationException($"No words for {key}.");
}
