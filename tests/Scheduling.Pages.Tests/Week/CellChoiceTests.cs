using Bunit;
using NodaTime;
using Scheduling.Api.Pages;
using Scheduling.Api.Pages.Week;
using Scheduling.Store.Rosters;

namespace Scheduling.Pages.Tests.Week;

public sealed class CellChoiceTests
{
    [Fact]
    public void A_choice_that_breaks_a_hard_rule_says_which_in_words()
    {
        WeekBoard board = PageContext.Board();
        CellChoice choice = CellChoice.Judge(board, new CellEdit { Employee = "a03", Date = PageContext.Monday, ShiftType = "E" });
        Assert.Equal(Legality.Breaks, choice.Legality);
        Assert.StartsWith("✗ 不可以：", ChoiceRow.VerdictWords(choice, Wording.Chinese), StringComparison.Ordinal);
        Assert.StartsWith("✗ breaks a hard rule: ", ChoiceRow.VerdictWords(choice, Wording.English), StringComparison.Ordinal);
        Assert.Contains(choice.Why!.Zh, ChoiceRow.VerdictWords(choice, Wording.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_outside_the_window_is_impossible()
    {
        CellChoice choice = CellChoice.Judge(PageContext.Board(), new CellEdit { Employee = "a04", Date = PageContext.Monday, ShiftType = "M", Start = new LocalTime(3, 0) });
        Assert.Equal(Legality.Impossible, choice.Legality);
        Assert.Contains("impossible", ChoiceRow.VerdictWords(choice, Wording.English), StringComparison.Ordinal);
    }

    [Fact]
    public void An_allowed_choice_tells_what_it_costs()
    {
        WeekBoard board = PageContext.Board();
        CellChoice choice = PageContext.Problem.Employees
            .Select(e => CellChoice.Judge(board, new CellEdit { Employee = e.Id, Date = PageContext.Monday, ShiftType = "E", Post = "call" }))
            .First(c => c.Legality == Legality.Allowed);
        Assert.True(choice.Delta < 0, "One more agent makes the roster better.");
        Assert.StartsWith("✓ allowed · ", ChoiceRow.VerdictWords(choice, Wording.English), StringComparison.Ordinal);
        Assert.Contains("penalty −", ChoiceRow.VerdictWords(choice, Wording.English), StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_there_is_told_as_such()
    {
        CellChoice choice = CellChoice.Judge(PageContext.Board(), new CellEdit { Employee = "a01", Date = PageContext.Monday, ShiftType = "E", Post = "call" });
        Assert.Equal(Legality.AsNow, choice.Legality);
        Assert.Equal("当前", ChoiceRow.VerdictWords(choice, Wording.Chinese));
    }

    [Fact]
    public void The_editor_offers_every_shift_type_and_a_day_off_with_its_answer()
    {
        using var page = new PageContext(Wording.Chinese);
        CellEdit? picked = null;
        var editor = page.Draw<CellEditor>(p => p.Add(e => e.Board, PageContext.Board()).Add(e => e.Employee, "a04").Add(e => e.Date, PageContext.Monday).Add(e => e.Picked, edit => picked = edit));
        editor.WaitForAssertion(() => Assert.DoesNotContain("正在判断", editor.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        foreach (string shift in (string[])["off", "E", "M", "T", "L", "N", "O", "S"])
        {
            Assert.NotEmpty(editor.Find($"[data-testid=choice-{shift}] .verdict").TextContent.Trim());
        }

        editor.Find("[data-testid=choice-E]").Click();
        // The click is handled on the page's own thread, which may still be drawing the last answers.
        editor.WaitForAssertion(() => Assert.Equal("E", picked?.ShiftType), TimeSpan.FromSeconds(20));
    }
}
