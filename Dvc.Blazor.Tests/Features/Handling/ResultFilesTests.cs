using Bunit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

/// <summary>Files of results: of a part of the work, and of a result that is handed over.</summary>
public sealed class ResultFilesTests : OfficersPages
{
    private const string Commune = "cp-x-23942";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Part_IsAnsweredWithItsFile_ByWhoWasGivenIt_AndOnlyWithItsNumber(DatabaseProvider provider)
    {
        await using var desk = await OneDossier.CreateAsync(provider, "1.012784");
        await desk.BringToAsync(DossierStatus.InProgress, 1);
        await desk.PostAsync(Cast.IntakeOfficer, Commune);
        await desk.DoneAsync(Cast.CaseOfficer, DossierAct.GiveSubtasks, d => d with { Subtasks = [new(Commune, "Xác minh", 2)] });
        var there = await desk.IdAsync(Cast.IntakeOfficer);
        var part = (await desk.ViewAsync(Cast.IntakeOfficer))!.Subtasks.Single().Subtask.Id;
        Assert.Null(await WaitingResults.BeginAsync(desk.Services, await desk.IdAsync(Cast.CaseOfficer), part));
        Assert.Null(await WaitingResults.BeginAsync(desk.Services, there, desk.Dossier.Id));
        var file = await WaitingResults.AddAsync(desk.Services, there, part, "xac-minh.pdf");
        Assert.Equal(file, Assert.Single((await desk.ViewAsync(Cast.IntakeOfficer))!.Subtasks.Single().Waiting).Id);
        Assert.Empty((await desk.ViewAsync(Cast.CaseOfficer))!.Subtasks.Single().Waiting);

        Assert.Equal("Subtask.FileWithoutNumber", await EndAsync(null));
        // Refused as a whole: the file still waits.
        Assert.Single((await desk.ViewAsync(Cast.IntakeOfficer))!.Subtasks.Single().Waiting);
        Assert.Null(await EndAsync("XN-12"));

        var lead = (await desk.ViewAsync(Cast.CaseOfficer))!.Subtasks.Single();
        Assert.Equal((file, "xac-minh.pdf"), (lead.Files.Single().Id, lead.Files.Single().File.FileName));
        Assert.Null(await WaitingResults.BeginAsync(desk.Services, there, part));

        async Task<string?> EndAsync(string? number)
        {
            try
            {
                await desk.Work.EndSubtaskAsync(there, part, isDone: true, "Có cư trú.", number, Cancel);
                return null;
            }
            catch (RuleViolationException refused)
            {
                return refused.Rule;
            }
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task AtOnce_TakesTheFilesAlong_AndTheirHashesStandInTheTrail(DatabaseProvider provider)
    {
        await using var desk = await OneDossier.CreateAsync(provider, CertifiedCopy.Code);
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.Accept);
        var officer = await desk.IdAsync(Cast.IntakeOfficer);
        Assert.Null(await WaitingResults.BeginAsync(desk.Services, desk.Dossier.OwnerId, desk.Dossier.Id));
        var file = await WaitingResults.AddAsync(desk.Services, officer, desk.Dossier.Id, "trich-luc.pdf");
        var how = new ResultReturnDetails(ResultDelivery.OneStop, "Rơ Châm H’Yên") { ResultNumber = "12/TL-HT" };

        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.ReturnAtOnce, d => d with { Return = how });

        var view = (await desk.ViewAsync(Cast.IntakeOfficer))!;
        Assert.Equal((file, "trich-luc.pdf"), (view.ResultFiles.Single().Id, view.ResultFiles.Single().File.FileName));
        Assert.Empty(view.WaitingResult);
        Assert.Null(await WaitingResults.BeginAsync(desk.Services, officer, desk.Dossier.Id));
        var trail = await desk
            .Services.GetRequiredService<DvcDatabase>()
            .ReadAsync(
                db => db.AuditEvents.Where(e => e.DossierId == desk.Dossier.Id && e.Kind == "ResultFiles").ToListAsync(Cancel),
                Cancel
            );
        Assert.Single(trail);
    }

    [Theory]
    [InlineData(ScanState.Infected, "Result.FileInfected")]
    [InlineData(ScanState.Pending, null)]
    public async Task Return_WithABadFile_IsRefused_AndWithoutAScannerAnotherGoes(ScanState scan, string? rule)
    {
        await using var desk = await OneDossier.CreateAsync(DatabaseProvider.Sqlite, "1.012784");
        await desk.BringToAsync(DossierStatus.Completed, 1);
        await WaitingResults.AddAsync(desk.Services, await desk.IdAsync(Cast.IntakeOfficer), desk.Dossier.Id, "a.pdf", scan: scan);
        var how = new ResultReturnDetails(ResultDelivery.Digital);

        if (rule is not null)
        {
            Assert.Equal(rule, await desk.RefusedAsync(Cast.IntakeOfficer, DossierAct.ReturnResult, d => d with { Return = how }));
            return;
        }

        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.ReturnResult, d => d with { Return = how });
        await desk.DoneAsync(Cast.Approver, DossierAct.RecallResult, d => d with { Reason = "Nhầm người." });
        // What was handed over wrongly is not the result any more once another is.
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.ReturnResult, d => d with { Return = how });
        Assert.Empty((await desk.ViewAsync(Cast.IntakeOfficer))!.ResultFiles);
    }

    [Fact]
    public async Task Form_ShowsWhatWaits_TakesItBack_AndThePageShowsTheResult()
    {
        var dossier = (await FileAsync(1))[0];
        var officer = await SignInAsync(Cast.IntakeOfficer, Roles.IntakeOfficer);
        await ActAsync(dossier, (d, now) => d.Accept(Samples.Officer(), now.AddDays(3), now));
        await ActAsync(dossier, (d, now) => d.Complete(Samples.Officer(), now));
        await WaitingResults.AddAsync(Node, officer, dossier.Id, "nham.pdf");
        var page = Render<DossierPage>(parameters => parameters.Add(p => p.Number, dossier.Number));

        await page.Find("[data-act=ReturnResult]").ClickAsync(new());
        Assert.Contains("nham.pdf", page.Find(".actform .waiting").TextContent, StringComparison.Ordinal);
        await page.Find(".actform .waiting button").ClickAsync(new());
        Assert.Empty(page.FindAll(".actform .waiting"));
        await WaitingResults.AddAsync(Node, officer, dossier.Id, "ket-qua.pdf", 'f');
        await page.Find("[data-confirm]").ClickAsync(new());

        var panel = page.Find("[aria-labelledby=ket-qua-tep]");
        Assert.Contains("ket-qua.pdf", panel.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/tep/", panel.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }
}
