using System.Text.Json.Nodes;
using Bunit;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.MyDossiers;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Tests.Features.Handling;
using Dvc.Blazor.Tests.Infrastructure.Mail;
using Dvc.Blazor.Tests.Infrastructure.Receipts;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.MyDossiers;

/// <summary>What the applicant is told of the parts of a linked procedure, on the page of the dossier and on the receipt.</summary>
public sealed class LinkedResultsTests : BunitContext
{
    private const string Commune = "cp-x-23942";
    private const string Birth = "1.001193";

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Parts_AreToldWithStateAndNumber_AndTheirFilesOnceTheResultIsHandedOver(DatabaseProvider provider)
    {
        await using var desk = await OneDossier.CreateAsync(provider, Birth, Link);
        await desk.BringToAsync(DossierStatus.Accepted, 1);
        Assert.Empty((await MineAsync(desk)).Linked);
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.Forward, d => d with { To = new ForwardTarget("cp-tu-phap") });
        Assert.Equal([("Đăng ký thường trú", SubtaskState.Given), ("Thẻ bảo hiểm", SubtaskState.Given)], States(await MineAsync(desk)));

        await desk.PostAsync(Cast.IntakeOfficer, Commune);
        var there = await desk.IdAsync(Cast.IntakeOfficer);
        var parts = (await desk.ViewAsync(Cast.IntakeOfficer))!.Subtasks;
        foreach (var part in parts)
        {
            await desk.Work.TakeSubtaskAsync(there, part.Subtask.Id, Cancel);
        }

        await WaitingResults.AddAsync(desk.Services, there, parts[0].Subtask.Id, "cu-tru.pdf");
        await desk.Work.EndSubtaskAsync(there, parts[0].Subtask.Id, isDone: true, "Nội bộ: đã kiểm tra.", "CT-7", Cancel);
        await desk.Work.EndSubtaskAsync(there, parts[1].Subtask.Id, isDone: false, "Nội bộ: thiếu dữ liệu.", null, Cancel);

        var mine = await MineAsync(desk);
        Assert.Equal(["đã có kết quả số CT-7, trả cùng kết quả hồ sơ", "không giải quyết được"], mine.Linked.Select(p => p.Part.Words));
        Assert.All(mine.Linked, part => Assert.Empty(part.Files));
        var shown = Render<MyResults>(p => p.Add(r => r.Dossier, mine)).Markup;
        Assert.DoesNotContain("Nội bộ", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Nguyễn Thị Thu Hằng", shown, StringComparison.Ordinal);

        await desk.ChangeAsync(d =>
        {
            var by = Samples.Officer();
            d.Complete(by, desk.Now);
            d.ReturnResult(by, new ResultReturnDetails(ResultDelivery.Digital), [], desk.Now);
        });
        mine = await MineAsync(desk);
        Assert.Equal("đã trả kết quả số CT-7", mine.Linked[0].Part.Words);
        var page = Render<MyResults>(p => p.Add(r => r.Dossier, mine));
        Assert.Equal($"/tep/{mine.Linked[0].Files.Single().Id}", page.Find("a").GetAttribute("href"));
        Assert.Contains("cu-tru.pdf", page.Markup, StringComparison.Ordinal);

        var receipt = await ActivatorUtilities
            .CreateInstance<ReceiptQuery>(desk.Services, MailRig.Links)
            .RunAsync(desk.Dossier.Id, null, Cancel);
        var line = Assert.Single(receipt!.LinkedLines(), l => l.Contains("CT-7", StringComparison.Ordinal));
        Assert.StartsWith("Đăng ký thường trú (", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_PrintsEachPartOnALineOfItsOwn()
    {
        var receipt = ReceiptCast.Submitted with
        {
            Linked =
            [
                new(Guid.NewGuid(), "Đăng ký thường trú", "Công an xã Ia Le", SubtaskState.Taken, null, false),
                new(Guid.NewGuid(), "Cấp thẻ bảo hiểm y tế", "Bảo hiểm xã hội", SubtaskState.Done, "BH-9", true),
            ],
        };

        var text = await PrintedPages.ReadTextAsync(ReceiptPdf.Render(receipt), Cancel);

        Assert.Contains("Thủ tục liên thông", text, StringComparison.Ordinal);
        Assert.Contains("Đăng ký thường trú (Công an xã Ia Le): đang giải quyết", text, StringComparison.Ordinal);
        Services.AddFallbackServiceProvider(new ServiceCollection().BuildServiceProvider());
        var slip = Render<ReceiptSlip>(p => p.Add(r => r.Receipt, receipt));
        Assert.Equal(
            ["Đăng ký thường trú (Công an xã Ia Le): đang giải quyết", "Cấp thẻ bảo hiểm y tế (Bảo hiểm xã hội): đã trả kết quả số BH-9"],
            slip.FindAll("dd.linked").Select(d => d.TextContent)
        );
    }

    private static IEnumerable<(string, SubtaskState)> States(MyDossier mine) => mine.Linked.Select(p => (p.Part.Procedure, p.Part.State));

    private static async Task<MyDossier> MineAsync(OneDossier desk) =>
        (
            await ActivatorUtilities
                .CreateInstance<MyDossierQuery>(desk.Services, new LiveTickets(new EphemeralDataProtectionProvider(), TimeProvider.System))
                .RunAsync(desk.Dossier.OwnerId, desk.Dossier.Number, Cancel)
        )!;

    private static void Link(JsonObject content) => content["linked"] = new JsonArray(Part("Đăng ký thường trú"), Part("Thẻ bảo hiểm"));

    private static JsonObject Part(string procedure) =>
        new()
        {
            ["procedure"] = procedure,
            ["agency"] = Commune,
            ["content"] = "Làm",
            ["working_days"] = 2,
        };
}
