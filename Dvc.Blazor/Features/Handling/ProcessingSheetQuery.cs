using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Handling;

/// <summary>Reads the control sheet of a dossier for officers who have it in their scope; who is only asked for an opinion or given a part does not get it.</summary>
public sealed class ProcessingSheetQuery(
    DvcDatabase database,
    Officers officers,
    DossierClocks clocks,
    WorkingCalendars calendars,
    PortalLinks links,
    ReadingLog readings,
    TimeProvider clock
)
{
    /// <summary>Null when the dossier does not exist, or not for this officer. That it was read is noted for the applicant.</summary>
    public async Task<PrintedSheet?> RunAsync(Guid userId, string number, CancellationToken cancellationToken)
    {
        if (DossierNumber.Normalize(number) is not { } normal)
        {
            return null;
        }

        var read = await database.ReadAsync(db => ReadAsync(db, userId, normal, cancellationToken), cancellationToken);
        if (read is not var (dossier, agencies))
        {
            return null;
        }

        await readings.NoteAsync(userId, dossier.Id);
        var definition = (await clocks.RevisionAsync(dossier.RevisionId, cancellationToken)).Definition;
        var ticking = await calendars.ClockAsync(cancellationToken);
        var rows = ProcessingSheet.Of(dossier, BudgetsOf(definition, ticking, agencies));
        return Sheet(dossier, agencies, rows);
    }

    private async Task<(Dossier, Dictionary<string, Agency>)?> ReadAsync(
        DvcDbContext db,
        Guid userId,
        string number,
        CancellationToken cancellationToken
    )
    {
        if (await officers.FindAsync(db, userId, cancellationToken) is not { } officer)
        {
            return null;
        }

        var dossier = await db
            .Dossiers.For(officer)
            .AsNoTracking()
            .Include(d => d.Answers)
            .Include(d => d.Steps)
            .Include(d => d.Stops)
            .Include(d => d.Handovers)
            .Include(d => d.Returns)
            .Include(d => d.Subtasks)
            .Include(d => d.Opinions)
            .AsSplitQuery()
            .SingleOrDefaultAsync(d => d.Number == number, cancellationToken);
        if (dossier is null)
        {
            return null;
        }

        List<string> touched =
        [
            .. new[] { dossier.UnitId, dossier.ReceivingAgencyId, dossier.CompetentAgencyId, dossier.HandlingAgencyId }
                .Concat(dossier.Steps.Select(s => s.AgencyId))
                .Concat(dossier.Handovers.SelectMany(h => new[] { h.FromAgencyId, h.ToAgencyId }))
                .Concat(dossier.Subtasks.SelectMany(s => new[] { s.AgencyId, s.LeadAgencyId }))
                .Concat(dossier.Opinions.SelectMany(o => new[] { o.AgencyId, o.AskedForAgencyId }))
                .OfType<string>()
                .Distinct(),
        ];
        var agencies = await db
            .Agencies.AsNoTracking()
            .Where(a => touched.Contains(a.Id) || db.Agencies.Any(child => child.ParentId == a.Id && touched.Contains(child.Id)))
            .ToDictionaryAsync(a => a.Id, StringComparer.Ordinal, cancellationToken);
        return (dossier, agencies);
    }

    private PrintedSheet Sheet(Dossier dossier, Dictionary<string, Agency> agencies, IReadOnlyList<SheetRow> rows)
    {
        var unit = agencies.GetValueOrDefault(dossier.UnitId);
        var others = dossier
            .Subtasks.Where(s => s.State != SubtaskState.Withdrawn)
            .Select(s => s.AgencyId)
            .Concat(dossier.Opinions.Where(o => o.WithdrawnAt is null).Select(o => o.AgencyId))
            .Distinct(StringComparer.Ordinal);
        return new PrintedSheet
        {
            DossierNumber = dossier.Number,
            ParentAgencyName = unit?.ParentId is { } above ? agencies.GetValueOrDefault(above)?.Name : null,
            AgencyName = Name(dossier.UnitId),
            OneStopName = Name(dossier.ReceivingAgencyId),
            Place = unit is null ? null : ReceiptWords.Place(unit.Name),
            MadeAt = clock.GetUtcNow().UtcDateTime,
            LookUpUrl = links.LookUp(dossier.Number, dossier.LookupCode.Length == 0 ? null : dossier.LookupCode),
            ProcedureCode = dossier.ProcedureCode,
            ProcedureName = dossier.ProcedureName,
            ApplicantName = dossier.ErasedAt is null ? ReceiptPeople.Read(dossier).Applicant : "",
            SubmittedAt = dossier.SubmittedAt,
            AcceptedAt = dossier.AcceptedAt,
            DueAt = dossier.DueAt,
            DueBefore = dossier.ExtendedAt is null ? null : dossier.DueOriginal,
            LeadAgency = Name(dossier.HandlingAgencyId ?? dossier.CompetentAgencyId),
            OtherAgencies = [.. others.Select(Name)],
            Rows =
            [
                .. rows.Select(row => new PrintedSheetRow(
                    Lines(row.From),
                    Lines(row.To),
                    row.HandedAt,
                    row.TakenAt,
                    row.Kept,
                    SheetWords.Of(row)
                )),
            ],
        };

        string Name(string id) => agencies.GetValueOrDefault(id)?.Name ?? id;

        List<string> Lines(SheetParty party) =>
            [
                party.AgencyId is { } agency ? Name(agency) : SheetText.Applicant,
                .. party.Name is { Length: > 0 } name ? [name] : (string[])[],
            ];
    }

    // A stage names its level of government, or an agency by its id.
    private static StageBudgets? BudgetsOf(ProcedureDefinition definition, ProcessingClock clock, Dictionary<string, Agency> agencies)
    {
        var processing = definition.Processing with { ByChannel = new Dictionary<string, decimal>() };
        var stages = definition
            .Processing.Stages.Where(s => s is { Value: > 0, Agency: not null })
            .Select(s => (s.Agency, Level: AgencyLevels.Named(s.Agency), Limit: TimeLimit.Of(processing with { Value = s.Value })))
            .Where(s => s.Limit is not null)
            .ToList();
        return stages.Count == 0 ? null : new StageBudgets(clock, [.. stages.Select(s => s.Limit!)], StageOf);

        int? StageOf(string id)
        {
            var level = agencies.GetValueOrDefault(id) is { } agency ? AgencyLevels.Of(agency, agencies) : (AgencyKind?)null;
            var at = stages.FindIndex(s => s.Agency == id || (s.Level is not null && s.Level == level));
            return at < 0 ? null : at;
        }
    }
}
