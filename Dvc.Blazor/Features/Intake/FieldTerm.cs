using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Infrastructure.Persistence;

namespace Dvc.Blazor.Features.Intake;

/// <summary>A sought field of the procedure's form.</summary>
public sealed record FieldTerm(SoughtField Field) : BoardTerm(Field.Shape)
{
    /// <summary>Stands in an address behind a text that is meant as a whole, not as a beginning.</summary>
    public const string Whole = "=";

    public override bool IsOrdered => Field.IsOrdered;

    internal override async ValueTask<BoardTest?> TestAsync(
        IReadOnlyList<string> values,
        BoardAsker asker,
        CancellationToken cancellationToken
    )
    {
        switch (Shape)
        {
            case SoughtShape.Number or SoughtShape.Date:
                var (from, to) = (Key(values, 0), Key(values, 1));
                return from is null && to is null ? null : new FieldTest(Field.Id, null, from ?? "", to ?? "");
            case SoughtShape.Text:
                var text = SoughtKey.OfText(values.Count > 0 ? values[0] : "");
                return text.Length == 0 ? null
                    : values.Contains(Whole, StringComparer.Ordinal) ? new FieldTest(Field.Id, [text], "", "")
                    : new FieldTest(Field.Id, null, text, SoughtKey.LastWith(text));
            default:
                var keys = new List<string>();
                foreach (var typed in values.Select(v => SoughtKey.Typed(Field.Kind, v)).OfType<string>())
                {
                    keys.Add(Field.IsGuarded ? await asker.Marks.MarkAsync(Field.Id, typed, cancellationToken) : typed);
                }

                // What cannot be such an answer is nobody's answer.
                return values.All(string.IsNullOrWhiteSpace) ? null : new FieldTest(Field.Id, keys, "", "");
        }
    }

    internal override IOrderedQueryable<Dossier> Order(DvcDbContext db, IQueryable<Dossier> dossiers, bool descending)
    {
        var id = Field.Id;
        var values = db.SoughtValues.Where(v => v.FieldId == id && v.Key != SoughtKey.Blank);
        var stated = dossiers.OrderBy(d => !values.Any(v => v.DossierId == d.Id));
        return descending
            ? stated.ThenByDescending(d => values.Where(v => v.DossierId == d.Id).Select(v => v.Key).FirstOrDefault())
            : stated.ThenBy(d => values.Where(v => v.DossierId == d.Id).Select(v => v.Key).FirstOrDefault());
    }

    private string? Key(IReadOnlyList<string> values, int index) =>
        values.Count > index && !string.IsNullOrWhiteSpace(values[index]) ? SoughtKey.Typed(Field.Kind, values[index]) : null;
}
