using System.Collections.Immutable;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>One change of a draft (thao tác sửa): says by stable keys what is to be changed, and makes a new content of the old one.</summary>
public abstract record Edit
{
    /// <summary>The content after the edit; what it does not touch, unknown properties too, stays.</summary>
    /// <exception cref="RuleViolationException">The edit is not possible on this content.</exception>
    public abstract ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published);
}

/// <summary>Contents of a session of editing, back to its beginning: as each is immutable and shares what did not change, going back is only remembering.</summary>
public sealed record EditHistory
{
    private ImmutableStack<ProcedureDefinition> _past = [];
    private ImmutableStack<ProcedureDefinition> _undone = [];

    public EditHistory(ProcedureDefinition content) => Content = content;

    /// <summary>How it stands now.</summary>
    public ProcedureDefinition Content { get; private init; }

    public bool CanUndo => !_past.IsEmpty;

    public bool CanRedo => !_undone.IsEmpty;

    /// <summary>After an edit; what was undone before is forgotten. An edit that changes nothing leaves no step.</summary>
    /// <exception cref="RuleViolationException">The edit is not possible.</exception>
    public EditHistory Do(Edit edit, PublishedKeys published)
    {
        var content = edit.Apply(Content, published);
        return ReferenceEquals(content, Content) ? this : this with { Content = content, _past = _past.Push(Content), _undone = [] };
    }

    /// <summary>One step back; at the beginning the same.</summary>
    public EditHistory Undo() =>
        _past.IsEmpty ? this : this with { Content = _past.Peek(), _past = _past.Pop(), _undone = _undone.Push(Content) };

    /// <summary>One step forward again; at the end the same.</summary>
    public EditHistory Redo() =>
        _undone.IsEmpty ? this : this with { Content = _undone.Peek(), _past = _past.Push(Content), _undone = _undone.Pop() };
}
