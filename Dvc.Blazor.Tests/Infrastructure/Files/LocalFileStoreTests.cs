using System.Security.Cryptography;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Files;

public sealed class LocalFileStoreTests : IDisposable
{
    private static readonly byte[] Content = [1, 2, 3, 4, 5];
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Content));

    private readonly TempFolder _folder = new();
    private readonly List<string> _acts = [];
    private readonly AlarmLog _log = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2025, 6, 2, 2, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Place => Path.Combine(_folder.Path, Hash[..2], Hash[2..4], Hash);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Add_NewContent_IsFlushedBeforeItHasItsNameAndItsFolderAfterwards()
    {
        await AddAsync(Store(Disk.Real));

        Assert.Equal(
            [
                "flush file",
                $"flush {_folder.File(Hash[..2])}",
                $"flush {_folder.Path}",
                $"rename to {Place}",
                $"flush {Path.GetDirectoryName(Place)}",
            ],
            _acts
        );
        Assert.Equal(Content, await File.ReadAllBytesAsync(Place, Cancel));
    }

    [Theory]
    [InlineData("flush file")]
    [InlineData("rename")]
    public async Task Add_DiskFailsBeforeTheRename_LeavesNothing(string where)
    {
        var broken = new Disk(
            where == "flush file" ? _ => throw new IOException() : Disk.Real.FlushFile,
            where == "rename" ? (_, _) => throw new IOException() : Disk.Real.Rename,
            Disk.Real.FlushFolder
        );

        await Assert.ThrowsAsync<IOException>(() => AddAsync(Store(broken)));

        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Open_WhatWasAdded_GivesItBack()
    {
        var store = Store(Disk.Real);

        Assert.Equal(Hash, await AddAsync(store));

        await using var opened = await store.OpenAsync(Hash, Cancel);
        var read = new byte[10];
        Assert.Equal(Content, read[..await opened.ReadAtLeastAsync(read, 10, false, Cancel)]);
        Assert.Empty(_log.Alarms);
    }

    [Fact]
    public async Task Open_AFlippedBitOrNothing_IsRefusedWithAnAlarm()
    {
        var store = Store(Disk.Real);
        await AddAsync(store);
        await File.WriteAllBytesAsync(Place, [1, 2, 3, 4, 4], Cancel);

        await Assert.ThrowsAsync<FileDamagedException>(() => store.OpenAsync(Hash, Cancel));
        File.Delete(Place);
        await Assert.ThrowsAsync<FileDamagedException>(() => store.OpenAsync(Hash, Cancel));

        Assert.Equal(2, _log.Alarms.Count(a => a.Contains(Hash, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Add_OverADamagedCopy_MendsIt()
    {
        var store = Store(Disk.Real);
        await AddAsync(store);
        await File.WriteAllBytesAsync(Place, [0], Cancel);

        await AddAsync(store);

        await using var opened = await store.OpenAsync(Hash, Cancel);
        Assert.Equal(Content.Length, opened.Length);
    }

    [Fact]
    public async Task Remove_WhatWasAddedAgainMeanwhile_LeavesIt()
    {
        var store = Store(Disk.Real);
        await AddAsync(store);
        _clock.Advance(TimeSpan.FromHours(25));
        var dayAgo = _clock.GetUtcNow().UtcDateTime.AddHours(-24);
        Assert.Equal([Hash], store.AddedBefore(dayAgo));

        await AddAsync(store);

        Assert.False(store.Remove(Hash, dayAgo));
        _clock.Advance(TimeSpan.FromHours(25));
        Assert.True(store.Remove(Hash, dayAgo.AddHours(25)));
        Assert.False(File.Exists(Place));
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF")]
    public async Task Open_ByAnythingButAHash_IsRefused(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store(Disk.Real).OpenAsync(name, Cancel));

    private static Task<string> AddAsync(LocalFileStore store) => store.AddAsync(new MemoryStream(Content, writable: false), Cancel);

    private LocalFileStore Store(Disk disk) =>
        new(
            _folder.Path,
            new Disk(
                file =>
                {
                    _acts.Add("flush file");
                    disk.FlushFile(file);
                },
                (from, to) =>
                {
                    _acts.Add($"rename to {to}");
                    disk.Rename(from, to);
                },
                folder =>
                {
                    _acts.Add($"flush {folder}");
                    disk.FlushFolder(folder);
                }
            ),
            _clock,
            _log
        );

    private sealed class AlarmLog : ILogger<LocalFileStore>
    {
        public List<string> Alarms { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (logLevel == LogLevel.Critical)
                Alarms.Add(formatter(state, exception));
        }
    }
}
