using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Tests.Support;

namespace Dvc.Blazor.Tests.Features.Statistics;

/// <summary>Dossiers that lived through everything that is counted, around the ends of months, at three units and in three sectors.</summary>
internal sealed class StatisticsCrowd
{
    public const string District = "gl-h-639";
    public const string Commune = "cp-x-23986";
    public const string Elsewhere = "cp-x-23971";

    /// <summary>Midnight in Vietnam at the beginning of June 2025.</summary>
    public static readonly DateTime June = new(2025, 5, 31, 17, 0, 0, DateTimeKind.Utc);

    /// <summary>Midnight in Vietnam at the end of June 2025.</summary>
    public static readonly DateTime July = new(2025, 6, 30, 17, 0, 0, DateTimeKind.Utc);

    public static readonly Actor Hang = new(Guid.NewGuid(), "Nguyễn Thị Thu Hằng", ActorKind.Officer, District);
    public static readonly Actor Phuong = new(Guid.NewGuid(), "Y Phương", ActorKind.Officer, District);
    public static readonly Actor Nameless = new(null, "Lê Minh Đức", ActorKind.Officer, District);

    private static readonly string[] Sectors = ["tu-phap", "dat-dai", "ho-tich"];
    private readonly List<Dossier> _all = [];

    public static IReadOnlyList<Dossier> All => new StatisticsCrowd().Make();

    private List<Dossier> Make()
    {
        foreach (var unit in new[] { District, Commune, Elsewhere })
        {
            // Each begins another day of April to July, so that it straddles other months.
            for (var i = 0; i < 12; i++)
            {
                Lives(unit, June.AddDays(-50 + 9 * i).AddHours(2 + i));
            }

            // To the millisecond on both sides of midnight in Vietnam.
            foreach (var edge in new[] { June, July })
            {
                foreach (var at in new[] { edge.AddMilliseconds(-1), edge, edge.AddMilliseconds(1) })
                {
                    Add(unit, at, d => d.Accept(Hang, at.AddDays(3), at));
                    Add(unit, at.AddDays(-5), Accepted(at.AddDays(-5), 4.9), d => d.Complete(Phuong, at));
                    Add(unit, at, d => d.Refuse(Hang, "Sai nơi", at));
                    Add(unit, at.AddDays(-1), d => d.RequestWithdrawal(Hang, "Thôi", at.AddHours(-1)), d => d.GrantWithdrawal(Hang, at));
                    // Due at the edge, done a moment before, on and after it.
                    Add(unit, edge.AddDays(-4), d => d.Accept(Hang, edge, edge.AddDays(-4)), d => d.Complete(Nameless, at));
                }
            }
        }

        return _all;
    }

    private void Lives(string unit, DateTime at)
    {
        Add(unit, at);
        Add(unit, at, Accepted(at, 5));
        Add(unit, at, Accepted(at, 60), d => d.Claim(Phuong, at.AddHours(1)));
        Add(unit, at, Accepted(at, 5), d => d.Complete(Phuong, at.AddDays(2)));
        Add(unit, at, Accepted(at, 5), d => d.Complete(Phuong, at.AddDays(5)));
        Add(unit, at, Accepted(at, 5), d => d.Complete(Nameless, at.AddDays(11)));
        Add(unit, at, d => d.Accept(Hang, null, at), d => d.Complete(Nameless, at.AddDays(3)));
        Add(unit, at, Accepted(at, 20), Forwarded(at), d => Approve(d, at.AddDays(8)));
        Add(unit, at, Accepted(at, 20), Forwarded(at), d => Asked(d, at.AddDays(1)));
        Add(
            unit,
            at,
            Accepted(at, 20),
            Forwarded(at),
            d => Asked(d, at.AddDays(1)),
            d => Answered(d, at.AddDays(6)),
            d => d.Complete(Hang, at.AddDays(7))
        );
        Add(
            unit,
            at,
            Accepted(at, 20),
            Forwarded(at),
            d => Asked(d, at.AddDays(1)),
            d => Answered(d, at.AddDays(3)),
            d => Asked(d, at.AddDays(4)),
            d => Answered(d, at.AddDays(9)),
            d => d.Complete(Hang, at.AddDays(12)),
            d => d.ReturnResult(Hang, new ResultReturnDetails(ResultDelivery.OneStop, "Siu Blưh"), [], at.AddDays(13))
        );
        Add(unit, at, d => d.Refuse(Hang, "Sai nơi", at.AddDays(1)));
        Add(unit, at, Accepted(at, 9), d => d.RequestWithdrawal(Hang, "Thôi", at.AddDays(1)));
        Add(unit, at, Accepted(at, 9), d => d.RequestWithdrawal(Hang, "Thôi", at.AddDays(1)), d => d.GrantWithdrawal(Hang, at.AddDays(4)));
        Add(unit, at, Accepted(at, 9), d => d.Discontinue(Nameless, "Tranh chấp", at.AddDays(2)));
        Add(
            unit,
            at,
            Accepted(at, 9),
            d => d.Discontinue(Nameless, "Tranh chấp", at.AddDays(2)),
            d => d.Resume(Nameless, "Đã rõ", Samples.Clock, at.AddDays(14)),
            d => d.Discontinue(Nameless, "Lại tranh chấp", at.AddDays(20))
        );
        Add(
            unit,
            at,
            Accepted(at, 9),
            d => d.Discontinue(Nameless, "Tranh chấp", at.AddDays(2)),
            d => d.Resume(Nameless, "Đã rõ", Samples.Clock, at.AddDays(14)),
            d => d.Complete(Nameless, at.AddDays(15))
        );
    }

    private static Action<Dossier> Accepted(DateTime at, double days) => d => d.Accept(Hang, at.AddDays(days), at.AddMinutes(20));

    private static Action<Dossier> Forwarded(DateTime at) =>
        d => d.Forward(Hang, new ForwardTarget("cp-tu-phap", Phuong.UserId, Phuong.Name), at.AddHours(1));

    private static void Approve(Dossier dossier, DateTime at)
    {
        dossier.SubmitForApproval(Hang, ResultKind.Granted, "Trình", at.AddDays(-2));
        dossier.SendBack(Nameless, "Thiếu", at.AddDays(-1));
        dossier.SubmitForApproval(Phuong, ResultKind.Granted, "Trình lại", at.AddHours(-2));
        dossier.Approve(Nameless, null, at);
    }

    private static void Asked(Dossier dossier, DateTime at) =>
        dossier.RequestSupplement(Hang, Samples.Demand(again: dossier.SupplementsSent > 0 ? "Sót" : null), Samples.Clock, at);

    private static void Answered(Dossier dossier, DateTime at)
    {
        dossier.AnswerSupplement(
            Samples.Officer(),
            new SupplementAnswer(
                "{}",
                new string('1', 64),
                new Dictionary<string, string?>(),
                new Dictionary<string, string?>(),
                [(Guid.NewGuid(), "UQ", 1, new PaperFile(new string('a', 64), "uq.pdf", 10, "application/pdf", 1, null))]
            ),
            at
        );
        dossier.TakeSupplement(
            Hang,
            new DossierClock(new ProcessingClock(new WorkingCalendar([]), VietnamTime.Zone), new TimeLimit(TimeUnit.WorkingDay, 8)),
            at.AddHours(5)
        );
    }

    private void Add(string unit, DateTime at, params Action<Dossier>[] acts)
    {
        var number = 1000 + _all.Count;
        var dossier = Samples.Dossier(
            number,
            unit: unit,
            receiving: unit,
            competent: unit,
            sector: Sectors[number % Sectors.Length],
            at: at
        );
        foreach (var act in acts)
        {
            act(dossier);
        }

        _all.Add(dossier);
    }
}
