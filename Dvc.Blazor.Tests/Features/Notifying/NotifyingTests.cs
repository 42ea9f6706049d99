using System.Text.RegularExpressions;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Notifying;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MimeKit;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Notifying;

/// <summary>From an act on a dossier to the mail at a real SMTP server.</summary>
public sealed partial class NotifyingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Submitted_SendsTheProofOfFiling(DatabaseProvider provider)
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        await data.FileDossierAsync();

        await Dispatcher(data, server).RunOnceAsync(Cancel);

        var mail = Assert.Single(server.Mails());
        Assert.Equal(["hyen@example.vn"], mail.To);
        Assert.Equal($"Đã nhận hồ sơ {FiledDossier.Number}", mail.Message.Subject);
        AssertSays(
            mail,
            FiledDossier.Number,
            "Thực hiện trợ cấp xã hội hằng tháng",
            "UBND huyện Chư Pưh",
            "Mới đăng ký",
            "09 giờ 00, ngày 02/06/2025"
        );
        AssertSays(
            mail,
            "https://dichvucong.example.vn/ho-so/" + FiledDossier.Number,
            "https://dichvucong.example.vn/tra-cuu?ma=" + FiledDossier.Number
        );
        var paper = await PrintedPages.ReadTextAsync(Pdf(mail), Cancel);
        Assert.Contains("GIẤY XÁC NHẬN ĐÃ NỘP HỒ SƠ TRỰC TUYẾN", paper, StringComparison.Ordinal);
        Assert.Contains("uy-quyen.pdf", paper, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepted_SendsForm01WithTheAppointedDate()
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var data = await DvcTestDatabase.CreateAsync();
        var id = await data.FileDossierAsync();
        await data.ActAsync(id, d => d.Accept(FiledDossier.Officer, new DateTime(2025, 6, 26, 9, 30, 0, DateTimeKind.Utc), data.Now()));

        await Dispatcher(data, server).RunOnceAsync(Cancel);

        var mail = Assert.Single(server.Mails(), m => m.Message.Subject == $"Hồ sơ {FiledDossier.Number} đã được tiếp nhận");
        AssertSays(mail, "Bộ phận Một cửa huyện Chư Pưh", "Được tiếp nhận", "16 giờ 30, thứ Năm, ngày 26/06/2025");
        var paper = await PrintedPages.ReadTextAsync(Pdf(mail), Cancel);
        Assert.Contains("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", paper, StringComparison.Ordinal);
        Assert.Contains("16 giờ 30, thứ Năm, ngày 26/06/2025", paper, StringComparison.Ordinal);
        Assert.Contains("17,5 ngày làm việc", paper, StringComparison.Ordinal);
        Assert.Contains("Nguyễn Thị Thu Hằng", paper, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_TellsTheReasonAsTextOnly()
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var data = await DvcTestDatabase.CreateAsync();
        var id = await data.FileDossierAsync();
        await data.ActAsync(id, d => d.Refuse(FiledDossier.Officer, "Thiếu <b>văn bản</b> ủy quyền & bản sao", data.Now()));

        await Dispatcher(data, server).RunOnceAsync(Cancel);

        var mail = Assert.Single(server.Mails(), m => m.Message.Subject!.EndsWith("không được tiếp nhận", StringComparison.Ordinal));
        AssertSays(mail, "Thiếu <b>văn bản</b> ủy quyền & bản sao", "Không được tiếp nhận", "nộp hồ sơ mới");
        Assert.DoesNotContain("<b>văn", mail.Message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("PHIẾU TỪ CHỐI TIẾP NHẬN", await PrintedPages.ReadTextAsync(Pdf(mail), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task InProgressAndCompleted_TellWhatComesNext()
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var data = await DvcTestDatabase.CreateAsync();
        var id = await data.FileDossierAsync();
        await data.ActAsync(id, d => d.Accept(FiledDossier.Officer, null, data.Now()));
        await data.ActAsync(id, d => d.Forward(FiledDossier.Officer, new ForwardTarget("gl-h-639"), data.Now()));
        await data.ActAsync(id, d => d.Complete(FiledDossier.Officer, data.Now()));

        await Dispatcher(data, server).RunOnceAsync(Cancel);

        Assert.Equal(4, server.Mails().Count);
        AssertSays(
            Assert.Single(server.Mails(), m => m.Message.Subject!.EndsWith("Đang xử lý", StringComparison.Ordinal)),
            "Bạn chưa phải làm gì thêm"
        );
        AssertSays(
            Assert.Single(server.Mails(), m => m.Message.Subject!.EndsWith("Đã xử lý xong", StringComparison.Ordinal)),
            "Bạn đến Bộ phận Một cửa huyện Chư Pưh nhận kết quả"
        );
        AssertSays(
            Assert.Single(server.Mails(), m => m.Message.Subject!.EndsWith("đã được tiếp nhận", StringComparison.Ordinal)),
            "Cơ quan không hẹn ngày với thủ tục này."
        );
    }

    [Fact]
    public async Task EveryKind_CarriesNothingThatAnOpenLetterMustNot()
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var data = await DvcTestDatabase.CreateAsync();
        var id = await data.FileDossierAsync();
        await data.ActAsync(id, d => d.Accept(FiledDossier.Officer, null, data.Now()));
        await data.ActAsync(
            id,
            d => d.RequestSupplement(FiledDossier.Officer, Samples.Demand("Bổ sung giấy khai sinh"), Samples.Clock, data.Now())
        );

        await Dispatcher(data, server).RunOnceAsync(Cancel);

        Assert.Equal(3, server.Mails().Count);
        foreach (var mail in server.Mails())
        {
            var papers = mail.Message.Attachments.Any() ? await PrintedPages.ReadTextAsync(Pdf(mail), Cancel) : "";
            var all = mail.Message.Subject + mail.Message.TextBody + mail.Message.HtmlBody + papers;
            Assert.DoesNotContain(FiledDossier.NationalId[..6], all, StringComparison.Ordinal);
            Assert.DoesNotContain(FiledDossier.Street, all, StringComparison.Ordinal);
            Assert.DoesNotContain(FiledDossier.Phone, all, StringComparison.Ordinal);
            var body = mail.Message.TextBody + mail.Message.HtmlBody;
            Assert.All(
                Links().Matches(body),
                link => Assert.Matches(@"/(ho-so/|tra-cuu\?ma=)H21\.65-250602-0001(/bo-sung)?\z", link.Value)
            );
            Assert.DoesNotContain("<table", mail.Message.HtmlBody, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<script", mail.Message.HtmlBody, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task ApplicantWithoutAddress_GetsNothingAndNothingWaits()
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var data = await DvcTestDatabase.CreateAsync();
        await data.FileDossierAsync(email: null);

        Assert.Equal(1, await Dispatcher(data, server).RunOnceAsync(Cancel));

        Assert.Equal(0, await Dispatcher(data, server).RunOnceAsync(Cancel));
        Assert.Empty(server.Mails());
    }

    private static OutboxDispatcher Dispatcher(DvcTestDatabase data, SmtpServer server)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = $"{server.Port}",
            ["Mail:Security"] = "None",
            ["Mail:From"] = "khong-tra-loi@dichvucong.example.vn",
            ["Portal:PublicUrl"] = "https://dichvucong.example.vn/",
        };
        var node = data.NewNode(services =>
            services
                .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
                .AddSingleton(Host.CreateEmptyApplicationBuilder(null).Environment)
                .AddSingleton(
                    new Dvc.Blazor.Domain.Portals.StandingPortal(
                        new Dvc.Blazor.Domain.PortalIdentity("Cổng Dịch vụ công", "Huyện Chư Pưh", "0269 3850 009", "", "", "")
                    )
                )
                .AddNotifying()
        );
        return node.GetRequiredService<OutboxDispatcher>();
    }

    // Both forms of the mail say the same.
    private static void AssertSays(ReceivedMail mail, params string[] expected)
    {
        var html = Plain(System.Net.WebUtility.HtmlDecode(Tags().Replace(mail.Message.HtmlBody ?? "", " ")));
        foreach (var words in expected)
        {
            Assert.Contains(words, Plain(mail.Message.TextBody ?? ""), StringComparison.Ordinal);
            Assert.Contains(
                words,
                words.StartsWith("http", StringComparison.Ordinal) ? mail.Message.HtmlBody : html,
                StringComparison.Ordinal
            );
        }
    }

    private static byte[] Pdf(ReceivedMail mail)
    {
        var part = Assert.IsType<MimePart>(Assert.Single(mail.Message.Attachments));
        Assert.Equal("application/pdf", part.ContentType.MimeType);
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes, Cancel);
        return bytes.ToArray();
    }

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("""https?://[^\s"<]+""")]
    private static partial Regex Links();
}
