using System.Net;

namespace Scheduling.Api.Access;

/// <summary>Where a request comes from, as the browser tells it.</summary>
internal static class Origins
{
    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via", "X-Original-For", "X-Original-Host", "X-Original-Proto"];

    /// <summary>Whether a page of another site made a browser send this.</summary>
    public static bool IsCrossSite(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is not ("same-origin" or "none");
        }

        string origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// Whether a request was made on this machine, to a name that only means this machine (a foreign name that is made to lead here
    /// does not count), by nobody's proxy and no other site's page.
    /// </summary>
    public static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && http.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
        && !Forwarding.Any(http.Request.Headers.ContainsKey)
        && !IsForeignPage(http.Request);

    // Following a link from another site to a page is harmless; what that site's own scripts, frames and forms send is not.
    private static bool IsForeignPage(HttpRequest request) =>
        IsCrossSite(request) && !(HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document");
}
