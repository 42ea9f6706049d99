using System.Diagnostics;

namespace Dvc.Blazor.Tests.Support;

/// <summary>A program running beside the tests; its output is kept, and it does not outlive them.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Lock _gate = new();
    private bool _ended;

    private RunningProgram(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        _process.Start();
        Watchdog.Started(_process.Id);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <param name="environment">Variables set over those of the tests; a null takes one away.</param>
    public static RunningProgram Start(
        string program,
        IEnumerable<string> arguments,
        string? workingFolder = null,
        IReadOnlyDictionary<string, string?>? environment = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingFolder ?? "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        return new RunningProgram(start);
    }

    /// <summary>Runs a program to its end and returns what it wrote; throws when it fails.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken = default)
    {
        await using var running = Start(program, arguments);
        var code = await running.WaitForExitAsync(cancellationToken);
        return code == 0 ? running.Output : throw new InvalidOperationException($"{program} ended with {code}: {running.Output}");
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>All it has written so far, standard output and standard error together.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
                return string.Join('\n', _lines);
        }
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken = default)
    {
        await _process.WaitForExitAsync(cancellationToken);
        MarkEnded();
        return _process.ExitCode;
    }

    /// <summary>Sends a signal by its name, such as TERM, STOP, CONT.</summary>
    public async Task SignalAsync(string name, CancellationToken cancellationToken = default)
    {
        if (!_process.HasExited)
            await RunAsync("/bin/sh", ["-c", $"kill -{name} {Id}"], cancellationToken);
    }

    /// <summary>Ends it as a power cut would: no word of warning.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await WaitForExitAsync();
    }

    /// <summary>Asks it to end (SIGTERM) and waits; kills it when it takes longer than the time given (<see cref="Wait.Limit"/> unless told).</summary>
    public async Task<int> StopAsync(TimeSpan? within = null, string signal = "TERM")
    {
        await SignalAsync(signal);
        using var limit = new CancellationTokenSource(within ?? Wait.Limit);
        try
        {
            return await WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            await KillAsync();
            throw new TimeoutException($"Process {Id} did not end when asked. It wrote:\n{Output}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
            _lines.Add(line);
    }

    private void MarkEnded()
    {
        if (Interlocked.Exchange(ref _ended, true))
            return;
        Watchdog.Ended(Id);
    }
}
