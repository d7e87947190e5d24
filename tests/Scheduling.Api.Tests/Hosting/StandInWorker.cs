using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Explanation;
using Scheduling.Engine.Solving;
using Scheduling.Store.Rosters;
using Scheduling.Store.Runs;

namespace Scheduling.Api.Tests.Hosting;

/// <summary>Does a worker's part on the store inside the test, step by step.</summary>
internal static class StandInWorker
{
    private static readonly LocalizedText Abandoned = new("放弃", "abandoned");

    public static async Task<ClaimedRun> ClaimAsync(this ApiHost host, Guid run) =>
        await host.Service<RunLeases>().ClaimAsync(run, "test", Duration.FromMinutes(1), Abandoned) ?? throw new InvalidOperationException("The run cannot be claimed.");

    /// <summary>Solves with little work, the same each time.</summary>
    public static SolveResult Solve(ClaimedRun run) =>
        RosterSolver.Solve(run.Problem, new SolveOptions { Deterministic = true, DeterministicLimit = 0.5, Threads = 1, Start = run.Start });

    public static async Task ProgressAsync(this ApiHost host, ClaimedRun run, SolveResult result) =>
        Assert.True(await host.Service<RunLeases>().ProgressAsync(run.Id, run.Token, 120, result.Levels, result.Roster, RosterScore.Of(run.Problem, result.Evaluation, result.Status, result.Levels)));

    public static async Task FinishAsync(this ApiHost host, ClaimedRun run, SolveResult result, ConflictReport? conflicts = null) =>
        Assert.True(await host.Service<RunLeases>().FinishAsync(run, result.Roster, result.Status, result.Levels, conflicts, stopped: false));

    /// <summary>From the claim to the end.</summary>
    public static async Task<SolveResult> SolveAsync(this ApiHost host, Guid run)
    {
        ClaimedRun claimed = await host.ClaimAsync(run);
        SolveResult result = Solve(claimed);
        await host.ProgressAsync(claimed, result);
        await host.FinishAsync(claimed, result);
        return result;
    }
}
