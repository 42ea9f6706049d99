using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Handling;

/// <summary>Understands what an officer typed for an act. Whether it may be done is the domain's to say.</summary>
internal static class ActReader
{
    private static readonly string[] DayShapes = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];

    /// <summary>The decision; null when something cannot be read, which is then noted in the sheet.</summary>
    public static Decision? Read(ActSheet sheet, string number, SupplementMarks marks)
    {
        sheet.Faults.Clear();
        var decision = new Decision(number, sheet.Seen, sheet.Act, sheet.Words);
        var read = sheet.Act switch
        {
            DossierAct.RequestSupplement or DossierAct.DraftSupplement => decision with { Supplement = Demand(sheet, marks) },
            DossierAct.Forward => decision with
            {
                To = new ForwardTarget(Chosen(sheet, HandlingText.ChoosePlace), sheet.OfficerId, null, sheet.Words),
            },
            DossierAct.RequestPayment => decision with { Payment = new PaymentDemand(sheet.Words, AmountOf(sheet), DayOf(sheet)) },
            DossierAct.AskOpinion => decision with
            {
                Opinion = new OpinionQuestion(Chosen(sheet, HandlingText.ChooseAgency), sheet.Words, DayOf(sheet), sheet.IsConfidential),
            },
            DossierAct.SubmitForApproval => decision with { Result = sheet.Result },
            DossierAct.Extend => decision with { Extension = UnitsOf(sheet) ?? 0 },
            DossierAct.DraftLetter => decision with { Letter = sheet.Letter, Extension = UnitsOf(sheet) ?? 0 },
            DossierAct.SubmitLetter or DossierAct.ApproveLetter or DossierAct.SendBackLetter => decision with { Letter = sheet.Letter },
            DossierAct.GiveSubtasks => decision with { Subtasks = Orders(sheet) },
            DossierAct.ReturnResult or DossierAct.ReturnAtOnce => decision with
            {
                Return = new ResultReturnDetails(sheet.Way, sheet.Collector, sheet.Authority, sheet.TrackingCode)
                {
                    ResultNumber = sheet.ResultNumber,
                    WithSlip = sheet.WithSlip,
                },
            },
            _ => decision,
        };
        return sheet.Faults.Count == 0 ? read : null;
    }

    /// <summary>Units typed for an extension; null while they cannot be read.</summary>
    public static int? UnitsOf(ActSheet sheet) =>
        int.TryParse(sheet.Units.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var units)
        && units is > 0 and <= Dossier.MaxExtension
            ? units
            : null;

    /// <summary>Working days typed for a part of the work; null while they cannot be read.</summary>
    public static decimal? DaysOf(string typed) =>
        int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days)
        && days is > 0 and <= Dossier.MaxSubtaskDays
            ? days
            : null;

    /// <summary>A day as it is typed into a field.</summary>
    public static string Typed(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static SupplementDemand Demand(ActSheet sheet, SupplementMarks marks)
    {
        if (marks.All.Any(m => string.IsNullOrWhiteSpace(m.Reason)))
        {
            sheet.Faults[ActFaults.Items] = HandlingText.ReasonAtEach;
        }

        return new SupplementDemand(
            sheet.Words,
            [.. marks.All.Select(m => new SupplementDemandItem(m.Kind, m.Target, m.Reason))],
            DayOf(sheet),
            sheet.WhyAgain
        );
    }

    // All lines are looked at, so that everything that is missing is said at once.
    private static List<SubtaskOrder> Orders(ActSheet sheet)
    {
        for (var position = 1; position <= sheet.Subtasks.Count; position++)
        {
            var line = sheet.Subtasks[position - 1];
            Note(ActFaults.Words, string.IsNullOrWhiteSpace(line.Content), HandlingText.ContentMissing);
            Note(ActFaults.Agency, line.AgencyId.Length == 0, HandlingText.ChooseReceiver);
            Note(ActFaults.Units, DaysOf(line.Days) is null, HandlingText.DaysUnreadable);

            void Note(string field, bool isWrong, string words)
            {
                if (isWrong)
                {
                    sheet.Faults[ActFaults.At(field, position)] = words;
                }
            }
        }

        return
        [
            .. sheet.Subtasks.Select(line => new SubtaskOrder(
                line.AgencyId,
                line.Content,
                DaysOf(line.Days) ?? 0,
                line.OfficerId,
                WhyLater: line.WhyLater
            )),
        ];
    }

    private static string Chosen(ActSheet sheet, string complaint)
    {
        if (sheet.AgencyId.Length == 0)
        {
            sheet.Faults[ActFaults.Agency] = complaint;
        }

        return sheet.AgencyId;
    }

    private static long AmountOf(ActSheet sheet)
    {
        var digits = sheet.Amount.Where(c => !char.IsWhiteSpace(c) && c != '.').ToArray();
        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
        {
            return amount;
        }

        sheet.Faults[ActFaults.Amount] = HandlingText.AmountUnreadable;
        return 0;
    }

    // By the end of that day's office hours.
    private static DateTime DayOf(ActSheet sheet)
    {
        if (DateOnly.TryParseExact(sheet.Day.Trim(), DayShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(OfficeHours.Default.AfternoonEnd), VietnamTime.Zone);
        }

        sheet.Faults[ActFaults.Day] = HandlingText.DayUnreadable;
        return default;
    }
}
