using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Sheets;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>What a file of units would do.</summary>
/// <param name="Change">Null when nothing would change, or something is wrong.</param>
/// <param name="Unchanged">Lines that say what is so already.</param>
/// <param name="Faults">What is wrong, each with the number of its line.</param>
public sealed record AgencyFileRead(ImportAgencies? Change, int Unchanged, IReadOnlyList<string> Faults);

/// <summary>
/// Reads units from a file: key, name, kind, key of the unit above, prefix of dossier numbers, electronic identifier. It is tried line by line on the units as
/// they are; all of it or nothing. The same file a second time changes nothing.
/// </summary>
public sealed class AgencyImport(DvcDatabase database, Administrators administrators, Units units)
{
    /// <summary>Largest file, bytes.</summary>
    public const int MaxBytes = 524_288;

    private static readonly string[] Headings = ["ten", "name", "ten don vi"];

    /// <summary>Most units in one file.</summary>
    public const int MaxUnits = 2_000;

    /// <exception cref="RuleViolationException">No administrator of the system.</exception>
    public async Task<AgencyFileRead> TryAsync(Guid byId, string text, CancellationToken cancellationToken)
    {
        var register = await database.ReadAsync(
            async db =>
                await administrators.FindAsync(db, byId, cancellationToken) is { IsSystem: true }
                    ? await AgencyDesk.LoadAsync(db, tracked: false, cancellationToken)
                    : throw new RuleViolationException("Units.NotFound"),
            cancellationToken
        );
        var lines = CsvLines.Read(text);
        // A first line that says so names the columns.
        var rows = lines.Skip(lines.Count > 0 && Headings.Contains(Fold.Text(lines[0][1])) ? 1 : 0).ToList();
        if (rows.Count is 0 or > MaxUnits)
        {
            return new AgencyFileRead(null, 0, [rows.Count == 0 ? AgenciesText.FileEmpty : Say.With(AgenciesText.FileLong, MaxUnits)]);
        }

        var trial = new Trial(register, units.AsOf);
        foreach (var row in rows)
        {
            trial.Take(row);
        }

        var change = trial.Added.Count + trial.Renamed.Count > 0 ? new ImportAgencies(trial.Added, trial.Renamed) : null;
        return new AgencyFileRead(trial.Faults.Count == 0 ? change : null, trial.Unchanged, trial.Faults);
    }

    private sealed class Trial(AgencyRegister register, DateOnly day)
    {
        private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

        public List<NewAgency> Added { get; } = [];

        public List<RenameAgency> Renamed { get; } = [];

        public List<string> Faults { get; } = [];

        public int Unchanged { get; private set; }

        public void Take(CsvLine row)
        {
            try
            {
                if (FaultOf(row) is { } fault)
                {
                    Faults.Add(Say.With(AgenciesText.LineFault, row.Number, fault));
                }
            }
            catch (RuleViolationException refusal)
            {
                Faults.Add(Say.With(AgenciesText.LineFault, row.Number, RuleWords.Of(refusal)));
            }
        }

        private string? FaultOf(CsvLine row)
        {
            var (key, name) = (row[0], TextRules.Normalise(row[1]));
            if (AgencyWords.KindOf(row[2]) is not { } kind)
            {
                return Say.With(AgenciesText.LineNoKind, row[2], string.Join(", ", AgencyWords.KindKeys));
            }

            if (key.Length > 0 && !_seen.TryAdd(key, row.Number))
            {
                return Say.With(AgenciesText.LineTwice, key, _seen[key]);
            }

            var known = key.Length > 0 ? register.Find(key) : Twin(name, kind, row[3]);
            if (known is null)
            {
                var unit = new NewAgency(Blank(key), name, kind, Blank(row[3]), Blank(row[4]), Blank(row[5]));
                register.Apply(new AddAgencies([unit]), day);
                Added.Add(unit);
                return null;
            }

            if (known.Kind != kind || known.ParentId != Blank(row[3]))
            {
                return Say.With(AgenciesText.LineOther, known.Id);
            }

            if (known.Name == name)
            {
                Unchanged++;
                return null;
            }

            var rename = new RenameAgency(known.Id, name);
            register.Apply(rename, day);
            Renamed.Add(rename);
            return null;
        }

        private Agency? Twin(string name, AgencyKind kind, string parent) =>
            register.Agencies.FirstOrDefault(a => a.Name == name && a.Kind == kind && a.ParentId == Blank(parent) && a.IsValidOn(day));

        private static string? Blank(string cell) => cell.Length == 0 ? null : cell;
    }
}
