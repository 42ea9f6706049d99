using System.Diagnostics;

namespace Dvc.Blazor.Tests.Support;

/// <summary>
/// A shell that ends what the tests started when the test process itself dies: it hears of each process on its
/// standard input, and the end of that input is the end of the tests, however they ended.
/// </summary>
internal static class Watchdog
{
    private const string Script = """
        trap '' TERM INT HUP
        alive=' '
        while read -r act pid; do
            case $act in
                started) alive="$alive$pid " ;;
                ended) alive=$(printf '%s' "$alive" | sed "s/ $pid / /") ;;
            esac
        done
        for pid in $alive; do kill -9 "$pid" 2>/dev/null; done
        """;

    private static readonly Lock Gate = new();
    private static readonly Lazy<Process> Shell = new(() =>
        Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script]) { RedirectStandardInput = true, UseShellExecute = false })!
    );

    public static void Started(int pid) => Tell("started", pid);

    public static void Ended(int pid) => Tell("ended", pid);

    private static void Tell(string act, int pid)
    {
        lock (Gate)
        {
            Shell.Value.StandardInput.WriteLine($"{act} {pid}");
            Shell.Value.StandardInput.Flush();
        }
    }
}
