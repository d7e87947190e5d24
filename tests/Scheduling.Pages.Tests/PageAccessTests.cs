using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Api.Pages;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Pages.Tests;

/// <summary>A page is no way around what the API keeps from a caller.</summary>
public sealed class PageAccessTests
{
    private static readonly TeamOverview Team = new("demo", "Demo", 40, 2, [Head(7, 2, RosterState.Draft), Head(7, 1, RosterState.Published), Head(14, 1, RosterState.Proposal)], Quarantined: false);

    [Fact]
    public void An_agent_sees_neither_drafts_nor_open_leave_of_a_team()
    {
        TeamOverview seen = PageAccess.SeenBy(As(Role.Agent), Team);
        Assert.Equal(RosterState.Published, Assert.Single(seen.Weeks).State);
        Assert.Equal(0, seen.RequestedLeave);
        Assert.Equal(3, PageAccess.SeenBy(As(Role.TeamLeader), Team).Weeks.Count);
    }

    [Fact]
    public void An_HR_service_reaches_its_teams_by_their_leave()
    {
        Assert.Empty(PageAccess.SeenBy(As(Role.HrService), Team).Weeks);
        Assert.Equal(2, PageAccess.SeenBy(As(Role.HrService), Team).RequestedLeave);
        Assert.Equal("/teams/demo/leave", PageAccess.Door(As(Role.HrService), "demo"));
        Assert.Equal("/teams/demo/weeks/newest", PageAccess.Door(As(Role.Agent), "demo"));
    }

    [Fact]
    public void Of_leave_wishes_and_pins_an_agent_sees_the_own_ones()
    {
        SchedulingProblem problem = PageContext.Problem with
        {
            Leave = [Leave("a01"), Leave("a02")],
            Wishes = [Wish("a01"), Wish("a02")],
            Pins = [new Pin { Employee = "a01", Date = PageContext.Monday }],
        };
        SchedulingProblem seen = PageAccess.SeenBy(As(Role.Agent), problem);
        Assert.Equal("a02", Assert.Single(seen.Leave).Employee);
        Assert.Equal("a02", Assert.Single(seen.Wishes).Employee);
        Assert.Empty(seen.Pins);
        Assert.Same(problem, PageAccess.SeenBy(As(Role.Planner), problem));
    }

    [Fact]
    public void What_a_setting_takes_is_told_in_Chinese_as_well()
    {
        Assert.Equal("整数，可不填", new RuleSetting("maximumDays", "whole number or absent", "absent").TypeText().Zh);
        Assert.Equal("true 或 false", new RuleSetting("countsLeave", "true or false", "true").TypeText().Zh);
    }

    private static Caller As(Role role) => new("x", "X", role, ["demo"], "a02", CallerKind.Account);

    private static WeekHead Head(int day, int number, RosterState state) => new(new LocalDate(2026, 12, day), number, state, "", Outdated: false);

    private static Leave Leave(string employee) => new() { Employee = employee, From = PageContext.Monday, Until = PageContext.Monday };

    private static Wish Wish(string employee) => new() { Employee = employee, Date = PageContext.Monday, Kind = WishKind.Avoid };
}
