using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Tests.Features.Notifying;
using Dvc.Blazor.Tests.Infrastructure.Mail;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Receipts;

public sealed class ReceiptQueryTests
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunAsync_BeforeAndAfterAcceptance_TellsWhatIsKnown(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        var id = await data.FileDossierAsync();
        var query = new ReceiptQuery(data.Database, MailRig.Links);

        var before = await query.RunAsync(id, null, Cancel);
        await data.ActAsync(id, d => d.Accept(FiledDossier.Officer, new DateTime(2025, 6, 26, 9, 30, 0, DateTimeKind.Utc), data.Now()));
        var after = await query.RunAsync(id, null, Cancel);

        Assert.NotNull(before);
        Assert.NotNull(after);
        Assert.Equal((ReceiptKind.Submission, (DateOnly?)null, (string?)null), (before.Kind, before.DueDate, before.AcceptedBy));
        Assert.Equal(("Ksor H'Ngŏ", "Rơ Châm H’Yên", "064175••••••"), (before.ApplicantName, before.RepresentativeName, before.IdNumber));
        Assert.Equal("Làng Kênh Mék, xã Ia Le, huyện Chư Pưh, tỉnh Gia Lai", before.Address);
        Assert.Equal("Chư Pưh", before.Place);
        Assert.Equal(["Tờ khai đề nghị trợ giúp xã hội", "Văn bản ủy quyền"], before.Papers.Select(p => p.Name));
        Assert.Equal("uy-quyen.pdf", Assert.Single(before.Papers[1].Files).Name);
        Assert.Equal(
            (ReceiptKind.Acceptance, new DateOnly(2025, 6, 26), new TimeOnly(16, 30), "Nguyễn Thị Thu Hằng"),
            (after.Kind, after.DueDate!.Value, after.DueTime!.Value, after.AcceptedBy)
        );
    }

    [Fact]
    public async Task RunAsync_NoSuchDossier_IsNothing()
    {
        await using var data = await DvcTestDatabase.CreateAsync();

        Assert.Null(await new ReceiptQuery(data.Database, MailRig.Links).RunAsync(Guid.NewGuid(), null, Cancel));
    }
}
