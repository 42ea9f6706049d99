using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Handling;

/// <summary>An answer or paper marked to be corrected or added.</summary>
/// <param name="label">What it is called on the screen.</param>
public sealed class SupplementMark(SupplementKind kind, string target, string label)
{
    public SupplementKind Kind { get; } = kind;

    public string Target { get; } = target;

    public string Label { get; } = label;

    /// <summary>What is wrong and what to do, as typed.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Id of the field of its reason.</summary>
    public string FieldId => IdOf(Kind, Target);

    public static string IdOf(SupplementKind kind, string target) =>
        $"muc-{(kind == SupplementKind.Field ? "cau" : "giay")}-{target.Replace('/', '-')}";
}

/// <summary>Everything marked so far, in the order of marking.</summary>
internal sealed class SupplementMarks
{
    private readonly List<SupplementMark> _all = [];

    public IReadOnlyList<SupplementMark> All => _all;

    public SupplementMark? Of(SupplementKind kind, string target) => _all.Find(m => m.Kind == kind && m.Target == target);

    /// <summary>Marks, or takes the mark away; the mark when there is one now.</summary>
    public SupplementMark? Toggle(SupplementKind kind, string target, string label)
    {
        if (Of(kind, target) is { } old)
        {
            _all.Remove(old);
            return null;
        }

        var mark = new SupplementMark(kind, target, label);
        _all.Add(mark);
        return mark;
    }

    /// <summary>Takes over what the examiner has drafted, where nothing is marked yet.</summary>
    public void TakeOver(SupplementRequest draft, Func<SupplementKind, string, string> labelOf)
    {
        foreach (var item in draft.Items.Where(i => Of(i.Kind, i.Target) is null))
        {
            _all.Add(new SupplementMark(item.Kind, item.Target, labelOf(item.Kind, item.Target)) { Reason = item.Reason });
        }
    }

    public void Clear() => _all.Clear();
}
