using System.Globalization;
using System.Text.Json.Nodes;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Persistence.Seeding;

/// <summary>Units of government, old and new structure, with validity and successors.</summary>
internal static class AgencySeed
{
    public const string File = "agencies.json";

    public static async Task ApplyAsync(DvcDbContext db, SeedFile file, CancellationToken cancellationToken)
    {
        var known = await db.Agencies.ToDictionaryAsync(a => a.Id, cancellationToken);
        var records = file.Root["agencies"]!.AsArray().Select(n => n!.AsObject()).ToList();
        var byId = records.ToDictionary(r => Text(r, "id")!, StringComparer.Ordinal);
        foreach (var (record, order) in records.Select((r, i) => (r, i)))
        {
            if (known.TryGetValue(Text(record, "id")!, out var agency))
            {
                // What an administrator has changed since stays; only records that the file itself changed are taken over.
                if (agency.Source != SeedFile.Keep(record))
                {
                    Update(agency, record);
                }
            }
            else
            {
                db.Agencies.Add(Create(record, order, byId));
            }
        }
    }

    private static Agency Create(JsonObject record, int order, Dictionary<string, JsonObject> byId) =>
        new()
        {
            Id = Text(record, "id")!,
            Name = Text(record, "name")!,
            FoldedName = Fold.Text(Text(record, "name")!),
            Kind = Enum.Parse<AgencyKind>(Text(record, "kind")!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
            ParentId = Text(record, "parent"),
            ValidFrom = Day(record, "valid_from"),
            ValidTo = Day(record, "valid_to"),
            SuccessorId = Text(record, "successor"),
            AgencyCode = Text(record, "agency_code"),
            NumberPrefix = NumberPrefix(record, order, byId),
            Unverified = record["unverified"]?.GetValue<bool>() ?? false,
            Order = order,
            Source = SeedFile.Keep(record),
        };

    private static void Update(Agency agency, JsonObject record)
    {
        agency.Name = Text(record, "name")!;
        agency.FoldedName = Fold.Text(agency.Name);
        agency.ValidFrom = Day(record, "valid_from");
        agency.ValidTo = Day(record, "valid_to");
        agency.SuccessorId = Text(record, "successor");
        agency.AgencyCode = Text(record, "agency_code");
        agency.Unverified = record["unverified"]?.GetValue<bool>() ?? false;
        agency.Source = SeedFile.Keep(record);
    }

    // The official codes of most units could not be found. Until an administrator enters them, numbers start with the province's code and the
    // statistical code in groups of at most three, as Quyết định 20/2020/QĐ-TTg shapes such codes.
    private static string NumberPrefix(JsonObject record, int order, Dictionary<string, JsonObject> byId)
    {
        if (Text(record, "agency_code") is { } official)
        {
            return official;
        }

        var root = record;
        while (Text(root, "parent") is { } parent)
        {
            root = byId[parent];
        }

        var province = Text(root, "agency_code") ?? $"H{Text(root, "gso_code")}";
        return Text(record, "gso_code") switch
        {
            _ when root == record => province,
            null => string.Create(CultureInfo.InvariantCulture, $"{province}.{order:000}"),
            { Length: <= 3 } code => $"{province}.{code}",
            var code => $"{province}.{code[..3]}.{code[3..]}",
        };
    }

    private static string? Text(JsonObject record, string key) => record[key]?.GetValue<string>();

    private static DateOnly? Day(JsonObject record, string key) =>
        Text(record, key) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
