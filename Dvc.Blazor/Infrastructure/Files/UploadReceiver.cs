using System.Buffers;
using System.Security.Cryptography;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>How a part of an upload ended.</summary>
internal enum PartOutcome
{
    /// <summary>All of it is on the disk.</summary>
    Whole,

    /// <summary>The connection broke off; what arrived is on the disk.</summary>
    Cut,

    /// <summary>It is not for the place where the upload stands.</summary>
    WrongOffset,

    /// <summary>It is not what was sent; nothing of it was kept.</summary>
    WrongChecksum,

    /// <summary>It is longer than what was announced; nothing of it was kept.</summary>
    TooLong,

    /// <summary>Somebody else is writing to the upload.</summary>
    Busy,
}

/// <summary>Appends the body of a request to an upload. Every byte that arrived counts, however the connection ends.</summary>
internal sealed class UploadReceiver(UploadFolder folder)
{
    private const int BlockBytes = 1 << 16;
    private const int Broken = -1;
    private const int TooMuch = -2;

    /// <summary>Receives one part.</summary>
    /// <param name="upload">Where it belongs.</param>
    /// <param name="offset">Where the sender believes the upload stands.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="checksum">SHA-256 of the whole part, or empty when none came.</param>
    /// <param name="cut">Raised when the connection is gone or a newer one has come.</param>
    /// <exception cref="IOException">The disk is full (<see cref="FullDisk"/>) or broken; what fitted is on it.</exception>
    public async Task<(PartOutcome Outcome, long Offset)> ReceiveAsync(
        Upload upload,
        long offset,
        Stream body,
        byte[] checksum,
        CancellationToken cut
    )
    {
        FileStream file;
        try
        {
            file = folder.OpenToAppend(upload.Id);
        }
        catch (IOException taken) when (!FullDisk.Caused(taken))
        {
            return (PartOutcome.Busy, folder.Length(upload.Id));
        }

        await using (file)
        {
            if (file.Length != offset)
            {
                return (PartOutcome.WrongOffset, file.Length);
            }

            file.Position = offset;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var outcome = await CopyAsync(body, file, hash, upload.Length, cut);
            if (outcome == PartOutcome.Whole && checksum.Length > 0 && !hash.GetHashAndReset().AsSpan().SequenceEqual(checksum))
            {
                outcome = PartOutcome.WrongChecksum;
            }

            if (outcome is PartOutcome.WrongChecksum or PartOutcome.TooLong)
            {
                file.SetLength(offset);
            }

            file.Flush(flushToDisk: true);
            return (outcome, file.Length);
        }
    }

    private static async Task<PartOutcome> CopyAsync(Stream body, FileStream file, IncrementalHash hash, long length, CancellationToken cut)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            while (true)
            {
                var read = await ReadAsync(body, block, cut);
                if (read is 0 or Broken)
                {
                    return read == 0 ? PartOutcome.Whole : PartOutcome.Cut;
                }

                if (read == TooMuch || file.Position + read > length)
                {
                    return PartOutcome.TooLong;
                }

                hash.AppendData(block, 0, read);
                // What has arrived is written even when the connection has just gone.
                await file.WriteAsync(block.AsMemory(0, read), CancellationToken.None);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static async Task<int> ReadAsync(Stream body, byte[] block, CancellationToken cut)
    {
        try
        {
            return await body.ReadAsync(block.AsMemory(0, BlockBytes), cut);
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooMuch;
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            return Broken;
        }
    }
}
