using System.Globalization;
using System.Text.Json;

namespace Dvc.Blazor.Domain.Procedures;

/// <summary>Which units carry a procedure out, as its content says under <c>agencies</c>.</summary>
public static class ProcedureUnits
{
    /// <summary>The dated assignments in the order of the content; empty where it names none or not in this shape.</summary>
    public static IReadOnlyList<ProcedureAssignment> Read(ProcedureDefinition content) =>
        content.Rest?.TryGetValue("agencies", out var list) == true && list.ValueKind == JsonValueKind.Array
            ?
            [
                .. list.EnumerateArray()
                    .Where(record => record.ValueKind == JsonValueKind.Object)
                    .Select((record, i) => Read(content.Code, i, record)),
            ]
            : [];

    private static ProcedureAssignment Read(string code, int ordinal, JsonElement record) =>
        new()
        {
            ProcedureCode = code,
            Ordinal = ordinal,
            ValidFrom = Day(record, "valid_from"),
            ValidTo = Day(record, "valid_to"),
            Level = Text(record, "level") ?? "",
            Competent = Text(record, "competent") ?? "",
            CompetentId = Text(record, "competent_id"),
            CompetentKind = Text(record, "competent_kind"),
            HandlingDivision = Text(record, "handling_division"),
            HandlingDivisionId = Text(record, "handling_division_id"),
            Receiver = Text(record, "receiver"),
            ReceiverId = Text(record, "receiver_id"),
        };

    private static string? Text(JsonElement record, string key) =>
        record.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateOnly? Day(JsonElement record, string key) =>
        DateOnly.TryParseExact(Text(record, key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
