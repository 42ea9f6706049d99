using System.Net;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Files;

public sealed class ScanAndDownloadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Download_OfAPdf_IsForSavingAndRunsNowhere()
    {
        await using var site = await PaperSite.StartAsync();
        await site.UploadAsync(Samples.PlainPdf(), "giấy \"khai\" sinh.pdf");
        var paper = Assert.Single(await site.PapersAsync());

        using var got = await site.GetAsync($"/tep/{paper.Id}?xem");
        using var head = await site.Http.SendAsync(site.Request(HttpMethod.Head, $"/tep/{paper.Id}?xem"), Cancel);

        Assert.Equal((HttpStatusCode.OK, got.Content.Headers.ContentLength), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        Assert.Equal("application/pdf", got.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", got.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("giấy -khai- sinh.pdf", got.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", Header(got, "X-Content-Type-Options"));
        Assert.Equal("sandbox; default-src 'none'", Header(got, "Content-Security-Policy"));
        Assert.Equal("no-store", Header(got, "Cache-Control"));
        Assert.Equal("same-origin", Header(got, "Cross-Origin-Resource-Policy"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Download_OfAPicture_IsShownOnlyWhenAskedForAndHasASmallPicture(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        await site.UploadAsync(Samples.Picture(SKEncodedImageFormat.Png, 1000, 500), "anh.png");
        var paper = Assert.Single(await site.PapersAsync());

        using var saved = await site.GetAsync($"/tep/{paper.Id}");
        using var shown = await site.GetAsync($"/tep/{paper.Id}?xem");
        using var small = await site.GetAsync($"/tep/{paper.Id}/anh-nho");

        Assert.Equal(("attachment", "inline", "inline"), (Disposition(saved), Disposition(shown), Disposition(small)));
        using var picture = SKBitmap.Decode(await small.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal((320, 160), (picture.Width, picture.Height));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Download_ByAnybodyElse_FindsNothing(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        await site.UploadAsync(Samples.PlainPdf());
        var paper = Assert.Single(await site.PapersAsync());
        var officer = Guid.NewGuid();
        site.Officers.Add(officer);

        // A draft is nobody's business but its owner's, whatever rights an officer has over dossiers.
        using var other = await site.GetAsync($"/tep/{paper.Id}", Guid.NewGuid());
        using var staff = await site.GetAsync($"/tep/{paper.Id}", officer);
        using var absent = await site.GetAsync($"/tep/{Guid.NewGuid()}");
        using var nobody = await site.Http.GetAsync(new Uri($"/tep/{paper.Id}", UriKind.Relative), Cancel);

        Assert.All([other, staff, absent], r => Assert.Equal(HttpStatusCode.NotFound, r.StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    [Fact]
    public async Task Download_OfADamagedFile_IsRefusedInWords()
    {
        await using var site = await PaperSite.StartAsync();
        await site.UploadAsync(Samples.PlainPdf());
        var paper = Assert.Single(await site.PapersAsync());
        var stored = Directory.GetFiles(site.Folder, paper.File.Sha256, SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(stored, "flipped", Cancel);

        using var got = await site.GetAsync($"/tep/{paper.Id}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, got.StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Scanner_FindsMalwareAndClearsTheRest(DatabaseProvider provider)
    {
        await using var clamd = await ClamAvServer.StartAsync(Cancel);
        await using var site = await PaperSite.StartAsync(provider, ("ClamAv:Host", "127.0.0.1"), ("ClamAv:Port", $"{clamd.Port}"));

        await site.UploadAsync(Samples.PlainPdf());
        await site.UploadAsync(
            Samples.PlainPdf(
                1,
                "",
                $"<< /Length {Samples.Eicar.Length} >>\nstream\n{System.Text.Encoding.ASCII.GetString(Samples.Eicar)}\nendstream"
            )
        );
        var (clean, infected) = await site.PapersAsync() switch
        {
            [var a, var b] => (a, b),
            _ => throw new InvalidOperationException(),
        };

        await ReachesAsync(site, clean.File.Sha256, ScanState.Clean);
        await ReachesAsync(site, infected.File.Sha256, ScanState.Infected);
        using var good = await site.GetAsync($"/tep/{clean.Id}");
        using var bad = await site.GetAsync($"/tep/{infected.Id}");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (good.StatusCode, bad.StatusCode));
    }

    [Fact]
    public async Task Scanner_OutOfOrder_HoldsPapersBackAndClearsThemWhenItIsBack()
    {
        await using var clamd = await ClamAvServer.StartAsync(Cancel);
        await clamd.StopAsync();
        await using var site = await PaperSite.StartAsync(("ClamAv:Host", "127.0.0.1"), ("ClamAv:Port", $"{clamd.Port}"));
        await site.UploadAsync(Samples.PlainPdf());
        var paper = Assert.Single(await site.PapersAsync());
        await ReachesAsync(site, paper.File.Sha256, ScanState.Failed);
        using var own = await site.GetAsync($"/tep/{paper.Id}");

        await clamd.StartAgainAsync(Cancel);
        site.Clock.Advance(TimeSpan.FromMinutes(1));

        await ReachesAsync(site, paper.File.Sha256, ScanState.Clean);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task HandedInPaper_NotYetScanned_ReachesTheOfficerOnlyAfterTheScan(DatabaseProvider provider)
    {
        await using var clamd = await ClamAvServer.StartAsync(Cancel);
        await clamd.StopAsync();
        await using var site = await PaperSite.StartAsync(provider, ("ClamAv:Host", "127.0.0.1"), ("ClamAv:Port", $"{clamd.Port}"));
        await site.UploadAsync(Samples.PlainPdf());
        var paper = await site.SubmitAsync();
        var officer = Guid.NewGuid();
        site.Officers.Add(officer);

        using var stranger = await site.GetAsync($"/tep/{paper.Id}", Guid.NewGuid());
        using var early = await site.GetAsync($"/tep/{paper.Id}", officer);
        await clamd.StartAgainAsync(Cancel);
        await ReachesAsync(site, paper.File.Sha256, ScanState.Clean);
        using var late = await site.GetAsync($"/tep/{paper.Id}", officer);

        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.OK),
            (stranger.StatusCode, early.StatusCode, late.StatusCode)
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Scanner_Frozen_PaperIsTakenInAndWaitsAndIsScannedWhenItMovesAgain(DatabaseProvider provider)
    {
        await using var clamd = await ClamAvServer.StartAsync(Cancel);
        await using var site = await PaperSite.StartAsync(
            provider,
            ("ClamAv:Host", "127.0.0.1"),
            ("ClamAv:Port", $"{clamd.Port}"),
            ("ClamAv:TimeoutSeconds", "1")
        );
        await clamd.FreezeAsync();
        var outcome = await site.UploadAsync(Samples.PlainPdf());
        var paper = await site.SubmitAsync();
        var officer = Guid.NewGuid();
        site.Officers.Add(officer);

        using var waiting = await site.GetAsync($"/tep/{paper.Id}", officer);
        await ReachesAsync(site, paper.File.Sha256, ScanState.Failed);
        using var stillWaiting = await site.GetAsync($"/tep/{paper.Id}", officer);
        using var own = await site.GetAsync($"/tep/{paper.Id}");
        await clamd.ThawAsync();
        await ReachesAsync(site, paper.File.Sha256, ScanState.Clean);
        using var scanned = await site.GetAsync($"/tep/{paper.Id}", officer);

        Assert.Equal("Stored", outcome.GetProperty("state").GetString());
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (waiting.StatusCode, stillWaiting.StatusCode));
        Assert.Contains("đang được quét", await waiting.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (own.StatusCode, scanned.StatusCode));
    }

    private static Task ReachesAsync(PaperSite site, string sha256, ScanState state) =>
        Wait.UntilAsync(
            async () =>
            {
                // Each look lets a minute pass for the job that waits.
                site.Clock.Advance(TimeSpan.FromMinutes(1));
                return await site.Database.ReadAsync(
                    db => db.Set<FileScan>().AnyAsync(s => s.Sha256 == sha256 && s.State == state, Cancel),
                    Cancel
                );
            },
            $"the scan says {state}",
            null,
            Cancel
        );

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));

    private static string Disposition(HttpResponseMessage response) => response.Content.Headers.ContentDisposition!.DispositionType;
}
