using System.Text.Json;
using System.Text.RegularExpressions;
using Scheduling.Api.Pages;
using Scheduling.Store;
using Scheduling.Testing;

namespace Scheduling.Pages.Tests.Browser;

/// <summary>All that a page says, to those who look, point or listen, held against the language it should be in.</summary>
internal static partial class PageWords
{
    // The first sign of a post stands small beside a shift; what is in the other language on purpose says so by its attribute.
    private const string Script = """
        () => {
          const skip = 'script, style, sup, body [lang], #blazor-error-ui, #components-reconnect-modal';
          const texts = [document.title];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode())
            if (!node.parentElement.closest(skip)) texts.push(node.data);
          for (const e of document.querySelectorAll('*'))
            if (!e.closest(skip))
              for (const name of ['title', 'aria-label', 'placeholder', 'alt'])
                if (e.hasAttribute(name)) texts.push(e.getAttribute(name));
          return [...new Set(texts.map(t => t.trim()).filter(t => t.length > 0))];
        }
        """;

    /// <summary>Texts of an English page in which Chinese is left once the names that people gave to things are taken out.</summary>
    public static async Task<IReadOnlyList<string>> ChineseAsync(BrowserPage page, DemoFixture demo)
    {
        // A short code ends with the first sign of its post.
        HashSet<string> signs = [.. demo.Problem.Posts.Select(p => " " + p.Name[..1])];
        List<string> names = [.. Names(demo).Where(n => n.Length > 0).Distinct().OrderByDescending(n => n.Length)];
        return [.. (await page.AskAsync<string[]>(Script)).Select(text => signs.Any(s => text.EndsWith(s, StringComparison.Ordinal)) ? text[..^2] : text).Where(text => Han().IsMatch(names.Aggregate(text, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal))))];
    }

    /// <summary>Texts of a Chinese page that are the English words of a text that has Chinese ones.</summary>
    public static async Task<IReadOnlyList<string>> EnglishAsync(BrowserPage page)
    {
        HashSet<string> english = [.. Texts.All.Values.Where(t => t.En != t.Zh && !t.En.Contains('{', StringComparison.Ordinal)).Select(t => t.En)];
        return [.. (await page.AskAsync<string[]>(Script)).Where(english.Contains)];
    }

    private static IEnumerable<string> Names(DemoFixture demo)
    {
        using var data = JsonDocument.Parse(StoreJson.Write(demo.Problem));
        return [.. Strings(data.RootElement).Where(s => Han().IsMatch(s)), .. demo.Reasons];
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Strings(p.Value)).ToList(),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings).ToList(),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
