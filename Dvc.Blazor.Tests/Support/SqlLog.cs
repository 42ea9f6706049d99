using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dvc.Blazor.Tests.Support;

/// <summary>What one node asks of the database, command by command.</summary>
internal sealed class SqlLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _commands = new();

    public IReadOnlyList<string> Commands => [.. _commands];

    public void AddTo(IServiceCollection services) => services.AddLogging(logging => logging.AddProvider(this));

    /// <summary>How many commands name this table or column.</summary>
    public int Count(string name) => _commands.Count(command => command.Contains($"\"{name}\"", StringComparison.Ordinal));

    public void Clear() => _commands.Clear();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (eventId == RelationalEventId.CommandExecuted)
        {
            _commands.Enqueue(formatter(state, exception));
        }
    }

    public void Dispose() { }
}
