using System.Net;
using System.Net.Sockets;

namespace Dvc.Blazor.Tests.Support;

/// <summary>Loopback ports that nobody listens on, never the same one twice in a test run.</summary>
public static class FreePort
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Given = [];

    public static int Next()
    {
        lock (Gate)
        {
            int port;
            do
            {
                using var listener = new TcpListener(IPAddress.Loopback, 0);
                listener.Start();
                port = ((IPEndPoint)listener.LocalEndpoint).Port;
            } while (!Given.Add(port));
            return port;
        }
    }
}
