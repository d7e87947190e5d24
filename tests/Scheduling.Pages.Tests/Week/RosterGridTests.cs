using AngleSharp.Dom;
using Bunit;
using NodaTime;
using Scheduling.Api.Pages;
using Scheduling.Api.Pages.Week;
using Scheduling.Engine.Domain;

namespace Scheduling.Pages.Tests.Week;

public sealed class RosterGridTests
{
    [Fact]
    public void Every_person_has_a_cell_on_every_day()
    {
        using var page = new PageContext(Wording.Chinese);
        var grid = page.Draw<RosterGrid>(p => p.Add(g => g.Board, PageContext.Board()));
        Assert.Equal(40 * 7, grid.FindAll("td[data-employee]").Count);
        Assert.Single(grid.FindAll("table[role=grid]"));
        Assert.All(grid.FindAll("td[data-employee]"), cell => Assert.Equal("gridcell", cell.GetAttribute("role")));
    }

    [Fact]
    public void A_cell_shows_the_code_the_moved_start_and_the_post()
    {
        using var page = new PageContext(Wording.Chinese);
        var grid = page.Draw<RosterGrid>(p => p.Add(g => g.Board, PageContext.Board()));
        Assert.Contains("E", Cell(grid, "a01", 0).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("07:00", Cell(grid, "a01", 0).TextContent, StringComparison.Ordinal);
        IElement moved = Cell(grid, "a02", 1);
        Assert.Contains("11:00", moved.TextContent, StringComparison.Ordinal);
        Assert.Contains("在", moved.TextContent, StringComparison.Ordinal);
        Assert.Contains("中班 11:00–19:30，在线客服", moved.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Leave_and_pins_and_ghosts_are_signs_and_words()
    {
        using var page = new PageContext(Wording.English);
        WeekBoard board = PageContext.Board(
            [new Pin { Employee = "a01", Date = PageContext.Monday, ShiftType = "E" }],
            [new Assignment { Employee = "a01", Date = PageContext.Monday, ShiftType = "L", Post = "call" }]);
        var grid = page.Draw<RosterGrid>(p => p.Add(g => g.Board, board));
        IElement cell = Cell(grid, "a01", 0);
        Assert.NotNull(cell.QuerySelector(".lock"));
        Assert.Contains("L", cell.QuerySelector("del")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("pinned", cell.GetAttribute("title"), StringComparison.Ordinal);
        Assert.Contains("Lv", Cell(grid, "a03", 0).TextContent, StringComparison.Ordinal);
        Assert.Contains("on leave", Cell(grid, "a03", 0).GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_people_with_changes_are_shown_when_asked_for()
    {
        using var page = new PageContext(Wording.Chinese);
        WeekBoard board = PageContext.Board(before: [new Assignment { Employee = "a01", Date = PageContext.Monday, ShiftType = "E", Post = "call" }]);
        var grid = page.Draw<RosterGrid>(p => p.Add(g => g.Board, board).Add(g => g.OnlyChanged, true));
        Assert.Equal(["a02"], grid.FindAll("td[data-employee]").Select(c => c.GetAttribute("data-employee")).Distinct());
        Assert.Equal((1, 1), (board.Changes.Cells.Count, board.Changes.People));
    }

    [Fact]
    public void What_is_missing_is_counted_on_top()
    {
        using var page = new PageContext(Wording.Chinese);
        var grid = page.Draw<RosterGrid>(p => p.Add(g => g.Board, PageContext.Board()));
        string lane = grid.Find("[data-testid=unfilled]").TextContent;
        Assert.Contains("O·投诉岗 缺 3", lane, StringComparison.Ordinal);
        Assert.Contains("备班·呼叫中心 缺 1", lane, StringComparison.Ordinal);
        Assert.Contains("人时", lane, StringComparison.Ordinal);
    }

    [Fact]
    public void A_click_on_a_cell_tells_which_one()
    {
        using var page = new PageContext(Wording.Chinese);
        (string, LocalDate)? chosen = null;
        var grid = page.Draw<RosterGrid>(p => p.Add(g => g.Board, PageContext.Board()).Add(g => g.Chosen, cell => chosen = cell));
        Cell(grid, "a07", 3).Click();
        Assert.Equal(("a07", PageContext.Monday.PlusDays(3)), chosen);
    }

    [Fact]
    public void A_row_that_did_not_change_is_not_drawn_again()
    {
        using var page = new PageContext(Wording.Chinese);
        var grid = page.Draw<RosterGrid>(p => p.Add(g => g.Board, PageContext.Board()));
        int before = grid.FindComponents<RowView>()[5].RenderCount;
        grid.Render(p => p.Add(g => g.Board, PageContext.Board([new Pin { Employee = "a01", Date = PageContext.Monday }])));
        Assert.Equal(before, grid.FindComponents<RowView>()[5].RenderCount);
        Assert.NotNull(Cell(grid, "a01", 0).QuerySelector(".lock"));
    }

    private static IElement Cell(IRenderedComponent<RosterGrid> grid, string employee, int day) =>
        grid.Find($"[data-testid='cell-{employee}-{PageDates.Iso(PageContext.Monday.PlusDays(day))}']");
}
