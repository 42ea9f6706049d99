using System.Text;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Notifying;

/// <summary>A dossier of Ksor H'Ngŏ, filed by Rơ Châm H’Yên at the district, with the units and the revision that it needs.</summary>
internal static class FiledDossier
{
    public const string Number = "H21.65-250602-0001";
    public const string NationalId = "064175000123";
    public const string Street = "Làng Kênh Mék";
    public const string Phone = "0905123456";

    public static Actor Officer { get; } = new(Guid.CreateVersion7(), "Nguyễn Thị Thu Hằng", ActorKind.Officer, "cp-mot-cua");

    private const string Definition = """
        {
          "code": "1.001776", "name": "Thực hiện trợ cấp xã hội hằng tháng", "field": "bao-tro", "level": "toan-trinh",
          "processing": { "unit": "working_day", "value": 17.5 }, "sourced": { "processing": true },
          "fees": [ { "name": "Lệ phí", "amount": 8000, "per": "bản", "unverified": false } ],
          "components": [
            { "code": "TK", "name": "Tờ khai đề nghị trợ giúp xã hội", "originals": 1, "copies": 0, "required": true, "generated_from_form": true },
            { "code": "UQ", "name": "Văn bản ủy quyền", "originals": 1, "copies": 0, "required": false },
            { "code": "KHAC", "name": "Giấy tờ không nộp", "originals": 0, "copies": 1, "required": false }
          ],
          "form": { "include": [], "sections": [] }, "shared_sections": {}
        }
        """;

    private static readonly string s_answers = $$"""
        {
          "chu_ho_so_ho_ten": "{{"Ksor H'Ngŏ".Normalize(NormalizationForm.FormC)}}", "nop_so_giay_to": "{{NationalId}}", "uy_quyen": true,
          "nop_dia_chi": { "scheme": "3", "street": "{{Street}}", "commune": { "name": "xã Ia Le" }, "district": { "name": "huyện Chư Pưh" }, "province": { "name": "tỉnh Gia Lai" } }
        }
        """;

    /// <summary>Files it in one transaction, as the product does, so that the outbox holds its event.</summary>
    public static async Task<Guid> FileDossierAsync(this DvcTestDatabase data, string? email = "hyen@example.vn")
    {
        var revision = ProcedureRevision.Draft("1.001776", 1, Definition);
        await data.AddAsync(
            Unit("gl", "UBND tỉnh Gia Lai", AgencyKind.Province, null),
            Unit("gl-h-639", "UBND huyện Chư Pưh", AgencyKind.District, "gl"),
            Unit("cp-mot-cua", "Bộ phận Một cửa huyện Chư Pưh", AgencyKind.OneStop, "gl-h-639"),
            revision
        );
        var applicant = new Applicant(Guid.CreateVersion7(), "Rơ Châm H’Yên", null, email, Phone);
        var submission = new Dvc.Blazor.Domain.Dossiers.Submission
        {
            Number = Number,
            ProcedureCode = "1.001776",
            ProcedureName = "Thực hiện trợ cấp xã hội hằng tháng",
            SectorCode = "bao-tro",
            RevisionId = revision.Id,
            UnitId = "gl-h-639",
            ReceivingAgencyId = "cp-mot-cua",
            CompetentAgencyId = "gl-h-639",
            Applicant = applicant,
            ResultDelivery = ResultDelivery.OneStop,
            Answers = s_answers,
            AnswersHash = new string('a', 64),
            IdempotencyKey = Guid.NewGuid(),
            Papers = [(Guid.NewGuid(), "UQ", 1, new PaperFile(new string('b', 64), "uy-quyen.pdf", 184_320, "application/pdf", 3, null))],
        };
        var dossier = Dossier.Submit(submission, new Actor(applicant.UserId, applicant.Name, ActorKind.Applicant), data.Now());
        await data.Database.WriteAsync(
            db =>
            {
                db.Add(dossier);
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );
        return dossier.Id;
    }

    public static Task ActAsync(this DvcTestDatabase data, Guid id, Action<Dossier> act) =>
        data.Database.WriteAsync(
            async (DvcDbContext db) => act(await db.Dossiers.SingleAsync(d => d.Id == id)),
            TestContext.Current.CancellationToken
        );

    public static DateTime Now(this DvcTestDatabase data) => data.Clock.GetUtcNow().UtcDateTime;

    private static Agency Unit(string id, string name, AgencyKind kind, string? parent) =>
        new()
        {
            Id = id,
            Name = name,
            FoldedName = Fold.Text(name),
            Kind = kind,
            ParentId = parent,
            NumberPrefix = "H21.65",
            Source = "{}",
        };
}
