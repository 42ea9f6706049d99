namespace Dvc.Blazor.Tests.Support;

/// <summary>A PDF as a person with paper and a telephone sees it: pages turned into pictures, QR codes read from them.
/// Needs the Debian packages poppler-utils and zbar-tools.</summary>
public static class PrintedPages
{
    /// <summary>The text of all pages as copying from a viewer gives it, with single spaces.</summary>
    public static async Task<string> ReadTextAsync(byte[] pdf, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        var file = await SavedAsync(pdf, folder, cancellationToken);
        var text = await RunningProgram.RunAsync("pdftotext", ["-layout", file, "-"], cancellationToken);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>What pdffonts tells of each font: name, type, encoding, whether it is embedded, a subset and has letters.</summary>
    public static async Task<IReadOnlyList<string>> ReadFontsAsync(byte[] pdf, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        var file = await SavedAsync(pdf, folder, cancellationToken);
        var table = await RunningProgram.RunAsync("pdffonts", [file], cancellationToken);
        return table.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
    }

    /// <summary>The text in the QR code of one page (1 is the first), read from a picture of the paper.</summary>
    public static async Task<string> ReadQrAsync(byte[] pdf, int page, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        var file = await SavedAsync(pdf, folder, cancellationToken);
        var picture = folder.File("page");
        await RunningProgram.RunAsync(
            "pdftoppm",
            ["-png", "-r", "150", "-f", $"{page}", "-l", $"{page}", "-singlefile", file, picture],
            cancellationToken
        );
        return await ReadQrAsync(picture + ".png", cancellationToken);
    }

    /// <summary>The text in the QR code of a picture.</summary>
    public static Task<string> ReadQrAsync(string picture, CancellationToken cancellationToken) =>
        RunningProgram.RunAsync("zbarimg", ["--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", picture], cancellationToken);

    private static async Task<string> SavedAsync(byte[] pdf, TempFolder folder, CancellationToken cancellationToken)
    {
        var file = folder.File("paper.pdf");
        await File.WriteAllBytesAsync(file, pdf, cancellationToken);
        return file;
    }
}
