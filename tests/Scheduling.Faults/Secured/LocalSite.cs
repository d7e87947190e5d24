using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Scheduling.Faults.Secured;

/// <summary>A small web site on this machine that remembers what it was asked.</summary>
internal sealed class LocalSite : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly Task _serving;

    private LocalSite(int port, Func<string, (int Status, string Header, string Body)> answer)
    {
        Address = $"http://127.0.0.1:{port}";
        Port = port;
        _listener.Prefixes.Add(Address + "/");
        _listener.Prefixes.Add($"http://localhost:{port}/");
        _listener.Start();
        _serving = ServeAsync(answer);
    }

    public string Address { get; }

    public int Port { get; }

    /// <summary>Paths that were asked for.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>Serves what a path is answered with: a status, the address it leads to when it is a redirect, a body of JSON.</summary>
    public static LocalSite Start(Func<string, (int Status, string Header, string Body)> answer)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        return new LocalSite(port, answer);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync(Func<string, (int Status, string Header, string Body)> answer)
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext http = await _listener.GetContextAsync();
                string path = http.Request.Url!.AbsolutePath;
                _asked.Enqueue(path);
                (int status, string header, string body) = answer(path);
                http.Response.StatusCode = status;
                http.Response.ContentType = "application/json";
                if (header.Length > 0)
                {
                    http.Response.Headers["Location"] = header;
                }

                await http.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                http.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
