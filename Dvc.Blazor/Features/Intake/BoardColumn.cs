using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;

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
}

/// <summary>One property of dossiers as a column: on the board, in its choice of columns and in what is exported.</summary>
/// <param name="Key">Its word in addresses.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Read">The property in words.</param>
public sealed record BoardColumn(string Key, string Name, Func<BoardRow, BoardSight, string> Read)
{
    public CellLook Look { get; init; }

    /// <summary>The order that its heading asks for; null: it does not sort.</summary>
    public BoardSort? Sort { get; init; }

    /// <summary>Whether it shows unless the officer chose otherwise.</summary>
    public bool IsUsual { get; init; } = true;

    /// <summary>Key of the labels; without their column they stand below the applicant.</summary>
    public const string LabelsKey = "nhan";

    /// <summary>Key of the parts of the work; without their column open ones stand below the status.</summary>
    public const string SubtasksKey = "phan-viec";

    /// <summary>All there are. Procedure and applicant are always shown: they lead to the dossier.</summary>
    public static IReadOnlyList<BoardColumn> All =>
        [
            new("ma", IntakeText.ColumnNumber, (row, _) => row.Number) { Look = CellLook.Number },
            new("trang-thai", IntakeText.Status, (row, _) => StatusLook.Of(row.Status).Name) { Look = CellLook.Status },
            new(LabelsKey, IntakeText.ColumnLabels, (row, _) => Marks(row)) { Look = CellLook.Labels, IsUsual = false },
            new("han", IntakeText.ColumnDue, (row, _) => row.DueAt is { } due ? When.Moment(due) : "")
            {
                Look = CellLook.Due,
                Sort = BoardSort.Due,
            },
            new("con-lai", IntakeText.ColumnLeft, (row, sight) => Left(sight.Due(row)?.Left, sight.Calendar.Hours.Day)) { IsUsual = false },
            new("thu-ly", IntakeText.ColumnAssignee, (row, _) => row.AssigneeName ?? "") { Look = CellLook.Assignee },
            new("dang-giu", IntakeText.ColumnHolder, (row, _) => row.HeldBy),
            new("linh-vuc", IntakeText.Sector, (row, sight) => sight.Sectors.GetValueOrDefault(row.SectorCode, row.SectorCode))
            {
                IsUsual = false,
            },
            new(SubtasksKey, IntakeText.ColumnSubtasks, (row, _) => Parts(row)) { IsUsual = false },
            new("nhan-ket-qua", IntakeText.ColumnDelivery, (row, _) => Delivery(row.Delivery)) { IsUsual = false },
            new("ngay-nop", IntakeText.ColumnReceived, (row, _) => When.Moment(row.SubmittedAt))
            {
                Sort = BoardSort.Received,
                IsUsual = false,
            },
            new("cap-nhat", IntakeText.ColumnUpdated, (row, _) => When.Moment(row.UpdatedAt)) { Sort = BoardSort.Updated },
        ];

    /// <summary>The columns named by keys with commas, in the board's order; the usual ones where none is known.</summary>
    public static IReadOnlyList<BoardColumn> Of(string? keys)
    {
        var wanted = (keys ?? "").Split(',');
        List<BoardColumn> chosen = [.. All.Where(c => wanted.Contains(c.Key, StringComparer.Ordinal))];
        return chosen.Count > 0 ? chosen : [.. All.Where(c => c.IsUsual)];
    }

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

    private static string Marks(BoardRow row) =>
        string.Join(", ", row.Flags.Select(MarkLook.NameOf).Concat(row.Labels.Select(l => l.Text)));

    private static string Delivery(ResultDelivery way) =>
        way switch
        {
            ResultDelivery.Post => IntakeText.DeliveryPost,
            ResultDelivery.Digital => IntakeText.DeliveryDigital,
            _ => IntakeText.DeliveryOneStop,
        };
}
