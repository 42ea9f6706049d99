namespace Dvc.Blazor.Features.Deadlines;

/// <summary>Marks in words.</summary>
internal static class DeadlineWords
{
    public static string Of(DeadlineMark mark) =>
        mark switch
        {
            DeadlineMark.Half => DeadlinesText.Half,
            DeadlineMark.FourFifths => DeadlinesText.FourFifths,
            DeadlineMark.Due => DeadlinesText.Due,
            DeadlineMark.Overdue => DeadlinesText.Overdue,
            DeadlineMark.SupplementOverdue => DeadlinesText.SupplementOverdue,
            DeadlineMark.PaymentOverdue => DeadlinesText.PaymentOverdue,
            DeadlineMark.OpinionOverdue => DeadlinesText.OpinionOverdue,
            DeadlineMark.SubtaskOverdue => DeadlinesText.SubtaskOverdue,
            DeadlineMark.NotCollected => DeadlinesText.NotCollected,
            DeadlineMark.SupplementSoon => DeadlinesText.SupplementSoon,
            DeadlineMark.PaymentSoon => DeadlinesText.PaymentSoon,
            DeadlineMark.ApologyDrafted => DeadlinesText.ApologyDrafted,
            DeadlineMark.SupplementProposed => DeadlinesText.SupplementProposed,
            DeadlineMark.SupplementClosed => DeadlinesText.SupplementClosed,
            DeadlineMark.PaymentProposed => DeadlinesText.PaymentProposed,
            DeadlineMark.PaymentClosed => DeadlinesText.PaymentClosed,
            _ => throw new ArgumentOutOfRangeException(nameof(mark), mark, "Not a mark of a time limit."),
        };
}
