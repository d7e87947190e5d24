using System.Net;
using System.Net.Sockets;

namespace Scheduling.Worker.Webhooks;

/// <summary>
/// Keeps webhooks from reaching what is inside: every address a name stands for is judged when the connection is made, and the connection goes to the address that was judged.
/// A name that changes between two looks gains nothing.
/// </summary>
public sealed class WebhookGuard(WebhookSettings settings)
{
    private static readonly IPNetwork[] Inside4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // All others of IPv6 are not of the public internet: loopback, link-local, unique local, mapped, translated (64:ff9b::), multicast.
    private static readonly IPNetwork Public6 = IPNetwork.Parse("2000::/3");

    // Teredo and its kind, documentation, 6to4: they carry other addresses in them.
    private static readonly IPNetwork[] Inside6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    private readonly IReadOnlyList<IPNetwork> _allowed = settings.Networks();

    /// <summary>Whether an address may be reached.</summary>
    public bool Allows(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _allowed.Any(network => network.Contains(plain)) || (plain.AddressFamily == AddressFamily.InterNetwork
            ? !Inside4.Any(network => network.Contains(plain))
            : Public6.Contains(plain) && !Inside6.Any(network => network.Contains(plain)));
    }

    /// <summary>What is wrong with the address of a webhook, in a word; null when nothing is. A name is judged only when it is connected to.</summary>
    public string? Judge(string url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0 ? "not-absolute"
        : uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && _allowed.Count > 0) ? "not-https"
        : uri.UserInfo.Length > 0 || uri.Fragment.Length > 0 ? "has-user-or-fragment"
        : IsInside(uri.DnsSafeHost) || IsInside(uri.IdnHost) ? "inside"
        : null;

    private bool IsInside(string host) => IPAddress.TryParse(host, out IPAddress? address) && !Allows(address);

    /// <summary>A client whose connections are judged; it follows no redirects, keeps no cookies and uses no proxy.</summary>
    public HttpMessageHandler NewHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 16,
        ConnectCallback = ConnectAsync,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);

        // One address inside is enough to refuse the name: which one is taken must not be a matter of luck.
        if (addresses.Length == 0 || !addresses.All(Allows))
        {
            throw new HttpRequestException("The address of the webhook is not one of the public internet.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
