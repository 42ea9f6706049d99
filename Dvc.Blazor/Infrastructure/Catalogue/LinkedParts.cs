using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Catalogue;

/// <summary>The parts with which the work on a dossier of a linked procedure begins, by its revision, its answers, and the units of the day.</summary>
public sealed class LinkedParts(DossierClocks clocks, FormContexts contexts, Units units)
{
    /// <summary>The parts and what their time is counted with; null of a procedure without parts, or once the work has begun.</summary>
    /// <param name="db">Where the units and answers are read.</param>
    /// <param name="dossier">The dossier.</param>
    /// <param name="leadId">The agency it is passed on to.</param>
    public async Task<(IReadOnlyList<SubtaskOrder> Parts, DossierClock Clock)?> OfAsync(
        DvcDbContext db,
        Dossier dossier,
        string leadId,
        CancellationToken cancellationToken
    )
    {
        var revision = await clocks.RevisionAsync(dossier.RevisionId, cancellationToken);
        if (revision.Definition.Linked.Count == 0 || dossier.Status != DossierStatus.Accepted)
        {
            return null;
        }

        var context = await contexts.TodayAsync(cancellationToken);
        var answers = await db.Dossiers.Where(d => d.Id == dossier.Id).Select(d => d.Answers).AsNoTracking().SingleAsync(cancellationToken);
        var state = FormEvaluator.Evaluate(revision.Form, CanonicalAnswers.Reopen(revision.Definition.Form, answers.Json), context);
        var agencies = (await db.Agencies.AsNoTracking().ToListAsync(cancellationToken)).ToDictionary(a => a.Id, StringComparer.Ordinal);
        var parts = revision
            .Definition.Linked.Where(part => part.When is null || state.Holds(part.When))
            .Select(part => Order(part, dossier, leadId, agencies, units.AsOf))
            .ToList();
        return (parts, await clocks.OfAsync(dossier.TermsRevisionId, dossier.Channel, cancellationToken));
    }

    // A part whose agency is not known, or gone without a successor, stays with whoever leads: it is not lost, and can be given on.
    private static SubtaskOrder Order(LinkedPart part, Dossier dossier, string leadId, Dictionary<string, Agency> agencies, DateOnly today)
    {
        var agency = Find(part.Agency ?? RoleOf(part.Role, dossier, agencies), agencies, today);
        var lead = agencies.GetValueOrDefault(leadId);
        return new SubtaskOrder(agency?.Id ?? leadId, part.Content, part.WorkingDays)
        {
            AgencyName = agency?.Name ?? lead?.Name ?? leadId,
            Linked = new LinkedName(
                part.Procedure,
                agency is not null && lead is not null && AgencyLevels.Of(agency, agencies) != AgencyLevels.Of(lead, agencies)
            ),
        };
    }

    private static string? RoleOf(string? role, Dossier dossier, Dictionary<string, Agency> agencies) =>
        role switch
        {
            "unit" => dossier.ReceivingAgencyId,
            "competent" => dossier.CompetentAgencyId,
            "handling" => dossier.HandlingAgencyId,
            "upper" when agencies.GetValueOrDefault(dossier.UnitId)?.ParentId is { } above => agencies
                .Values.FirstOrDefault(a => a.Kind == AgencyKind.OneStop && a.ParentId == above)
                ?.Id
                ?? above,
            _ => null,
        };

    // The unit that has the business today; of units that took over from each other, the last.
    private static Agency? Find(string? id, Dictionary<string, Agency> agencies, DateOnly today)
    {
        for (var (at, steps) = (id, 0); at is not null && steps < agencies.Count; steps++)
        {
            if (agencies.GetValueOrDefault(at) is not { } agency || agency.IsValidOn(today))
            {
                return agencies.GetValueOrDefault(at);
            }

            at = agency.SuccessorId;
        }

        return null;
    }
}
