using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Portals;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>Reads the letters of the office to the applicant of a dossier. They are views over its passages and requests: nothing is stored twice.</summary>
public sealed class OfficeLetterQuery(DvcDatabase database, PortalLinks links, StandingPortal portal)
{
    /// <summary>The letters of a dossier, the oldest first. Steps and supplements have to be loaded.</summary>
    public static IReadOnlyList<OfficeLetterKey> Of(Dossier dossier) =>
        [
            .. dossier
                .Supplements.Where(s => s.SentAt is not null)
                .OrderBy(s => s.SentAt)
                .Select((s, i) => new OfficeLetterKey(OfficeLetterKind.SupplementRequest, i + 1, s.SentAt!.Value))
                .Concat(Steps(dossier, DossierAct.Refuse, OfficeLetterKind.Refusal))
                .Concat(Steps(dossier, DossierAct.Extend, OfficeLetterKind.Apology))
                .Concat(Steps(dossier, DossierAct.Discontinue, OfficeLetterKind.Discontinuation))
                .OrderBy(key => key.At),
        ];

    /// <summary>A letter by its code; null when there is none. The caller has made sure that the person may see it.</summary>
    public Task<OfficeLetter?> RunAsync(Guid dossierId, string code, CancellationToken cancellationToken) =>
        RunAsync(dossierId, key => key.Code == code, cancellationToken);

    /// <summary>The newest letter of a kind; null when there is none.</summary>
    public Task<OfficeLetter?> NewestAsync(Guid dossierId, OfficeLetterKind kind, CancellationToken cancellationToken) =>
        RunAsync(dossierId, key => key.Kind == kind, cancellationToken);

    private Task<OfficeLetter?> RunAsync(Guid dossierId, Func<OfficeLetterKey, bool> wanted, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var dossier = await db
                    .Dossiers.Include(d => d.Answers)
                    .Include(d => d.Steps)
                    .Include(d => d.Supplements)
                        .ThenInclude(s => s.Items)
                    .AsSplitQuery()
                    .SingleOrDefaultAsync(d => d.Id == dossierId, cancellationToken);
                return dossier is null || Of(dossier).LastOrDefault(wanted) is not { } key
                    ? null
                    : await ReadAsync(db, dossier, key, cancellationToken);
            },
            cancellationToken
        );

    private async Task<OfficeLetter> ReadAsync(DvcDbContext db, Dossier dossier, OfficeLetterKey key, CancellationToken cancellationToken)
    {
        var unit = await db.Agencies.SingleOrDefaultAsync(a => a.Id == dossier.UnitId, cancellationToken);
        var parentId = unit?.ParentId;
        var parent = await db.Agencies.SingleOrDefaultAsync(a => a.Id == parentId, cancellationToken);
        var oneStop = await db.Agencies.SingleOrDefaultAsync(a => a.Id == dossier.ReceivingAgencyId, cancellationToken);
        var people = ReceiptPeople.Read(dossier);
        var letter = new OfficeLetter
        {
            Key = key,
            ParentAgencyName = parent?.Name,
            AgencyName = unit?.Name ?? dossier.UnitId,
            OneStopName = oneStop?.Name ?? dossier.ReceivingAgencyId,
            Place = unit is null ? null : ReceiptWords.Place(unit.Name),
            DossierNumber = dossier.Number,
            LookUpUrl = links.LookUp(dossier.Number, dossier.LookupCode.Length == 0 ? null : dossier.LookupCode),
            ProcedureCode = dossier.ProcedureCode,
            ProcedureName = dossier.ProcedureName,
            ApplicantName = people.Applicant,
            RepresentativeName = people.Representative,
            Address = people.Address,
            Phone = dossier.Phone,
            Email = dossier.Email,
            SubmittedAt = dossier.SubmittedAt,
            AcceptedAt = dossier.AcceptedAt,
            SignedBy = "",
            OfficePhone = portal.Now.Phone,
        };
        if (key.Kind == OfficeLetterKind.SupplementRequest)
        {
            var content = await db.Revisions.Where(r => r.Id == dossier.RevisionId).Select(r => r.Content).SingleAsync(cancellationToken);
            return Asking(letter, dossier, AuthorityPaper.In(ProcedureDefinition.Parse(content)));
        }

        var step = dossier.Steps.Single(s => s.At == key.At && s.Act == ActRights.Issuing(key.Kind));
        letter = letter with { Reason = step.Note ?? "", SignedBy = IssuedAs(dossier, key)?.ApprovedBy ?? step.ActorName };
        if (key.Kind != OfficeLetterKind.Apology)
        {
            return letter;
        }

        // As promised then, whatever has moved the date since; of older apologies only today's dates are known.
        var issued = IssuedAs(dossier, key);
        return letter with { DueBefore = issued?.DueBefore ?? dossier.DueOriginal, DueNow = issued?.DueNow ?? dossier.DueAt };
    }

    private static OfficeLetter Asking(OfficeLetter letter, Dossier dossier, ProcedureDefinition procedure)
    {
        var request = dossier.Supplements.Where(s => s.SentAt is not null).OrderBy(s => s.SentAt).ElementAt(letter.Key.Ordinal - 1);
        return letter with
        {
            Reason = request.Reason,
            SignedBy = IssuedAs(dossier, letter.Key)?.ApprovedBy ?? request.SentBy ?? "",
            AnswerBy = request.DueAt,
            Items = [.. request.Items.OrderBy(i => i.Ordinal).Select(i => (AskedNames.Of(procedure, i.Kind, i.Target), i.Reason))],
        };
    }

    private static IEnumerable<OfficeLetterKey> Steps(Dossier dossier, DossierAct act, OfficeLetterKind kind) =>
        dossier.Steps.Where(s => s.Act == act).OrderBy(s => s.Ordinal).Select((s, i) => new OfficeLetterKey(kind, i + 1, s.At));

    private static DossierLetter? IssuedAs(Dossier dossier, OfficeLetterKey key) =>
        dossier.Letters.FirstOrDefault(l => l.Kind == key.Kind && l.IssuedAt == key.At);
}
