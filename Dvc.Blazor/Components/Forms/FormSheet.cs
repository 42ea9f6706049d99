using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Components.Forms;

/// <summary>Everything the fields of one page share: the state they show and the ways back to the page.</summary>
public sealed record FormSheet
{
    public required CompiledForm Form { get; init; }

    public required FormState State { get; init; }

    /// <summary>All answers as given, also those of hidden fields.</summary>
    public FormAnswers Answers { get; init; } = FormAnswers.Empty;

    /// <summary>Keys of questions that are not shown, since the page asks them in its own way.</summary>
    public IReadOnlySet<string> Answered { get; init; } = new HashSet<string>();

    /// <summary>Units for address fields.</summary>
    public AddressBook Places { get; init; } = AddressBook.Empty;

    /// <summary>Whether the findings at a path are told already: the person has left the field or wanted to go on.</summary>
    public Func<string, bool> ShowsFindings { get; init; } = _ => true;

    public IReadOnlyDictionary<string, FieldConflict> Conflicts { get; init; } = new Dictionary<string, FieldConflict>();

    public Func<FieldChange, Task> Change { get; init; } = _ => Task.CompletedTask;

    /// <summary>Ends a conflict at a path; true keeps what was entered here.</summary>
    public Func<string, bool, Task> Resolve { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Shows a small message with a way back.</summary>
    public Action<string, Func<Task>?> Tell { get; init; } = (_, _) => { };
}
