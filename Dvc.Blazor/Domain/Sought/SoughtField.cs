using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Sought;

/// <summary>How far the values of a sought field are there.</summary>
public enum SoughtState
{
    /// <summary>Dossiers filed earlier are still being read.</summary>
    Filling = 0,

    /// <summary>Every dossier of the procedure has its values.</summary>
    Ready = 1,

    /// <summary>Nobody looks for it any more; what was kept is being deleted.</summary>
    Leaving = 2,
}

/// <summary>A field of a procedure's form by which officers filter and sort (trường được tìm): what was answered in it lies beside the encrypted answers.</summary>
public sealed class SoughtField
{
    /// <summary>Most sought fields of one procedure: each costs room for every dossier.</summary>
    public const int MaxPerProcedure = 8;

    private SoughtField() { }

    /// <summary>Has a field sought from now on.</summary>
    /// <param name="procedureCode">The procedure.</param>
    /// <param name="path">Keys of groups and of the field with strokes; never of a repeating group.</param>
    /// <param name="field">The field as it is now.</param>
    /// <param name="byId">The officer who asked for it.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    public SoughtField(string procedureCode, string path, FormField field, Guid byId, DateTime nowUtc)
    {
        (ProcedureCode, Path) = (procedureCode, path);
        Begin(field, byId, nowUtc);
    }

    public int Id { get; private init; }

    public string ProcedureCode { get; private init; } = "";

    /// <summary>Keys of groups and of the field with strokes.</summary>
    public string Path { get; private init; } = "";

    public FieldKind Kind { get; private set; }

    /// <summary>Whether its values are kept as keyed hashes only.</summary>
    public bool IsGuarded { get; private set; }

    public Guid ById { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime Since { get; private set; }

    public SoughtState State { get; private set; }

    /// <summary>The last dossier that was read for it, in the order of ids; null before the first.</summary>
    public Guid? Cursor { get; private set; }

    /// <summary>How many dossiers were read for it.</summary>
    public int Filled { get; private set; }

    public SoughtShape Shape => SoughtShapes.Of(Kind, IsGuarded);

    /// <summary>Whether dossiers can be put in its order.</summary>
    public bool IsOrdered => SoughtShapes.IsOrdered(Kind, IsGuarded);

    /// <summary>So many more dossiers were read, the last one with this id.</summary>
    public void Advance(Guid last, int read) => (Cursor, Filled) = (last, Filled + read);

    /// <summary>No dossier is left to read.</summary>
    public void Finish() => State = SoughtState.Ready;

    /// <summary>Nobody looks for it any more.</summary>
    public void End() => State = SoughtState.Leaving;

    /// <summary>Is looked for from now on, as the field is now; every dossier is read, again where it was read before.</summary>
    public void Begin(FormField field, Guid byId, DateTime nowUtc)
    {
        (Kind, IsGuarded) = (field.Kind, SoughtShapes.IsGuarded(field));
        (ById, Since) = (byId, nowUtc);
        (State, Cursor, Filled) = (SoughtState.Filling, null, 0);
    }
}

/// <summary>What one dossier says in one sought field.</summary>
/// <param name="FieldId">The sought field.</param>
/// <param name="DossierId">The dossier.</param>
/// <param name="Key">See <see cref="SoughtKey"/>; of a guarded field a keyed hash of it.</param>
public sealed record SoughtValue(int FieldId, Guid DossierId, string Key);
