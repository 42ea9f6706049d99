namespace Dvc.Blazor.Domain.Forms;

/// <summary>A finding at one field: a value, not an exception. <see cref="Rule"/> is a member name of <see cref="FieldRules"/> and a text key.</summary>
public sealed record FieldError(string Path, string Rule, IReadOnlyList<string> Args, Severity Severity = Severity.Error)
{
    public bool Equals(FieldError? other) =>
        other is not null && Path == other.Path && Rule == other.Rule && Severity == other.Severity && Args.SequenceEqual(other.Args);

    public override int GetHashCode() => HashCode.Combine(Path, Rule, Severity, Args.Count);
}

/// <summary>Keys of field findings, with their arguments.</summary>
public static class FieldRules
{
    public const string Required = nameof(Required);

    /// <summary>The stored answer does not fit the kind of the field.</summary>
    public const string Shape = nameof(Shape);

    /// <summary>{0}: least length.</summary>
    public const string TooShort = nameof(TooShort);

    /// <summary>{0}: greatest length.</summary>
    public const string TooLong = nameof(TooLong);

    /// <summary>Control or invisible characters.</summary>
    public const string Characters = nameof(Characters);

    /// <summary>More than two marks on one letter.</summary>
    public const string Marks = nameof(Marks);

    /// <summary>Several lines where one is wanted.</summary>
    public const string OneLine = nameof(OneLine);

    public const string Number = nameof(Number);

    public const string Money = nameof(Money);

    /// <summary>{0}: least value.</summary>
    public const string Min = nameof(Min);

    /// <summary>{0}: greatest value.</summary>
    public const string Max = nameof(Max);

    /// <summary>{0}: step.</summary>
    public const string Step = nameof(Step);

    public const string Date = nameof(Date);

    /// <summary>Day and month are wanted as well.</summary>
    public const string WholeDate = nameof(WholeDate);

    /// <summary>{0}: latest date, dd/MM/yyyy.</summary>
    public const string NotAfter = nameof(NotAfter);

    /// <summary>{0}: earliest date, dd/MM/yyyy.</summary>
    public const string NotBefore = nameof(NotBefore);

    public const string WorkingDay = nameof(WorkingDay);

    /// <summary>A value that is not offered.</summary>
    public const string Option = nameof(Option);

    /// <summary>"Other" was chosen without saying what.</summary>
    public const string OtherWords = nameof(OtherWords);

    /// <summary>The box has to be ticked (or left empty).</summary>
    public const string MustBe = nameof(MustBe);

    public const string Pattern = nameof(Pattern);

    public const string Phone = nameof(Phone);

    public const string Email = nameof(Email);

    public const string NationalId = nameof(NationalId);

    /// <summary>{0}: the first three digits, which are no province.</summary>
    public const string NationalIdProvince = nameof(NationalIdProvince);

    /// <summary>Warning: year or century digit and birth date disagree.</summary>
    public const string NationalIdBirth = nameof(NationalIdBirth);

    /// <summary>Warning: sex digit and sex disagree.</summary>
    public const string NationalIdSex = nameof(NationalIdSex);

    /// <summary>A level of the address is missing.</summary>
    public const string AddressIncomplete = nameof(AddressIncomplete);

    public const string AddressUnknown = nameof(AddressUnknown);

    /// <summary>{0}: least number of rows or choices.</summary>
    public const string MinItems = nameof(MinItems);

    /// <summary>{0}: greatest number of rows or choices.</summary>
    public const string MaxItems = nameof(MaxItems);
}

/// <summary>What reading an answer gave: a typed value, nothing (blank), or why it cannot be read.</summary>
internal readonly record struct Reading(FormValue? Value, string? Problem = null, string? Arg = null)
{
    public static Reading Blank => default;

    public static Reading Bad(string problem, string? arg = null) => new(null, problem, arg);
}
