using System.IO.Compression;
using System.Text;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Infrastructure.Sheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Intake.Exports;

/// <summary>
/// Packs the papers that count of dossiers: a folder for each, and a list with the hashes. What may not be read stands in the list with the reason. Each
/// dossier is read with the rights that the officer has at that moment, and noted as read.
/// </summary>
internal sealed class PaperZip(
    DvcDatabase database,
    Officers officers,
    Revisions revisions,
    IFileStore store,
    IScanner scanner,
    ReadingLog readings,
    IOptions<ExportOptions> options
) : IExportWriter
{
    private const string List = "danh-sach.csv";

    private static IReadOnlyList<string> Headings =>
        [
            IntakeText.ColumnNumber,
            IntakeText.ZipPaper,
            IntakeText.ZipOriginalName,
            IntakeText.ZipPath,
            IntakeText.ZipBytes,
            "SHA-256",
            IntakeText.ZipNote,
        ];

    /// <exception cref="RuleViolationException">More than one zip may have.</exception>
    internal static void RequireSize(long bytes, long most)
    {
        if (bytes > most)
        {
            throw new RuleViolationException("Export.TooLarge", most >> 20);
        }
    }

    public bool Writes(ExportKind kind) => kind == ExportKind.Papers;

    public async Task<int> WriteAsync(Export export, Stream to, ExportProgress progress, CancellationToken cancellationToken)
    {
        var numbers = export.Wish.Split('\n');
        var lines = new List<IReadOnlyList<string>>();
        var bytes = 0L;
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken);
        for (var done = 0; done < numbers.Length; done++)
        {
            var number = numbers[done];
            if (
                await database.ReadAsync(db => ReadAsync(db, export.UserId, number, cancellationToken), cancellationToken)
                is not { } dossier
            )
            {
                lines.Add(Line(number, null, null, "", IntakeText.ZipNoRight));
                continue;
            }

            lines.AddRange(dossier.Missing.Select(reason => Line(number, null, null, "", reason)));
            if (dossier.Papers.Count > 0)
            {
                await readings.NoteAsync(export.UserId, dossier.Id);
            }

            var names = new ZipNames();
            foreach (var paper in dossier.Papers)
            {
                await progress.SayAsync(done, numbers.Length, cancellationToken);
                RequireSize(bytes += paper.File.Length, options.Value.MaxBytes);
                var path = $"{ZipNames.Safe(number)}/{names.Take(paper.File.FileName)}";
                var held = paper.HeldBack ?? await AddAsync(zip, path, paper.File, cancellationToken);
                lines.Add(Line(number, paper.Title, paper.File, held is null ? path : "", held ?? ""));
            }
        }

        await using var entry = await zip.CreateEntry(List).OpenAsync(cancellationToken);
        await SheetFile.WriteCsvAsync(entry, Headings, lines.ToAsyncEnumerable(), cancellationToken);
        return numbers.Length;
    }

    private async Task<string?> AddAsync(ZipArchive zip, string path, PaperFile file, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await store.OpenAsync(file.Sha256, cancellationToken);
            // Papers are packed already.
            await using var entry = await zip.CreateEntry(path, CompressionLevel.NoCompression).OpenAsync(cancellationToken);
            await content.CopyToAsync(entry, cancellationToken);
            return null;
        }
        catch (FileDamagedException)
        {
            return IntakeText.ZipDamaged;
        }
    }

    private async Task<Packed?> ReadAsync(DvcDbContext db, Guid userId, string number, CancellationToken cancellationToken)
    {
        var officer = await officers.FindAsync(db, userId, cancellationToken) ?? throw new RuleViolationException("Export.NoRight");
        var dossier = await db.DossiersReadableBy(officer)
            .Include(d => d.Documents)
            .SingleOrDefaultAsync(d => d.Number == number, cancellationToken);
        if (dossier is null)
        {
            return null;
        }

        if (dossier.ErasedAt is not null)
        {
            return new Packed(dossier.Id, [], [IntakeText.ZipErased]);
        }

        var definition = (await revisions.GetAsync(dossier.RevisionId, cancellationToken)).Definition;
        var titles = definition.Components.ToDictionary(c => c.Code, c => c.Name, StringComparer.Ordinal);
        List<SubmittedDocument> current =
        [
            .. dossier.Documents.Where(d => d.IsCurrent).OrderBy(d => d.ComponentCode, StringComparer.Ordinal).ThenBy(d => d.Ordinal),
        ];
        var hashes = current.Select(d => d.File.Sha256).ToList();
        var scans = await db.Set<FileScan>()
            .Where(s => hashes.Contains(s.Sha256))
            .ToDictionaryAsync(s => s.Sha256, s => s.State, cancellationToken);
        return new Packed(
            dossier.Id,
            [
                .. current.Select(d => new PackedPaper(
                    titles.GetValueOrDefault(d.ComponentCode, d.ComponentCode),
                    d.File,
                    HeldBack(scans.GetValueOrDefault(d.File.Sha256))
                )),
            ],
            current.Count == 0 ? [IntakeText.ZipNoPapers] : []
        );
    }

    // The same that a download is refused for.
    private string? HeldBack(ScanState scan) =>
        scan switch
        {
            ScanState.Infected => IntakeText.ZipInfected,
            ScanState.Clean => null,
            _ => scanner.IsConfigured ? IntakeText.ZipBeingScanned : null,
        };

    private static IReadOnlyList<string> Line(string number, string? title, PaperFile? file, string path, string note) =>
        [
            number,
            title ?? "",
            file?.FileName ?? "",
            path,
            file?.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
            file?.Sha256 ?? "",
            note,
        ];

    private sealed record PackedPaper(string Title, PaperFile File, string? HeldBack);

    private sealed record Packed(Guid Id, IReadOnlyList<PackedPaper> Papers, IReadOnlyList<string> Missing);
}
