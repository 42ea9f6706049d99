using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Components.Kit;

/// <summary>How labels and flags are drawn and called. Their words always stand beside the colour.</summary>
public static class MarkLook
{
    public static string ToneOf(LabelColour colour) =>
        colour switch
        {
            LabelColour.Blue => "info",
            LabelColour.Green => "ok",
            LabelColour.Amber => "warn",
            LabelColour.Red => "error",
            _ => "mute",
        };

    public static string NameOf(LabelColour colour) =>
        colour switch
        {
            LabelColour.Blue => KitText.ColourBlue,
            LabelColour.Green => KitText.ColourGreen,
            LabelColour.Amber => KitText.ColourAmber,
            LabelColour.Red => KitText.ColourRed,
            _ => KitText.ColourGrey,
        };

    public static string ToneOf(FlagKind kind) => kind == FlagKind.Urgent ? "error" : "warn";

    public static string NameOf(FlagKind kind) => kind == FlagKind.Urgent ? KitText.FlagUrgent : KitText.FlagAttention;
}
