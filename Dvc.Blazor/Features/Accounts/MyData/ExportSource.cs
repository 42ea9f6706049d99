using System.Runtime.CompilerServices;
using System.Text.Json;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Accounts.MyData;

/// <summary>Reads what belongs to one person, in pieces.</summary>
internal sealed class ExportSource(DvcDatabase database, Guid userId)
{
    public Task<ExportedData> ReadAsync(DateTime nowUtc, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
                return new ExportedData(
                    nowUtc,
                    new ExportedProfile(
                        user.FullName,
                        user.NationalId,
                        user.BirthDate,
                        user.Address is { } address ? Element(address) : null,
                        user.PhoneNumber,
                        user.Email,
                        user.CreatedAt
                    ),
                    DraftsAsync(cancellationToken),
                    DossiersAsync(cancellationToken),
                    await db
                        .AccountEvents.Where(e => e.UserId == userId)
                        .OrderBy(e => e.At)
                        .Select(e => new ExportedEvent(e.At, e.Kind, e.ActorId == userId))
                        .ToListAsync(cancellationToken),
                    await db
                        .Sessions.Where(s => s.UserId == userId)
                        .OrderBy(s => s.StartedAt)
                        .Select(s => new ExportedSession(s.StartedAt, s.SeenAt, s.EndedAt, s.Device, s.Network))
                        .ToListAsync(cancellationToken),
                    await db
                        .Consents.Where(c => c.UserId == userId)
                        .OrderBy(c => c.At)
                        .Select(c => new ConsentLine(c.At, c.Purpose, c.TextVersion, c.Given))
                        .ToListAsync(cancellationToken),
                    await db
                        .Notifications.Where(n => n.UserId == userId)
                        .OrderBy(n => n.At)
                        .Select(n => new ExportedNotification(n.At, n.Kind.ToString(), n.Number, n.ReadAt))
                        .ToListAsync(cancellationToken)
                );
            },
            cancellationToken
        );

    /// <summary>The papers with their places in the zip; null for one that is not given out because malware was found in it.</summary>
    public Task<IReadOnlyList<(string Path, PaperFile? File)>> FilesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(string, PaperFile?)>>(
            async db =>
            {
                var drafts = await OpenDrafts(db)
                    .Join(db.DraftPapers, d => d.Id, p => p.DraftId, (d, p) => new { d.ProcedureCode, Paper = p })
                    .ToListAsync(cancellationToken);
                var dossiers = await db
                    .Dossiers.Where(d => d.OwnerId == userId)
                    .Join(db.Set<SubmittedDocument>(), d => d.Id, p => p.DossierId, (d, p) => new { d.Number, Paper = p })
                    .ToListAsync(cancellationToken);
                var sent = await db
                    .Dossiers.Where(d => d.OwnerId == userId)
                    .Join(db.Messages, d => d.Id, m => m.DossierId, (d, m) => new { d.Number, m.Id })
                    .Join(db.Set<MessageFile>(), m => m.Id, f => f.MessageId, (m, f) => new { m.Number, File = f })
                    .ToListAsync(cancellationToken);
                var results = await db
                    .Dossiers.Where(d => d.OwnerId == userId)
                    .Join(ResultFiles.HandedOver(db), d => d.Id, f => f.DossierId, (d, f) => new { d.Number, File = f })
                    .ToListAsync(cancellationToken);
                var infected = await db.Set<FileScan>()
                    .Where(s => s.State == ScanState.Infected)
                    .Select(s => s.Sha256)
                    .ToHashSetAsync(cancellationToken);
                return
                [
                    .. drafts.Select(d => (DraftPath(d.ProcedureCode, d.Paper), Given(d.Paper.File))),
                    .. dossiers.Select(d => (DossierPath(d.Number, d.Paper), Given(d.Paper.File))),
                    .. sent.Select(m => (MessagePath(m.Number, m.File), Given(m.File.File))),
                    .. results.Select(r => (ResultPath(r.Number, r.File), Given(r.File.File))),
                ];

                PaperFile? Given(PaperFile file) => infected.Contains(file.Sha256) ? null : file;
            },
            cancellationToken
        );

    private async IAsyncEnumerable<ExportedDraft> DraftsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = await database.ReadAsync(
            db => OpenDrafts(db).OrderBy(d => d.CreatedAt).Select(d => d.Id).ToListAsync(cancellationToken),
            cancellationToken
        );
        foreach (var id in ids)
        {
            if (await database.ReadAsync(db => DraftAsync(db, id, cancellationToken), cancellationToken) is { } draft)
            {
                yield return draft;
            }
        }
    }

    private async Task<ExportedDraft?> DraftAsync(DvcDbContext db, Guid id, CancellationToken cancellationToken)
    {
        if (await OpenDrafts(db).SingleOrDefaultAsync(d => d.Id == id, cancellationToken) is not { } draft)
        {
            return null;
        }

        var answers = await db.DraftAnswers.Where(a => a.DraftId == id && a.Value != null).ToListAsync(cancellationToken);
        var papers = await db.DraftPapers.Where(p => p.DraftId == id).ToListAsync(cancellationToken);
        return new ExportedDraft(
            draft.ProcedureCode,
            draft.UnitId,
            draft.CreatedAt,
            draft.UpdatedAt,
            answers.ToDictionary(a => a.Path, a => Element(a.Value!), StringComparer.Ordinal),
            [.. papers.Select(p => Paper(p.ComponentCode, p.File, DraftPath(draft.ProcedureCode, p)))]
        );
    }

    private async IAsyncEnumerable<ExportedDossier> DossiersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = await database.ReadAsync(
            db => db.Dossiers.Where(d => d.OwnerId == userId).OrderBy(d => d.SubmittedAt).Select(d => d.Id).ToListAsync(cancellationToken),
            cancellationToken
        );
        foreach (var id in ids)
        {
            yield return await database.ReadAsync(db => DossierAsync(db, id, cancellationToken), cancellationToken);
        }
    }

    private async Task<ExportedDossier> DossierAsync(DvcDbContext db, Guid id, CancellationToken cancellationToken)
    {
        var dossier = await db
            .Dossiers.Include(d => d.Answers)
            .Include(d => d.Steps)
            .Include(d => d.Documents)
            .Include(d => d.Messages)
                .ThenInclude(m => m.Files)
            .AsSplitQuery()
            .SingleAsync(d => d.Id == id && d.OwnerId == userId, cancellationToken);
        var results = await ResultFiles
            .HandedOver(db)
            .Where(f => f.DossierId == id)
            .OrderBy(f => f.At)
            .ThenBy(f => f.Ordinal)
            .ToListAsync(cancellationToken);
        var readings = await db
            .DossierReadings.Where(r => r.DossierId == id)
            .OrderBy(r => r.At)
            .Select(r => new ExportedReading(r.At, r.ReaderName, r.AgencyId))
            .ToListAsync(cancellationToken);
        return new ExportedDossier(
            dossier.Number,
            dossier.ProcedureCode,
            dossier.ProcedureName,
            dossier.Status.ToString(),
            dossier.SubmittedAt,
            dossier.DueAt,
            dossier.CompletedAt,
            dossier.ApplicantName,
            dossier.OrganisationName,
            dossier.RepresentativeName,
            dossier.Email,
            dossier.Phone,
            Element(dossier.Answers.Json),
            [.. dossier.Documents.OrderBy(d => d.Ordinal).Select(d => Paper(d.ComponentCode, d.File, DossierPath(dossier.Number, d)))],
            [
                .. dossier
                    .Steps.OrderBy(s => s.Ordinal)
                    .Select(s => new ExportedStep(s.At, s.To.ToString(), s.ActorName, s.AgencyId, s.Note)),
            ],
            [
                .. dossier
                    .Messages.OrderBy(m => m.At)
                    .Select(m => new ExportedMessage(
                        m.At,
                        m.ById == userId,
                        m.ByName,
                        m.Words,
                        [.. m.Files.OrderBy(f => f.Ordinal).Select(f => Paper("tin-nhan", f.File, MessagePath(dossier.Number, f)))]
                    )),
            ],
            [.. results.Select(f => Paper(PaperSlots.Result, f.File, ResultPath(dossier.Number, f)))],
            readings
        );
    }

    // What an officer fills in for others at the counter is not the officer's.
    private IQueryable<Draft> OpenDrafts(DvcDbContext db) =>
        db.Drafts.Where(d => d.OwnerId == userId && d.DossierId == null && d.CounterMark == null);

    private static ExportedPaper Paper(string component, PaperFile file, string path) => new(component, file.FileName, file.Length, path);

    private static string DraftPath(string procedure, DraftPaper paper) =>
        $"ban-nhap/{Safe(procedure)}/{Name(paper.Id, paper.ComponentCode, paper.Ordinal, paper.File)}";

    private static string DossierPath(string number, SubmittedDocument paper) =>
        $"ho-so/{Safe(number)}/{Name(paper.Id, paper.ComponentCode, paper.Ordinal, paper.File)}";

    private static string MessagePath(string number, MessageFile file) =>
        $"ho-so/{Safe(number)}/{Name(file.Id, "tin-nhan", file.Ordinal, file.File)}";

    private static string ResultPath(string number, ResultFile file) =>
        $"ho-so/{Safe(number)}/{Name(file.Id, PaperSlots.Result, file.Ordinal, file.File)}";

    // The name came from the sender; unpacked, it becomes a path on a computer of which nothing is known. The id keeps two of one name apart.
    private static string Name(Guid id, string component, int ordinal, PaperFile file) =>
        $"{Safe(component)}-{ordinal:00}-{id.ToString("N")[..8]}-{Safe(file.FileName)}";

    private static string Safe(string part) =>
        string.Concat(part.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '_')).Trim('.', ' ');

    private static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
