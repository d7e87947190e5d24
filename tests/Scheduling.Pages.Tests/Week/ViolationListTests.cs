using Bunit;
using Scheduling.Api.Pages;
using Scheduling.Api.Pages.Week;
using Scheduling.Engine.Rules;

namespace Scheduling.Pages.Tests.Week;

public sealed class ViolationListTests
{
    [Fact]
    public void Hard_rules_come_first_and_are_told_by_a_word_as_well_as_a_colour()
    {
        using var page = new PageContext(Wording.English);
        WeekBoard board = PageContext.Board();
        RuleViolation? chosen = null;
        var list = page.Draw<ViolationList>(p => p.Add(v => v.Board, board).Add(v => v.Chosen, violation => chosen = violation));
        var first = list.FindAll("li button")[0];
        Assert.Contains("Hard", first.TextContent, StringComparison.Ordinal);
        Assert.Contains(board.Violations[0].Message.En, first.TextContent, StringComparison.Ordinal);
        first.Click();
        Assert.Same(board.Violations[0], chosen);
    }

    [Fact]
    public void Nothing_is_broken_where_nothing_is_rostered_yet()
    {
        using var page = new PageContext(Wording.Chinese);
        WeekBoard board = WeekBoard.Of(PageContext.Problem, new Engine.Domain.Roster { Assignments = [] }, [], PageContext.Monday, judged: false);
        var list = page.Draw<ViolationList>(p => p.Add(v => v.Board, board));
        Assert.Contains("没有违反任何规则", list.Markup, StringComparison.Ordinal);
    }
}
