using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Scheduling.Store.Events;

namespace Scheduling.Worker.Webhooks;

/// <summary>A delivery as a request, signed as Standard Webhooks says: HMAC-SHA256 over id, time of the try and body.</summary>
public static class WebhookMessage
{
    /// <summary>What the secret begins with where it is shown.</summary>
    public const string SecretPrefix = "whsec_";

    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private const int SecretBytes = 32;

    /// <summary>A new secret: 256 random bits in base64.</summary>
    public static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The request of one try. Its id is that of the event, the same for every try and every replay.</summary>
    /// <param name="secret">What it is signed with, in base64.</param>
    public static HttpRequestMessage Of(ClaimedDelivery claimed, string secret, Instant now)
    {
        string id = IdOf(claimed);
        string timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] body = Body(claimed);
        var request = new HttpRequestMessage(HttpMethod.Post, claimed.Webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation(IdHeader, id);
        request.Headers.TryAddWithoutValidation(TimestampHeader, timestamp);
        request.Headers.TryAddWithoutValidation(SignatureHeader, Sign(secret, id, timestamp, body));
        request.Headers.TryAddWithoutValidation("User-Agent", "Scheduling-Webhooks/1");
        return request;
    }

    private static string IdOf(ClaimedDelivery claimed) => $"evt_{claimed.Event.Id:N}";

    private static byte[] Body(ClaimedDelivery claimed)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", claimed.Event.Kind);
            json.WriteString("timestamp", InstantPattern.ExtendedIso.Format(claimed.Event.At));
            json.WriteNumber("number", claimed.Event.Number);
            json.WritePropertyName("data");
            json.WriteRawValue(claimed.Event.Data);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static string Sign(string secret, string id, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret), signed));
    }
}
