using Dvc.Blazor.Domain.Agencies;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>What the form of a new unit sends.</summary>
public sealed class NewUnitInput
{
    public string? Name { get; set; }

    public string? Kind { get; set; }

    public string? Parent { get; set; }

    public string? Key { get; set; }

    public string? Prefix { get; set; }

    public string? Code { get; set; }

    internal NewAgency? Read(string? parentId) =>
        Enum.TryParse<AgencyKind>(Kind, out var kind) && Enum.IsDefined(kind)
            ? new NewAgency(Key, Name ?? "", kind, string.IsNullOrEmpty(parentId) ? null : parentId, Prefix, Code)
            : null;
}

/// <summary>What the form of another name sends.</summary>
public sealed class RenameInput
{
    public string? Name { get; set; }

    public string? From { get; set; }
}

/// <summary>What the form of a merger sends.</summary>
public sealed class MergeInput
{
    /// <summary>The choice that makes a new unit.</summary>
    public const string New = "moi";

    /// <summary>Ids of the units that end beside the one the form belongs to.</summary>
    public List<string>? With { get; set; }

    /// <summary>Id of the unit that takes over, or <see cref="New"/>.</summary>
    public string? Into { get; set; }

    public string? Name { get; set; }

    public string? Prefix { get; set; }

    public string? From { get; set; }
}

/// <summary>What the form of a split sends.</summary>
public sealed class SplitInput
{
    public const int MostParts = 6;

    public List<string?>? Names { get; set; }

    public string? From { get; set; }

    /// <summary>Codes of the sectors, in the order of <see cref="Goes"/>.</summary>
    public List<string>? Sectors { get; set; }

    /// <summary>Number of the part each sector goes to, from 1.</summary>
    public List<string>? Goes { get; set; }
}

/// <summary>What the form of a plan sends.</summary>
public sealed class UnitPlanInput
{
    /// <summary>What is to be done.</summary>
    public string? Do { get; set; }
}

/// <summary>What the forms of sectors send.</summary>
public sealed class SectorInput
{
    public string? Code { get; set; }

    public string? Name { get; set; }
}
