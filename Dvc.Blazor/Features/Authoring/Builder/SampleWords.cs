using System.Globalization;
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
            _ => FormTree.Find(content.Form, MovePlaces.Place(content.Form, difference.Key))?.Label ?? difference.Key,
        };

    /// <summary>What was expected or found; where being there is all, whether it is there.</summary>
    public static string Value(SampleAspect aspect, string? value) =>
        (aspect, value) switch
        {
            (_, null) => AuthoringText.Nothing,
            (SampleAspect.Shown or SampleAspect.Letter, _) => AuthoringText.Yes,
            (SampleAspect.Wanted, _) => AuthoringText.StopsHere,
            (SampleAspect.Due, _) => string.Join(' ', value.Split(' ').Select(AuthoringWords.Known)),
            (SampleAspect.Fee, "") => AuthoringText.AmountUnknown,
            (_, "") => AuthoringText.Nothing,
            _ => AuthoringWords.Known(value),
        };

    private static string Word(string key) =>
        AuthoringText.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)
        ?? throw new InvalidOperationException($"No words for {key}.");
}
