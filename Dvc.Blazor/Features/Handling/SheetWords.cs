using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Receipts;

namespace Dvc.Blazor.Features.Handling;

/// <summary>What a passage on the control sheet was for, in words.</summary>
internal static class SheetWords
{
    public static string Of(SheetRow row) => row.Part is { } part ? Say.With(Of(row.Matter), part) : Of(row.Matter);

    private static string Of(SheetMatter matter) =>
        matter switch
        {
            SheetMatter.Filed => SheetText.Filed,
            SheetMatter.Examination => SheetText.Examination,
            SheetMatter.TakenBack => SheetText.TakenBack,
            SheetMatter.Approval => SheetText.Approval,
            SheetMatter.NextLevel => SheetText.NextLevel,
            SheetMatter.SentBack => SheetText.SentBack,
            SheetMatter.Completed => SheetText.Completed,
            SheetMatter.SupplementAsked => SheetText.SupplementAsked,
            SheetMatter.SupplementSent => SheetText.SupplementSent,
            SheetMatter.Returned => SheetText.Returned,
            SheetMatter.Recalled => SheetText.Recalled,
            SheetMatter.Refused => SheetText.Refused,
            SheetMatter.Discontinued => SheetText.Discontinued,
            SheetMatter.Withdrawn => SheetText.Withdrawn,
            SheetMatter.PartGiven => SheetText.PartGiven,
            SheetMatter.PartDone => SheetText.PartDone,
            SheetMatter.PartDeclined => SheetText.PartDeclined,
            SheetMatter.PartWithdrawn => SheetText.PartWithdrawn,
            SheetMatter.OpinionAsked => SheetText.OpinionAsked,
            SheetMatter.OpinionGiven => SheetText.OpinionGiven,
            _ => throw new ArgumentOutOfRangeException(nameof(matter), matter, null),
        };
}
