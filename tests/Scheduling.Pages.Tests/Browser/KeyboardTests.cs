namespace Scheduling.Pages.Tests.Browser;

[Collection(nameof(DemoCollection))]
public sealed class KeyboardTests(DemoFixture demo)
{
    [Fact]
    public async Task The_grid_is_one_tab_stop_with_a_visible_focus_and_every_cell_is_reached_by_arrows()
    {
        await using WeekScreen screen = await demo.OpenWeekAsync(demo.Week);
        await screen.SolvedAsync();
        await Access.TabToAsync(screen.Page, "td[role=\"gridcell\"][data-employee]", 40);
        Assert.Equal((0, 0), await PlaceAsync());
        Assert.NotEqual("nothing", await Access.FocusRingAsync(screen.Page));
        Assert.Equal(1, await screen.Page.AskAsync<int>("() => document.querySelectorAll('td[role=\"gridcell\"][tabindex=\"0\"]').length"));

        await screen.Page.KeyAsync("End");
        Assert.Equal((0, 6), await PlaceAsync());
        for (int row = 1; row < 40; row++)
        {
            await screen.Page.KeyAsync("ArrowDown");
            Assert.Equal((row, 6), await PlaceAsync());
        }

        Assert.NotEqual("nothing", await Access.FocusRingAsync(screen.Page));
        Assert.True(await screen.Page.AskAsync<bool>("""
            () => { const r = document.activeElement.getBoundingClientRect(); const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2); return document.activeElement.contains(top); }
            """), "The cell with the focus is hidden under something.");
        await screen.Page.KeyAsync("Tab");
        Assert.False(await screen.Page.AskAsync<bool>("() => document.activeElement.matches('td[data-employee]')"));
        await screen.Page.AssertSoundAsync();

        async Task<(int, int)> PlaceAsync()
        {
            int[] place = await screen.Page.AskAsync<int[]>("() => [Number(document.activeElement.parentElement.dataset.row), Number(document.activeElement.dataset.column)]");
            return (place[0], place[1]);
        }
    }

    [Fact]
    public async Task The_editor_opens_with_Enter_takes_the_focus_and_gives_it_back_with_Escape()
    {
        await using WeekScreen screen = await demo.OpenWeekAsync(demo.Week);
        await screen.SolvedAsync();
        string cell = WeekScreen.CellId(demo.Problem.Employees[5].Id, demo.Week.PlusDays(3));
        await screen.Page.Page.FocusAsync(PageQuestions.TestId(cell));
        await screen.Page.KeyAsync("Enter");
        await Until.TrueAsync("the focus is in the editor", () => screen.Page.AskAsync<bool>("() => !!document.activeElement.closest('[data-testid=\"editor\"]')"));
        await screen.CloseEditorAsync();
        await Until.TrueAsync("the focus is in the cell again", () => screen.Page.AskAsync<bool>("id => document.activeElement.dataset.testid === id", cell));
        await screen.Page.AssertSoundAsync();
    }

    [Fact]
    public async Task Every_part_of_the_grid_has_its_role_and_every_cell_tells_who_when_and_what()
    {
        await using WeekScreen screen = await demo.OpenWeekAsync(demo.Week, Screens.Wide, Screens.English);
        await screen.SolvedAsync();
        Assert.Empty(await screen.Page.AskAsync<string[]>("""
            () => [...document.querySelectorAll('[role="grid"] tr, [role="grid"] td, [role="grid"] th')].filter(e => !e.hasAttribute('role')).map(e => e.outerHTML.slice(0, 120))
            """));
        Assert.Equal(280, await screen.Page.AskAsync<int>("() => document.querySelectorAll('[role=\"grid\"] [role=\"row\"] [role=\"gridcell\"][data-employee]').length"));
        string label = await screen.LabelAsync(WeekScreen.CellId(demo.Problem.Employees[0].Id, demo.Week));
        Assert.StartsWith($"{demo.Problem.Employees[0].Name} Mon ", label, StringComparison.Ordinal);
        Assert.Contains(';', label);
    }
}
