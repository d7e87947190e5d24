using Microsoft.Net.Http.Headers;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Problems;

/// <summary>The language of an answer: the best-liked of Chinese and English in Accept-Language, Chinese when nothing is said.</summary>
public static class RequestLanguage
{
    public const string Chinese = "zh-CN";

    public const string English = "en";

    public static string Of(HttpRequest request)
    {
        string? best = request.GetTypedHeaders().AcceptLanguage
            .Where(l => l.Quality is not 0)
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(Known).FirstOrDefault(l => l is not null);
        return best ?? Chinese;
    }

    /// <summary>A text in the language of the request.</summary>
    public static string In(this LocalizedText text, HttpRequest request) => text.In(Of(request));

    private static string? Known(StringWithQualityHeaderValue language) =>
        language.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || language.Value == "*" ? Chinese
        : language.Value.StartsWith(English, StringComparison.OrdinalIgnoreCase) ? English
        : null;
}
