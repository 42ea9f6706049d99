using System.Linq.Expressions;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Sought;

namespace Dvc.Blazor.Features.Intake;

/// <summary>Properties of dossiers as columns, with what they are filtered and sorted by.</summary>
internal static class BoardProperties
{
    public static IReadOnlyList<BoardColumn> All =>
        [
            new("ma", IntakeText.ColumnNumber, (row, _) => row.Number) { Look = CellLook.Number, Term = By(d => d.Number) },
            new("trang-thai", IntakeText.Status, (row, _) => StatusLook.Of(row.Status).Name)
            {
                Look = CellLook.Status,
                Term = By(d => (int)d.Status),
            },
            new(BoardColumn.LabelsKey, IntakeText.ColumnLabels, (row, _) => Marks(row)) { Look = CellLook.Labels, IsUsual = false },
            new("han", IntakeText.ColumnDue, (row, _) => row.DueAt is { } due ? When.Moment(due) : "")
            {
                Look = CellLook.Due,
                Sort = BoardSort.Due,
                Term = Days((from, to) => d => d.DueAt >= from && d.DueAt < to),
            },
            new("con-lai", IntakeText.ColumnLeft, (row, sight) => BoardColumn.Left(sight.Due(row)?.Left, sight.Calendar.Hours.Day))
            {
                IsUsual = false,
                Term = ByStated(d => d.DueAt == null, d => d.DueAt),
            },
            new("thu-ly", IntakeText.ColumnAssignee, (row, _) => row.AssigneeName ?? "")
            {
                Look = CellLook.Assignee,
                Term = ByStated(d => d.AssigneeName == null, d => d.AssigneeName) with
                {
                    Shape = SoughtShape.Choice,
                    Options = [new(Mine, IntakeText.AssigneeMe), new(Nobody, IntakeText.AssigneeNobody)],
                    Option = Assignee,
                },
            },
            new("dang-giu", IntakeText.ColumnHolder, (row, _) => row.HeldBy)
            {
                Term = new PropertyTerm(
                    SoughtShape.Text,
                    (db, dossiers, down) =>
                        down
                            ? dossiers.OrderByDescending(d =>
                                db.Agencies.Where(a => a.Id == d.ProcessingAgencyId).Select(a => a.Name).First()
                            )
                            : dossiers.OrderBy(d => db.Agencies.Where(a => a.Id == d.ProcessingAgencyId).Select(a => a.Name).First())
                ),
            },
            new("linh-vuc", IntakeText.Sector, (row, sight) => sight.Sectors.GetValueOrDefault(row.SectorCode, row.SectorCode))
            {
                IsUsual = false,
                Term = By(d => d.SectorCode),
            },
            new(BoardColumn.SubtasksKey, IntakeText.ColumnSubtasks, (row, _) => BoardColumn.Parts(row))
            {
                IsUsual = false,
                Term = By(d => d.OpenSubtasks) with
                {
                    Shape = SoughtShape.Flag,
                    Option = (word, _) =>
                        word == "1" ? d => d.OpenSubtasks > 0
                        : word == "0" ? d => d.OpenSubtasks == 0
                        : null,
                },
            },
            new("nhan-ket-qua", IntakeText.ColumnDelivery, (row, _) => Delivery(row.Delivery))
            {
                IsUsual = false,
                Term = By(d => (int)d.ResultDelivery) with
                {
                    Shape = SoughtShape.Choice,
                    Options = [.. Deliveries.Select(way => new BoardOption(way.Word, Delivery(way.Kind)))],
                    Option = (word, _) => Delivered(word),
                },
            },
            new("kenh", IntakeText.ColumnChannel, (row, _) => Channel(row.Channel))
            {
                IsUsual = false,
                Term = By(d => (int)d.Channel) with
                {
                    Shape = SoughtShape.Choice,
                    Options = [new("truc-tuyen", IntakeText.ChannelOnline), new("tai-quay", IntakeText.ChannelCounter)],
                    Option = (word, _) =>
                        word == "truc-tuyen" ? d => d.Channel == FilingChannel.Online
                        : word == "tai-quay" ? d => d.Channel == FilingChannel.Counter
                        : null,
                },
            },
            new("ngay-nop", IntakeText.ColumnReceived, (row, _) => When.Moment(row.SubmittedAt))
            {
                Sort = BoardSort.Received,
                IsUsual = false,
                Term = Days((from, to) => d => d.SubmittedAt >= from && d.SubmittedAt < to),
            },
            new("tiep-nhan", IntakeText.ColumnAccepted, (row, _) => row.AcceptedAt is { } at ? When.Moment(at) : "")
            {
                IsUsual = false,
                Term = ByStated(d => d.AcceptedAt == null, d => d.AcceptedAt) with
                {
                    Shape = SoughtShape.Date,
                    Between = (from, to) => d => d.AcceptedAt >= from && d.AcceptedAt < to,
                },
            },
            new("xong", IntakeText.ColumnCompleted, (row, _) => row.CompletedAt is { } at ? When.Moment(at) : "")
            {
                IsUsual = false,
                Term = ByStated(d => d.CompletedAt == null, d => d.CompletedAt) with
                {
                    Shape = SoughtShape.Date,
                    Between = (from, to) => d => d.CompletedAt >= from && d.CompletedAt < to,
                },
            },
            new("cap-nhat", IntakeText.ColumnUpdated, (row, _) => When.Moment(row.UpdatedAt))
            {
                Sort = BoardSort.Updated,
                Term = Days((from, to) => d => d.UpdatedAt >= from && d.UpdatedAt < to),
            },
        ];

    private const string Mine = "toi";
    private const string Nobody = "chua";

    private static readonly IReadOnlyList<(ResultDelivery Kind, string Word)> Deliveries =
    [
        (ResultDelivery.OneStop, "mot-cua"),
        (ResultDelivery.Post, "buu-chinh"),
        (ResultDelivery.Digital, "dien-tu"),
    ];

    private static PropertyTerm By<T>(Expression<Func<Dossier, T>> key) =>
        new(SoughtShape.Text, (_, dossiers, down) => down ? dossiers.OrderByDescending(key) : dossiers.OrderBy(key));

    private static PropertyTerm ByStated<T>(Expression<Func<Dossier, bool>> isBlank, Expression<Func<Dossier, T>> key) =>
        new(
            SoughtShape.Text,
            (_, dossiers, down) => down ? dossiers.OrderBy(isBlank).ThenByDescending(key) : dossiers.OrderBy(isBlank).ThenBy(key)
        );

    // These columns have an order of their own.
    private static PropertyTerm Days(Func<DateTime, DateTime, Expression<Func<Dossier, bool>>> between) =>
        new(SoughtShape.Date, null) { Between = between };

    private static Expression<Func<Dossier, bool>>? Assignee(string word, BoardAsker asker)
    {
        var me = asker.OfficerId;
        return word switch
        {
            Mine => d => d.AssigneeId == me,
            Nobody => d => d.AssigneeId == null,
            _ => null,
        };
    }

    private static Expression<Func<Dossier, bool>>? Delivered(string word)
    {
        var wanted = Deliveries.Where(d => d.Word == word).Select(d => (ResultDelivery?)d.Kind).FirstOrDefault();
        return wanted is { } way ? d => d.ResultDelivery == way : null;
    }

    private static string Marks(BoardRow row) =>
        string.Join(", ", row.Flags.Select(MarkLook.NameOf).Concat(row.Labels.Select(l => l.Text)));

    private static string Channel(FilingChannel channel) =>
        channel == FilingChannel.Counter ? IntakeText.ChannelCounter : IntakeText.ChannelOnline;

    private static string Delivery(ResultDelivery way) =>
        way switch
        {
            ResultDelivery.Post => IntakeText.DeliveryPost,
            ResultDelivery.Digital => IntakeText.DeliveryDigital,
            _ => IntakeText.DeliveryOneStop,
        };
}
