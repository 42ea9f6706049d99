using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Bench;

/// <summary>A choice and a day that are sought in the procedure with the most dossiers, with values for each of them.</summary>
internal sealed class Answers(Portal portal)
{
    private const int Bite = 20_000;
    private const int Days = 3 * 365;

    // The same answers on each database and each day.
    private readonly Random _random = new(20261129);

    public string Procedure { get; private set; } = "";

    public BoardColumn Choice { get; private set; } = null!;

    public BoardColumn Day { get; private set; } = null!;

    public async Task FillAsync()
    {
        Procedure = await portal.Database.ReadAsync(
            db =>
                db.Dossiers.Where(d => d.Status == DossierStatus.ResultReturned)
                    .Select(d => d.ProcedureCode)
                    .FirstAsync(CancellationToken.None),
            CancellationToken.None
        );
        if (await portal.Database.ReadAsync(db => db.SoughtFields.CountAsync(), CancellationToken.None) == 0)
        {
            await portal.Database.WriteAsync(AddAsync, CancellationToken.None);
            await portal.Database.ReadAsync(
                async db =>
                {
                    await FillAsync(db);
                    return await db.Database.ExecuteSqlRawAsync("ANALYZE");
                },
                CancellationToken.None
            );
        }

        var columns = (await portal.Get<BoardCatalogue>().OfAsync(Procedure, CancellationToken.None)).All;
        Choice = columns.First(c => c.Term is FieldTerm { Shape: SoughtShape.Choice });
        Day = columns.First(c => c.Term is FieldTerm { Shape: SoughtShape.Date });
    }

    private async Task AddAsync(DvcDbContext db)
    {
        var revision = await db.Procedures.Where(p => p.Code == Procedure).Select(p => p.CurrentRevisionId!.Value).SingleAsync();
        var form = (await portal.Get<Dvc.Blazor.Infrastructure.Catalogue.Revisions>().GetAsync(revision, CancellationToken.None))
            .Definition
            .Form;
        var fields = form.Sections.SelectMany(s => s.Fields).Where(f => !SoughtShapes.IsGuarded(f)).ToList();
        // Where a form asks for no day, a text stands for one: it is the values that are measured.
        var day = fields.Find(f => f.Kind == FieldKind.Date) ?? fields.First(f => f.Kind == FieldKind.Text) with { Kind = FieldKind.Date };
        foreach (var field in new[] { fields.First(f => f.Kind == FieldKind.Choice), day })
        {
            var sought = new SoughtField(Procedure, field.Key, field, Guid.Empty, DateTime.UnixEpoch);
            sought.Finish();
            db.SoughtFields.Add(sought);
        }
    }

    private async Task FillAsync(DvcDbContext db)
    {
        var fields = await db.SoughtFields.ToListAsync();
        var dossiers = await db.Dossiers.Where(d => d.ProcedureCode == Procedure).Select(d => d.Id).ToListAsync();
        var options = (await portal.Get<BoardCatalogue>().OfAsync(Procedure, CancellationToken.None))
            .All.First(c => c.Term is FieldTerm { Shape: SoughtShape.Choice })
            .Term!.Options;
        await db.Database.OpenConnectionAsync();
        var values = new Table(db, typeof(SoughtValue));
        foreach (var bite in dossiers.Chunk(Bite))
        {
            await values.WriteAsync(
                bite.SelectMany(id =>
                    fields.Select(f =>
                        Row(values, f.Id, id, f.Shape == SoughtShape.Choice ? options[_random.Next(options.Count)].Value : AnyDay())
                    )
                )
            );
        }
    }

    private string AnyDay() =>
        _random.Next(20) == 0 ? SoughtKey.Blank : SoughtKey.OfDay(new DateOnly(2023, 11, 1).AddDays(_random.Next(Days)));

    private static object?[] Row(Table table, int field, Guid dossier, string key)
    {
        var row = new object?[3];
        row[table.At(nameof(SoughtValue.FieldId))] = field;
        row[table.At(nameof(SoughtValue.DossierId))] = dossier;
        row[table.At(nameof(SoughtValue.Key))] = key;
        return row;
    }
}
