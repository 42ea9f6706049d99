using System.Globalization;

namespace Dvc.Blazor.Tests.Support;

/// <summary>
/// One node of the product on a port and data of its own: it can be stopped and started again. In a process of its own, as an
/// operator runs it, it can be killed and frozen too; otherwise it runs inside the tests, which is several times quicker.
/// Its working folder is a temporary one, so nothing is written into the sources.
/// </summary>
public sealed class DvcServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DvcServerOptions _options;
    private readonly HttpClient _http;
    private RunningProgram? _program;
    private ProgramInside? _inside;

    private DvcServer(DvcServerOptions options)
    {
        _options = options;
        BaseAddress = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        _http = new HttpClient { BaseAddress = BaseAddress };
    }

    public Uri BaseAddress { get; }

    /// <summary>The node's working folder: database, files and mails unless the options say otherwise.</summary>
    public string Folder => _folder.Path;

    /// <summary>Connection string of the node's PostgreSQL database; null when it has a SQLite file.</summary>
    public string? PostgreSql => _options.PostgreSql;

    public string SqliteFile => _folder.File("dvc.db");

    public string FilesRoot => _options.FilesRoot ?? _folder.File("files");

    public string MailPickup => _options.MailPickup ?? _folder.File("mail");

    /// <summary>What the current process of its own has written to its standard output and error.</summary>
    public string Output => _program?.Output ?? "";

    /// <summary>The services of a node inside the tests.</summary>
    public IServiceProvider Services =>
        _inside?.Services ?? throw new InvalidOperationException("The services of another process cannot be asked.");

    private RunningProgram Process => _program ?? throw new InvalidOperationException("Start it with OwnProcess = true for this.");

    public bool HasExited => _program?.HasExited ?? true;

    public static async Task<DvcServer> StartAsync(DvcServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = new DvcServer(options ?? new DvcServerOptions());
            try
            {
                await server.BeginAsync();
                await server.StartAgainAsync(cancellationToken);
                return server;
            }
            catch (Exception e)
            {
                var portTaken = server.Output.Contains("address already in use", StringComparison.Ordinal);
                await server.DisposeAsync();
                // Between looking for a free port and listening on it, another program may have taken it.
                if (!portTaken || attempt == 3)
                    throw new InvalidOperationException($"{e.Message}\n{server.Output}", e);
            }
        }
    }

    /// <summary>For options that the product has to refuse: waits for the process to end by itself and returns its exit code and words.</summary>
    public static async Task<(int ExitCode, string Output)> StartInVainAsync(
        DvcServerOptions options,
        CancellationToken cancellationToken = default
    )
    {
        await using var server = new DvcServer(options with { OwnProcess = true });
        server.Launch();
        await Wait.UntilAsync(
            async () => server.HasExited || await server.AnswersAsync(cancellationToken),
            "the server refuses to start",
            Wait.Limit,
            cancellationToken
        );
        return server.HasExited
            ? (await server.Process.WaitForExitAsync(cancellationToken), server.Output)
            : throw new InvalidOperationException($"The server started, which it should not have:\n{server.Output}");
    }

    /// <summary>Starts the stopped or killed node on the same port and data; returns when it answers.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken = default)
    {
        if (!_options.OwnProcess)
        {
            _inside = await ProgramInside.StartAsync(Settings(), cancellationToken);
            return;
        }

        Launch();
        await Wait.UntilAsync(
            async () =>
                HasExited
                    ? throw new InvalidOperationException("The server ended instead of starting.")
                    : await AnswersAsync(cancellationToken),
            "the server answers /healthz/live",
            Wait.Limit,
            cancellationToken
        );
    }

    /// <summary>As a power cut: no word of warning (SIGKILL).</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>As a planned stop (SIGTERM); returns the exit code.</summary>
    public Task<int> StopAsync(TimeSpan? within = null) => _inside?.StopAsync() ?? Process.StopAsync(within);

    /// <summary>A planned stop and a start on the same port and data, as with a new version.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync();
        await StartAgainAsync(cancellationToken);
    }

    /// <summary>The process stands still but its connections stay open (SIGSTOP), until <see cref="ThawAsync"/>.</summary>
    public Task FreezeAsync() => Process.SignalAsync("STOP");

    public Task ThawAsync() => Process.SignalAsync("CONT");

    /// <summary>As a full disk, for everything that would make a file longer than this; null ends it. Works in any container, unlike a small disk.</summary>
    public Task LimitFilesAsync(long? bytes, CancellationToken cancellationToken = default) =>
        RunningProgram.RunAsync(
            "prlimit",
            ["--pid", $"{Process.Id}", $"--fsize={bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited"}:unlimited"],
            cancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        if (_inside is { } inside)
            await inside.DisposeAsync();
        if (_program is { } program)
            await program.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task BeginAsync()
    {
        if (_options is not { Begun: true, Demo: true, PostgreSql: null, FilesRoot: null, Environment: "Development" })
            return;
        var first = (await SharedServers.FirstStartAsync()).Folder;
        foreach (var file in Directory.EnumerateFiles(first, "*", SearchOption.AllDirectories))
        {
            var copy = _folder.File(Path.GetRelativePath(first, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private void Launch()
    {
        if (!File.Exists(Repository.ProductAssembly))
            throw new InvalidOperationException($"Build the product first: {Repository.ProductAssembly} is missing.");
        // A file over the limit of LimitFilesAsync is to be an error, not the end of the process.
        string[] shell = ["-c", "trap '' XFSZ; exec dotnet \"$0\"", Repository.ProductAssembly];
        _program = RunningProgram.Start("/bin/sh", shell, Folder, Settings());
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync("healthz/live", cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            // As in the tests themselves: most code is run once.
            ["DOTNET_TieredPGO"] = "0",
            ["ASPNETCORE_ENVIRONMENT"] = _options.Environment,
            // What goes wrong on a circuit is told in the browser, where the tests look.
            ["ASPNETCORE_DETAILEDERRORS"] = "true",
            ["DOTNET_ENVIRONMENT"] = null,
            ["ASPNETCORE_URLS"] = BaseAddress.ToString().TrimEnd('/'),
            ["Database__Provider"] = _options.PostgreSql is null ? "Sqlite" : "PostgreSql",
            ["ConnectionStrings__Dvc"] = _options.PostgreSql ?? $"Data Source={SqliteFile}",
            ["Files__Root"] = FilesRoot,
            ["Mail__PickupDirectory"] = _options.SmtpPort is null ? MailPickup : "",
            ["Redis__Configuration"] = _options.Redis,
            ["Seed__Demo"] = _options.Demo ? "true" : "false",
            ["Portal__PublicUrl"] = (_options.PublicUrl ?? BaseAddress).ToString().TrimEnd('/'),
        };
        if (_options.SmtpPort is { } port)
        {
            settings["Mail__Host"] = "127.0.0.1";
            settings["Mail__Port"] = port.ToString(CultureInfo.InvariantCulture);
            settings["Mail__Security"] = "None";
        }
        foreach (var (name, value) in _options.More)
            settings[name] = value;
        return settings;
    }
}
