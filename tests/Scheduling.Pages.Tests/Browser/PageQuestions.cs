using System.Text.Json;
using PuppeteerSharp;
using PuppeteerSharp.Input;
using Scheduling.Testing;

namespace Scheduling.Pages.Tests.Browser;

/// <summary>What any page can be asked, and what a person does on it.</summary>
internal static class PageQuestions
{
    private const string FindSpot = """
        s => {
          const e = document.querySelector(s);
          if (!e) return { hindrance: 'it is not there', x: 0, y: 0 };
          if (e.disabled) return { hindrance: 'it is disabled', x: 0, y: 0 };
          const over = (x, y) => { const top = document.elementFromPoint(x, y); return e === top || e.contains(top) ? '' : `it lies under ${top?.tagName}.${top?.className}`; };
          const middle = () => { const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; };
          if (over(...middle())) e.scrollIntoView({ block: 'center', inline: 'nearest' });
          const [x, y] = middle();
          const still = e.lastSpot === `${x},${y}`;
          e.lastSpot = `${x},${y}`;
          return { hindrance: over(x, y) || (still ? '' : 'it moves'), x, y };
        }
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The answer of a script function, read as JSON.</summary>
    public static async Task<T> AskAsync<T>(this BrowserPage page, string function, params object[] arguments) =>
        JsonSerializer.Deserialize<T>(await page.Page.EvaluateFunctionAsync<string>($"(...given) => JSON.stringify(({function})(...given) ?? null)", arguments), Json)!;

    public static Task<string> LanguageAsync(this BrowserPage page) => page.AskAsync<string>("() => document.documentElement.lang");

    public static string TestId(string id) => $"[data-testid=\"{id}\"]";

    /// <summary>Whether something with a test id is there and can be seen.</summary>
    public static Task<bool> HasAsync(this BrowserPage page, string testId) => page.AskAsync<bool>(
        "s => { const e = document.querySelector(s); return !!e && e.getClientRects().length > 0; }", TestId(testId));

    public static Task<string?> TextOfAsync(this BrowserPage page, string selector) => page.AskAsync<string?>("s => document.querySelector(s)?.innerText", selector);

    /// <summary>Clicks as a person does: scrolls to the thing, waits until it is enabled, keeps still and nothing lies over it, and presses in its middle.</summary>
    public static async Task PressAsync(this BrowserPage page, string testId)
    {
        Spot spot = await Until.GoodAsync($"'{testId}' can be pressed", () => page.AskAsync<Spot>(FindSpot, TestId(testId)), found => found.Hindrance.Length == 0);
        await page.Page.Mouse.ClickAsync(spot.X, spot.Y);
    }

    public static async Task SwitchLanguageAsync(this BrowserPage page, string to)
    {
        // A page that is still being put together moves under the mouse.
        await page.ConnectedAsync();
        await page.PressAsync("language-switch");
        await Until.TrueAsync($"the page speaks {to}", async () =>
        {
            try
            {
                return await page.LanguageAsync() == to;
            }
            catch (PuppeteerException)
            {
                // Asked in the moment between two pages.
                return false;
            }
        });
        await page.ConnectedAsync();
    }

    /// <summary>Waits until the server listens to what is done on the page.</summary>
    public static Task ConnectedAsync(this BrowserPage page) => Until.TrueAsync(
        "the page is connected", () => page.AskAsync<bool>("() => document.readyState === 'complete' && document.querySelector('main .skeleton') === null && !!window.Blazor"));

    /// <summary>Presses a key while others are held.</summary>
    public static async Task KeyAsync(this BrowserPage page, string key, params string[] held)
    {
        foreach (string other in held)
        {
            await page.Page.Keyboard.DownAsync(other);
        }

        await page.Page.Keyboard.PressAsync(key, new PressOptions());
        foreach (string other in held.Reverse())
        {
            await page.Page.Keyboard.UpAsync(other);
        }
    }

    /// <summary>By how many pixels the page is wider than its view; 0 when it cannot be scrolled sideways.</summary>
    public static Task<int> SidewaysAsync(this BrowserPage page) =>
        page.AskAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth, document.body.scrollWidth - innerWidth)");

    /// <summary>What reaches beyond the right edge of the view and is not inside something that scrolls by itself, for the message of a failing test.</summary>
    public static Task<string[]> TooWideAsync(this BrowserPage page) => page.AskAsync<string[]>("""
        () => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.grid-frame, .scroll-x'))
          .slice(0, 8).map(e => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`)
        """);

    /// <summary>Asserts that nothing went wrong in the page, and that it does not scroll sideways.</summary>
    public static async Task AssertSoundAsync(this BrowserPage page)
    {
        Assert.Empty(page.Problems);
        int sideways = await page.SidewaysAsync();
        Assert.True(sideways == 0, $"{page.Page.Url} scrolls sideways by {sideways} px: {string.Join("; ", await page.TooWideAsync())}");
    }

    private sealed record Spot(string Hindrance, decimal X, decimal Y);
}
