using System.IO.Compression;
using System.Text;
using Dvc.Blazor.Components.Kit;
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
/// Packs the papers of dossiers, those that count and, where they are asked for, those that others have taken the place of: a folder for each dossier, and
/// a list with the hashes. What may not be read stands in the list with the reason. Each dossier is read with the rights that the officer has at that
/// moment, and noted as read.
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

    public bool Writes(ExportKind kind) => kind is ExportKind.Papers or ExportKind.PapersWithEarlier;

    public async Task<int> WriteAsync(Export export, Stream to, ExportProgress progress, CancellationToken cancellationToken)
    {
        var numbers = export.Wish.Split('\n');
        var lines = new List<IReadOnlyList<string>>();
        var (bytes, withEarlier) = (0L, export.Kind == ExportKind.PapersWithEarlier);
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken);
        for (var done = 0; done < numbers.Length; done++)
        {
            var number = numbers[done];
            if (
                await database.ReadAsync(db => ReadAsync(db, export.UserId, number, withEarlier, cancellationToken), cancellationToken)
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

            var folders = new Dictionary<string, ZipNames>(StringComparer.OrdinalIgnoreCase);
            foreach (var paper in dossier.Papers)
            {
                await progress.SayAsync(done, numbers.Length, cancellationToken);
                RequireSize(bytes += paper.File.Length, options.Value.MaxBytes);
                var folder = paper.Round is null ? ZipNames.Safe(number) : $"{ZipNames.Safe(number)}/{ZipNames.Safe(paper.Round)}";
                var names = folders.TryGetValue(folder, out var known) ? known : folders[folder] = new ZipNames();
                var path = $"{folder}/{names.Take(paper.File.FileName)}";
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

    private async Task<Packed?> ReadAsync(
        DvcDbContext db,
        Guid userId,
        string number,
        bool withEarlier,
        CancellationToken cancellationToken
    )
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
        List<SubmittedDocument> packed =
        [
            .. dossier
                .Documents.Where(d => d.IsCurrent || withEarlier)
                .OrderBy(d => d.IsCurrent ? 0 : 1)
                .ThenBy(d => d.Supplement)
                .ThenBy(d => d.ComponentCode, StringComparer.Ordinal)
                .ThenBy(d => d.Ordinal),
        ];
        var hashes = packed.Select(d => d.File.Sha256).ToList();
        var scans = await db.Set<FileScan>()
            .Where(s => hashes.Contains(s.Sha256))
            .ToDictionaryAsync(s => s.Sha256, s => s.State, cancellationToken);
        return new Packed(
            dossier.Id,
            [
                .. packed.Select(d => new PackedPaper(
                    titles.GetValueOrDefault(d.ComponentCode, d.ComponentCode),
                    d.File,
                    d.IsCurrent ? null : RoundOf(d),
                    HeldBack(scans.GetValueOrDefault(d.File.Sha256))
                )),
            ],
            packed.Count == 0 ? [IntakeText.ZipNoPapers] : []
        );
    }

    // Papers that others have taken the place of lie by the time they came.
    private static string RoundOf(SubmittedDocument paper) =>
        paper.Supplement > 0 ? Say.With(IntakeText.ZipRound, paper.Supplement) : IntakeText.ZipFirstFiling;

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

    private sealed record PackedPaper(string Title, PaperFile File, string? Round, string? HeldBack);

    private sealed record Packed(Guid Id, IReadOnlyList<PackedPaper> Papers, IReadOnlyList<string> Missing);
}
