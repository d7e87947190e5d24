using System.Globalization;
using System.Text;

namespace Scheduling.Faults.Hostile;

/// <summary>Something nobody sends in good faith.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Head">Request line and headers, without those every request has.</param>
/// <param name="Body">What is sent of the body; it may be less or more than the headers say.</param>
/// <param name="Slow">Whether the server has to wait before it can know: 408 after the grace.</param>
internal sealed record HostileCase(string Name, string Head, byte[] Body, bool Slow = false)
{
    /// <summary>A body of JSON with its true length.</summary>
    public static HostileCase Json(string name, string method, string path, byte[] body) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{method} {path} HTTP/1.1\r\nContent-Type: application/json\r\nIf-Match: \"1\"\r\nIdempotency-Key: {Key(name)}\r\nContent-Length: {body.Length}"), body);

    public static HostileCase Json(string name, string method, string path, string body) => Json(name, method, path, Encoding.UTF8.GetBytes(body));

    /// <summary>All of it as bytes, sent by somebody with a key.</summary>
    public byte[] Bytes(string key) => [.. Encoding.Latin1.GetBytes($"{Head}\r\nHost: localhost\r\nConnection: close\r\nAccept-Language: en\r\nAuthorization: Bearer {key}\r\n\r\n"), .. Body];

    private static string Key(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));
}
