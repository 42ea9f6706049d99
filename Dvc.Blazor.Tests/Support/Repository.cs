namespace Dvc.Blazor.Tests.Support;

/// <summary>Where the sources and the built product lie, found from where the tests were built to.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Product { get; } = Path.Combine(Root, "Dvc.Blazor");

    public static string Tests { get; } = Path.Combine(Root, "Dvc.Blazor.Tests");

    /// <summary>The product as built with the same configuration as the tests.</summary>
    public static string ProductAssembly { get; } =
        Path.Combine(
            Product,
            Path.GetRelativePath(Tests, AppContext.BaseDirectory.TrimEnd('/')),
            $"{typeof(Program).Assembly.GetName().Name}.dll"
        );

    /// <summary>Where a failed browser test leaves its picture and its page.</summary>
    public static string TestResults { get; } = Path.Combine(Root, "TestResults");

    /// <summary>The product's source files with one of these endings (".cs"), without what the build makes.</summary>
    public static IEnumerable<string> SourceFiles(params string[] endings) =>
        Directory
            .EnumerateFiles(Product, "*", SearchOption.AllDirectories)
            .Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)))
            .Where(f => !IsMade(Path.GetRelativePath(Product, f)));

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static bool IsMade(string path) =>
        path.Split('/', '\\').Any(p => p is "bin" or "obj" or "node_modules") || path.StartsWith("wwwroot/lib/", StringComparison.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dvc.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests have to run from inside the repository.");
    }
}
