using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.MyDossiers;

/// <summary>A paper that was handed in.</summary>
public sealed record MyPaper(Guid Id, string Title, PaperFile File);

/// <summary>What the office asks to be added or corrected.</summary>
/// <param name="Items">Each thing by its name in the form, with the reason.</param>
public sealed record MySupplement(string Reason, IReadOnlyList<(string Name, string Reason)> Items);

/// <summary>What is to be paid.</summary>
/// <param name="Amount">Đồng.</param>
/// <param name="DueAt">UTC.</param>
/// <param name="Proof">What was sent as proof, or null.</param>
public sealed record MyPayment(Guid Id, string What, long Amount, DateTime DueAt, ObligationProof? Proof);

/// <summary>Words between applicant and office.</summary>
/// <param name="At">UTC.</param>
/// <param name="ReadAt">UTC; when the other side read it, or null.</param>
public sealed record MyMessage(bool IsFromApplicant, string By, string Words, DateTime At, DateTime? ReadAt)
{
    public IReadOnlyList<MessageFile> Files { get; init; } = [];
}

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

    /// <summary>What waits for the applicant's supplement; null when nothing does.</summary>
    public MySupplement? Supplement { get; init; }

    /// <summary>What waits to be paid or confirmed; null when nothing does.</summary>
    public MyPayment? Payment { get; init; }

    /// <summary>Whether the time limit does not run now.</summary>
    public bool IsClockStopped { get; init; }

    /// <summary>The date promised before the apology, UTC; null without one.</summary>
    public DateTime? DueBefore { get; init; }

    public bool CanBeWithdrawn { get; init; }

    public IReadOnlyList<MyMessage> Messages { get; init; } = [];

    /// <summary>Files that wait to go with the person's next message.</summary>
    public IReadOnlyList<WaitingFile> Waiting { get; init; } = [];

    public IReadOnlyList<OfficeLetterKey> Letters { get; init; } = [];

    /// <summary>The result as files; none before it is handed over.</summary>
    public IReadOnlyList<(Guid Id, PaperFile File)> ResultFiles { get; init; } = [];

    /// <summary>Of a linked procedure: its parts, each with its result as files once that is handed over.</summary>
    public IReadOnlyList<(LinkedResult Part, IReadOnlyList<(Guid Id, PaperFile File)> Files)> Linked { get; init; } = [];
}

/// <summary>Reads one dossier of its applicant; for anybody else it does not exist.</summary>
public sealed class MyDossierQuery(
    DvcDatabase database,
    Revisions revisions,
    WorkingCalendars calendars,
    MessageFiles files,
    LiveTickets tickets
)
{
    public Task<Guid?> IdOfAsync(Guid userId, string number, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.DossiersOf(userId).Where(d => d.Number == number).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(cancellationToken),
            cancellationToken
        );

    public async Task<MyDossier?> RunAsync(Guid userId, string number, CancellationToken cancellationToken)
    {
        var read = await database.ReadAsync(db => ReadAsync(db, userId, number, cancellationToken), cancellationToken);
        if (read is not var (dossier, agencies, waiting, linked))
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
            steps.LastOrDefault(s => s.From != s.To && s.To == dossier.Status && !IsBetweenOfficers(s))?.Note,
            [.. MyPassages.Of(dossier, steps, agencies)],
            AnswerSummary.Of(revision.Definition.Form, dossier.Answers.Json),
            [
                .. dossier
                    .Documents.Where(d => d.IsCurrent)
                    .OrderBy(d => d.ComponentCode, StringComparer.Ordinal)
                    .ThenBy(d => d.Ordinal)
                    .Select(d => new MyPaper(d.Id, titles.GetValueOrDefault(d.ComponentCode, d.ComponentCode), d.File)),
            ],
            agencies
        )
        {
            Supplement = SupplementOf(dossier, revision.Definition),
            Payment = dossier.Obligations.SingleOrDefault(o => o.IsOpen) is { } due
                ? new MyPayment(due.Id, due.What, due.Amount, due.DueAt, due.Proof)
                : null,
            IsClockStopped = dossier.IsClockStopped && !dossier.IsClosed,
            DueBefore = dossier.ExtendedAt is null ? null : dossier.DueOriginal,
            CanBeWithdrawn = dossier.CanBeWithdrawn,
            Messages =
            [
                .. dossier
                    .Messages.OrderBy(m => m.At)
                    .Select(m => new MyMessage(m.IsFromApplicant, m.ByName, m.Words, m.At, m.ReadAt)
                    {
                        Files = [.. m.Files.OrderBy(f => f.Ordinal)],
                    }),
            ],
            Waiting = waiting,
            Letters = OfficeLetterQuery.Of(dossier),
            ResultFiles = FilesOf(dossier, f => f.Return == dossier.ReturnCount),
            Linked = [.. linked.Select(part => (part, FilesOf(dossier, f => f.SubtaskId == part.PartId)))],
        };
    }

    private static MySupplement? SupplementOf(Dossier dossier, ProcedureDefinition procedure) =>
        dossier.Status == DossierStatus.AwaitingSupplement
        && dossier.Supplements.SingleOrDefault(s => s.State == SupplementState.Sent) is { } asked
            ? new MySupplement(
                asked.Reason,
                [.. asked.Items.OrderBy(i => i.Ordinal).Select(i => (AskedNames.Of(procedure, i.Kind, i.Target), i.Reason))]
            )
            : null;

    private static IReadOnlyList<(Guid Id, PaperFile File)> FilesOf(Dossier dossier, Func<ResultFile, bool> wanted) =>
        dossier.ReturnedAt is null
            ? []
            : [.. dossier.ResultFiles.Where(wanted).OrderBy(f => f.At).ThenBy(f => f.Ordinal).Select(f => (f.Id, f.File))];

    private static bool IsBetweenOfficers(ProcessingStep step) => step.Act == DossierAct.Forward;

    private async Task<(Dossier, IReadOnlyDictionary<string, string>, IReadOnlyList<WaitingFile>, IReadOnlyList<LinkedResult>)?> ReadAsync(
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
            .Include(d => d.Supplements.Where(s => s.SentAt != null))
                .ThenInclude(s => s.Items)
            .Include(d => d.Obligations)
                .ThenInclude(o => o.Proof)
            .Include(d => d.Handovers)
            .Include(d => d.Stops)
            .Include(d => d.Returns)
            .Include(d => d.ResultFiles)
            .Include(d => d.Messages)
                .ThenInclude(m => m.Files)
            .AsSplitQuery()
            .SingleOrDefaultAsync(d => d.Number == number, cancellationToken);
        if (dossier is null)
        {
            return null;
        }

        var ids = dossier
            .Steps.Select(s => s.AgencyId)
            .Concat(dossier.Handovers.Select(h => h.ToAgencyId))
            .Concat([
                dossier.ReceivingAgencyId,
                dossier.ProcessingAgencyId,
                dossier.HandlingAgencyId,
                dossier.CompetentAgencyId,
                dossier.UnitId,
            ]);
        return (
            dossier,
            await AgencyNames.ReadAsync(db, ids, cancellationToken),
            await files.WaitingAsync(db, userId, dossier.Id, cancellationToken),
            await LinkedResults.ReadAsync(db, dossier, cancellationToken)
        );
    }
}
