using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Sought;

namespace Dvc.Blazor.Features.Intake;

/// <summary>What the words of columns depend on besides the row.</summary>
/// <param name="Calendar">The office's working days.</param>
/// <param name="Sectors">Names by code.</param>
/// <param name="NowUtc">Now, UTC.</param>
public sealed record BoardSight(WorkingCalendar Calendar, IReadOnlyDictionary<string, string> Sectors, DateTime NowUtc)
{
    public BoardDue? Due(BoardRow row) => BoardDue.Of(row, Calendar, NowUtc);
}

/// <summary>How a cell is drawn; plain words unless said otherwise.</summary>
public enum CellLook
{
    Words,
    Number,
    Status,
    Due,
    Assignee,
    Labels,

    /// <summary>The state of a paper.</summary>
    Paper,
}

/// <summary>What a column shows.</summary>
public enum ColumnGroup
{
    /// <summary>A property of the dossier.</summary>
    Property,

    /// <summary>An answer in the form of the procedure.</summary>
    Field,

    /// <summary>A paper of the procedure.</summary>
    Paper,
}

/// <summary>One column: on the board, in its choice of columns, in filters and orders, and in what is exported.</summary>
/// <param name="Key">Its word in addresses.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Read">What it says of a dossier, in words.</param>
public sealed record BoardColumn(string Key, string Name, Func<BoardRow, BoardSight, string> Read)
{
    public ColumnGroup Group { get; init; }

    public CellLook Look { get; init; }

    /// <summary>The order that its heading asks for; null: see <see cref="Term"/>.</summary>
    public BoardSort? Sort { get; init; }

    /// <summary>What it can be filtered and sorted by; null: nothing, or not yet.</summary>
    public BoardTerm? Term { get; init; }

    /// <summary>The field of the form, of a <see cref="ColumnGroup.Field"/>.</summary>
    public BoardField? Field { get; init; }

    /// <summary>Code of the document, of a <see cref="ColumnGroup.Paper"/>.</summary>
    public string? Paper { get; init; }

    /// <summary>Whether it shows unless the officer chose otherwise.</summary>
    public bool IsUsual { get; init; } = true;

    /// <summary>Key of the labels; without their column they stand below the applicant.</summary>
    public const string LabelsKey = "nhan";

    /// <summary>Key of the parts of the work; without their column open ones stand below the status.</summary>
    public const string SubtasksKey = "phan-viec";

    /// <summary>Whether its heading can be clicked for an order of lists.</summary>
    public bool IsOrdered => Sort is not null || Term is { IsOrdered: true };

    /// <summary>Whether lists can be filtered by it.</summary>
    public bool IsFilter => Term is not null and not PropertyTerm { IsFilter: false };

    /// <summary>Office time in days of the office and hours.</summary>
    public static string Left(TimeSpan? left, TimeSpan day)
    {
        if (left is not { } time)
        {
            return "";
        }

        var days = (int)(time.Ticks / day.Ticks);
        var hours = (int)Math.Round((time - (day * days)).TotalHours, MidpointRounding.ToZero);
        return days == 0 ? Say.With(IntakeText.HoursLeft, hours)
            : hours == 0 ? Say.With(IntakeText.DaysLeft, days)
            : Say.With(IntakeText.DaysAndHoursLeft, days, hours);
    }

    /// <summary>How many parts of the work are answered, of how many; empty without any.</summary>
    public static string Parts(BoardRow row) =>
        row.Subtasks == 0 ? "" : Say.With(IntakeText.SubtasksDone, row.Subtasks - row.OpenSubtasks, row.Subtasks);
}

/// <summary>A field of a form as far as the board knows it.</summary>
/// <param name="Path">Keys of groups and of the field with strokes.</param>
/// <param name="Section">The part of the form it stands in.</param>
/// <param name="Sought">How it is sought; null when nobody asked for it.</param>
/// <param name="IsGuarded">Whether it could be sought exactly only.</param>
public sealed record BoardField(string Path, string Section, SoughtField? Sought, bool IsGuarded);
