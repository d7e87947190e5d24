using Microsoft.AspNetCore.Components.Authorization;
using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Pages;

/// <summary>What the one who looks may see.</summary>
public sealed class PageAccess(TeamReader teams, RunStore runs, AuthenticationStateProvider states)
{
    /// <summary>Who looks; null for nobody.</summary>
    public async Task<Caller?> CallerAsync() => Caller.Find((await states.GetAuthenticationStateAsync()).User);

    /// <summary>The teams in reach with what the one who looks may know of them.</summary>
    public async Task<IReadOnlyList<TeamOverview>> TeamsAsync() =>
        await CallerAsync() is { } caller ? [.. (await teams.ListAsync(caller.TeamFilter)).Select(t => SeenBy(caller, t))] : [];

    /// <summary>A team in a list as a caller may see it: no week without the right to read rosters, published ones only without the right to drafts.</summary>
    public static TeamOverview SeenBy(Caller caller, TeamOverview team) => team with
    {
        RequestedLeave = caller.May(Policies.ReadTeam) ? team.RequestedLeave : 0,
        Weeks = !caller.May(Policies.ReadRoster) ? []
            : caller.May(Policies.ReadDraft) ? team.Weeks
            : [.. team.Weeks.Where(w => w.State == RosterState.Published)],
    };

    /// <summary>
    /// The problem of a week as a caller may see it. Whoever sees only what is published sees of leave, wishes and pins the own ones.
    /// </summary>
    public static SchedulingProblem SeenBy(Caller caller, SchedulingProblem problem) => caller.May(Policies.ReadDraft) ? problem : problem with
    {
        Leave = [.. problem.Leave.Where(l => caller.IsOnly(l.Employee))],
        Wishes = [.. problem.Wishes.Where(w => caller.IsOnly(w.Employee))],
        Pins = [],
    };

    /// <summary>The first place of a team that a caller may open.</summary>
    public static string Door(Caller? caller, string team) => $"/teams/{team}/{(caller?.May(Policies.ReadRoster) == false ? "leave" : "weeks/newest")}";

    /// <summary>Who looks at a team. What is not in reach is, to the one who looks, not there.</summary>
    public async Task<Caller> ReachAsync(string team) =>
        await CallerAsync() is { } caller && caller.Reaches(team) ? caller : throw StoreException.NotFound("team", "团队", team);

    /// <summary>
    /// Who is about to act: asked before every command, because the page may show another team by now and the account may have changed. An agent acts for
    /// the employee it is only.
    /// </summary>
    public async Task<Caller> RequireAsync(string team, string policy, string? employee = null)
    {
        Caller caller = await ReachAsync(team);
        return caller.May(policy) && (employee is null || caller.Role != Role.Agent || caller.IsOnly(employee))
            ? caller
            : throw StoreException.Conflict("not-allowed", "您的角色不能执行此操作。", "Your role may not do this.");
    }

    /// <summary>The week an address means: a date, or the newest with a roster, else the next one.</summary>
    public async Task<LocalDate?> WeekAsync(string team, string? address)
    {
        TeamSetup setup = StoreJson.Read<TeamSetup>((await teams.GetAsync(team)).Setup);
        if (address is not null && address != "newest")
        {
            return PageDates.Parse(address) is { } date ? setup.WeekOf(date) : null;
        }

        Caller? caller = await CallerAsync();
        IReadOnlyList<TeamOverview> known = await teams.ListAsync([team]);
        LocalDate? newest = known is [{ } own, ..] && caller is not null && SeenBy(caller, own).Weeks is [{ } head, ..] ? head.WeekStart : null;
        if (newest is not null && caller?.May(Policies.ReadDraft) == false)
        {
            return newest;
        }

        LocalDate? asked = (await runs.RecentAsync([team], 10)).Where(r => r.State is RunState.Queued or RunState.Solving or RunState.Solved).Max(r => r.WeekStart);
        return (newest > asked ? newest : asked ?? newest) ?? teams.Today(setup).Next(setup.WeekStart);
    }
}
