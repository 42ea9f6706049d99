using Dvc.Blazor.Domain.Text;

namespace Dvc.Blazor.Features.Submission.Counter;

/// <summary>A paper that scans can be laid to.</summary>
/// <param name="IsFilled">Whether a file lies there that was not dropped just now.</param>
public sealed record ScanSlot(string Code, string Name, bool IsFilled);

/// <summary>
/// Guesses to which paper a scan belongs: first by the words that its name shares with the name of the paper, then, as flat-bed scanners number their files
/// and people lay papers in the order of the list, by the order of the papers that are still empty.
/// </summary>
internal static class ScanSorting
{
    /// <param name="slots">In the order of the procedure.</param>
    /// <param name="scans">In the order in which they were dropped.</param>
    /// <returns>Code of the paper for each scan; a scan for which none is left is not in it.</returns>
    public static IReadOnlyDictionary<Guid, string> Guess(IReadOnlyList<ScanSlot> slots, IReadOnlyList<(Guid Id, string FileName)> scans)
    {
        var guessed = new Dictionary<Guid, string>();
        foreach (var (id, fileName) in scans)
        {
            var words = Words(fileName[..(fileName.LastIndexOf('.') is > 0 and var dot ? dot : fileName.Length)]);
            var best = slots.Select(slot => (slot.Code, Shared: Words(slot.Name).Intersect(words).Count())).MaxBy(s => s.Shared);
            // One word alone, such as "paper", says nothing, unless the file has no other.
            if (best.Shared >= Math.Min(2, Math.Max(1, words.Count)))
            {
                guessed[id] = best.Code;
            }
        }

        var empty = new Queue<string>(slots.Where(s => !s.IsFilled && !guessed.ContainsValue(s.Code)).Select(s => s.Code));
        foreach (var (id, _) in scans.Where(scan => !guessed.ContainsKey(scan.Id)))
        {
            if (empty.TryDequeue(out var code))
            {
                guessed[id] = code;
            }
        }

        return guessed;
    }

    private static HashSet<string> Words(string text) =>
        Fold.Text(text)
            .Split([' ', '-', '_', '.', ',', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length > 1 && !word.All(char.IsAsciiDigit))
            .ToHashSet(StringComparer.Ordinal);
}
