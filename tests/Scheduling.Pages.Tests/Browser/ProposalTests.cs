using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Testing;
using static Scheduling.Pages.Tests.Browser.PageQuestions;

namespace Scheduling.Pages.Tests.Browser;

[Collection(nameof(DemoCollection))]
public sealed class ProposalTests(DemoFixture demo)
{
    [Fact]
    public async Task Leave_approved_on_its_page_brings_a_proposal_to_the_open_week_which_becomes_the_draft()
    {
        await using WeekScreen screen = await demo.OpenWeekAsync(demo.Week);
        WeekSight before = await screen.SolvedAsync();
        int loads = 0;
        screen.Page.Page.Load += (_, _) => loads++;

        await using (BrowserPage leave = await demo.OpenAsync($"/teams/{DemoFixture.Team}/leave"))
        {
            await leave.WaitForAsync(TestId("leave-approve-demo-1"));
            await Pictures.TakeAsync(leave, "page-leave");
            await leave.PressAsync("leave-approve-demo-1");
            await leave.WaitForAsync(TestId("leave-effect"));
            await leave.AssertSoundAsync();
        }

        await Until.TrueAsync("the proposal appears by itself", () => screen.Page.HasAsync("proposal"), TimeSpan.FromMinutes(2));
        Assert.Equal(0, loads);
        Assert.Equal(before.State, (await screen.LookAsync()).State);
        string count = await screen.Page.TextOfAsync(TestId("proposal-count")) ?? "";
        Assert.Matches("^\\d+ 处改动，涉及 \\d+ 人$", count);

        await screen.Page.PressAsync("proposal-show");
        int changes = int.Parse(count.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        await Until.GoodAsync("the differences are marked", () => screen.Page.AskAsync<int>("() => document.querySelectorAll('td.changed .ghost').length"), ghosts => ghosts == changes);
        await Pictures.TakeAsync(screen.Page, "page-proposal");
        await screen.Page.PressAsync("proposal-show");
        await Until.TrueAsync("the draft is shown again", () => screen.Page.AskAsync<bool>("() => !document.querySelector('td.changed')"));

        WeekSight accepted = await screen.StepAsync("proposal-accept");
        Assert.StartsWith("草稿", accepted.State, StringComparison.Ordinal);
        Assert.True(accepted.KeepsHardRules, accepted.ToString());
        Assert.False(await screen.Page.HasAsync("proposal"));
        for (int day = 3; day <= 4; day++)
        {
            string cell = WeekScreen.CellId("a15", demo.Week.PlusDays(day));
            Assert.Equal("", await screen.CodeAsync(cell));
            Assert.Contains("请假", await screen.LabelAsync(cell), StringComparison.Ordinal);
        }

        WeekView view = await demo.Host.Service<RosterStore>().WeekAsync(DemoFixture.Team, demo.Week);
        Assert.Equal((RosterState.Draft, "accept"), (view.Head!.Row.State, view.Head.Row.Origin));
        await screen.Page.AssertSoundAsync();
    }
}
