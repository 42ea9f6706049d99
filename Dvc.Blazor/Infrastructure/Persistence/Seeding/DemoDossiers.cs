using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Persistence.Seeding;

/// <summary>A few dossiers in each status, so that the demonstration has something to show. Made by the domain's own acts; no mails leave for them.</summary>
internal static class DemoDossiers
{
    private static readonly DateOnly AsOf = new(2025, 6, 30);

    // The dates are given by hand; only the calendar's clock is needed where a stop begins.
    private static readonly DossierClock NoLimit = new(new ProcessingClock(new WorkingCalendar([]), VietnamTime.Zone), null);

    private static readonly IReadOnlyList<Sample> Samples =
    [
        new(1, "2.000635", "gl-h-639", "Nguyễn Văn Tâm", 1, DossierStatus.Submitted),
        new(2, "1.001776", "cp-x-23986", "Rơ Châm H’Blơi", 3, DossierStatus.Submitted),
        new(3, "1.001193", "cp-x-23986", "Siu H’Nhi", 20, DossierStatus.Accepted),
        new(4, "2.000620", "gl-h-639", "Phạm Thị Hoa", 30, DossierStatus.WithdrawalRequested),
        new(5, "1.001612", "gl-h-639", "Trần Quốc Bảo", 50, DossierStatus.InProgress),
        new(6, "1.004873", "cp-x-23986", "Rơ Mah Thêm", 70, DossierStatus.Completed),
        new(7, "1.001731", "gl-h-639", "Siu Blưh", 80, DossierStatus.AwaitingSupplement),
        new(8, "1.012784", "gl-h-639", "Lê Thị Mận", 120, DossierStatus.AwaitingPayment),
        new(9, "2.002481", "gl-h-639", "Nay H’Lan", 200, DossierStatus.ResultReturned),
        new(10, "2.001931", "gl-h-639", "Đỗ Mạnh Cường", 220, DossierStatus.Refused),
        new(11, "1.012783", "gl-h-639", "Hoàng Văn Lực", 240, DossierStatus.Discontinued),
        new(12, "2.000720", "gl-h-639", "Trần Quốc Bảo", 26, DossierStatus.Accepted),
    ];

    public static async Task ApplyAsync(DvcDbContext db, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var people = await db.Users.ToDictionaryAsync(u => u.Email!, StringComparer.OrdinalIgnoreCase, cancellationToken);
        var agencies = await db.Agencies.ToListAsync(cancellationToken);
        var procedures = await db.Procedures.Include(p => p.Assignments).ToDictionaryAsync(p => p.Code, cancellationToken);
        foreach (var sample in Samples)
        {
            var owner = people[sample.Applicant == "Trần Quốc Bảo" ? "tochuc@dvc.local" : "congdan@dvc.local"];
            if (!await db.Dossiers.AnyAsync(d => d.OwnerId == owner.Id && d.IdempotencyKey == sample.Key, cancellationToken))
            {
                await FileAsync(
                    db,
                    sample,
                    procedures[sample.Procedure],
                    agencies,
                    owner,
                    nowUtc.AddHours(-sample.HoursAgo),
                    cancellationToken
                );
            }
        }
    }

    private static async Task FileAsync(
        DvcDbContext db,
        Sample sample,
        Procedure procedure,
        List<Agency> agencies,
        DvcUser owner,
        DateTime filedUtc,
        CancellationToken cancellationToken
    )
    {
        var serving = ServingUnits.On(AsOf, procedure.Assignments, agencies).Single(s => s.Unit.Id == sample.Unit);
        var revision = await db.Revisions.SingleAsync(r => r.Id == procedure.CurrentRevisionId, cancellationToken);
        var definition = ProcedureDefinition.Parse(revision.Content);
        var answers = Answers(definition.Form, owner, sample.Applicant, VietnamTime.DateOf(filedUtc));
        var company = await db.Organisations.FirstOrDefaultAsync(o => o.Members.Any(m => m.UserId == owner.Id), cancellationToken);
        var submission = new Domain.Dossiers.Submission
        {
            Number = await db.NextDossierNumberAsync(serving.Unit.NumberPrefix, VietnamTime.DateOf(filedUtc), cancellationToken),
            ProcedureCode = procedure.Code,
            ProcedureName = procedure.Name,
            SectorCode = procedure.SectorCode,
            RevisionId = revision.Id,
            UnitId = serving.Unit.Id,
            ReceivingAgencyId = serving.Receiver.Id,
            CompetentAgencyId = serving.Competent.Id,
            HandlingAgencyId = serving.Handling?.Id,
            Applicant = new Applicant(owner.Id, sample.Applicant, company?.Name, owner.Email, owner.PhoneNumber)
            {
                Representation = company is null ? Representation.Self : Representation.Organisation,
                OrganisationId = company?.Id,
                IdMark = owner.NationalIdMark,
            },
            ResultDelivery = ResultDelivery.OneStop,
            LettersToApprove = LetterFormsOf.Numbers(definition.LetterApproval),
            Answers = answers.Json,
            AnswersHash = answers.Hash,
            IdempotencyKey = sample.Key,
            Papers = [],
        };
        var dossier = Dossier.Submit(submission, new Actor(owner.Id, sample.Applicant, ActorKind.Applicant), filedUtc);
        Move(dossier, definition.Components.FirstOrDefault(c => c.IsAttached)?.Code ?? "", sample.Status, filedUtc);
        dossier.TakeEvents();
        db.Dossiers.Add(dossier);
    }

    private static CanonicalAnswers Answers(FormDefinition form, DvcUser owner, string applicant, DateOnly today)
    {
        var given = FormAnswers
            .Empty.With("nop_ho_ten", applicant)
            .With("nop_so_giay_to", owner.NationalId!)
            .With("nop_ngay_sinh", owner.BirthDate!.Value.ToString("dd'/'MM'/'yyyy", System.Globalization.CultureInfo.InvariantCulture))
            .With("nop_dien_thoai", owner.PhoneNumber!)
            .With("nop_email", owner.Email!)
            .With("nop_dia_chi", AnswerValue.FromJson(owner.Address!))
            .With("cam_doan", true)
            .With("dong_y_du_lieu", true);
        // The first option of each plain choice and a word for each plain text, so that officers have something to read.
        foreach (var field in form.Sections.Where(s => s.Role == SectionRole.Form).SelectMany(s => s.Fields))
        {
            given = field.Kind switch
            {
                FieldKind.Choice when field.Options.Count > 0 => given.With(field.Key, field.Options[0].Value),
                FieldKind.Address => given.With(field.Key, AnswerValue.FromJson(owner.Address!)),
                FieldKind.Text when field.Required && field.Key.EndsWith("ho_ten", StringComparison.Ordinal) => given.With(
                    field.Key,
                    applicant
                ),
                _ => given,
            };
        }

        return FormEvaluator.Evaluate(new CompiledForm(form), given, new FormContext(today)).Submitted;
    }

    private static void Move(Dossier dossier, string paper, DossierStatus target, DateTime filedUtc)
    {
        var intake = new Actor(null, "Nguyễn Thị Thu Hằng", ActorKind.Officer, dossier.ReceivingAgencyId);
        var examiner = new Actor(null, "Y Phương", ActorKind.Officer, dossier.HandlingAgencyId);
        var leader = new Actor(null, "Lê Minh Đức", ActorKind.Officer, dossier.CompetentAgencyId);
        switch (target)
        {
            case DossierStatus.Submitted:
                return;
            case DossierStatus.Refused:
                dossier.Refuse(intake, "Cơ sở không thuộc địa bàn huyện; đề nghị nộp tại nơi đặt cơ sở.", filedUtc.AddHours(3));
                return;
        }

        dossier.Accept(intake, filedUtc.AddDays(10), filedUtc.AddHours(2));
        if (target is DossierStatus.Accepted)
        {
            return;
        }

        dossier.Forward(intake, new ForwardTarget(dossier.HandlingAgencyId ?? dossier.CompetentAgencyId), filedUtc.AddHours(5));
        dossier.OpenHandover(examiner, filedUtc.AddHours(6));
        var later = filedUtc.AddHours(20);
        switch (target)
        {
            case DossierStatus.AwaitingSupplement:
                dossier.RequestSupplement(
                    intake,
                    new SupplementDemand(
                        "Giấy tờ chưa đọc được rõ.",
                        [
                            new(SupplementKind.Paper, paper, "Bản chụp bị mờ; đề nghị chụp lại cả hai mặt."),
                            new(SupplementKind.Field, "nop_dien_thoai", "Số điện thoại không liên lạc được; đề nghị ghi lại."),
                        ],
                        later.AddDays(15)
                    ),
                    NoLimit,
                    later
                );
                break;
            case DossierStatus.AwaitingPayment:
                dossier.RequestPayment(
                    examiner,
                    new PaymentDemand("Lệ phí theo thông báo của cơ quan thuế", 120_000, later.AddDays(15)),
                    later
                );
                break;
            case DossierStatus.WithdrawalRequested:
                dossier.RequestWithdrawal(
                    new Actor(dossier.OwnerId, dossier.ApplicantName, ActorKind.Applicant),
                    "Gia đình đổi ý, chưa kinh doanh.",
                    later
                );
                break;
            case DossierStatus.Discontinued:
                dossier.Discontinue(leader, "Thửa đất đang có tranh chấp, dừng theo thông báo của tòa án.", later);
                break;
            case DossierStatus.Completed or DossierStatus.ResultReturned:
                dossier.Complete(leader, later);
                break;
        }

        if (target is DossierStatus.ResultReturned)
        {
            dossier.ReturnResult(intake, new ResultReturnDetails(ResultDelivery.OneStop, dossier.ApplicantName), [], filedUtc.AddHours(30));
        }
    }

    private sealed record Sample(int Number, string Procedure, string Unit, string Applicant, int HoursAgo, DossierStatus Status)
    {
        /// <summary>The same for ever, so that seeding again finds it.</summary>
        public Guid Key { get; } = new(0xD0551E2, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)Number);
    }
}
