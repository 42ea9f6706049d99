using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Components.Forms;

/// <summary>What a control tells the page.</summary>
/// <param name="Path">Path of the answer.</param>
/// <param name="Value">The answer as it now stands in the control.</param>
/// <param name="Left">True when the person is done with it; false during a pause in typing.</param>
/// <param name="Seen">What the control showed before; an answer that came since was not seen by the person.</param>
public sealed record FieldChange(string Path, AnswerValue Value, bool Left, AnswerValue? Seen)
{
    /// <summary>Nothing answered, an answer taken back and an emptied box look the same.</summary>
    public static bool LooksSame(AnswerValue? one, AnswerValue? other) => Equals(one, other) || (IsBlank(one) && IsBlank(other));

    private static bool IsBlank(AnswerValue? answer) => answer is null or VoidAnswer or TextAnswer { Text: "" };
}

/// <summary>Two devices wrote different answers; the person chooses.</summary>
/// <param name="Mine">What was entered on this page and is not saved.</param>
/// <param name="Stored">What another device saved meanwhile.</param>
public sealed record FieldConflict(string Path, AnswerValue Mine, AnswerValue Stored);
