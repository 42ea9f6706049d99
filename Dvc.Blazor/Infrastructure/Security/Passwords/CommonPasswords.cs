namespace Dvc.Blazor.Infrastructure.Security.Passwords;

/// <summary>The commonest passwords, from <c>common-passwords.txt</c> beside this file: lower case, without marks and spaces.</summary>
internal static class CommonPasswords
{
    private static readonly HashSet<string> All = Read();

    public static bool Contains(string folded) => All.Contains(folded);

    private static HashSet<string> Read()
    {
        using var file =
            typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is missing.");
        using var lines = new StreamReader(file);
        return lines
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .ToHashSet(StringComparer.Ordinal);
    }
}
