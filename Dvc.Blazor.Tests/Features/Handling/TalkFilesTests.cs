using Bunit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

/// <summary>Files in the talk with the applicant, on the officer's page.</summary>
public sealed class TalkFilesTests : OfficersPages
{
    [Fact]
    public async Task Message_WithAFileOnTheWayThroughTheScanner_IsNotSentAndKeepsItsWords()
    {
        var dossier = (await FileAsync(1))[0];
        var officer = await SignInAsync(Cast.IntakeOfficer, Roles.IntakeOfficer);
        await AttachAsync(Node, officer, dossier, 'a', "mau-don.pdf", ScanState.Infected);
        var page = Render<DossierPage>(parameters => parameters.Add(p => p.Number, dossier.Number));
        await SeesAsync(() => page.FindAll(".msgfiles.waiting li").Count == 1);
        Assert.Contains("có mã độc", page.Find(".msgfiles.waiting").TextContent, StringComparison.Ordinal);

        await page.Find("#nhan-tin").InputAsync(new() { Value = "Gửi anh mẫu đơn." });
        await page.FindAll("button").Single(b => b.TextContent.Trim() == "Gửi").ClickAsync(new());

        Assert.Contains("mau-don.pdf", page.Find("#nhan-tin-e").TextContent, StringComparison.Ordinal);
        Assert.Equal("Gửi anh mẫu đơn.", page.Find("#nhan-tin").GetAttribute("value"));
        await page.Find(".msgfiles.waiting button").ClickAsync(new());
        await AttachAsync(Node, officer, dossier, 'b', "mau-dung.pdf", ScanState.Clean);
        await page.FindAll("button").Single(b => b.TextContent.Trim() == "Gửi").ClickAsync(new());

        await SeesAsync(() => page.FindAll(".talk li.ours").Count == 1);
        Assert.Contains("mau-dung.pdf", page.Find(".talk li.ours").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".msgfiles.waiting"));
        await page.Find(".talk li.ours .msgfiles button").ClickAsync(new());
        Assert.StartsWith("/tep/", page.Find(".talkfile paper-stage").GetAttribute("data-src"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Dvc.Blazor.Tests.Support.BothDatabases))]
    public async Task File_BeingScanned_HoldsTheMessageBack(Dvc.Blazor.Infrastructure.Persistence.DatabaseProvider provider)
    {
        await using var filed = await FiledDossier.CreateAsync(provider);
        var node = filed.Portal.NewNode(services => services.AddSingleton<IScanner>(new SomeScanner()));
        var dossier = await filed.StoredAsync();
        var officer = await filed.Portal.UserAsync(Cast.IntakeOfficer);
        var desk = node.GetRequiredService<WorkDesk>();
        var file = await AttachAsync(node, officer, dossier, 'c', "cho.pdf", ScanState.Pending);

        var early = await Assert.ThrowsAsync<RuleViolationException>(() => desk.WriteAsync(officer, filed.Number, "x", Cancel));
        await filed.Database.WriteAsync(
            db => db.Set<FileScan>().ExecuteUpdateAsync(set => set.SetProperty(f => f.State, ScanState.Clean), Cancel),
            Cancel
        );
        await desk.WriteAsync(officer, filed.Number, "", Cancel);

        Assert.Equal("Message.FileBeingScanned", early.Rule);
        var message = Assert.Single((await filed.Query.RunAsync(filed.Owner, filed.Number, Cancel))!.Messages);
        Assert.Equal(("", file), (message.Words, Assert.Single(message.Files).Id));
        Assert.Equal(
            "Dossier.ReasonMissing",
            (await Assert.ThrowsAsync<RuleViolationException>(() => desk.WriteAsync(officer, filed.Number, " ", Cancel))).Rule
        );
    }

    private static async Task<Guid> AttachAsync(
        IServiceProvider node,
        Guid user,
        Dossier dossier,
        char content,
        string name,
        ScanState scan
    )
    {
        var files = node.GetRequiredService<MessageFiles>();
        var paper = await node.GetRequiredService<Dvc.Blazor.Infrastructure.Persistence.DvcDatabase>()
            .WriteAsync(
                async db =>
                {
                    var draft = await files.BeginAsync(db, user, dossier.Id, Cancel);
                    var file = new DraftPaper
                    {
                        DraftId = draft!.Value,
                        ComponentCode = PaperSlots.Message,
                        Ordinal = 1,
                        File = new PaperFile(new string(content, 64), name, 100, "application/pdf", 1, null),
                        AddedAt = Samples.Morning,
                    };
                    db.AddRange(
                        file,
                        new FileScan
                        {
                            Sha256 = file.File.Sha256,
                            State = scan,
                            NextAttemptAt = Samples.Morning,
                        }
                    );
                    return file.Id;
                },
                Cancel
            );
        return paper;
    }

    private sealed class SomeScanner : IScanner
    {
        public bool IsConfigured => true;

        public Task<ScanResult> ScanAsync(Stream content, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
