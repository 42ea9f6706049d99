using Dvc.Blazor.Domain.Procedures;

namespace Dvc.Blazor.Features.Catalogue;

/// <summary>How far a procedure goes online, in addresses and in words.</summary>
internal static class Levels
{
    public static IReadOnlyList<ServiceLevel> All { get; } = [ServiceLevel.FullyOnline, ServiceLevel.Partial, ServiceLevel.InformationOnly];

    public static ServiceLevel? Parse(string? word) => All.Where(l => l.Word() == word).Select(l => (ServiceLevel?)l).FirstOrDefault();

    public static string Word(this ServiceLevel level) =>
        level switch
        {
            ServiceLevel.FullyOnline => "toan-trinh",
            ServiceLevel.Partial => "mot-phan",
            _ => "cung-cap-thong-tin",
        };

    public static string Name(this ServiceLevel level) =>
        level switch
        {
            ServiceLevel.FullyOnline => CatalogueText.LevelFull,
            ServiceLevel.Partial => CatalogueText.LevelPartial,
            _ => CatalogueText.LevelInformation,
        };

    public static string Sentence(this ServiceLevel level) =>
        level switch
        {
            ServiceLevel.FullyOnline => CatalogueText.LevelFullSentence,
            ServiceLevel.Partial => CatalogueText.LevelPartialSentence,
            _ => CatalogueText.LevelInformationSentence,
        };

    public static (string Tone, string Icon) Look(this ServiceLevel level) =>
        level switch
        {
            ServiceLevel.FullyOnline => ("ok", "okc"),
            ServiceLevel.Partial => ("info", "user"),
            _ => ("mute", "info"),
        };
}
