using System.Globalization;
using Scheduling.Api.Problems;

namespace Scheduling.Api.Endpoints;

/// <summary>Versions in headers: <c>ETag: "3"</c> out, <c>If-Match: "3"</c> in. Number 0 stands for a thing that is not there yet.</summary>
internal static class IfMatch
{
    /// <summary>The version the caller has seen. Fails with 428 when it is not told.</summary>
    public static long Required(HttpRequest request) => Given(request) ?? throw new RequestRefusedException(
        StatusCodes.Status428PreconditionRequired, "if-match-missing",
        "请在 If-Match 中给出您看到的版本（读取时返回的 ETag）。", "Tell the version you have seen in If-Match; it is the ETag of what you read.");

    /// <summary>The version the caller has seen, or null when it is not told.</summary>
    public static long? Given(HttpRequest request)
    {
        string text = request.Headers.IfMatch.ToString().Trim();
        if (text.Length == 0)
        {
            return null;
        }

        string number = (text.StartsWith("W/", StringComparison.Ordinal) ? text[2..] : text).Trim('"');
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long version) ? version : throw new RequestRefusedException(
            StatusCodes.Status400BadRequest, "invalid-if-match", $"If-Match 为 {text}；应为读取时返回的 ETag，例如 \"3\"。", $"If-Match is {text}; it must be the ETag of what you read, such as \"3\".");
    }

    /// <summary>Sets the version of an answer.</summary>
    public static void Tell(HttpResponse response, long version) => response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
}
