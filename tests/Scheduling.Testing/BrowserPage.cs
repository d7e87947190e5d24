using System.Collections.Concurrent;
using PuppeteerSharp;

namespace Scheduling.Testing;

/// <summary>What kind of thing went wrong in a page.</summary>
public enum PageProblemKind
{
    /// <summary>The page wrote an error to the console.</summary>
    Console,

    /// <summary>A script threw and nobody caught it.</summary>
    Script,

    /// <summary>A request got no answer, or one with a status of 400 or more.</summary>
    Request,
}

/// <summary>Something that went wrong in a page.</summary>
public sealed record PageProblem(PageProblemKind Kind, string Page, string Text);

/// <summary>An open page that remembers everything that went wrong in it.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    // What a page was still loading when it was left failed for no fault of its own.
    private const string LeftAlone = "net::ERR_ABORTED";

    private readonly ConcurrentQueue<PageProblem> _problems = new();
    private volatile bool _recording = true;

    internal BrowserPage(IPage page)
    {
        Page = page;
        page.Console += (_, e) =>
        {
            if (e.Message.Type == ConsoleType.Error)
            {
                Record(PageProblemKind.Console, e.Message.Text);
            }
        };
        page.PageError += (_, e) => Record(PageProblemKind.Script, e.Message);
        page.Error += (_, e) => Record(PageProblemKind.Script, e.Error);
        page.RequestFailed += (_, e) =>
        {
            if (e.Request.FailureText != LeftAlone)
            {
                Record(PageProblemKind.Request, $"{e.Request.Method} {e.Request.Url}: {e.Request.FailureText}");
            }
        };
        page.Response += (_, e) =>
        {
            if ((int)e.Response.Status >= 400)
            {
                Record(PageProblemKind.Request, $"{e.Response.Request.Method} {e.Response.Url}: {(int)e.Response.Status}");
            }
        };
    }

    /// <summary>The page itself, for clicks, keys and questions.</summary>
    public IPage Page { get; }

    /// <summary>Everything that went wrong so far.</summary>
    public IReadOnlyList<PageProblem> Problems => [.. _problems];

    /// <summary>All the text a reader sees.</summary>
    public Task<string> TextAsync() => Page.EvaluateExpressionAsync<string>("document.body.innerText");

    /// <summary>Waits until an element is there and visible.</summary>
    public Task WaitForAsync(string selector, int timeoutMilliseconds = 15_000) =>
        Page.WaitForSelectorAsync(selector, new WaitForSelectorOptions { Visible = true, Timeout = timeoutMilliseconds });

    /// <summary>Waits until the page shows a text.</summary>
    public Task WaitForTextAsync(string text, int timeoutMilliseconds = 15_000) =>
        Page.WaitForFunctionAsync("text => document.body.innerText.includes(text)", new WaitForFunctionOptions { Timeout = timeoutMilliseconds }, text);

    /// <summary>Takes a picture of the view, or of the whole page, and puts it into <c>artifacts/screenshots</c>.</summary>
    /// <returns>The file.</returns>
    public async Task<string> ScreenshotAsync(string name, bool wholePage = false)
    {
        string file = Path.Combine(Artifacts.Folder("screenshots"), name + ".png");
        await Page.ScreenshotAsync(file, new ScreenshotOptions { FullPage = wholePage }).ConfigureAwait(false);
        return file;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        StopRecording();
        if (!Page.IsClosed)
        {
            await Page.CloseAsync().ConfigureAwait(false);
        }
    }

    internal void StopRecording() => _recording = false;

    private void Record(PageProblemKind kind, string text)
    {
        if (_recording)
        {
            _problems.Enqueue(new PageProblem(kind, Page.Url, text));
        }
    }
}
