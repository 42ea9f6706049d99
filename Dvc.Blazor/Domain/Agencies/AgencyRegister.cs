using Dvc.Blazor.Domain.Text;

namespace Dvc.Blazor.Domain.Agencies;

/// <summary>
/// All units together, and the rules by which they change. Nothing is ever removed: a unit that ends keeps its record, and a row says who goes on. A change
/// that is refused has changed nothing; of an import, nothing that is kept if the caller drops what it has loaded.
/// </summary>
public sealed class AgencyRegister
{
    private readonly Dictionary<string, Agency> _byId;
    private readonly List<AgencySuccession> _successions;

    public AgencyRegister(IEnumerable<Agency> agencies, IEnumerable<AgencySuccession> successions)
    {
        _byId = agencies.ToDictionary(a => a.Id, StringComparer.Ordinal);
        _successions = [.. successions];
    }

    public IReadOnlyCollection<Agency> Agencies => _byId.Values;

    /// <summary>Units that the changes have made.</summary>
    public IReadOnlyList<Agency> Added => _added;

    /// <summary>Who goes on, of the changes.</summary>
    public IReadOnlyList<AgencySuccession> Succeeded => _succeeded;

    /// <summary>Names that the changes have replaced.</summary>
    public IReadOnlyList<AgencyFormerName> FormerNames => _formerNames;

    public Succession Succession => new(_successions);

    private readonly List<Agency> _added = [];
    private readonly List<AgencySuccession> _succeeded = [];
    private readonly List<AgencyFormerName> _formerNames = [];

    /// <summary>Carries a change out.</summary>
    /// <param name="change">What changes.</param>
    /// <param name="from">First day on which it counts.</param>
    /// <exception cref="RuleViolationException">The change cannot be; nothing has changed.</exception>
    public void Apply(AgencyChange change, DateOnly from)
    {
        switch (change)
        {
            case AddAgencies add:
                Add(add.Units, from);
                break;
            case ImportAgencies import:
                Import(import, from);
                break;
            case RenameAgency rename:
                Rename(rename, from);
                break;
            case CloseAgency close:
                Close(close, from);
                break;
            case MergeAgencies merge:
                Merge(merge, from);
                break;
            case SplitAgency split:
                Split(split, from);
                break;
            default:
                throw new RuleViolationException("Units.NotFound");
        }
    }

    /// <summary>A unit of whatever period; null when there is none.</summary>
    public Agency? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>A unit that exists on the day.</summary>
    /// <exception cref="RuleViolationException">There is none.</exception>
    public Agency Living(string id, DateOnly day) =>
        _byId.TryGetValue(id, out var agency) && agency.IsValidOn(day) ? agency : throw new RuleViolationException("Units.NotLiving");

    /// <summary>Whether a unit is another or lies somewhere below it.</summary>
    public bool IsWithin(string? id, string top)
    {
        for (var steps = 0; id is not null && steps <= _byId.Count; steps++)
        {
            if (id == top)
            {
                return true;
            }

            id = _byId.GetValueOrDefault(id)?.ParentId;
        }

        return false;
    }

    private void Import(ImportAgencies change, DateOnly from)
    {
        if (change.Units.Count == 0 && change.Renamed.Count == 0)
        {
            throw new RuleViolationException("Units.NothingToDo");
        }

        foreach (var renamed in change.Renamed)
        {
            Rename(renamed, from);
        }

        if (change.Units.Count > 0)
        {
            Add(change.Units, from);
        }
    }

    private void Add(IReadOnlyList<NewAgency> units, DateOnly from)
    {
        if (units.Count == 0)
        {
            throw new RuleViolationException("Units.NothingToDo");
        }

        // Later ones may lie below earlier ones, so all are tried on a copy first.
        var trial = new AgencyRegister(_byId.Values, _successions);
        foreach (var unit in units)
        {
            trial.Create(unit, from, []);
        }

        foreach (var made in trial._added)
        {
            Put(made);
        }
    }

    private void Rename(RenameAgency change, DateOnly from)
    {
        var agency = Living(change.Id, from);
        var name = AgencyRules.Name(change.Name);
        if (name == agency.Name)
        {
            throw new RuleViolationException("Units.NothingToDo");
        }

        RequireFreeName(name, agency.ParentId, from, [agency.Id]);
        _formerNames.Add(
            new AgencyFormerName
            {
                AgencyId = agency.Id,
                Name = agency.Name,
                Until = from.AddDays(-1),
            }
        );
        (agency.Name, agency.FoldedName) = (name, Fold.Text(name));
    }

    private void Close(CloseAgency change, DateOnly from)
    {
        var agency = Living(change.Id, from);
        if (ChildrenOf(agency.Id, from).Any())
        {
            throw new RuleViolationException("Units.HasParts", agency.Name);
        }

        agency.ValidTo = from.AddDays(-1);
    }

    private void Merge(MergeAgencies change, DateOnly from)
    {
        var ending = change.From.Distinct(StringComparer.Ordinal).Select(id => Living(id, from)).ToList();
        if (ending.Count == 0 || (change.Into is null) == (change.IntoId is null) || (change.Into is not null && ending.Count < 2))
        {
            throw new RuleViolationException("Units.MergeNeedsUnits");
        }

        RequireApart(ending, change.IntoId ?? change.Into!.ParentId);
        var into = change.IntoId is { } id ? Living(id, from) : Create(change.Into!, from, [.. ending.Select(a => a.Id)]);
        foreach (var agency in ending)
        {
            Hand(agency, into, from);
        }
    }

    private void Split(SplitAgency change, DateOnly from)
    {
        var ending = Living(change.Id, from);
        if (change.Parts.Count < 2 || change.Sectors.Values.Any(part => part < 1 || part >= change.Parts.Count))
        {
            throw new RuleViolationException("Units.SplitNeedsParts");
        }

        foreach (var part in change.Parts)
        {
            RequireApart([ending], part.ParentId);
        }

        var trial = new AgencyRegister(_byId.Values, _successions);
        foreach (var part in change.Parts)
        {
            trial.Create(part, from, [ending.Id]);
        }

        foreach (var made in trial._added)
        {
            Put(made);
        }

        Hand(ending, trial._added[0], from);
        foreach (var (sector, part) in change.Sectors)
        {
            Succeed(ending, sector, trial._added[part], from);
            foreach (
                var kept in _successions.Where(s =>
                    s.SectorCode == sector && Succession.Living(s.AgencyId, sector) == trial._added[part].Id
                )
            )
            {
                kept.KeeperId = trial._added[part].Id;
            }
        }
    }

    // A unit cannot end in itself, in what lies below it, or in a unit that ends too.
    private void RequireApart(List<Agency> ending, string? into)
    {
        if (ending.Exists(a => IsWithin(into, a.Id)) || ending.Exists(a => ending.Exists(b => a != b && IsWithin(a.Id, b.Id))))
        {
            throw new RuleViolationException("Units.IntoItself");
        }
    }

    private void Hand(Agency old, Agency into, DateOnly from)
    {
        var parts = ChildrenOf(old.Id, from).ToList();
        (old.ValidTo, old.SuccessorId) = (from.AddDays(-1), into.Id);
        foreach (var kept in _successions.Where(s => s.KeeperId == old.Id))
        {
            kept.KeeperId = into.Id;
        }

        Succeed(old, AgencySuccession.AllSectors, into, from);
        foreach (var part in parts)
        {
            if (TwinOf(part, into, from) is { } twin)
            {
                Hand(part, twin, from);
            }
            else
            {
                part.ParentId = into.Id;
            }
        }
    }

    // Two departments of one kind under one roof become one; other parts move as they are.
    private Agency? TwinOf(Agency part, Agency into, DateOnly from) =>
        part.Kind is not (AgencyKind.Division or AgencyKind.OneStop) ? null
        : into.Kind is AgencyKind.Division or AgencyKind.OneStop ? into
        : ChildrenOf(into.Id, from)
            .FirstOrDefault(c => c.Kind == part.Kind && (c.Kind == AgencyKind.OneStop || c.FoldedName == part.FoldedName));

    private void Succeed(Agency old, string sector, Agency successor, DateOnly from)
    {
        var row = new AgencySuccession
        {
            AgencyId = old.Id,
            SectorCode = sector,
            SuccessorId = successor.Id,
            KeeperId = successor.Id,
            From = from,
        };
        _successions.Add(row);
        _succeeded.Add(row);
    }

    private IEnumerable<Agency> ChildrenOf(string id, DateOnly day) =>
        _byId.Values.Where(a => a.ParentId == id && a.IsValidOn(day)).OrderBy(a => a.Order).ThenBy(a => a.Id, StringComparer.Ordinal);

    private Agency Create(NewAgency unit, DateOnly from, IReadOnlyCollection<string> ending)
    {
        var name = AgencyRules.Name(unit.Name);
        var parent = unit.ParentId is { } parentId ? Living(parentId, from) : null;
        if (parent is null != (unit.Kind == AgencyKind.Province))
        {
            throw new RuleViolationException("Units.ParentMissing");
        }

        RequireFreeName(name, unit.ParentId, from, ending);
        var order = _byId.Values.Select(a => a.Order).DefaultIfEmpty().Max() + 1;
        var made = new Agency
        {
            Id = AgencyRules.Key(unit, _byId.ContainsKey),
            Name = name,
            FoldedName = Fold.Text(name),
            Kind = unit.Kind,
            ParentId = unit.ParentId,
            ValidFrom = from,
            AgencyCode = AgencyRules.Code(unit.AgencyCode),
            NumberPrefix = AgencyRules.Prefix(unit, TopOf(parent)?.NumberPrefix, order, PrefixesInUse()),
            Order = order,
            Source = "{}",
        };
        return Put(made);
    }

    private Agency Put(Agency made)
    {
        _byId.Add(made.Id, made);
        _added.Add(made);
        return made;
    }

    private HashSet<string> PrefixesInUse() => _byId.Values.Select(a => a.NumberPrefix).ToHashSet(StringComparer.Ordinal);

    private Agency? TopOf(Agency? agency)
    {
        while (agency?.ParentId is { } parent && _byId.TryGetValue(parent, out var above))
        {
            agency = above;
        }

        return agency;
    }

    private void RequireFreeName(string name, string? parentId, DateOnly day, IReadOnlyCollection<string> except)
    {
        var folded = Fold.Text(name);
        if (
            _byId.Values.Any(a =>
                a.ParentId == parentId && a.FoldedName == folded && a.Name == name && a.IsValidOn(day) && !except.Contains(a.Id)
            )
        )
        {
            throw new RuleViolationException("Units.NameTaken", name);
        }
    }
}
