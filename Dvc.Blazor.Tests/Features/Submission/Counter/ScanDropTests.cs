using Bunit;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Features.Submission.Counter;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Submission.Counter;

/// <summary>A flat-bed export in one drop: laid to papers by a guess, moved by the officer, and taken back.</summary>
public sealed class ScanDropTests : OfficersPages
{
    private readonly List<(string Text, Func<Task> Undo)> _told = [];
    private Guid _officer;
    private Guid _draft;

    public ScanDropTests() => Services.AddSingleton<UploadMarkup>();

    [Fact]
    public async Task Drop_IsLaidToPapersByNameAndOrder_MovedByTheList_AndPutBack()
    {
        var drop = await OpenAsync();

        var unnamed = await ArriveAsync(drop, "scan0001.pdf");
        Assert.Equal("VB-COQUAN", await SlotOfAsync(unnamed));
        var named = await ArriveAsync(drop, "uy quyen.pdf");
        Assert.Equal(("VB-COQUAN", "GT-UYQUYEN"), (await SlotOfAsync(unnamed), await SlotOfAsync(named)));
        Assert.Equal("GT-UYQUYEN", ListOf(drop, named).QuerySelector("option[selected]")!.GetAttribute("value"));

        await ListOf(drop, unnamed).ChangeAsync(new() { Value = "GT-QUANHE" });
        Assert.Equal("GT-QUANHE", await SlotOfAsync(unnamed));
        await RefreshAsync(drop);
        // What the officer has placed by hand stays there when more arrives.
        var third = await ArriveAsync(drop, "scan0003.pdf");
        Assert.Equal(("GT-QUANHE", "VB-COQUAN"), (await SlotOfAsync(unnamed), await SlotOfAsync(third)));

        var (text, undo) = Assert.Single(_told);
        Assert.Contains("scan0001.pdf", text, StringComparison.Ordinal);
        await drop.InvokeAsync(undo);
        Assert.Equal("VB-COQUAN", await SlotOfAsync(unnamed));
    }

    [Fact]
    public async Task Drop_ThatIsLaidToNoPaper_HoldsUpTheFiling()
    {
        var drop = await OpenAsync();
        var scan = await ArriveAsync(drop, "scan0001.pdf");

        await ListOf(drop, scan).ChangeAsync(new() { Value = PaperSlots.Unsorted });

        var check = await Portal.Submissions.CheckAsync(await DraftAsync(), Cancel);
        Assert.Equal((1, false), (check.Unsorted, check.IsComplete));
    }

    [Fact]
    public async Task Slot_ThatIsFullOrTakesNoSuchFile_RefusesInWords()
    {
        var drop = await OpenAsync();
        var scan = await ArriveAsync(drop, "bảng kê.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        Assert.Equal(PaperSlots.Unsorted, await SlotOfAsync(scan));
        Assert.Contains("không nhận loại tệp đó", drop.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unsorted_IsNoSlotOfAnOwnDraft()
    {
        var own = await Portal.Drafts.OpenAsync(await Portal.UserAsync(Cast.Citizen), CertifiedCopy.Code, Cancel);

        await using var db = await Portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.Null(await PaperSlots.AcceptedAsync(db, await Portal.UserAsync(Cast.Citizen), own.Id, PaperSlots.Unsorted, Cancel));
    }

    private async Task<IRenderedComponent<ScanDrop>> OpenAsync()
    {
        _officer = await Portal.UserAsync(Cast.IntakeOfficer);
        await Portal.Data.AddAsync(new OfficerPosting { UserId = _officer, AgencyId = Blazor.Tests.Support.Samples.District });
        _draft = (await new WalkIn(Portal).CompleteAsync(_officer)).Id;
        var progress = await ProgressAsync();
        return Render<ScanDrop>(parameters =>
            parameters
                .Add(drop => drop.Progress, progress)
                .Add(drop => drop.Sort, (paper, code) => Portal.Drafts.SortPaperAsync(_officer, _draft, paper.Id, code, Cancel))
                .Add(drop => drop.Read, DraftAsync)
                .Add(drop => drop.Tell, (text, undo) => _told.Add((text, undo)))
        );
    }

    /// <summary>A file has come up, as the upload element tells it.</summary>
    private async Task<Guid> ArriveAsync(IRenderedComponent<ScanDrop> drop, string name, string mediaType = "application/pdf")
    {
        var paper = new DraftPaper
        {
            DraftId = _draft,
            ComponentCode = PaperSlots.Unsorted,
            Ordinal = 1,
            File = new PaperFile(new string('a', 64), name, 10, mediaType, 1, null),
            AddedAt = Portal.Data.Clock.GetUtcNow().UtcDateTime,
        };
        await Portal.Data.AddAsync(paper);
        Portal.Data.Clock.Advance(TimeSpan.FromSeconds(1));
        await drop.Find("dvc-upload").TriggerEventAsync("onuploaded", EventArgs.Empty);
        await RefreshAsync(drop);
        return paper.Id;
    }

    private async Task RefreshAsync(IRenderedComponent<ScanDrop> drop)
    {
        var progress = await ProgressAsync();
        drop.Render(parameters => parameters.Add(d => d.Progress, progress));
    }

    private static AngleSharp.Dom.IElement ListOf(IRenderedComponent<ScanDrop> drop, Guid paper) => drop.Find($"#xep-{paper:N}");

    private async Task<DraftView> DraftAsync() => (await Portal.Drafts.FindAtCounterAsync(_officer, _draft, Cancel))!;

    private async Task<WizardProgress> ProgressAsync()
    {
        var draft = await DraftAsync();
        return new WizardProgress(draft, (await Portal.Submissions.CheckAsync(draft, Cancel)).State, []);
    }

    private async Task<string> SlotOfAsync(Guid paper)
    {
        await using var db = await Portal.Data.Contexts.CreateDbContextAsync(Cancel);
        return (await db.DraftPapers.SingleAsync(p => p.Id == paper, Cancel)).ComponentCode;
    }
}
