using System.Text.Json;
using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>Whose dossier it is and who filed it, from the shared section of every form about the person who files.</summary>
internal sealed record ReceiptPeople(string Applicant, string? Representative, string? MaskedId, string? Address)
{
    private const int Shown = 6;

    public static ReceiptPeople Read(Dossier dossier)
    {
        using var answers = JsonDocument.Parse(dossier.Answers.Json);
        var root = answers.RootElement;
        var filer = dossier.RepresentativeName ?? dossier.ApplicantName;
        var applicant =
            Text(root, "chu_ho_so_ho_ten")
            ?? (dossier.RepresentativeName is null ? dossier.OrganisationName : null)
            ?? dossier.ApplicantName;
        return new ReceiptPeople(
            applicant,
            applicant == filer ? null : filer,
            Masked(Text(root, "chu_ho_so_so_giay_to") ?? Text(root, "nop_so_giay_to")),
            AddressIn(root, "chu_ho_so_dia_chi") ?? AddressIn(root, "nop_dia_chi")
        );
    }

    private static string? Masked(string? id) =>
        id is null ? null
        : id.Length <= Shown ? new string('•', id.Length)
        : id[..Shown] + new string('•', id.Length - Shown);

    private static string? AddressIn(JsonElement root, string key)
    {
        if (!root.TryGetProperty(key, out var address) || address.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        string?[] parts =
        [
            Text(address, "street"),
            UnitName(address, "commune"),
            UnitName(address, "district"),
            UnitName(address, "province"),
        ];
        return string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    private static string? UnitName(JsonElement address, string level) =>
        address.TryGetProperty(level, out var unit) && unit.ValueKind == JsonValueKind.Object ? Text(unit, "name") : null;

    private static string? Text(JsonElement of, string key) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
