using System.Text.Json.Nodes;
using Bunit;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Tests.Infrastructure.Mail;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

/// <summary>The control sheet of a dossier: read in the scope of the officer, shown and printed.</summary>
public sealed class ProcessingSheetTests : BunitContext
{
    private const string Commune = "cp-x-23942";

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Sheet_TellsWhoHandedOverToWhom_AndHowTheStageKeptItsTime(DatabaseProvider provider)
    {
        await using var desk = await OneDossier.CreateAsync(provider, "1.012784", Staged);
        await desk.PostAsync(Cast.CaseOfficer, "cp-tu-phap");
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.Accept);
        desk.Pass(TimeSpan.FromHours(2));
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.Forward, d => d with { To = new ForwardTarget("cp-tu-phap") });
        await desk.Work.OpenAsync(await desk.IdAsync(Cast.CaseOfficer), desk.Dossier.Number, Cancel);
        await desk.DoneAsync(Cast.CaseOfficer, DossierAct.GiveSubtasks, d => d with { Subtasks = [new(Commune, "Xác minh", 2)] });
        desk.Pass(TimeSpan.FromDays(9));
        await desk.DoneAsync(Cast.Approver, DossierAct.Discontinue, d => d with { Reason = "Trùng hồ sơ." });

        var sheet = await ReadAsync(desk, Cast.IntakeOfficer);

        Assert.NotNull(sheet);
        Assert.Equal(
            [
                (SheetText.Filed, null),
                (SheetText.Examination, null),
                ("Giao phần việc 1", null),
                (SheetText.Discontinued, Punctuality.Late),
                ("Rút phần việc 1", (Punctuality?)null),
            ],
            sheet.Rows.Select(r => (r.Remark, r.Kept))
        );
        Assert.Equal(["Nguyễn Thị Thu Hằng", "Y Phương"], sheet.Rows.Take(2).Select(r => r.To[^1]));
        Assert.NotNull(sheet.Rows[1].TakenAt);
        Assert.Equal(SheetText.Applicant, sheet.Rows[0].From[0]);
        Assert.Equal(
            1,
            await desk
                .Services.GetRequiredService<DvcDatabase>()
                .ReadAsync(db => db.DossierReadings.CountAsync(r => r.DossierId == desk.Dossier.Id, Cancel), Cancel)
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Sheet_IsNotThere_ForWhoIsOnlyGivenAPartOrWorksElsewhere(DatabaseProvider provider)
    {
        await using var desk = await OneDossier.CreateAsync(provider, "1.012784");
        await desk.BringToAsync(DossierStatus.InProgress, 1);
        await desk.PostAsync(Cast.IntakeOfficer, Commune);
        Assert.Null(await ReadAsync(desk, Cast.IntakeOfficer));
        await desk.DoneAsync(Cast.CaseOfficer, DossierAct.GiveSubtasks, d => d with { Subtasks = [new(Commune, "Xác minh", 2)] });

        Assert.NotNull(await desk.ViewAsync(Cast.IntakeOfficer));
        Assert.Null(await ReadAsync(desk, Cast.IntakeOfficer));
        Assert.Null(await ReadAsync(desk, Cast.Citizen));
        var sheet = await ReadAsync(desk, Cast.CaseOfficer);
        Assert.Single(sheet!.OtherAgencies);
        Assert.Null(await Query(desk).RunAsync(await desk.IdAsync(Cast.CaseOfficer), "H21.65-250602-9999", Cancel));
    }

    [Fact]
    public void Slip_ShowsEachRowInTheColumnsOfTheForm()
    {
        var slip = Render<ProcessingSheetSlip>(p => p.Add(s => s.Sheet, Sheet(2)));

        Assert.Equal(
            ["STT", "Bên giao", "Bên nhận", "Giờ, ngày giao", "Giờ, ngày nhận", "Kết quả", "Ghi chú"],
            slip.FindAll("th").Select(h => h.TextContent)
        );
        var cells = slip.FindAll("tbody tr:last-child td")
            .Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(["2", "Phòng Tư phápY Phương 2", "Bộ phận Một cửa", "08:00 02/06/2025", "", "Quá hạn", "Xử lý xong"], cells);
        Assert.Contains("Mẫu số 06", slip.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pdf_IsA4_NamesEveryRow_AndIsTheSameEveryTime()
    {
        var sheet = Sheet(60);
        var pdf = ProcessingSheetPdf.Render(sheet);

        Assert.Equal(pdf, ProcessingSheetPdf.Render(sheet));
        var text = await PrintedPages.ReadTextAsync(pdf, Cancel);
        Assert.Contains("PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", text, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 60), n => Assert.Contains($"Y Phương {n}", text, StringComparison.Ordinal));
        Assert.Contains("595", System.Text.Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
        Assert.Equal(sheet.LookUpUrl.AbsoluteUri, await PrintedPages.ReadQrAsync(pdf, 1, Cancel));
    }

    private static PrintedSheet Sheet(int rows) =>
        new()
        {
            DossierNumber = "H21.65-250410-0007",
            AgencyName = "Ủy ban nhân dân huyện Chư Pưh",
            OneStopName = "Bộ phận Một cửa",
            MadeAt = Samples.Morning,
            LookUpUrl = new Uri("https://dichvucong.example.vn/tra-cuu#H21.65-250410-0007"),
            ProcedureCode = "1.001776",
            ProcedureName = "Đăng ký lại khai sinh",
            ApplicantName = "Ksor H'Ngŏ",
            SubmittedAt = Samples.Morning,
            LeadAgency = "Phòng Tư pháp",
            Rows =
            [
                .. Enumerable
                    .Range(1, rows)
                    .Select(n => new PrintedSheetRow(
                        ["Phòng Tư pháp", $"Y Phương {n}"],
                        ["Bộ phận Một cửa"],
                        Samples.Morning,
                        null,
                        Punctuality.Late,
                        "Xử lý xong"
                    )),
            ],
        };

    private static void Staged(JsonObject content) =>
        content["processing"]!["stages"] = new JsonArray(new JsonObject { ["agency"] = "cấp huyện", ["value"] = 3 });

    private static async Task<PrintedSheet?> ReadAsync(OneDossier desk, string email) =>
        await Query(desk).RunAsync(await desk.IdAsync(email), desk.Dossier.Number, Cancel);

    private static ProcessingSheetQuery Query(OneDossier desk) =>
        ActivatorUtilities.CreateInstance<ProcessingSheetQuery>(desk.Services, MailRig.Links);
}
