using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dvc.Blazor.Tests.Support;

/// <summary>The product with everything in it, in the process of the tests: it starts in a fraction of the time, and its services can be asked.</summary>
internal sealed class ProgramInside : IAsyncDisposable
{
    private static readonly AsyncLocal<ProgramInside?> Starting = new();
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private readonly TaskCompletionSource<IHost> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<int> _run = Task.FromResult(0);

    public IServiceProvider Services { get; private set; } = null!;

    /// <param name="settings">Options by their environment names; a null leaves the product's own default.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<ProgramInside> StartAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var program = new ProgramInside();
        string[] arguments =
        [
            "--applicationName=Dvc.Blazor",
            $"--contentRoot={Repository.Product}",
            "--Logging:Console:LogLevel:Default=None",
            .. settings.Where(s => s.Value is not null).Select(s => $"--{KeyOf(s.Key)}={s.Value}"),
        ];
        using var listening = DiagnosticListener.AllListeners.Subscribe(new HostWatch());
        program._run = Task.Factory.StartNew(
            () => program.Run(arguments),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        var first = await Task.WhenAny(program._built.Task, program._run).WaitAsync(StartLimit, cancellationToken);
        await first;
        if (!program._built.Task.IsCompleted)
            throw new InvalidOperationException("The product ended instead of starting.");
        program.Services = (await program._built.Task).Services;
        var started = new TaskCompletionSource();
        program.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => started.TrySetResult());
        await Task.WhenAny(started.Task, program._run).WaitAsync(StartLimit, cancellationToken);
        return program._run.IsCompleted ? throw new InvalidOperationException("The product ended instead of starting.") : program;
    }

    /// <summary>Asks it to end, as a planned stop does, and returns its exit code.</summary>
    public Task<int> StopAsync()
    {
        if (!_run.IsCompleted)
            Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        return _run;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static string KeyOf(string environmentName) =>
        environmentName.Replace("ASPNETCORE_", "", StringComparison.Ordinal).Replace("__", ":", StringComparison.Ordinal);

    private int Run(string[] arguments)
    {
        Starting.Value = this;
        return (int)typeof(Program).Assembly.EntryPoint!.Invoke(null, [arguments])!;
    }

    /// <summary>Hears of each program that is built in this process and keeps to the one started here.</summary>
    private sealed class HostWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilt", Value: IHost host })
                Starting.Value?._built.TrySetResult(host);
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }
}
