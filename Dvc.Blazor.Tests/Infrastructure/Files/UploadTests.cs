using System.Net;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Files;

public sealed class UploadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Upload_InThreeParts_BecomesAPaperOfTheDraft(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        var bytes = Samples.PlainPdf(pages: 2);
        var address = await site.AnnouncedAsync(bytes.Length, @"C:\fake\đơn (1).pdf");

        foreach (var (from, to) in new[] { (0, 100), (100, 101), (101, bytes.Length) })
        {
            using var response = await site.SendAsync(address, from, bytes[from..to], PaperSite.Checksum(bytes[from..to]));
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            Assert.Equal($"{to}", response.Headers.GetValues("Upload-Offset").Single());
        }

        var outcome = await site.OutcomeAsync(address);
        var paper = Assert.Single(await site.PapersAsync());
        Assert.Equal("Stored", outcome.GetProperty("state").GetString());
        Assert.Equal(paper.Id, outcome.GetProperty("paperId").GetGuid());
        Assert.Equal(
            ("đơn (1).pdf", 2, bytes.LongLength, "application/pdf"),
            (paper.File.FileName, paper.File.Pages, paper.File.Length, paper.File.MediaType)
        );
        using var got = await site.GetAsync($"/tep/{paper.Id}");
        Assert.Equal(bytes, await got.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Empty(Directory.GetFiles(Path.Combine(site.Folder, ".uploads")));
    }

    [Fact]
    public async Task Part_AtTheWrongPlace_IsAnsweredWith409AndTheRightOne()
    {
        await using var site = await PaperSite.StartAsync();
        var bytes = Samples.PlainPdf();
        var address = await site.AnnouncedAsync(bytes.Length);
        using var first = await site.SendAsync(address, 0, bytes[..50]);

        using var again = await site.SendAsync(address, 0, bytes[..50]);
        using var ahead = await site.SendAsync(address, 60, bytes[60..70]);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (again.StatusCode, ahead.StatusCode));
        Assert.Equal("50", again.Headers.GetValues("Upload-Offset").Single());
        Assert.Equal(50, await site.OffsetAsync(address));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Part_WithAWrongChecksum_LeavesNothingBehind(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        var bytes = Samples.PlainPdf();
        var address = await site.AnnouncedAsync(bytes.Length);
        using var first = await site.SendAsync(address, 0, bytes[..50], PaperSite.Checksum(bytes[..50]));

        using var wrong = await site.SendAsync(address, 50, bytes[50..80], PaperSite.Checksum(bytes[50..79]));
        using var nonsense = await site.SendAsync(address, 50, bytes[50..80], "md5 abc");

        Assert.Equal((460, HttpStatusCode.BadRequest), ((int)wrong.StatusCode, nonsense.StatusCode));
        Assert.Equal(50, await site.OffsetAsync(address));
    }

    [Fact]
    public async Task Part_LongerThanAnnounced_IsRefusedAndLeavesNothingBehind()
    {
        await using var site = await PaperSite.StartAsync();
        var address = await site.AnnouncedAsync(100);

        using var said = await site.SendAsync(address, 0, new byte[101]);
        var unsaid = site.Request(HttpMethod.Patch, address);
        unsaid.Headers.Add("Upload-Offset", "0");
        unsaid.Headers.TransferEncodingChunked = true;
        unsaid.Content = new ByteArrayContent(new byte[5000]);
        unsaid.Content.Headers.ContentType = new("application/offset+octet-stream");
        using var hidden = await site.Http.SendAsync(unsaid, Cancel);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (said.StatusCode, hidden.StatusCode));
        Assert.Equal(0, await site.OffsetAsync(address));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Upload_CutAtAnyByte_GoesOnFromThereAndArrivesWhole(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider, ("Files:MaxFilesPerSlot", "1000"));
        var bytes = Samples.Picture(SKEncodedImageFormat.Jpeg, 640, 480);

        await Gen.Int[0, bytes.Length - 1]
            .Array[1, 4]
            .SampleAsync(
                async cuts =>
                {
                    var address = await site.AnnouncedAsync(bytes.Length, "anh.jpg");
                    foreach (var cut in cuts.Order())
                    {
                        var from = await site.OffsetAsync(address);
                        var sent = Math.Max(0, cut - (int)from);
                        // Half of the cuts come when the part has just been received, half at a moment of their own.
                        var patiently = cut % 2 == 0;
                        await SendAndHangUpAsync(site, address, from, bytes.AsMemory((int)from, sent), bytes.Length - from, patiently);
                        Assert.InRange(await site.OffsetAsync(address), patiently ? from + sent : from, from + sent);
                    }

                    var rest = await site.OffsetAsync(address);
                    using var last = await site.SendAsync(address, rest, bytes[(int)rest..], PaperSite.Checksum(bytes[(int)rest..]));
                    Assert.Equal("Stored", (await site.OutcomeAsync(address)).GetProperty("state").GetString());
                },
                iter: 15,
                threads: 1
            );

        // All of them were the same picture, so it lies there once, with its small picture.
        Assert.Single((await site.PapersAsync()).Select(p => p.File.Sha256).Distinct());
        Assert.Equal(2, site.StoredFiles().Length);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Upload_ServerGoneInBetween_GoesOnAfterwards(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        var bytes = Samples.PlainPdf();
        var address = await site.AnnouncedAsync(bytes.Length);
        using var first = await site.SendAsync(address, 0, bytes[..77]);

        await site.StartAgainAsync();

        Assert.Equal(77, await site.OffsetAsync(address));
        using var rest = await site.SendAsync(address, 77, bytes[77..]);
        Assert.Equal("Stored", (await site.OutcomeAsync(address)).GetProperty("state").GetString());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Upload_ServerGoneBetweenTheLastByteAndTheJudgement_IsJudgedWhenAskedFor(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        var bytes = Samples.PlainPdf();
        var address = await site.AnnouncedAsync(bytes.Length);
        await site.StopAsync();
        await File.WriteAllBytesAsync(Path.Combine(site.Folder, ".uploads", address.Split('/')[^1]), bytes, Cancel);

        await site.StartAgainAsync();

        Assert.Equal(bytes.Length, await site.OffsetAsync(address));
        Assert.Equal("Stored", (await site.OutcomeAsync(address)).GetProperty("state").GetString());
        Assert.Single(await site.PapersAsync());
        Assert.Equal("Stored", (await site.OutcomeAsync(address)).GetProperty("state").GetString());
        Assert.Single(await site.PapersAsync());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Upload_OfAnotherPerson_IsNotThere(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        var address = await site.AnnouncedAsync(100);
        var other = Guid.NewGuid();

        using var head = await site.Http.SendAsync(site.Request(HttpMethod.Head, address, other), Cancel);
        using var get = await site.Http.SendAsync(site.Request(HttpMethod.Get, address, other), Cancel);
        using var patch = await site.SendAsync(address, 0, new byte[10], user: other);
        using var delete = await site.Http.SendAsync(site.Request(HttpMethod.Delete, address, other), Cancel);
        using var create = await site.AnnounceAsync(100, user: other);
        using var paper = await site.AnnounceAsync(100, paper: "KHONG-CO");
        using var shown = await site.AnnounceAsync(100, paper: "XUAT-TRINH");

        Assert.All([head, get, patch, delete, create, paper, shown], r => Assert.Equal(HttpStatusCode.NotFound, r.StatusCode));
        Assert.Equal(0, await site.OffsetAsync(address));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", null, HttpStatusCode.Forbidden)]
    [InlineData("Tus-Resumable", null, HttpStatusCode.PreconditionFailed)]
    [InlineData("X-Test-User", null, HttpStatusCode.Unauthorized)]
    public async Task Request_ThatAnotherSiteCouldSendOrNobodySent_IsRefused(string header, string? value, HttpStatusCode expected)
    {
        await using var site = await PaperSite.StartAsync();
        var address = await site.AnnouncedAsync(100);
        var request = site.Request(HttpMethod.Delete, address);
        request.Headers.Remove(header);
        if (value is not null)
            request.Headers.Add(header, value);

        using var response = await site.Http.SendAsync(request, Cancel);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(0, await site.OffsetAsync(address));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Announcement_BeyondALimit_IsRefusedWithItsReason(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(
            provider,
            ("Files:MaxFileBytes", "2000"),
            ("Files:MaxFilesPerSlot", "3"),
            ("Files:MaxBytesPerSlot", "4000"),
            ("Files:MaxBytesPerDossier", "5000")
        );

        Assert.Equal("Empty", await RefusalAsync(await site.AnnounceAsync(0)));
        Assert.Equal("TooLarge", await RefusalAsync(await site.AnnounceAsync(2001)));
        await site.AnnouncedAsync(2000);
        await site.AnnouncedAsync(1990);
        Assert.Equal("SlotFull", await RefusalAsync(await site.AnnounceAsync(11)));
        await site.AnnouncedAsync(10);
        Assert.Equal("TooManyFiles", await RefusalAsync(await site.AnnounceAsync(1)));
        Assert.Equal("DossierFull", await RefusalAsync(await site.AnnounceAsync(1001, paper: PaperSite.WordPaper)));
        await site.AnnouncedAsync(1000, paper: PaperSite.WordPaper);
    }

    [Theory]
    [InlineData("MZ not a paper", "WrongType")]
    [InlineData("%PDF-1.4 nonsense", "Unreadable")]
    public async Task Upload_OfWhatCannotBeTaken_EndsInARefusalWithWords(string content, string refusal)
    {
        await using var site = await PaperSite.StartAsync();

        var outcome = await site.UploadAsync(Encoding.ASCII.GetBytes(content));

        Assert.Equal(("Refused", refusal), (outcome.GetProperty("state").GetString(), outcome.GetProperty("refusal").GetString()));
        Assert.NotEmpty(outcome.GetProperty("message").GetString()!);
        Assert.Empty(await site.PapersAsync());
        Assert.Empty(site.StoredFiles());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Upload_ThatIsNotWhatTheSenderHas_IsRefusedAsDamaged(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        var bytes = Samples.PlainPdf();
        using var announced = await site.AnnounceAsync(bytes.Length, sha256: new string('0', 64));
        var address = announced.Headers.Location!.ToString();

        using var sent = await site.SendAsync(address, 0, bytes);

        Assert.Equal("Damaged", (await site.OutcomeAsync(address)).GetProperty("refusal").GetString());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Upload_GivenUpOrExpired_IsForgottenWithItsBytes(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        var given = await site.AnnouncedAsync(100);
        using var part = await site.SendAsync(given, 0, new byte[10]);
        var expired = await site.AnnouncedAsync(100);

        using var deleted = await site.Http.SendAsync(site.Request(HttpMethod.Delete, given), Cancel);
        site.Clock.Advance(TimeSpan.FromHours(25));
        using var after = await site.Http.SendAsync(site.Request(HttpMethod.Head, expired), Cancel);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, after.StatusCode));
        Assert.Empty(Directory.GetFiles(Path.Combine(site.Folder, ".uploads")));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Sweep_AfterADay_TakesWhatNothingRefersToAndLeavesTheRest(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        await site.UploadAsync(Samples.PlainPdf());
        using var orphan = new MemoryStream([1, 2, 3]);
        await site.Services.GetRequiredService<IFileStore>().AddAsync(orphan, Cancel);
        var sweep = site.Services.GetRequiredService<FileSweep>();

        await sweep.RunOnceAsync(Cancel);
        Assert.Equal(2, site.StoredFiles().Length);
        site.Clock.Advance(TimeSpan.FromHours(25));
        await sweep.RunOnceAsync(Cancel);

        Assert.Equal((await site.PapersAsync()).Select(p => p.File.Sha256), site.StoredFiles());
    }

    private static async Task<string?> RefusalAsync(HttpResponseMessage response)
    {
        using (response)
        {
            using var body = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
            return body.RootElement.GetProperty("refusal").GetString();
        }
    }

    // Says how much is coming, sends less and hangs up.
    private static async Task SendAndHangUpAsync(
        PaperSite site,
        string address,
        long offset,
        ReadOnlyMemory<byte> part,
        long announced,
        bool patiently
    )
    {
        var host = site.Http.BaseAddress!;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Port, Cancel);
        await using var stream = client.GetStream();
        var head =
            $"PATCH {address} HTTP/1.1\r\nHost: {host.Authority}\r\nOrigin: http://{host.Authority}\r\nTus-Resumable: 1.0.0\r\nX-Test-User: {site.Owner}\r\n"
            + $"Content-Type: application/offset+octet-stream\r\nUpload-Offset: {offset}\r\nContent-Length: {announced}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Cancel);
        await stream.WriteAsync(part, Cancel);
        var received = new FileInfo(Path.Combine(site.Folder, ".uploads", address.Split('/')[^1]));
        await Wait.UntilAsync(
            () =>
            {
                received.Refresh();
                return !patiently || (received.Exists ? received.Length : 0) == offset + part.Length;
            },
            "the part is on the disk",
            null,
            Cancel
        );
        client.Client.Shutdown(SocketShutdown.Send);
        // Until the server has seen the end.
        try
        {
            while (await stream.ReadAsync(new byte[1024], Cancel) > 0) { }
        }
        catch (IOException)
        {
            // It may also hang up hard; either way it has seen the end.
        }
    }
}
