using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Infrastructure.Security;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>Who may change which units: administrators of the system all, of units the divisions and departments within theirs.</summary>
internal static class AgencyRights
{
    /// <exception cref="RuleViolationException">The change touches what is not this administrator's.</exception>
    public static void Require(Administrator by, AgencyChange change, AgencyRegister register)
    {
        if (by.IsSystem)
        {
            return;
        }

        var holds = change switch
        {
            AddAgencies add => add.Units.All(IsMine),
            RenameAgency rename => IsPart(rename.Id),
            CloseAgency close => IsPart(close.Id),
            MergeAgencies merge => merge.From.All(IsPart)
                && (merge.IntoId is null || by.Rules(merge.IntoId))
                && (merge.Into is null || IsMine(merge.Into)),
            SplitAgency split => IsPart(split.Id) && split.Parts.All(IsMine),
            _ => false,
        };
        if (!holds)
        {
            throw new RuleViolationException("Units.NotYours");
        }

        bool IsMine(NewAgency unit) => IsDepartment(unit.Kind) && unit.ParentId is { } parent && by.Rules(parent);

        bool IsPart(string id) =>
            register.Find(id) is { ParentId: { } parent } agency && IsDepartment(agency.Kind) && by.Rules(parent) && by.Rules(id);
    }

    /// <summary>Whether it is a part of a unit rather than a unit.</summary>
    public static bool IsDepartment(AgencyKind kind) => kind is AgencyKind.Division or AgencyKind.OneStop;
}
