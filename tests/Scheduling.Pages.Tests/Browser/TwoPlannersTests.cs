using NodaTime;
using static Scheduling.Pages.Tests.Browser.PageQuestions;

namespace Scheduling.Pages.Tests.Browser;

[Collection(nameof(DemoCollection))]
public sealed class TwoPlannersTests(DemoFixture demo)
{
    [Fact]
    public async Task Who_edits_what_somebody_else_has_just_changed_is_told_and_can_reload()
    {
        LocalDate week = demo.FarWeek(5);
        string mine = WeekScreen.CellId(demo.Problem.Employees[0].Id, week);
        string yours = WeekScreen.CellId(demo.Problem.Employees[1].Id, week.PlusDays(1));
        await using WeekScreen first = await demo.OpenWeekAsync(week);
        await using WeekScreen second = await demo.OpenWeekAsync(week, Screens.Wide, Screens.English);

        // The second has a cell open, so that the page is not brought up to date under their hands.
        OfferedChoice wanted = (await second.OpenEditorAsync(yours)).First(c => c.Kind == "allowed");
        OfferedChoice made = (await first.OpenEditorAsync(mine)).First(c => c.Kind == "allowed");
        WeekSight saved = await first.ChooseAsync(made.Id);
        string code = await first.CodeAsync(mine);
        Assert.NotEqual("", code);

        await second.Page.PressAsync(wanted.Id);
        await second.Page.WaitForAsync(TestId("conflict"));
        Assert.Contains("changed by somebody else", await second.Page.TextOfAsync(TestId("conflict")), StringComparison.Ordinal);
        Assert.Equal("", await second.CodeAsync(yours));

        await second.Page.Page.ClickAsync($"{TestId("conflict")} button");
        await Until.TrueAsync("the page is up to date", async () => await second.CodeAsync(mine) == code && !await second.Page.HasAsync("conflict"));
        await second.OpenEditorAsync(yours);
        WeekSight after = await second.ChooseAsync(wanted.Id);
        string theirs = await second.CodeAsync(yours);
        Assert.NotEqual("", theirs);

        // The first sees it without doing anything.
        await first.MovedOnAsync(saved.State);
        Assert.Equal((code, theirs), (await first.CodeAsync(mine), await first.CodeAsync(yours)));
        Assert.EndsWith("2", after.State, StringComparison.Ordinal);
        Assert.Empty(first.Page.Problems);
        Assert.Empty(second.Page.Problems);
    }

    [Fact]
    public async Task A_draft_that_breaks_a_hard_rule_is_published_only_with_a_reason()
    {
        LocalDate week = demo.FarWeek(6);
        await using WeekScreen screen = await demo.OpenWeekAsync(week, Screens.Phone);
        string cell = WeekScreen.CellId(demo.Problem.Employees[0].Id, week);
        WeekSight edited = await screen.ReadyAsync();
        if (edited.Shifts == 0)
        {
            OfferedChoice choice = (await screen.OpenEditorAsync(cell)).First(c => c.Kind is "allowed" or "breaks" && c.Id != "choice-off");
            edited = await screen.ChooseAsync(choice.Id);
        }

        Assert.False(edited.KeepsHardRules, $"One person's shift alone cannot be a week that keeps all hard rules: {edited}");
        await screen.Page.PressAsync("publish");
        await screen.Page.WaitForAsync(TestId("publish-reason"));
        Assert.True(await screen.Page.AskAsync<bool>("s => document.querySelector(s).disabled", TestId("confirm-publish")));
        await screen.Page.Page.TypeAsync(TestId("publish-reason"), "只有值班");
        WeekSight published = await screen.StepAsync("confirm-publish");
        Assert.StartsWith("已发布", published.State, StringComparison.Ordinal);
        await screen.Page.AssertSoundAsync();
    }
}
