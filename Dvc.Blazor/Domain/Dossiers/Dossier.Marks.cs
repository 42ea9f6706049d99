namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    /// <summary>Most labels on one dossier.</summary>
    public const int MaxLabels = 10;

    private readonly List<Labelling> _labels = [];
    private readonly List<DossierFlag> _flags = [];

    /// <summary>Labels of all units.</summary>
    public IReadOnlyList<Labelling> Labels => _labels;

    public IReadOnlyList<DossierFlag> Flags => _flags;

    /// <summary>Puts a label on the dossier; twice is once. Labels have to be loaded.</summary>
    /// <exception cref="RuleViolationException">It has too many.</exception>
    public void Attach(Actor by, DossierLabel label, DateTime nowUtc)
    {
        if (_labels.Exists(l => l.LabelId == label.Id))
        {
            return;
        }

        if (_labels.Count >= MaxLabels)
        {
            throw new RuleViolationException("Label.TooMany", MaxLabels);
        }

        _labels.Add(new Labelling(Id, label.Id));
        Trace("Labelled", by, nowUtc, new { label = label.Id, words = Digest(label.Text) });
    }

    /// <summary>Takes a label off. Labels have to be loaded.</summary>
    public void Detach(Actor by, Guid labelId, DateTime nowUtc)
    {
        if (_labels.RemoveAll(l => l.LabelId == labelId) > 0)
        {
            Trace("Unlabelled", by, nowUtc, new { label = labelId });
        }
    }

    /// <summary>Has the dossier stand out. Flags have to be loaded.</summary>
    /// <exception cref="RuleViolationException">It stands out so already, no reason, or too long a one.</exception>
    public void Flag(Actor by, FlagKind kind, string reason, DateTime nowUtc)
    {
        if (_flags.Exists(f => f.Kind == kind))
        {
            throw new RuleViolationException("Flag.ThereAlready");
        }

        var flag = new DossierFlag(Id, kind, Stated(reason), by, nowUtc);
        _flags.Add(flag);
        Trace("Flagged", by, nowUtc, new { flag = kind, reason = Digest(flag.Reason) });
    }

    /// <summary>The dossier does not stand out any more. Flags have to be loaded.</summary>
    public void Unflag(Actor by, FlagKind kind, DateTime nowUtc)
    {
        if (_flags.RemoveAll(f => f.Kind == kind) > 0)
        {
            Trace("Unflagged", by, nowUtc, new { flag = kind });
        }
    }
}
