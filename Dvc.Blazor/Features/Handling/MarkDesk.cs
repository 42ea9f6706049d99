using System.Text;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Infrastructure.Auditing;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Handling;

/// <summary>A label and how many dossiers carry it.</summary>
public sealed record LabelUse(DossierLabel Label, int Dossiers);

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
        var words = Words(text);
        var chosen = Enum.IsDefined(colour) ? colour : LabelColour.Grey;
        return DoAsync(
            userId,
            number,
            dossiers => dossiers.Include(d => d.Labels),
            async (db, dossier, by, now) => dossier.Attach(by, await LabelOfAsync(db, by, words, chosen, now, cancellationToken), now),
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

    /// <summary>The labels that the officer may rename and delete, each with the number of dossiers that carry it.</summary>
    public Task<IReadOnlyList<LabelUse>> ManagedAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<LabelUse>>(
            async db =>
            {
                var places = UnitDesks.LedBy(await officers.FindAsync(db, userId, cancellationToken));
                return await db
                    .Labels.Where(l => places.Contains(l.AgencyId))
                    .OrderBy(l => l.FoldedText)
                    .Select(l => new LabelUse(l, db.Set<Labelling>().Count(x => x.LabelId == l.Id)))
                    .ToListAsync(cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Gives a label other words, on every dossier that carries it.</summary>
    /// <exception cref="RuleViolationException">Not the officer's to change, no words, too many, or the unit has such a label.</exception>
    public Task RenameAsync(Guid userId, Guid labelId, string text, CancellationToken cancellationToken)
    {
        var words = Words(text);
        return ChangeAsync(
            userId,
            labelId,
            OfficeEventKind.LabelRenamed,
            async (db, label) =>
            {
                var folded = Fold.Text(words);
                if (
                    await db.Labels.AnyAsync(
                        l => l.AgencyId == label.AgencyId && l.FoldedText == folded && l.Id != labelId,
                        cancellationToken
                    )
                )
                {
                    throw new RuleViolationException("Label.Exists", words);
                }

                var before = label.Text;
                (label.Text, label.FoldedText) = (words, folded);
                return new
                {
                    label = labelId,
                    before,
                    text = words,
                };
            },
            cancellationToken
        );
    }

    /// <summary>Deletes a label and takes it off every dossier.</summary>
    /// <exception cref="RuleViolationException">Not the officer's to change.</exception>
    public Task DeleteAsync(Guid userId, Guid labelId, CancellationToken cancellationToken) =>
        ChangeAsync(
            userId,
            labelId,
            OfficeEventKind.LabelDeleted,
            async (db, label) =>
            {
                var dossiers = await db.Set<Labelling>().Where(l => l.LabelId == labelId).ExecuteDeleteAsync(cancellationToken);
                db.Labels.Remove(label);
                return new
                {
                    label = labelId,
                    text = label.Text,
                    dossiers,
                };
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

    private Task ChangeAsync(
        Guid userId,
        Guid labelId,
        string kind,
        Func<DvcDbContext, DossierLabel, Task<object>> change,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async db =>
            {
                var officer = await officers.FindAsync(db, userId, cancellationToken);
                var places = UnitDesks.LedBy(officer);
                var label =
                    await db.Labels.SingleOrDefaultAsync(l => l.Id == labelId && places.Contains(l.AgencyId), cancellationToken)
                    ?? throw new RuleViolationException("Label.NotYours");
                // One after the other, so that two labels do not come to read the same.
                await db.LockAgencyAsync(label.AgencyId, cancellationToken);
                db.Changed.UnionWith(
                    await db.Set<Labelling>().Where(l => l.LabelId == labelId).Select(l => l.DossierId).ToListAsync(cancellationToken)
                );
                var detail = await change(db, label);
                var by = new Actor(userId, officer!.Name, ActorKind.Officer, label.AgencyId);
                await db.LogAsync(kind, label.AgencyId, detail, by, clock.GetUtcNow().UtcDateTime, cancellationToken);
            },
            cancellationToken
        );

    private static string Words(string text)
    {
        var words = string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length is 0 or > DossierLabel.MaxLength || words.Any(char.IsControl)
            ? throw new RuleViolationException("Label.Words", DossierLabel.MaxLength)
            : words;
    }

    // Two officers may think of the same words at the same moment: whoever comes second takes the first one's label.
    private static async Task<DossierLabel> LabelOfAsync(
        DvcDbContext db,
        Actor by,
        string words,
        LabelColour colour,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var (id, agencyId, folded) = (Guid.CreateVersion7(), by.AgencyId!, Fold.Text(words));
        var made = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "DossierLabels" ("Id", "AgencyId", "Text", "FoldedText", "Colour")
            VALUES ({id}, {agencyId}, {words}, {folded}, {(int)colour}) ON CONFLICT DO NOTHING
            """,
            cancellationToken
        );
        if (made == 1)
        {
            var detail = new
            {
                label = id,
                text = words,
                colour = colour.ToString(),
            };
            await db.LogAsync(OfficeEventKind.LabelCreated, agencyId, detail, by, nowUtc, cancellationToken);
        }

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
