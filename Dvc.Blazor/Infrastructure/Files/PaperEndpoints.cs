using System.Security.Claims;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Infrastructure.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>Whether an officer may read a dossier; registered by whoever knows the rights of officers. Applicants are known here already.</summary>
public delegate Task<bool> MayReadDossier(ClaimsPrincipal user, Guid dossierId, CancellationToken cancellationToken);

/// <summary>
/// Papers go out at <c>/tep/{id}</c>, small pictures at <c>/tep/{id}/anh-nho</c>: to the applicant and to officers with a right to the
/// dossier, and as something that no browser runs. For everybody else the paper is not there.
/// </summary>
internal static class PaperEndpoints
{
    public const string HeadersPolicy = "Papers";

    private sealed record Found(PaperFile File, Guid OwnerId, Guid? DossierId, bool IsApplicants, ScanState? Scan, Draft? CounterDraft);

    /// <summary>Headers of an answer that no browser is to run, in place of those of pages.</summary>
    public static void AddPaperHeaders(this IServiceCollection services) =>
        services
            .AddSecurityHeaderPolicies()
            .AddPolicy(
                HeadersPolicy,
                headers =>
                    headers
                        .AddContentTypeOptionsNoSniff()
                        .AddFrameOptionsDeny()
                        .AddCrossOriginResourcePolicy(resource => resource.SameOrigin())
                        .AddReferrerPolicyNoReferrer()
                        .AddCustomHeader("Content-Security-Policy", "sandbox; default-src 'none'")
                        .RemoveServerHeader()
            );

    public static void MapPapers(this IEndpointRouteBuilder routes)
    {
        routes.MapReading("/tep/{id:guid}", FileAsync).RequireAuthorization().WithSecurityHeadersPolicy(HeadersPolicy);
        routes.MapReading("/tep/{id:guid}/anh-nho", ThumbnailAsync).RequireAuthorization().WithSecurityHeadersPolicy(HeadersPolicy);
    }

    // ?xem shows a picture in place: pictures are our own copies, cleaned of everything else. The rest is always for saving.
    private static Task<IResult> FileAsync(HttpContext http, Guid id, DvcDatabase database, IFileStore store, IScanner scanner) =>
        ServeAsync(
            http,
            id,
            database,
            store,
            scanner,
            f =>
                (f.Sha256, f.MediaType, http.Request.Query.ContainsKey("xem") && f.MediaType.StartsWith("image/", StringComparison.Ordinal))
        );

    private static Task<IResult> ThumbnailAsync(HttpContext http, Guid id, DvcDatabase database, IFileStore store, IScanner scanner) =>
        ServeAsync(http, id, database, store, scanner, f => (f.ThumbnailSha256, "image/jpeg", true));

    private static async Task<IResult> ServeAsync(
        HttpContext http,
        Guid id,
        DvcDatabase database,
        IFileStore store,
        IScanner scanner,
        Func<PaperFile, (string? Hash, string MediaType, bool Inline)> choose
    )
    {
        Harden(http.Response.Headers);
        if (await FindAsync(http, id, database) is not { } paper || choose(paper.File) is not { Hash: { } hash } chosen)
        {
            return Results.NotFound();
        }

        if (HeldBack(paper, TusRules.UserOf(http.User), scanner) is { } reason)
        {
            return Results.Text(reason, "text/plain; charset=utf-8", statusCode: StatusCodes.Status409Conflict);
        }

        try
        {
            var content = await store.OpenAsync(hash, http.RequestAborted);
            var disposition = new ContentDispositionHeaderValue(chosen.Inline ? "inline" : "attachment");
            disposition.SetHttpFileName(paper.File.FileName);
            http.Response.Headers.ContentDisposition = disposition.ToString();
            http.Response.ContentLength = content.Length;
            return Results.Stream(content, chosen.MediaType);
        }
        catch (FileDamagedException)
        {
            return Results.Text(FilesText.Damaged, "text/plain; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static void Harden(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.CacheControl = "no-store";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static async Task<Found?> FindAsync(HttpContext http, Guid id, DvcDatabase database)
    {
        var user = TusRules.UserOf(http.User);
        if (
            user is null
            || await database.ReadAsync(db => FindAsync(db, id, user.Value, http.RequestAborted), http.RequestAborted) is not { } paper
        )
        {
            return null;
        }

        if (paper.IsApplicants)
        {
            return paper.CounterDraft is not { } draft || await MayGoOnAsync(http, draft, database) ? paper : null;
        }

        var officers = http.RequestServices.GetService<MayReadDossier>();
        if (paper.DossierId is not { } dossier || officers is null || !await officers(http.User, dossier, http.RequestAborted))
        {
            return null;
        }

        if (http.RequestServices.GetService<ReadingLog>() is { } readings)
        {
            await readings.NoteAsync(user.Value, dossier);
        }

        return paper;
    }

    // Of a draft at the counter: whether its officer may still go on with it.
    private static async Task<bool> MayGoOnAsync(HttpContext http, Draft draft, DvcDatabase database) =>
        http.RequestServices.GetService<CounterRights>() is { } rights
        && await database.ReadAsync(db => rights.MayGoOnAsync(db, draft, http.RequestAborted), http.RequestAborted);

    // A handed-in paper keeps the id that it had in the draft; the dossier's row is the one that counts then.
    private static async Task<Found?> FindAsync(DvcDbContext db, Guid id, Guid user, CancellationToken cancellationToken)
    {
        var submitted = await db.Set<SubmittedDocument>()
            .Where(p => p.Id == id)
            .Join(
                db.Dossiers,
                p => p.DossierId,
                d => d.Id,
                (p, d) =>
                    new
                    {
                        p.File,
                        d.OwnerId,
                        DossierId = (Guid?)d.Id,
                        IsApplicants = db.DossiersOf(user).Any(mine => mine.Id == d.Id),
                    }
            )
            .SingleOrDefaultAsync(cancellationToken);
        var handed = ResultFiles.HandedOver(db);
        var paper =
            submitted
            ?? await db.Set<ObligationProof>()
                .Where(p => p.Id == id)
                .Join(db.Obligations, p => p.ObligationId, o => o.Id, (p, o) => new { p.File, o.DossierId })
                .Join(
                    db.Dossiers,
                    p => p.DossierId,
                    d => d.Id,
                    (p, d) =>
                        new
                        {
                            p.File,
                            d.OwnerId,
                            DossierId = (Guid?)d.Id,
                            IsApplicants = db.DossiersOf(user).Any(mine => mine.Id == d.Id),
                        }
                )
                .SingleOrDefaultAsync(cancellationToken)
            ?? await db.Set<MessageFile>()
                .Where(p => p.Id == id)
                .Join(
                    db.Messages,
                    p => p.MessageId,
                    m => m.Id,
                    (p, m) =>
                        new
                        {
                            p.File,
                            m.DossierId,
                            m.ById,
                        }
                )
                .Join(
                    db.Dossiers,
                    p => p.DossierId,
                    d => d.Id,
                    (p, d) =>
                        new
                        {
                            p.File,
                            OwnerId = p.ById ?? d.OwnerId,
                            DossierId = (Guid?)d.Id,
                            IsApplicants = db.DossiersOf(user).Any(mine => mine.Id == d.Id),
                        }
                )
                .SingleOrDefaultAsync(cancellationToken)
            ?? await db
                .ResultFiles.Where(p => p.Id == id)
                .Join(
                    db.Dossiers,
                    p => p.DossierId,
                    d => d.Id,
                    (p, d) =>
                        new
                        {
                            p.File,
                            OwnerId = p.ById ?? d.OwnerId,
                            DossierId = (Guid?)d.Id,
                            IsApplicants = handed.Any(h => h.Id == p.Id) && db.DossiersOf(user).Any(mine => mine.Id == d.Id),
                        }
                )
                .SingleOrDefaultAsync(cancellationToken)
            ?? await db
                .DraftPapers.Where(p => p.Id == id)
                .Join(
                    db.Drafts,
                    p => p.DraftId,
                    d => d.Id,
                    (p, d) =>
                        new
                        {
                            p.File,
                            d.OwnerId,
                            DossierId = (Guid?)null,
                            IsApplicants = d.OwnerId == user,
                        }
                )
                .SingleOrDefaultAsync(cancellationToken);
        if (paper is null)
        {
            return null;
        }

        var scan = await db.Set<FileScan>()
            .Where(s => s.Sha256 == paper.File.Sha256)
            .Select(s => (ScanState?)s.State)
            .SingleOrDefaultAsync(cancellationToken);
        var counter = paper.DossierId is not null
            ? null
            : await db
                .Drafts.Where(d => d.CounterMark != null && db.DraftPapers.Any(p => p.Id == id && p.DraftId == d.Id))
                .SingleOrDefaultAsync(cancellationToken);
        return new(paper.File, paper.OwnerId, paper.DossierId, paper.IsApplicants, scan, counter);
    }

    // Nobody gets what is known to be bad, and with a scanner set up nobody but the sender gets what it has not cleared.
    private static string? HeldBack(Found paper, Guid? user, IScanner scanner) =>
        paper.Scan switch
        {
            ScanState.Infected => FilesText.Infected,
            ScanState.Clean => null,
            _ when scanner.IsConfigured && paper.OwnerId != user => FilesText.BeingScanned,
            _ => null,
        };
}
