using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Components.Forms;

/// <summary>How a one-line box presents itself by kind of field.</summary>
/// <param name="Tidy">What js/form.js puts in order when the person leaves the box: dots in money, slashes in a date of eight digits.</param>
internal sealed record LineLook(
    string? Class = null,
    string Type = "text",
    string? InputMode = null,
    int MaxLength = 30,
    string? Tidy = null
)
{
    public string? Placeholder { get; init; }

    /// <summary>What the browser may offer from the person's own data.</summary>
    public string AutoComplete { get; init; } = "off";

    public static LineLook Of(FormField field) => ByKind(field) with { AutoComplete = Offer(field.Prefill) };

    private static LineLook ByKind(FormField field) =>
        field.Kind switch
        {
            FieldKind.Number => new("w-num", InputMode: "decimal"),
            FieldKind.Money => new(InputMode: "numeric", Tidy: "money"),
            FieldKind.Date => new("w-date", InputMode: "numeric", MaxLength: 20, Tidy: "date") { Placeholder = "dd/mm/yyyy" },
            FieldKind.Phone => new("w-id", "tel", MaxLength: 40),
            FieldKind.Email => new(null, "email", MaxLength: 254),
            FieldKind.NationalId => new("w-id id", MaxLength: 40, InputMode: MayBePassport(field) ? null : "numeric"),
            _ => new(MaxLength: field.MaxLength),
        };

    private static bool MayBePassport(FormField field) => field.Validation?.PatternBy.Count > 0;

    private static string Offer(string? prefill) =>
        prefill switch
        {
            "account.full_name" => "name",
            "account.phone" => "tel",
            "account.email" => "email",
            "account.birth_date" => "bday",
            _ => "off",
        };
}
