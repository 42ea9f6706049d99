using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Submission;

/// <summary>The rows of one draft.</summary>
internal sealed record StoredDraft(
    Draft Draft,
    string ProcedureName,
    FilingOrganisation? Organisation,
    IReadOnlyList<DraftAnswer> Answers,
    IReadOnlyList<DraftPaper> Papers
)
{
    public static async Task<StoredDraft> LoadAsync(DvcDbContext db, Draft draft, CancellationToken cancellationToken) =>
        new(
            draft,
            await db.Procedures.Where(p => p.Code == draft.ProcedureCode).Select(p => p.Name).SingleAsync(cancellationToken),
            draft.OrganisationId is { } organisation
                ? await ForWhomDesk
                    .Of(db, draft.OwnerId)
                    .Where(o => o.Id == organisation)
                    .Select(o => new FilingOrganisation(o.Id, o.Name, o.TaxCode))
                    .SingleOrDefaultAsync(cancellationToken)
                : null,
            await db.DraftAnswers.Where(a => a.DraftId == draft.Id).ToListAsync(cancellationToken),
            await db
                .DraftPapers.Where(p => p.DraftId == draft.Id)
                .OrderBy(p => p.ComponentCode)
                .ThenBy(p => p.Ordinal)
                .ThenBy(p => p.AddedAt)
                .ToListAsync(cancellationToken)
        );

    public DraftView View(Revision revision) =>
        new(
            Draft.Id,
            Draft.ProcedureCode,
            ProcedureName,
            revision,
            Draft.UnitId,
            Draft.Step,
            Draft.Sequence,
            Draft.UpdatedAt,
            CounterAnswers.In(
                ForWhomAnswers.In(
                    FormAnswers.FromJson(Answers.Select(a => KeyValuePair.Create(a.Path, a.Value))),
                    revision.Form,
                    Representation,
                    Organisation
                ),
                revision.Form,
                Draft.Counter
            ),
            Answers.ToDictionary(a => a.Path, a => a.Sequence, StringComparer.Ordinal),
            [.. Papers.Select(p => new DraftPaperView(p.Id, p.ComponentCode, p.Ordinal, p.File, p.AddedAt))],
            Draft.IdempotencyKey
        )
        {
            Representation = Representation,
            Organisation = Organisation,
            Counter = CounterView.Of(Draft.Counter),
            IsMoved = Draft.MovedFromId is not null,
        };

    // Who has left the organisation since files for nobody but himself.
    private Representation Representation =>
        Draft.Representation == Representation.Organisation && Organisation is null ? Representation.Self : Draft.Representation;
}
