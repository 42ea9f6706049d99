using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Handling;

/// <summary>An act an officer decides on, on the dossier as the officer saw it.</summary>
/// <param name="Seen">Version of the dossier on the officer's screen.</param>
/// <param name="Reason">Words that go with it, where the act asks for them.</param>
public sealed record Decision(string DossierNumber, Guid Seen, DossierAct Act, string? Reason = null)
{
    /// <summary>What is asked, of <see cref="DossierAct.RequestSupplement"/> and <see cref="DossierAct.DraftSupplement"/>.</summary>
    public SupplementDemand? Supplement { get; init; }

    /// <summary>What is to be paid, of <see cref="DossierAct.RequestPayment"/>.</summary>
    public PaymentDemand? Payment { get; init; }

    /// <summary>Where to, of <see cref="DossierAct.Forward"/>; null: to the division that examines.</summary>
    public ForwardTarget? To { get; init; }

    /// <summary>The question, of <see cref="DossierAct.AskOpinion"/>.</summary>
    public OpinionQuestion? Opinion { get; init; }

    /// <summary>The parts, of <see cref="DossierAct.GiveSubtasks"/>.</summary>
    public IReadOnlyList<SubtaskOrder> Subtasks { get; init; } = [];

    /// <summary>What is proposed, of <see cref="DossierAct.SubmitForApproval"/>.</summary>
    public ResultKind Result { get; init; } = ResultKind.Granted;

    /// <summary>The letter, of acts on letters.</summary>
    public OfficeLetterKind? Letter { get; init; }

    /// <summary>Units of the time limit, of <see cref="DossierAct.Extend"/> and the draft of its letter.</summary>
    public int Extension { get; init; }

    /// <summary>To whom and how, of <see cref="DossierAct.ReturnResult"/> and <see cref="DossierAct.ReturnAtOnce"/>.</summary>
    public ResultReturnDetails? Return { get; init; }
}

/// <summary>What became of a decision.</summary>
public abstract record DecisionOutcome
{
    public sealed record Done : DecisionOutcome;

    /// <summary>Not done: somebody else acted first.</summary>
    /// <param name="By">Who.</param>
    /// <param name="At">UTC.</param>
    public sealed record Overtaken(string By, DateTime At, DossierStatus Status) : DecisionOutcome;
}
