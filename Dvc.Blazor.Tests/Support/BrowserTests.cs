using Xunit;

namespace Dvc.Blazor.Tests.Support;

/// <summary>
/// Browser tests in which time matters run one after the other and after the rest: they measure what a person would see.
/// Those in which it does not have a collection of their own and run beside others.
/// </summary>
[CollectionDefinition(BrowserTests.Name, DisableParallelization = true)]
public sealed class BrowserCollection;

/// <summary>
/// Base of tests in a browser. A test opens as many sessions (people) as it needs; at its end each is looked through
/// for errors, and a failed test leaves a picture and the page in TestResults.
/// </summary>
[Collection(Name)]
public abstract class BrowserTests : IAsyncDisposable
{
    public const string Name = "Browser";

    private readonly List<BrowserSession> _sessions = [];

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected async Task<BrowserSession> OpenAsync(Uri address, Device? device = null)
    {
        var session = await BrowserSession.OpenAsync(address, device ?? Device.Desktop);
        _sessions.Add(session);
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        var problems = _sessions.SelectMany(s => s.Problems).ToList();
        if (problems.Count > 0 || TestContext.Current.TestState?.Result == TestResult.Failed)
            await KeepEvidenceAsync();
        foreach (var session in _sessions)
            await session.Context.CloseAsync();
        await ReleaseAsync();
        GC.SuppressFinalize(this);
        Assert.True(problems.Count == 0, $"Errors in the browser:\n{string.Join('\n', problems)}");
    }

    /// <summary>What a test class holds besides its sessions (servers, proxies) is let go of here, after the browsers are closed.</summary>
    protected virtual ValueTask ReleaseAsync() => ValueTask.CompletedTask;

    private async Task KeepEvidenceAsync()
    {
        var test = $"{GetType().Name}.{TestContext.Current.TestMethod?.MethodName}";
        foreach (var (session, index) in _sessions.Select((s, i) => (s, i)))
            await session.KeepEvidenceAsync($"{test}-{index}");
    }
}
