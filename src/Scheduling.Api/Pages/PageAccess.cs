using Microsoft.AspNetCore.Components.Authorization;
using NodaTime;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Pages;

/// <summary>What the one who looks may see.</summary>
public sealed class PageAccess(TeamReader teams, RunStore runs, AuthenticationStateProvider states)
{
    /// <summary>The teams in reach.</summary>
    public async Task<IReadOnlyList<TeamOverview>> TeamsAsync()
    {
        _ = await states.GetAuthenticationStateAsync();
        return await teams.ListAsync(null);
    }

    /// <summary>The week an address means: a date, or the newest with a roster, else the next one.</summary>
    public async Task<LocalDate?> WeekAsync(string team, string? address)
    {
        TeamSetup setup = Store.StoreJson.Read<TeamSetup>((await teams.GetAsync(team)).Setup);
        if (address is not null && address != "newest")
        {
            return PageDates.Parse(address) is { } date ? PageDates.WeekOf(date, setup.WeekStart) : null;
        }

        IReadOnlyList<TeamOverview> known = await teams.ListAsync([team]);
        LocalDate? newest = known is [{ Weeks: [{ } head, ..] }, ..] ? head.WeekStart : null;
        LocalDate? asked = (await runs.RecentAsync([team], 10)).Where(r => r.State is RunState.Queued or RunState.Solving or RunState.Solved).Max(r => r.WeekStart);
        return (newest > asked ? newest : asked ?? newest) ?? teams.Today(setup).Next(setup.WeekStart);
    }
}
