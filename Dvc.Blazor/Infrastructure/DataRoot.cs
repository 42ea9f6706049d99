namespace Dvc.Blazor.Infrastructure;

/// <summary>Where relative paths in the settings start: the top of the repository during development, the program's folder once published.</summary>
public static class DataRoot
{
    public static string Of(IHostEnvironment environment)
    {
        var parent = Directory.GetParent(environment.ContentRootPath);
        return parent is not null && File.Exists(Path.Combine(parent.FullName, "Dvc.sln")) ? parent.FullName : environment.ContentRootPath;
    }

    /// <summary>The program's folder once published, from whatever folder it is started; null during development.</summary>
    public static string? OfPublished() =>
        Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;

    /// <summary>The absolute path that a setting means.</summary>
    public static string Resolve(IHostEnvironment environment, string path) => Path.GetFullPath(path, Of(environment));
}
