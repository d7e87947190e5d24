using NodaTime;
using Scheduling.Testing;
using static Scheduling.Pages.Tests.Browser.PageQuestions;

namespace Scheduling.Pages.Tests.Browser;

/// <summary>A planner's way through a week: solve, edit, publish, export.</summary>
[Collection(nameof(DemoCollection))]
public sealed class PlanningTests(DemoFixture demo)
{
    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task A_week_is_solved_edited_published_and_exported(int width, string language)
    {
        LocalDate week = await demo.FarWeekWithDemandAsync((width == Screens.Wide ? 0 : 1) + (language == Screens.Chinese ? 0 : 2));
        await using WeekScreen screen = await demo.OpenWeekAsync(week, width, language);
        Assert.Equal(language, await screen.Page.LanguageAsync());
        Assert.True(await screen.Page.HasAsync("empty-week"));
        await AssertReachableAsync(screen.Page, "solve", "publish", "export-xlsx", "export-csv", "print", "undo", "redo", "history");

        WeekSight solved = await SolveAsync(screen, width, language);
        Assert.Equal((40, 7, 40), (solved.People, solved.Days, solved.Totals));
        Assert.True(solved.KeepsHardRules, solved.ToString());
        await screen.Page.AssertSoundAsync();

        (string edited, string code) = await PlanningSteps.EditAsync(screen, language);
        if (width == Screens.Wide)
        {
            await PlanningSteps.EditByKeysAsync(screen, code.Length > 0 ? edited : null);
        }

        await PlanningSteps.PinAsync(screen, edited, byKey: width == Screens.Wide, language);
        await screen.Page.AssertSoundAsync();

        WeekSight published = await PlanningSteps.PublishAsync(screen, language);
        Assert.StartsWith(language == Screens.Chinese ? "已发布" : "Published", published.State, StringComparison.Ordinal);
        await screen.Page.AssertSoundAsync();

        await Exports.AssertCsvAsync(screen, demo);
        await Exports.AssertWorkbookAsync(screen, demo);
        await AssertPrintAsync(screen, width);
        await screen.Page.AssertSoundAsync();
    }

    /// <summary>Solves with a limit that is not reached, waits until the page has told a better roster, and stops.</summary>
    private static async Task<WeekSight> SolveAsync(WeekScreen screen, int width, string language)
    {
        await screen.Page.Page.SelectAsync("#time-limit", "60");
        await screen.Page.PressAsync("solve");
        await Until.TrueAsync("stop can be pressed", () => screen.Page.HasAsync("stop"));
        WeekSight early = await Until.GoodAsync("score and time are told while solving", screen.LookAsync, s => !s.Solving || (s.Levels.Length == 3 && s.Run.Any(char.IsAsciiDigit)));
        Assert.True(early.Solving, $"The solve ended before anything was told: {early}");
        WeekSight better = await Until.GoodAsync("a better roster is found, or the solve ends", screen.LookAsync, s => !s.Solving || (s.Levels[0] != early.Levels[0] || s.Levels[1] != early.Levels[1]) && LevelIsZero(s.Levels[0]), TimeSpan.FromMinutes(2));
        if (Pictures.Wanted && language == Screens.Chinese && width == Screens.Wide)
        {
            await Until.TrueAsync("the chart shows some steps, or the solve ends", async () => !(await screen.LookAsync()).Solving
                || await screen.Page.AskAsync<int>("() => (document.querySelector('.score-line')?.getAttribute('d') ?? '').split('H').length") > 4);
            await Pictures.TakeAsync(screen.Page, "page-solving");
        }

        if (better.Solving)
        {
            Assert.True(better.Preview, "The best so far is shown in the grid.");
        }

        if ((await screen.LookAsync()).Solving)
        {
            await screen.Page.PressAsync("stop");
        }

        return await screen.SolvedAsync();
    }

    private static bool LevelIsZero(string level) => level.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => !char.IsAsciiDigit(word[0])).FirstOrDefault() == "0";

    /// <summary>Asserts that buttons are inside the view once a person has scrolled to them, and nothing lies over them.</summary>
    private static async Task AssertReachableAsync(BrowserPage page, params string[] buttons)
    {
        foreach (string button in buttons)
        {
            Assert.Equal("reachable", await page.AskAsync<string>("""
                s => {
                  const e = document.querySelector(s);
                  if (!e) return s + ' is not there';
                  e.scrollIntoView({ block: 'center' });
                  const r = e.getBoundingClientRect();
                  if (r.left < 0 || r.right > innerWidth + 1 || r.width < 20 || r.height < 20) return `${s} lies at ${r.left}–${r.right}, ${r.height} high`;
                  const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
                  return e === top || e.contains(top) ? 'reachable' : `${s} lies under ${top?.tagName}.${top?.className}`;
                }
                """, TestId(button)));
        }
    }

    private async Task AssertPrintAsync(WeekScreen screen, int width)
    {
        string path = await screen.Page.AskAsync<string>("s => document.querySelector(s).getAttribute('href')", TestId("print"));
        await using BrowserPage print = await demo.OpenAsync(path, width);
        await Until.TrueAsync("all people are on the print view", async () => (await print.AskAsync<int>("() => document.querySelectorAll('table tbody tr').length")) >= 40);
        Assert.Contains(demo.Problem.Employees[0].Name, await print.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(print.Problems);
    }
}
