using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dvc.Blazor.Tests.Support;

/// <summary>The product with everything in it, in this process: its services can be asked and its routes counted. It listens on a port of its own.</summary>
internal sealed class InProcessPortal : IAsyncDisposable
{
    private static readonly AsyncLocal<InProcessPortal?> Starting = new();
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private readonly TempFolder _folder = new();
    private readonly TaskCompletionSource<IHost> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _run = Task.CompletedTask;

    public Uri BaseAddress { get; } = new($"http://127.0.0.1:{FreePort.Next()}/");

    public IServiceProvider Services { get; private set; } = null!;

    public static async Task<InProcessPortal> StartAsync(CancellationToken cancellationToken)
    {
        var portal = new InProcessPortal();
        using var listening = DiagnosticListener.AllListeners.Subscribe(new HostWatch());
        portal._run = Task.Factory.StartNew(portal.Run, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var first = await Task.WhenAny(portal._built.Task, portal._run).WaitAsync(StartLimit, cancellationToken);
        await first;
        portal.Services = (await portal._built.Task).Services;
        var started = new TaskCompletionSource();
        portal.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => started.TrySetResult());
        await Task.WhenAny(started.Task, portal._run).WaitAsync(StartLimit, cancellationToken);
        return portal._run.IsCompleted ? throw new InvalidOperationException("The product ended instead of starting.") : portal;
    }

    public async ValueTask DisposeAsync()
    {
        Services?.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _run;
        _folder.Dispose();
    }

    private void Run()
    {
        Starting.Value = this;
        string[] settings =
        [
            "--applicationName=Dvc.Blazor",
            $"--contentRoot={Repository.Product}",
            "--environment=Development",
            $"--urls={BaseAddress}",
            "--Logging:Console:LogLevel:Default=Error",
            $"--ConnectionStrings:Dvc=Data Source={_folder.File("dvc.db")}",
            $"--Files:Root={_folder.File("files")}",
            $"--Mail:PickupDirectory={_folder.File("mail")}",
            $"--Portal:PublicUrl={BaseAddress.ToString().TrimEnd('/')}",
        ];
        typeof(Program).Assembly.EntryPoint!.Invoke(null, [settings]);
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
