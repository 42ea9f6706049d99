using System.Net;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;
using SkiaSharp;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Files;

/// <summary>The kernel's own answer of a full disk comes from <c>/dev/full</c>, which needs no small disk and no rights.</summary>
public sealed class FullDiskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Part_OnAFullDisk_IsAnsweredWith507AndTheUploadGoesOnLater(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        await site.UploadAsync(Samples.PlainPdf(pages: 3), "truoc.pdf");
        var bytes = Samples.PlainPdf();
        var address = await site.AnnouncedAsync(bytes.Length);
        var file = Path.Combine(site.Folder, ".uploads", address.Split('/')[^1]);
        File.CreateSymbolicLink(file, "/dev/full");

        using var full = await site.SendAsync(address, 0, bytes, PaperSite.Checksum(bytes));
        using var earlier = await site.GetAsync($"/tep/{(await site.PapersAsync()).Single().Id}");
        File.Delete(file);
        using var later = await site.SendAsync(address, await site.OffsetAsync(address), bytes, PaperSite.Checksum(bytes));

        Assert.Equal((507, HttpStatusCode.OK, HttpStatusCode.NoContent), ((int)full.StatusCode, earlier.StatusCode, later.StatusCode));
        Assert.Equal("Stored", (await site.OutcomeAsync(address)).GetProperty("state").GetString());
        Assert.Equal(2, (await site.PapersAsync()).Count);
    }

    [Fact]
    public async Task Judgement_OnAFullDisk_IsAnsweredWith507AndMadeUpForLater()
    {
        await using var site = await PaperSite.StartAsync();
        var bytes = Samples.Picture(SKEncodedImageFormat.Jpeg, 640, 480);
        var address = await site.AnnouncedAsync(bytes.Length, "anh.jpg");
        site.DiskIsFull = true;

        using var sent = await site.SendAsync(address, 0, bytes);
        using var asked = await site.Http.SendAsync(site.Request(HttpMethod.Get, address), Cancel);
        var waiting = Directory.GetFiles(site.Folder, "*", SearchOption.AllDirectories);
        site.DiskIsFull = false;
        var outcome = await site.OutcomeAsync(address);

        Assert.Equal((507, 507), ((int)sent.StatusCode, (int)asked.StatusCode));
        Assert.Equal(address.Split('/')[^1], Path.GetFileName(Assert.Single(waiting)));
        Assert.Equal("Stored", outcome.GetProperty("state").GetString());
        Assert.Single(await site.PapersAsync());
    }

    [Fact]
    public void OtherTroubles_AreNotTakenForAFullDisk()
    {
        Assert.True(FullDisk.Caused(new InvalidOperationException("", new SqliteException("full", 13))));
        Assert.True(FullDisk.Caused(new PostgresException("no space left", "ERROR", "ERROR", "53100")));
        Assert.False(FullDisk.Caused(new SqliteException("busy", 5)));
        Assert.False(FullDisk.Caused(new IOException("in use")));
        Assert.False(FullDisk.Caused(Assert.ThrowsAny<Exception>(() => new string('a', -1))));
    }
}
