using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>What a solve promises whatever the problem: ten people, seven days, random rules, a small amount of work.</summary>
public sealed class SolverBehaviourTests
{
    private const double Work = 0.4;

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, 8)];

    public static TheoryData<int, int> SeedsAndThreads { get; } = new(Enumerable.Range(11, 4).SelectMany(seed => new[] { (seed, 1), (seed, 2) }));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_solve_is_never_worse_than_the_roster_it_starts_from(int seed)
    {
        SchedulingProblem problem = RandomProblem.Of(seed, ProblemSize.Middle);
        SolveResult first = RosterSolver.Solve(problem, new SolveOptions { Deterministic = true, DeterministicLimit = Work, Seed = seed });
        RosterModel model = RosterModel.Compile(problem);
        Roster random = RosterCodec.Decode(model, new RandomRoster(model, new Dice(seed)).Start().Cells);
        foreach (Roster start in new[] { first.Roster!, random })
        {
            long[] before = [.. RosterEvaluator.Evaluate(problem, start).Penalties];
            foreach (int threads in new[] { 1, 2 })
            {
                SolveResult result = RosterSolver.Solve(problem, new SolveOptions { Start = start, Deterministic = true, DeterministicLimit = Work / 4, Threads = threads, Seed = seed + 7 });
                Assert.True(
                    result.Roster is not null && Lexicographic.Compare(result.Evaluation!.Penalties.ToArray(), before) <= 0,
                    $"Seed {seed}, {threads} threads: {Text(result)} from {string.Join(' ', before)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_solve_that_is_stopped_keeps_a_roster_that_the_evaluator_counts_the_same(int seed)
    {
        SchedulingProblem problem = RandomProblem.Of(100 + seed, ProblemSize.Middle);
        using var stop = new CancellationTokenSource();
        int told = 0;
        var options = new SolveOptions
        {
            Threads = 1 + (seed % 2),
            Seed = seed,
            Progress = _ =>
            {
                if (++told == 1 + (seed / 2))
                {
                    stop.Cancel();
                }
            },
        };
        SolveResult result = RosterSolver.Solve(problem, options, stop.Token);
        Assert.True(told > 0, $"Seed {seed}: nothing was told");
        Scheduling.Engine.Evaluation.Evaluation again = RosterEvaluator.Evaluate(problem, result.Roster!);
        Assert.Empty(again.ShapeProblems);
        Assert.Equal(again.Penalties, result.Levels.Select(l => l.Penalty));
        Assert.Equal(again.Penalties[0] == 0, result.Status is SolveStatus.Optimal or SolveStatus.Feasible);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_bound_is_above_the_penalty_of_any_roster_with_the_same_earlier_levels(int seed)
    {
        SchedulingProblem problem = RandomProblem.Of(200 + seed, ProblemSize.Middle);
        List<(long[] Penalties, long[] Bounds)> told = [];
        List<long[]> rosters = [];
        for (int run = 0; run < 3; run++)
        {
            var options = new SolveOptions
            {
                Deterministic = true,
                DeterministicLimit = Work * (run + 1) / 2,
                Threads = 1 + (run % 2),
                Seed = seed + run,
                Progress = p =>
                {
                    told.Add(([.. p.Levels.Select(l => l.Penalty)], [.. p.Levels.Select(l => l.LowerBound)]));
                    rosters.Add([.. p.Levels.Select(l => l.Penalty)]);
                },
            };
            SolveResult result = RosterSolver.Solve(problem, options);
            told.Add(([.. result.Levels.Select(l => l.Penalty)], [.. result.Levels.Select(l => l.LowerBound)]));
            rosters.Add([.. result.Evaluation!.Penalties]);
        }

        foreach ((long[] penalties, long[] bounds) in told)
        {
            foreach (long[] roster in rosters)
            {
                for (int level = 0; level < bounds.Length && roster.AsSpan(0, level).SequenceEqual(penalties.AsSpan(0, level)); level++)
                {
                    Assert.True(
                        bounds[level] <= roster[level],
                        $"Seed {seed}: level {level} has the bound {bounds[level]} beside penalties {string.Join(' ', penalties)}, but a roster costs {string.Join(' ', roster)}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(SeedsAndThreads))]
    public void Deterministic_mode_repeats_its_roster_and_its_bounds(int seed, int threads)
    {
        SchedulingProblem problem = RandomProblem.Of(seed, ProblemSize.Middle);
        var options = new SolveOptions { Deterministic = true, DeterministicLimit = Work, Threads = threads, Seed = seed };
        SolveResult first = RosterSolver.Solve(problem, options);
        SolveResult second = RosterSolver.Solve(problem, options);
        Assert.Equal(first.Levels, second.Levels);
        Assert.Equal(first.Status, second.Status);
        Assert.Equal(Shifts(first), Shifts(second));
    }

    private static IEnumerable<string> Shifts(SolveResult result) => result.Roster!.Assignments.Select(a =>
        $"{a.Employee} {a.Date} {a.ShiftType} {a.Start} {a.Post} {string.Join(',', a.Breaks.Select(b => b.AfterMinutes))}");

    private static string Text(SolveResult result) => string.Join(' ', result.Levels.Select(l => l.Penalty));
}
