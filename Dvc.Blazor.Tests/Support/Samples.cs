using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Tests.Support;

/// <summary>Dossiers for tests that need one and do not care what it says.</summary>
internal static class Samples
{
    public const string District = "gl-h-639";
    public const string OneStop = "cp-mot-cua";

    /// <summary>Monday 2 June 2025, 08:00 in Vietnam.</summary>
    public static DateTime Morning { get; } = new(2025, 6, 2, 1, 0, 0, DateTimeKind.Utc);

    public static Dossier Dossier(
        int running = 1,
        Guid? owner = null,
        string unit = District,
        string receiving = OneStop,
        string competent = District,
        string? handling = null,
        string procedure = "2.000635",
        string sector = "ho-tich",
        Guid? revision = null,
        string answers = "{}",
        DateTime? at = null,
        LetterForms lettersToApprove = LetterForms.None,
        IReadOnlyList<(Guid Id, string ComponentCode, int Ordinal, PaperFile File)>? papers = null
    )
    {
        var by = owner ?? Guid.NewGuid();
        return Blazor.Domain.Dossiers.Dossier.Submit(
            new Submission
            {
                Number = DossierNumber.Format("H21.65", new DateOnly(2025, 6, 2), running),
                ProcedureCode = procedure,
                ProcedureName = "Cấp bản sao trích lục hộ tịch",
                SectorCode = sector,
                RevisionId = revision ?? Guid.NewGuid(),
                UnitId = unit,
                ReceivingAgencyId = receiving,
                CompetentAgencyId = competent,
                HandlingAgencyId = handling,
                Applicant = new Applicant(by, "Rơ Châm H’Yên", null, "congdan@dvc.local", "0905123456"),
                ResultDelivery = ResultDelivery.OneStop,
                LettersToApprove = lettersToApprove,
                Answers = answers,
                AnswersHash = new string('0', 64),
                IdempotencyKey = Guid.NewGuid(),
                Papers = papers ?? [],
            },
            new Actor(by, "Rơ Châm H’Yên", ActorKind.Applicant),
            at ?? Morning
        );
    }

    /// <summary>A clock without a time limit.</summary>
    public static DossierClock Clock { get; } = new(new ProcessingClock(new WorkingCalendar([]), VietnamTime.Zone), null);

    /// <summary>A request for one paper.</summary>
    public static SupplementDemand Demand(string reason = "Bản chụp bị mờ.", DateTime? by = null, string? again = null) =>
        new(reason, [new(SupplementKind.Paper, "UQ", reason)], by ?? Morning.AddYears(5), again);

    public static Actor Portal { get; } = new(null, "Cổng Dịch vụ công", ActorKind.System);

    public static Actor Officer(string name = "Nguyễn Thị Thu Hằng", Guid? id = null) =>
        new(id ?? Guid.NewGuid(), name, ActorKind.Officer, District);
}
