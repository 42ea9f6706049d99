using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Receipts;

namespace Dvc.Blazor.Features.Statistics;

/// <summary>What an entry of the book is written from.</summary>
internal sealed class RegisterRow
{
    public required Dossier Dossier { get; init; }

    public required string Agency { get; init; }

    /// <summary>UTC; when it first left the one-stop department, or null.</summary>
    public required DateTime? TransferredAt { get; init; }

    /// <summary>How the result was handed over last, or null.</summary>
    public required ResultReturn? Return { get; init; }
}

/// <summary>One line of the book of dossiers, in words; empty where nothing has happened yet.</summary>
public sealed record RegisterEntry(
    int Serial,
    string Number,
    string Procedure,
    string Applicant,
    string Contact,
    string Agency,
    string Received,
    string Due,
    string Transferred,
    string Completed,
    string Returned,
    string Way,
    string SignedBy,
    string Remark
)
{
    /// <summary>Sets of papers: a dossier filed online is one.</summary>
    public const string Sets = "1";

    /// <summary>Headings of a file, in the order of <see cref="Cells"/>.</summary>
    public static IReadOnlyList<string> Headings =>
        [
            StatisticsText.ColumnSerial,
            StatisticsText.ColumnNumber,
            StatisticsText.ColumnProcedure,
            StatisticsText.ColumnSets,
            StatisticsText.ColumnApplicant,
            StatisticsText.ColumnContact,
            StatisticsText.ColumnAgency,
            StatisticsText.ColumnReceived,
            StatisticsText.ColumnDue,
            StatisticsText.ColumnTransferred,
            StatisticsText.ColumnCompleted,
            StatisticsText.ColumnReturned,
            StatisticsText.ColumnWay,
            StatisticsText.ColumnSigned,
            StatisticsText.ColumnRemark,
        ];

    public IReadOnlyList<string> Cells =>
        [
            Serial.ToString(CultureInfo.InvariantCulture),
            Number,
            Procedure,
            Sets,
            Applicant,
            Contact,
            Agency,
            Received,
            Due,
            Transferred,
            Completed,
            Returned,
            Way,
            SignedBy,
            Remark,
        ];

    internal static RegisterEntry Of(RegisterRow row, int serial)
    {
        var dossier = row.Dossier;
        var people = dossier.ErasedAt is null ? ReceiptPeople.Read(dossier) : null;
        var returned = dossier.ReturnedAt is null ? null : row.Return;
        return new RegisterEntry(
            serial,
            dossier.Number,
            dossier.ProcedureName,
            people?.Applicant ?? StatisticsText.Erased,
            string.Join("; ", new[] { people?.Address, dossier.Phone }.Where(part => !string.IsNullOrWhiteSpace(part))),
            row.Agency,
            Day(dossier.AcceptedAt),
            Day(dossier.DueOriginal),
            Day(row.TransferredAt),
            Day(dossier.CompletedAt),
            Day(dossier.ReturnedAt),
            WayOf(returned?.Way ?? dossier.ResultDelivery),
            returned?.Collector ?? returned?.TrackingCode ?? "",
            string.Join("; ", Remarks(dossier))
        );
    }

    private static IEnumerable<string> Remarks(Dossier dossier)
    {
        if (dossier.SupplementsSent > 0)
        {
            yield return Say.With(StatisticsText.RemarkSupplemented, dossier.SupplementsSent);
        }

        if (dossier.ExtendedAt is not null)
        {
            yield return Say.With(StatisticsText.RemarkExtended, Day(dossier.DueAt));
        }

        if (dossier.CompletedAt > dossier.DueOriginal)
        {
            yield return StatisticsText.RemarkLate;
        }

        if (dossier.WithdrawnAt is { } withdrawn)
        {
            yield return Say.With(StatisticsText.RemarkWithdrawn, Day(withdrawn));
        }

        if (dossier.Status == DossierStatus.Discontinued)
        {
            yield return StatisticsText.RemarkDiscontinued;
        }
    }

    private static string WayOf(ResultDelivery way) =>
        way switch
        {
            ResultDelivery.Post => StatisticsText.WayPost,
            ResultDelivery.Digital => StatisticsText.WayDigital,
            _ => StatisticsText.WayOneStop,
        };

    private static string Day(DateTime? utc) => utc is { } at ? When.Day(at) : "";
}
