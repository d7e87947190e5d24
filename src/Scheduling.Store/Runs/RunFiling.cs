using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Explanation;
using Scheduling.Store.Events;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Runs;

/// <summary>Makes a revision of a run's roster. The caller holds the team's lock.</summary>
internal static class RunFiling
{
    /// <summary>Files the roster of a run that has ended; its number, or null when it changes nothing.</summary>
    public static async Task<int?> FileAsync(SchedulingContext context, StoreSession store, RunRow run, SchedulingProblem problem, RosterScore score, CancellationToken cancellation)
    {
        string team = run.TeamId!;
        LocalDate week = run.WeekStart!.Value;
        RosterRow? draft = await RosterRevision.HeadAsync(context, team, week, RosterState.Draft, cancellation);
        RosterRow? published = await RosterRevision.HeadAsync(context, team, week, RosterState.Published, cancellation);
        RosterRow? offered = await RosterRevision.HeadAsync(context, team, week, RosterState.Proposal, cancellation);
        RosterRow? against = draft ?? published;
        bool automatic = run.Kind == RunKind.Automatic;
        Roster roster = StoreJson.Read<Roster>(run.Roster!);
        if (automatic && against is not null && StoreJson.Read<Roster>(against.Body).Assignments.Select(Cell).ToHashSet().SetEquals(roster.Assignments.Select(Cell)))
        {
            // What an earlier run offers was made from data that are no more.
            if (offered is { Origin: "resolve" } && offered.InputVersion < run.InputVersion)
            {
                await RosterRevision.SupersedeAsync(context, offered, cancellation);
                await TeamEvents.AddAsync(context, store, team, EventKinds.RosterSuperseded, new RosterEvent(team, week, offered.Number, null), cancellation);
            }

            return null;
        }

        var row = new RosterRow
        {
            Id = Guid.CreateVersion7(store.Clock.GetCurrentInstant().ToDateTimeOffset()),
            TeamId = team,
            WeekStart = week,
            State = automatic || draft?.Number != run.StartNumber ? RosterState.Proposal : RosterState.Draft,
            ProblemId = run.ProblemId!.Value,
            InputVersion = run.InputVersion,
            Body = run.Roster!,
            Score = StoreJson.Write(score),
            RunId = run.Id,
            LeaseToken = run.LeaseToken,
            BasedOn = against?.Number,
            Origin = automatic ? "resolve" : "solve",
            Note = run.Cause,
            CreatedAt = store.Clock.GetCurrentInstant(),
            CreatedBy = run.CreatedBy,
        };
        bool accepted = automatic && draft is null && published is not null && offered is null && score.Passes && await IsSmallAsync(context, store, team, problem, published, roster, cancellation);
        if (accepted)
        {
            row.State = RosterState.Published;
            row.PublishedAt = row.CreatedAt;
            row.PublishedBy = "policy";
        }

        await RosterRevision.AddAsync(context, row, cancellation);
        await context.SaveChangesAsync(cancellation);
        if (accepted)
        {
            await RosterStore.PublishedAsync(context, store, row, published!.Number, "", "policy", cancellation, "proposal.auto-accepted");
        }
        else if (row.State == RosterState.Proposal)
        {
            await TellAsync(context, store, row, offered, cancellation);
        }

        return row.Number;

        // Breaks moved alone are no change.
        static (string, LocalDate, string, LocalTime?, string?, int, PlacedActivity?) Cell(Assignment a) => (a.Employee, a.Date, a.ShiftType, a.Start, a.Post, a.OvertimeMinutes, a.Activity);
    }

    private static async Task TellAsync(SchedulingContext context, StoreSession store, RosterRow row, RosterRow? before, CancellationToken cancellation)
    {
        if (before is not null)
        {
            await TeamEvents.AddAsync(context, store, row.TeamId, EventKinds.RosterSuperseded, new RosterEvent(row.TeamId, row.WeekStart, before.Number, row.Number), cancellation);
        }

        await TeamEvents.AddAsync(context, store, row.TeamId, EventKinds.RosterProposed, new RosterEvent(row.TeamId, row.WeekStart, row.Number, null), cancellation);
    }

    /// <summary>Whether the team's policy lets a change of what is published be put in force without a planner.</summary>
    private static async Task<bool> IsSmallAsync(
        SchedulingContext context, StoreSession store, string team, SchedulingProblem problem, RosterRow published, Roster roster, CancellationToken cancellation)
    {
        var setup = StoreJson.Read<TeamSetup>(await context.Teams.Where(t => t.Id == team).Select(t => t.Setup).SingleAsync(cancellation));
        if (setup.AutoAcceptance is not { } policy)
        {
            return false;
        }

        LocalDate free = store.Clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb[setup.TimeZone]).Date.PlusDays(policy.KeptDays);
        RosterDiff diff = RosterDiff.Of(StoreJson.Read<Roster>(published.Body), roster, problem.ShiftTypes);
        return diff.Changes.Count <= policy.MostCells && diff.People.Count <= policy.MostPeople && diff.Changes.All(change => change.Date >= free);
    }
}
