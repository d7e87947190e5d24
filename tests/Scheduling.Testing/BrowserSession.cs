using System.Globalization;
using PuppeteerSharp;

namespace Scheduling.Testing;

/// <summary>
/// A headless Chromium with a profile of its own. It is ended and its profile deleted with <see cref="DisposeAsync"/>, and also when the
/// test process is killed.
/// </summary>
public sealed class BrowserSession : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly DeathWatch _watch;
    private readonly List<BrowserPage> _pages = [];

    private BrowserSession(IBrowser browser, DeathWatch watch) => (Browser, _watch) = (browser, watch);

    /// <summary>The browser itself, for what this class does not offer.</summary>
    public IBrowser Browser { get; }

    /// <summary>Everything that went wrong in any page since the session began; an empty list is what a test wants.</summary>
    public IReadOnlyList<PageProblem> Problems => [.. _pages.SelectMany(page => page.Problems)];

    /// <summary>Starts a browser.</summary>
    /// <exception cref="MissingProgramException">Chromium is not installed.</exception>
    public static async Task<BrowserSession> StartAsync()
    {
        string program = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists)
            ?? throw new MissingProgramException("Chromium (/usr/bin/chromium)", "chromium fonts-noto-cjk");
        string profile = Directory.CreateTempSubdirectory("scheduling-browser-").FullName;
        try
        {
            IBrowser browser = await Puppeteer.LaunchAsync(new LaunchOptions
            {
                ExecutablePath = program,
                Headless = true,
                Args = Flags,
                UserDataDir = profile,
                Timeout = 60_000,
            }).ConfigureAwait(false);
            string process = browser.Process.Id.ToString(CultureInfo.InvariantCulture);

            // Its helpers write into the profile a moment longer.
            return new BrowserSession(browser, DeathWatch.Start("kill -9 $1; for i in 1 2 3 4 5; do rm -rf \"$2\" && break; sleep 0.2; done", process, profile));
        }
        catch
        {
            Directory.Delete(profile, recursive: true);
            throw;
        }
    }

    /// <summary>
    /// Opens a page and waits until it is loaded. Pages share cookies, except one opened as a stranger, which has none.
    /// </summary>
    /// <param name="url">Absolute address.</param>
    /// <param name="width">Width of the view in pixels; a phone is 390.</param>
    /// <param name="height">Height of the view in pixels.</param>
    /// <param name="language">What the browser says its user reads, such as <c>zh-CN</c> or <c>en</c>.</param>
    /// <param name="asStranger">Whether the page gets a profile of its own.</param>
    public async Task<BrowserPage> OpenAsync(string url, int width = 1366, int height = 900, string language = "zh-CN", bool asStranger = false)
    {
        IPage page = asStranger
            ? await (await Browser.CreateBrowserContextAsync().ConfigureAwait(false)).NewPageAsync().ConfigureAwait(false)
            : await Browser.NewPageAsync().ConfigureAwait(false);
        var opened = new BrowserPage(page);
        _pages.Add(opened);
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = height, IsMobile = width < 600, HasTouch = width < 600 }).ConfigureAwait(false);
        await page.Client.SendAsync("Network.setUserAgentOverride", new { userAgent = await Browser.GetUserAgentAsync().ConfigureAwait(false), acceptLanguage = language }).ConfigureAwait(false);
        await page.EmulateLocaleAsync(language).ConfigureAwait(false);
        await page.GoToAsync(url, WaitUntilNavigation.Load).ConfigureAwait(false);
        return opened;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (BrowserPage page in _pages)
        {
            page.StopRecording();
        }

        try
        {
            await Browser.CloseAsync().ConfigureAwait(false);
        }
        finally
        {
            await _watch.EndAsync().ConfigureAwait(false);
        }
    }
}
