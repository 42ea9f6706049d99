namespace Dvc.Blazor.Domain.Forms;

/// <summary>Reads an address: all levels of its scheme are wanted once anything is filled in; the street or hamlet is free text.</summary>
internal static class AddressReader
{
    private const int MaxName = 250;

    public static Reading Read(AddressAnswer answer, FormContext context)
    {
        var address = new AddressValue(
            answer.Scheme,
            Unit(answer.Province),
            answer.Scheme == AddressScheme.ThreeLevel ? Unit(answer.District) : null,
            Unit(answer.Commune),
            Text(answer.Street)
        );
        if (address is { Province: null, District: null, Commune: null, Street: null })
        {
            return Reading.Blank;
        }

        return Texts(address).Select(text => TextRules.Problem(text, multiline: false)).FirstOrDefault(problem => problem is not null)
                is { } bad
                ? Reading.Bad(bad)
            : Texts(address).Any(text => text.Length > MaxName) ? Reading.Bad(FieldRules.TooLong, ValueText.Of(new NumberValue(MaxName)))
            : !IsComplete(address) ? Reading.Bad(FieldRules.AddressIncomplete)
            : context.AddressExists?.Invoke(address) == false ? Reading.Bad(FieldRules.AddressUnknown)
            : new Reading(address);
    }

    private static bool IsComplete(AddressValue address) =>
        address is { Province: not null, Commune: not null } && (address.Scheme == AddressScheme.TwoLevel || address.District is not null);

    private static IEnumerable<string> Texts(AddressValue address) =>
        new[] { address.Province, address.District, address.Commune }
            .SelectMany(unit => new[] { unit?.Code, unit?.Name })
            .Append(address.Street)
            .OfType<string>();

    private static AddressUnit? Unit(AddressUnit? unit) =>
        unit is null || (string.IsNullOrWhiteSpace(unit.Name) && string.IsNullOrWhiteSpace(unit.Code))
            ? null
            : new AddressUnit(Text(unit.Code), Text(unit.Name) ?? "");

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : TextRules.Normalise(text);
}
