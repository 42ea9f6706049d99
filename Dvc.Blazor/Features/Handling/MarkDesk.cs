using System.Text;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Handling;

/// <summary>Labels and flags: how officers tell dossiers apart on their board.</summary>
public sealed class MarkDesk(DvcDatabase database, Officers officers, TimeProvider clock)
{
    /// <summary>The labels of the units an officer works at.</summary>
    public Task<IReadOnlyList<DossierLabel>> LabelsAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DossierLabel>>(
            async db =>
            {
                var officer = await officers.FindAsync(db, userId, cancellationToken);
                var places = officer?.Postings.Select(p => p.AgencyId).Distinct().ToList() ?? [];
                return await db.Labels.Where(l => places.Contains(l.AgencyId)).OrderBy(l => l.FoldedText).ToListAsync(cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Puts a label of the officer's unit on a dossier; a label the unit does not have yet is made.</summary>
    /// <exception cref="RuleViolationException">Not found, not the officer's work, no words, too many, or too many labels.</exception>
    public Task LabelAsync(Guid userId, string number, string text, LabelColour colour, CancellationToken cancellationToken)
    {
        var words = string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length is 0 or > DossierLabel.MaxLength || words.Any(char.IsControl))
        {
            throw new RuleViolationException("Label.Words", DossierLabel.MaxLength);
        }

        var chosen = Enum.IsDefined(colour) ? colour : LabelColour.Grey;
        return DoAsync(
            userId,
            number,
            dossiers => dossiers.Include(d => d.Labels),
            async (db, dossier, by, now) => dossier.Attach(by, await LabelOfAsync(db, by.AgencyId!, words, chosen, cancellationToken), now),
            cancellationToken
        );
    }

    /// <summary>Takes a label of one of the officer's units off a dossier.</summary>
    /// <exception cref="RuleViolationException">Not found, or not the officer's work.</exception>
    public Task UnlabelAsync(Guid userId, string number, Guid labelId, CancellationToken cancellationToken) =>
        DoAsync(
            userId,
            number,
            dossiers => dossiers.Include(d => d.Labels),
            async (db, dossier, by, now) =>
            {
                var officer = await officers.FindAsync(db, userId, cancellationToken);
                var places = officer!.Postings.Select(p => p.AgencyId).ToList();
                if (await db.Labels.AnyAsync(l => l.Id == labelId && places.Contains(l.AgencyId), cancellationToken))
                {
                    dossier.Detach(by, labelId, now);
                }
            },
            cancellationToken
        );

    /// <summary>Has a dossier stand out.</summary>
    /// <exception cref="RuleViolationException">Not found, not the officer's work, it stands out so already, or no reason.</exception>
    public Task FlagAsync(Guid userId, string number, FlagKind kind, string reason, CancellationToken cancellationToken) =>
        DoAsync(
            userId,
            number,
            dossiers => dossiers.Include(d => d.Flags),
            (_, dossier, by, now) =>
            {
                dossier.Flag(by, kind, reason, now);
                return Task.CompletedTask;
            },
            cancellationToken
        );

    /// <summary>A dossier does not stand out any more.</summary>
    /// <exception cref="RuleViolationException">Not found, or not the officer's work.</exception>
    public Task UnflagAsync(Guid userId, string number, FlagKind kind, CancellationToken cancellationToken) =>
        DoAsync(
            userId,
            number,
            dossiers => dossiers.Include(d => d.Flags),
            (_, dossier, by, now) =>
            {
                dossier.Unflag(by, kind, now);
                return Task.CompletedTask;
            },
            cancellationToken
        );

    // Two officers may think of the same words at the same moment: whoever comes second takes the first one's label.
    private static async Task<DossierLabel> LabelOfAsync(
        DvcDbContext db,
        string agencyId,
        string words,
        LabelColour colour,
        CancellationToken cancellationToken
    )
    {
        var folded = Fold.Text(words);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "DossierLabels" ("Id", "AgencyId", "Text", "FoldedText", "Colour")
            VALUES ({Guid.CreateVersion7()}, {agencyId}, {words}, {folded}, {(int)colour}) ON CONFLICT DO NOTHING
            """,
            cancellationToken
        );
        return await db.Labels.AsNoTracking().SingleAsync(l => l.AgencyId == agencyId && l.FoldedText == folded, cancellationToken);
    }

    private Task DoAsync(
        Guid userId,
        string number,
        Func<IQueryable<Dossier>, IQueryable<Dossier>> parts,
        Func<DvcDbContext, Dossier, Actor, DateTime, Task> actAsync,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async db =>
            {
                var officer =
                    await officers.FindAsync(db, userId, cancellationToken) ?? throw new RuleViolationException("Dossier.NotFound");
                await db.LockDossierAsync(number, cancellationToken);
                var dossier =
                    await parts(db.Dossiers.For(officer)).SingleOrDefaultAsync(d => d.Number == number, cancellationToken)
                    ?? throw new RuleViolationException("Dossier.NotFound");
                if (!officer.RolesAt(dossier).Any(Roles.Work.Contains))
                {
                    throw new RuleViolationException("Dossier.NotYourAct");
                }

                await actAsync(db, dossier, officer.ActorAt(dossier), clock.GetUtcNow().UtcDateTime);
            },
            cancellationToken
        );
}
