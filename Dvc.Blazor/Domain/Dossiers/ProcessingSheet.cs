namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>
/// The control sheet of a dossier (phiếu kiểm soát quá trình giải quyết hồ sơ; form 05 of Thông tư 01/2018/TT-VPCP, form 06 of Thông tư 03/2025/TT-VPCP): who
/// handed it over to whom, when, and how each kept the time. It is a view over the passages; nothing is stored twice.
/// </summary>
public static class ProcessingSheet
{
    /// <summary>The rows, the oldest first. Steps, handovers, stops, returns, subtasks and opinions have to be loaded.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="budgets">Null when the definition gives the stages no time.</param>
    public static IReadOnlyList<SheetRow> Of(Dossier dossier, StageBudgets? budgets)
    {
        var passages = Passages(dossier).ToList();
        var judged =
            budgets is not null && dossier.AcceptedAt is { } accepted
                ? budgets.Judge(passages, accepted, [.. dossier.Stops.OrderBy(s => s.Ordinal)])
                : passages;
        var promised = dossier.DueOriginal ?? dossier.DueAt;
        return
        [
            .. judged
                .Select(row => row.Matter == SheetMatter.Completed ? row with { Kept = StageBudgets.Compare(row.HandedAt, promised) } : row)
                .Concat(dossier.Subtasks.OrderBy(s => s.Ordinal).SelectMany(Part))
                .Concat(dossier.Opinions.OrderBy(o => o.Ordinal).SelectMany(o => Opinion(dossier, o)))
                .OrderBy(row => row.HandedAt),
        ];
    }

    private static IEnumerable<SheetRow> Passages(Dossier dossier)
    {
        var steps = dossier.Steps.OrderBy(s => s.Ordinal).ToList();
        var handovers = new Queue<Handover>(dossier.Handovers.OrderBy(h => h.Ordinal));
        var returns = new Queue<ResultReturn>(dossier.Returns.OrderBy(r => r.Ordinal));
        var (oneStop, applicant) = (dossier.ReceivingAgencyId, new SheetParty(null, null));
        SheetParty? proposer = null;
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            var actor = new SheetParty(step.AgencyId ?? oneStop, step.ActorName);
            switch (step.Act)
            {
                case null when i == 0:
                    yield return Row(SheetMatter.Filed, applicant, Next(s => s.Act is not null), oneStop);
                    break;
                case null when step is { From: DossierStatus.AwaitingSupplement, To: DossierStatus.AwaitingSupplement }:
                    yield return Row(SheetMatter.SupplementSent, applicant, Next(s => s.Act is not null), oneStop);
                    break;
                case DossierAct.Forward when handovers.TryDequeue(out var handover):
                    yield return Forwarded(handover);
                    break;
                case DossierAct.SubmitForApproval:
                    proposer = actor;
                    yield return Row(SheetMatter.Approval, actor, Next(IsDecision), dossier.UnitId);
                    break;
                // The last approval is a step, and the completion that follows from it another.
                case DossierAct.Approve when Follows(DossierStatus.Completed):
                    break;
                case DossierAct.Approve when step.To != DossierStatus.Completed:
                    yield return Row(SheetMatter.NextLevel, actor, Next(IsDecision), dossier.UnitId);
                    break;
                case DossierAct.SendBack:
                    yield return new SheetRow(SheetMatter.SentBack, actor, proposer ?? new SheetParty(oneStop, null), step.At);
                    break;
                case DossierAct.Approve or DossierAct.Complete:
                    yield return new SheetRow(SheetMatter.Completed, actor, new SheetParty(oneStop, null), step.At);
                    break;
                case DossierAct.RequestSupplement or DossierAct.Refuse or DossierAct.Discontinue or DossierAct.GrantWithdrawal:
                    yield return new SheetRow(MatterOf(step.Act.Value), actor, applicant, step.At);
                    break;
                case DossierAct.ReturnResult or DossierAct.ReturnAtOnce:
                    var collector = returns.TryDequeue(out var returned) ? returned.Collector : null;
                    yield return new SheetRow(SheetMatter.Returned, actor, new SheetParty(null, collector), step.At, step.At);
                    break;
                case DossierAct.RecallResult:
                    yield return new SheetRow(SheetMatter.Recalled, applicant, actor, step.At, step.At);
                    break;
            }

            SheetRow Row(SheetMatter matter, SheetParty from, ProcessingStep? taken, string place) =>
                new(matter, from, new SheetParty(taken?.AgencyId ?? place, taken?.ActorName), step.At, taken?.At);

            bool Follows(DossierStatus status) =>
                i + 1 < steps.Count && steps[i + 1] is { Act: DossierAct.Approve } next && next.To == status;

            ProcessingStep? Next(Func<ProcessingStep, bool> wanted) => steps.Skip(i + 1).FirstOrDefault(wanted);
        }
    }

    private static bool IsDecision(ProcessingStep step) => step.Act is DossierAct.Approve or DossierAct.SendBack;

    private static SheetMatter MatterOf(DossierAct act) =>
        act switch
        {
            DossierAct.RequestSupplement => SheetMatter.SupplementAsked,
            DossierAct.Refuse => SheetMatter.Refused,
            DossierAct.Discontinue => SheetMatter.Discontinued,
            _ => SheetMatter.Withdrawn,
        };

    private static SheetRow Forwarded(Handover handover) =>
        new(
            handover.TakenBackAt is null ? SheetMatter.Examination : SheetMatter.TakenBack,
            new SheetParty(handover.FromAgencyId, handover.ByName),
            new SheetParty(handover.ToAgencyId, handover.OpenedBy ?? handover.ToOfficerName),
            handover.At,
            handover.OpenedAt
        );

    private static IEnumerable<SheetRow> Part(Subtask part)
    {
        var (lead, holder) = (part.LeadAgencyId, part.AgencyId);
        yield return new SheetRow(
            SheetMatter.PartGiven,
            new SheetParty(lead, part.GivenBy),
            new SheetParty(holder, part.TakenBy ?? part.OfficerName),
            part.GivenAt,
            part.TakenAt
        )
        {
            Part = part.Ordinal,
        };
        if (part.EndedAt is not { } ended)
        {
            yield break;
        }

        var isWithdrawn = part.State == SubtaskState.Withdrawn;
        var (there, here) = (new SheetParty(holder, part.EndedBy), new SheetParty(lead, null));
        yield return new SheetRow(
            part.State switch
            {
                SubtaskState.Done => SheetMatter.PartDone,
                SubtaskState.Declined => SheetMatter.PartDeclined,
                _ => SheetMatter.PartWithdrawn,
            },
            isWithdrawn ? here with { Name = part.EndedBy } : there,
            isWithdrawn ? there with { Name = part.OfficerName } : here,
            ended
        )
        {
            Part = part.Ordinal,
            Kept = isWithdrawn ? null : StageBudgets.Compare(ended, part.DueAt),
        };
    }

    private static IEnumerable<SheetRow> Opinion(Dossier dossier, OpinionRequest opinion)
    {
        var asker = opinion.AskedForAgencyId ?? dossier.UnitId;
        yield return new SheetRow(
            SheetMatter.OpinionAsked,
            new SheetParty(asker, opinion.AskedBy),
            new SheetParty(opinion.AgencyId, opinion.AnsweredBy),
            opinion.AskedAt
        );
        if (opinion.AnsweredAt is { } answered)
        {
            yield return new SheetRow(
                SheetMatter.OpinionGiven,
                new SheetParty(opinion.AgencyId, opinion.AnsweredBy),
                new SheetParty(asker, null),
                answered
            )
            {
                Kept = StageBudgets.Compare(answered, opinion.DueAt),
            };
        }
    }
}
