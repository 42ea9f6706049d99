using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.MyDossiers;

/// <summary>A paper that was handed in.</summary>
public sealed record MyPaper(Guid Id, string Title, PaperFile File);

/// <summary>One dossier as its applicant sees it.</summary>
public sealed record MyDossier(
    Guid Id,
    string Number,
    string ProcedureCode,
    string ProcedureName,
    string LiveTicket,
    FiledFor FiledFor,
    DossierPosition Position,
    string? Reason,
    IReadOnlyList<Passage> Passages,
    IReadOnlyList<AnswerPart> Answers,
    IReadOnlyList<MyPaper> Papers,
    IReadOnlyDictionary<string, string> Agencies
)
{
    public NextStep Next => NextStep.Of(Position);
}

/// <summary>Reads one dossier of its applicant; for anybody else it does not exist.</summary>
public sealed class MyDossierQuery(DvcDatabase database, Revisions revisions, WorkingCalendars calendars, LiveTickets tickets)
{
    public Task<Guid?> IdOfAsync(Guid userId, string number, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.DossiersOf(userId).Where(d => d.Number == number).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(cancellationToken),
            cancellationToken
        );

    public async Task<MyDossier?> RunAsync(Guid userId, string number, CancellationToken cancellationToken)
    {
        var read = await database.ReadAsync(db => ReadAsync(db, userId, number, cancellationToken), cancellationToken);
        if (read is not var (dossier, agencies))
        {
            return null;
        }

        var revision = await revisions.GetAsync(dossier.RevisionId, cancellationToken);
        var clock = await calendars.ClockAsync(cancellationToken);
        var titles = revision.Definition.Components.ToDictionary(c => c.Code, c => c.Name, StringComparer.Ordinal);
        var steps = dossier.Steps.OrderBy(s => s.Ordinal).ToList();
        return new MyDossier(
            dossier.Id,
            dossier.Number,
            dossier.ProcedureCode,
            dossier.ProcedureName,
            tickets.Write(dossier.Id, userId),
            dossier.FiledFor(),
            dossier.Position(clock),
            steps[^1].Note,
            [.. steps.Select(s => new Passage(s.To, s.At, Officer(s, agencies), s.Note))],
            AnswerSummary.Of(revision.Definition.Form, dossier.Answers.Json),
            [
                .. dossier
                    .Documents.OrderBy(d => d.ComponentCode, StringComparer.Ordinal)
                    .ThenBy(d => d.Ordinal)
                    .Select(d => new MyPaper(d.Id, titles.GetValueOrDefault(d.ComponentCode, d.ComponentCode), d.File)),
            ],
            agencies
        );
    }

    private static async Task<(Dossier, IReadOnlyDictionary<string, string>)?> ReadAsync(
        DvcDbContext db,
        Guid userId,
        string number,
        CancellationToken cancellationToken
    )
    {
        var dossier = await db.DossiersOf(userId)
            .Include(d => d.Steps)
            .Include(d => d.Documents)
            .Include(d => d.Answers)
            .AsSplitQuery()
            .SingleOrDefaultAsync(d => d.Number == number, cancellationToken);
        if (dossier is null)
        {
            return null;
        }

        var ids = dossier
            .Steps.Select(s => s.AgencyId)
            .Concat([
                dossier.ReceivingAgencyId,
                dossier.ProcessingAgencyId,
                dossier.HandlingAgencyId,
                dossier.CompetentAgencyId,
                dossier.UnitId,
            ]);
        return (dossier, await AgencyNames.ReadAsync(db, ids, cancellationToken));
    }

    // The applicant knows who he is; of officers, name and agency.
    private static string? Officer(ProcessingStep step, IReadOnlyDictionary<string, string> agencies) =>
        step.ActorKind != ActorKind.Officer ? null
        : step.AgencyId is { } agency && agencies.TryGetValue(agency, out var name) ? $"{step.ActorName}, {name}"
        : step.ActorName;
}
