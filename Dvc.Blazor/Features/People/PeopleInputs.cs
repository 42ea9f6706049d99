using Dvc.Blazor.Components.Kit;

namespace Dvc.Blazor.Features.People;

/// <summary>What the form of the name sends.</summary>
public sealed class NameInput
{
    public string? Name { get; set; }
}

/// <summary>What the form of roles sends.</summary>
public sealed class RolesInput
{
    public List<string>? Names { get; set; }
}

/// <summary>What the form of a posting sends.</summary>
public sealed class PostingInput
{
    public string? Unit { get; set; }

    public string? Sector { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }
}

/// <summary>What the form of an absence sends.</summary>
public sealed class AbsenceInput
{
    public Guid? StandIn { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    /// <summary>An absence needs both days and a person.</summary>
    internal static void Check(AbsenceInput input, List<FieldError> errors)
    {
        if (input.StandIn is null)
        {
            errors.Insert(0, new FieldError("nguoi-thay", PeopleText.NoStandInChosen));
        }

        if (string.IsNullOrWhiteSpace(input.From))
        {
            errors.Add(new FieldError("vang-tu", PeopleText.NotADay));
        }

        if (string.IsNullOrWhiteSpace(input.To))
        {
            errors.Add(new FieldError("vang-den", PeopleText.NotADay));
        }
    }
}

/// <summary>What the form of a lock sends.</summary>
public sealed class LockInput
{
    public string? Reason { get; set; }
}

/// <summary>What the form of an invitation sends.</summary>
public sealed class InviteInput
{
    public string? Name { get; set; }

    public string? Email { get; set; }

    public List<string>? Roles { get; set; }

    public string? Unit { get; set; }

    public string? Sector { get; set; }
}
