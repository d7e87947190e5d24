using PuppeteerSharp;
using Scheduling.Testing;

namespace Scheduling.Pages.Tests.Browser;

/// <summary>Pictures for the documents, taken on the way when <c>SCHEDULING_WRITE_PICTURES=1</c>; else nothing happens.</summary>
internal static class Pictures
{
    /// <summary>What a picture may weigh as the browser makes it; one of 256 colours, for the repository, weighs less than half.</summary>
    private const int MostBytes = 400 * 1024;

    public static bool Wanted => Environment.GetEnvironmentVariable("SCHEDULING_WRITE_PICTURES") == "1";

    public static async Task TakeAsync(BrowserPage page, string name)
    {
        if (!Wanted)
        {
            return;
        }

        string file = Path.Combine(Directory.CreateDirectory(Path.Combine(Artifacts.Repository, "docs", "images")).FullName, name + ".png");
        await page.Page.EvaluateExpressionAsync("window.scrollTo(0, 0)");
        await page.Page.ScreenshotAsync(file, new ScreenshotOptions { OptimizeForSpeed = false });
        Assert.InRange(new FileInfo(file).Length, 1, MostBytes);
    }
}
