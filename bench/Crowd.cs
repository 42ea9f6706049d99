using System.Globalization;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Text;
using Microsoft.EntityFrameworkCore;
using static Dvc.Blazor.Domain.Dossiers.DossierStatus;

namespace Dvc.Bench;

/// <summary>
/// Very many dossiers, each like one of the demo data in another place, of another person and at another time: one in twenty is alive, half of all lie with
/// the officer who is measured. Written past the domain, or it would take days.
/// </summary>
internal sealed class Crowd(Portal portal)
{
    private const int Bite = 20_000;
    private const int Years = 3;
    private const int Colleagues = 200;

    private static readonly DossierStatus[] Live = [Submitted, Accepted, InProgress, AwaitingSupplement, AwaitingPayment, Completed];

    // Of each thousand that are over so many were refused and so many discontinued.
    private const int Refusals = 30;
    private const int Discontinuations = 10;

    // The units of the demo officer.
    private static readonly string[] Officer = ["gl-h-639", "cp-x-23986"];

    private static readonly string[] Families =
    [
        "nguyen",
        "tran",
        "le",
        "pham",
        "hoang",
        "phan",
        "vu",
        "dang",
        "bui",
        "do",
        "ro cham",
        "siu",
        "kpa",
        "rah lan",
        "ksor",
    ];
    private static readonly string[] Middles = ["van", "thi", "huu", "duc", "minh", "ngoc", "quang", "thanh", "thu", "xuan", "h'", "y"];
    private static readonly string[] Given =
    [
        "an",
        "binh",
        "chi",
        "dung",
        "giang",
        "hai",
        "hoa",
        "hung",
        "khanh",
        "lan",
        "linh",
        "mai",
        "nam",
        "nga",
        "phuc",
        "quyen",
        "son",
        "tam",
        "thao",
        "trang",
        "tuan",
        "van",
        "vinh",
        "yen",
    ];

    // The same crowd on each database and each day.
    private readonly Random _random = new(20261128);

    public Task FillAsync(int rows) =>
        portal.Database.ReadAsync(
            async db =>
            {
                var there = await db.Dossiers.CountAsync();
                if (there >= rows)
                {
                    return there;
                }

                await db.Database.OpenConnectionAsync();
                var dossiers = new Table(db, typeof(Dossier));
                var steps = new Table(db, typeof(ProcessingStep));
                var models = (await dossiers.ReadAsync()).ToLookup(d =>
                    (DossierStatus)Convert.ToInt32(d[dossiers.At(nameof(Dossier.Status))], CultureInfo.InvariantCulture)
                );
                var passages = (await steps.ReadAsync()).ToLookup(s => s[steps.At(nameof(ProcessingStep.DossierId))]);
                var officer = await portal.OfficerAsync();
                var units = await db.Agencies.Select(a => a.Id).OrderBy(a => a).ToListAsync();
                for (var n = there; n < rows; n += Bite)
                {
                    var made = Enumerable
                        .Range(n, Math.Min(Bite, rows - n))
                        .Select(i => Make(i, dossiers, models, units, officer))
                        .ToList();
                    await dossiers.WriteAsync(made.Select(m => m.Row));
                    await steps.WriteAsync(made.SelectMany(m => passages[m.Model].Select(s => Moved(s, m, steps))));
                    await Console.Error.WriteAsync($"\r{n + made.Count, 9:N0}");
                }

                await db.Database.ExecuteSqlRawAsync("ANALYZE");
                return rows;
            },
            CancellationToken.None
        );

    private Made Make(int n, Table table, ILookup<DossierStatus, object?[]> models, List<string> units, Guid officer)
    {
        var isLive = n % 20 == 0;
        var status = isLive ? Live[_random.Next(Live.Length)] : Ending(_random.Next(1000));
        var model = models[status].First();
        var unit = n % 2 == 0 ? Officer[_random.Next(Officer.Length)] : units[_random.Next(units.Count)];
        var back = TimeSpan.FromMinutes(_random.Next(isLive ? 30 * 24 * 60 : Years * 365 * 24 * 60));
        var id = new Guid($"{n:x8}-0000-7000-8000-{n:x12}");
        var name = $"{Any(Families)} {Any(Middles)} {Any(Given)}";
        var row = table.Moved(model, back);
        var number = $"H99.{n % 900 + 100}-{_random.Next(240101, 261128)}-{n:000000}";
        row[table.At(nameof(Dossier.Id))] = id;
        row[table.At(nameof(Dossier.Number))] = number;
        row[table.At(nameof(Dossier.ApplicantName))] = name;
        row[table.At(nameof(Dossier.FoldedSearch))] =
            $"{number.ToLowerInvariant()} {name} {Fold.Text((string)model[table.At(nameof(Dossier.ProcedureName))]!)}";
        row[table.At(nameof(Dossier.Phone))] = $"09{n:00000000}";
        row[table.At(nameof(Dossier.ApplicantIdMark))] = $"{n:x32}";
        row[table.At(nameof(Dossier.DigestSalt))] = $"{n:x32}";
        row[table.At(nameof(Dossier.IdempotencyKey))] = id;
        row[table.At(nameof(Dossier.Version))] = id;
        if (status != Submitted)
        {
            var holder = _random.Next(Colleagues);
            row[table.At(nameof(Dossier.AssigneeId))] = holder == 0 ? officer : new Guid($"{holder:x8}-0000-7000-9000-000000000000");
        }

        if (unit != (string)model[table.At(nameof(Dossier.UnitId))]!)
        {
            row[table.At(nameof(Dossier.UnitId))] = unit;
            row[table.At(nameof(Dossier.ReceivingAgencyId))] = unit;
            row[table.At(nameof(Dossier.ProcessingAgencyId))] = unit;
        }

        return new Made(id, model[table.At(nameof(Dossier.Id))]!, back, row);
    }

    private static object?[] Moved(object?[] step, Made made, Table table)
    {
        var row = table.Moved(step, made.Back);
        row[table.At(nameof(ProcessingStep.DossierId))] = made.Id;
        return row;
    }

    private static DossierStatus Ending(int thousandth) =>
        thousandth < Refusals ? Refused
        : thousandth < Refusals + Discontinuations ? Discontinued
        : ResultReturned;

    private string Any(string[] words) => words[_random.Next(words.Length)];

    private sealed record Made(Guid Id, object Model, TimeSpan Back, object?[] Row);
}
