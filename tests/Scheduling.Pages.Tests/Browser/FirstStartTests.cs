using static Scheduling.Pages.Tests.Browser.PageQuestions;

namespace Scheduling.Pages.Tests.Browser;

[Collection(nameof(DemoCollection))]
public sealed class FirstStartTests(DemoFixture demo)
{
    [Fact]
    public void The_first_page_of_a_first_start_is_never_empty_and_tells_what_goes_on()
    {
        Assert.Contains("求解", demo.First.WhileSolving, StringComparison.Ordinal);
        Assert.Contains(demo.Problem.Employees[39].Name, demo.First.WhileSolving, StringComparison.Ordinal);
    }

    [Fact]
    public void The_solved_demo_week_appears_by_itself_without_a_reload()
    {
        WeekSight solved = demo.First.Solved;
        Assert.Empty(demo.First.Problems);
        Assert.Equal(1, demo.First.Loads);
        Assert.Equal((40, 7, 40), (solved.People, solved.Days, solved.Totals));
        Assert.True(solved.KeepsHardRules, solved.ToString());
        Assert.StartsWith("草稿", solved.State, StringComparison.Ordinal);
        Assert.InRange(solved.Shifts, 150, 280);
        Assert.True(solved.CoverageDays >= 7, $"The coverage strip has {solved.CoverageDays} days.");
        Assert.True(solved.ViolationCount >= 0 && solved.Violations == Math.Min(12, solved.ViolationCount), $"{solved.Violations} of {solved.ViolationCount} violations are listed.");
        Assert.Equal(3, solved.Levels.Length);
        Assert.Empty(solved.Alerts);
    }

    [Fact]
    public async Task A_restart_on_the_same_folder_keeps_the_roster_and_its_edits()
    {
        Dictionary<string, string> before;
        WeekSight seen;
        await using (WeekScreen screen = await demo.OpenWeekAsync(demo.Week))
        {
            seen = await screen.SolvedAsync();
            before = await screen.CodesAsync();
            Assert.Empty(screen.Page.Problems);
        }

        await demo.Host.RestartAsync();

        await using WeekScreen again = await demo.OpenWeekAsync(demo.Week);
        WeekSight after = await again.SolvedAsync();
        Assert.Equal((seen.State, seen.Score), (after.State, after.Score));
        Assert.Equal(before, await again.CodesAsync());
        await again.Page.AssertSoundAsync();
    }

    [Fact]
    public async Task The_start_page_leads_to_the_newest_week()
    {
        await using var page = await demo.OpenAsync("/");
        await page.WaitForAsync(TestId($"team-{DemoFixture.Team}"));
        await page.Page.ClickAsync($"{TestId($"team-{DemoFixture.Team}")} .main-button");
        WeekSight sight = await new WeekScreen(page).SolvedAsync();
        Assert.Equal(40, sight.People);
        await page.AssertSoundAsync();
    }
}
