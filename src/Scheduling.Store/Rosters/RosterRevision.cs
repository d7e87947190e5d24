using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Rosters;

/// <summary>Adds revisions to a week. The caller holds the team's lock, so numbers have no gaps.</summary>
internal static class RosterRevision
{
    /// <summary>Adds a revision; what stood in its state before is superseded. A proposal made from older data than the one that stands is superseded at once.</summary>
    public static async Task<RosterRow> AddAsync(SchedulingContext context, RosterRow row, CancellationToken cancellation)
    {
        row.Number = 1 + (await context.Rosters.Where(r => r.TeamId == row.TeamId && r.WeekStart == row.WeekStart).MaxAsync(r => (int?)r.Number, cancellation) ?? 0);
        RosterRow? standing = await context.Rosters.SingleOrDefaultAsync(r => r.TeamId == row.TeamId && r.WeekStart == row.WeekStart && r.State == row.State, cancellation);
        if (standing is { State: RosterState.Proposal } && standing.InputVersion > row.InputVersion)
        {
            row.State = RosterState.Superseded;
        }
        else if (standing is not null)
        {
            // Before the insert, or the index that allows one of a kind would refuse it.
            await SupersedeAsync(context, standing, cancellation);
        }

        context.Rosters.Add(row);
        return row;
    }

    public static async Task SupersedeAsync(SchedulingContext context, RosterRow row, CancellationToken cancellation, RosterState to = RosterState.Superseded)
    {
        row.State = to;
        await context.SaveChangesAsync(cancellation);
    }

    public static Task<RosterRow?> HeadAsync(SchedulingContext context, string team, LocalDate week, RosterState state, CancellationToken cancellation) =>
        context.Rosters.SingleOrDefaultAsync(r => r.TeamId == team && r.WeekStart == week && r.State == state, cancellation);

    public static async Task<RosterRow> NumberAsync(SchedulingContext context, string team, LocalDate week, int number, CancellationToken cancellation) =>
        await context.Rosters.SingleOrDefaultAsync(r => r.TeamId == team && r.WeekStart == week && r.Number == number, cancellation)
            ?? throw StoreException.NotFound("roster version", "排班版本", $"{week:uuuu-MM-dd}/{number}");
}
