using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>Reads what a receipt says from a dossier, its answers, papers, revision and units.</summary>
public sealed class ReceiptQuery(DvcDatabase database, PortalLinks links)
{
    /// <summary>The receipt of a dossier, or null when there is no such dossier. The caller has made sure that the person may see it.</summary>
    /// <param name="dossierId">The dossier.</param>
    /// <param name="kind">Which paper; when null, form 01 once the dossier has been accepted and the proof of filing before.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public Task<ReceiptDocument?> RunAsync(Guid dossierId, ReceiptKind? kind, CancellationToken cancellationToken) =>
        database.ReadAsync(db => ReadAsync(db, dossierId, kind, cancellationToken), cancellationToken);

    private async Task<ReceiptDocument?> ReadAsync(DvcDbContext db, Guid dossierId, ReceiptKind? kind, CancellationToken cancellationToken)
    {
        var dossier = await db
            .Dossiers.Include(d => d.Answers)
            .Include(d => d.Documents)
            .Include(d => d.Steps)
            .Include(d => d.UnitMoves)
            .AsSplitQuery()
            .SingleOrDefaultAsync(d => d.Id == dossierId, cancellationToken);
        if (dossier is null)
        {
            return null;
        }

        var content = await db.Revisions.Where(r => r.Id == dossier.TermsRevisionId).Select(r => r.Content).SingleAsync(cancellationToken);
        // A receipt says what it said on its day, whoever has taken over since.
        var filed = dossier.FiledAt;
        var unit = await db.Agencies.SingleOrDefaultAsync(a => a.Id == filed.UnitId, cancellationToken);
        var parentId = unit?.ParentId;
        var parent = await db.Agencies.SingleOrDefaultAsync(a => a.Id == parentId, cancellationToken);
        var oneStop = await db.Agencies.SingleOrDefaultAsync(a => a.Id == filed.ReceivingId, cancellationToken);
        var receipt = Receipt(dossier, AuthorityPaper.In(ProcedureDefinition.Parse(content)), unit, parent, oneStop, kind);
        return receipt with { Linked = await LinkedResults.ReadAsync(db, dossier, cancellationToken) };
    }

    private ReceiptDocument Receipt(
        Dossier dossier,
        ProcedureDefinition procedure,
        Agency? unit,
        Agency? parent,
        Agency? oneStop,
        ReceiptKind? asked
    )
    {
        var kind = asked ?? (dossier.AcceptedAt is null ? ReceiptKind.Submission : ReceiptKind.Acceptance);
        var people = ReceiptPeople.Read(dossier);
        var due = kind == ReceiptKind.Acceptance && dossier.DueAt is { } dueAt ? VietnamTime.Local(dueAt) : (DateTime?)null;
        return new ReceiptDocument
        {
            Kind = kind,
            ParentAgencyName = parent?.Name,
            AgencyName = unit?.Name ?? dossier.FiledAt.UnitId,
            OneStopName = oneStop?.Name ?? dossier.FiledAt.ReceivingId,
            Place = unit is null ? null : ReceiptWords.Place(unit.Name),
            DossierNumber = dossier.Number,
            LookUpCode = $"{dossier.LookupCode[..4]}-{dossier.LookupCode[4..]}",
            LookUpUrl = links.LookUp(dossier.Number, dossier.LookupCode),
            ProcedureCode = dossier.ProcedureCode,
            ProcedureName = dossier.ProcedureName,
            ApplicantName = people.Applicant,
            RepresentativeName = people.Representative,
            IdNumber = people.MaskedId,
            Address = people.Address,
            Phone = dossier.Phone,
            Email = dossier.Email,
            Papers = PapersOf(dossier, procedure),
            ProcessingTime = TimeOf(procedure, dossier.Channel),
            SubmittedAt = dossier.SubmittedAt,
            AcceptedAt = kind == ReceiptKind.Acceptance ? dossier.AcceptedAt : null,
            DueDate = due is { } day ? DateOnly.FromDateTime(day) : null,
            DueTime = due is { } hour && hour.TimeOfDay > TimeSpan.Zero ? TimeOnly.FromDateTime(hour) : null,
            ReturnPlace = dossier.ResultDelivery == ResultDelivery.OneStop ? oneStop?.Name : null,
            ReturnMethod = MethodOf(dossier.ResultDelivery),
            Fees = [.. procedure.Fees.Select(fee => new ReceiptFee(fee.Name, fee.Amount, fee.Per, fee.Unverified))],
            HelperName =
                dossier.Channel == FilingChannel.Counter ? dossier.Steps.OrderBy(s => s.Ordinal).FirstOrDefault()?.ActorName : null,
            AcceptedBy =
                kind == ReceiptKind.Acceptance
                    ? dossier.Steps.OrderBy(s => s.Ordinal).LastOrDefault(s => s.To == DossierStatus.Accepted)?.ActorName
                    : null,
        };
    }

    // Listed is what was handed in: the electronic form and every paper with a file.
    private static List<ReceiptPaper> PapersOf(Dossier dossier, ProcedureDefinition procedure)
    {
        var files = dossier.Documents.OrderBy(d => d.Ordinal).ToLookup(d => d.ComponentCode, d => FileOf(d.File), StringComparer.Ordinal);
        var known = procedure
            .Components.Where(c => c.GeneratedFromForm || files.Contains(c.Code))
            .Select(c => new ReceiptPaper(c.Name, c.Originals, c.Copies, [.. files[c.Code]]));
        var codes = procedure.Components.Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
        return [.. known, .. files.Where(g => !codes.Contains(g.Key)).Select(g => new ReceiptPaper(g.Key, 0, 0, [.. g]))];
    }

    private static ReceiptFile FileOf(PaperFile file) => new(file.FileName, file.Length, file.Pages, file.Sha256);

    private static string TimeOf(ProcedureDefinition procedure, FilingChannel channel)
    {
        var words = ReceiptWords.ProcessingTime(procedure.Processing.On(DossierClocks.NameOf(channel)));
        return procedure.IsProcessingSourced ? words : ReceiptWords.Format(ReceiptText.ToConfirm, words);
    }

    private static string MethodOf(ResultDelivery delivery) =>
        delivery switch
        {
            ResultDelivery.Post => ReceiptText.ByPost,
            ResultDelivery.Digital => ReceiptText.Digital,
            _ => ReceiptText.AtOneStop,
        };
}
