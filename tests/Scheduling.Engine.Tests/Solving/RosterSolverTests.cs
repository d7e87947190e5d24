using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Solving;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Solving;

public sealed class RosterSolverTests
{
    [Fact]
    public void A_tiny_problem_is_solved_to_proven_optimality()
    {
        SchedulingProblem problem = TinyProblem.Of(4, 7, new MinimumRestRule(), new ConsecutiveWorkDaysRule { MinimumDays = 2, Enforcement = Enforcement.Soft(3) });
        SolveResult result = RosterSolver.Solve(problem, new SolveOptions());
        Assert.Equal(SolveStatus.Optimal, result.Status);
        Assert.All(result.Levels, l => Assert.Equal(l.Penalty, l.LowerBound));
        Assert.True(RosterEvaluator.Evaluate(problem, result.Roster!).Passes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Deterministic_mode_gives_the_same_roster_twice(int threads)
    {
        SchedulingProblem problem = TinyProblem.Of(6, 14, new MinimumRestRule(), new ConsecutiveWorkDaysRule { MinimumDays = 3, Enforcement = Enforcement.Soft(3) });
        var options = new SolveOptions { Deterministic = true, DeterministicLimit = 0.5, Threads = threads, Seed = 7 };
        Assert.Equal(RosterSolver.Solve(problem, options).Roster!.Assignments, RosterSolver.Solve(problem, options).Roster!.Assignments, Same);
    }

    [Fact]
    public void A_solve_that_is_stopped_returns_at_once_with_what_it_has()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        SolveResult result = RosterSolver.Solve(TinyProblem.Of(6, 14, new MinimumRestRule()), new SolveOptions(), stop.Token);
        Assert.NotEqual(SolveStatus.Infeasible, result.Status);
    }

    [Theory]
    [InlineData(0, 0.0, "Threads is 0")]
    [InlineData(2, 1.0, "GapLimit is 1")]
    public void Options_out_of_range_are_refused_by_name(int threads, double gap, string message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
            RosterSolver.Solve(TinyProblem.Of(1, 1), new SolveOptions { Threads = threads, GapLimit = gap }));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deterministic_mode_refuses_a_time_limit()
    {
        Assert.Throws<ArgumentException>(() => RosterSolver.Solve(
            TinyProblem.Of(1, 1),
            new SolveOptions { Deterministic = true, DeterministicLimit = 1, TimeLimit = Duration.FromSeconds(1) }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_impossible_problem_is_proven_so_and_broken_as_little_as_can_be(int threads)
    {
        SchedulingProblem problem = TinyProblem.Of(1, 1, new ConsecutiveWorkDaysRule { MaximumDays = 2 }, new ConsecutiveWorkDaysRule { MinimumDays = 4 });
        problem = problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 3, FixedDaysAfter = 2 },
            History = [TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-1), "E"), TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-2), "E")],
        };
        SolveResult result = RosterSolver.Solve(problem, new SolveOptions { Threads = threads });
        Assert.Equal(SolveStatus.Infeasible, result.Status);
        Assert.Equal((2, 2), (result.Levels[0].Penalty, result.Levels[0].LowerBound));
        Assert.Equal(2, result.Evaluation!.HardViolations.Sum(v => v.Excess));
    }

    [Fact]
    public void Nobody_to_roster_is_told_by_the_validator_and_no_crash_of_the_solver()
    {
        SchedulingProblem problem = TinyProblem.Of(0, 3, new MinimumRestRule());
        Assert.Equal(("no-employees", "/employees"), ProblemValidator.Validate(problem).Select(p => (p.Code, p.Pointer)).Single());
        Assert.Empty(RosterSolver.Solve(problem, new SolveOptions()).Roster!.Assignments);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_solve_stopped_before_it_begins_keeps_the_roster_it_was_given(int threads)
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var start = new Roster { Assignments = [TinyProblem.Duty("A", TinyProblem.Monday, "E")] };
        SolveResult result = RosterSolver.Solve(TinyProblem.Of(2, 3, new MinimumRestRule()), new SolveOptions { Threads = threads, Start = start }, stop.Token);
        Assert.Equal(("A", "E"), (Assert.Single(result.Roster.Assignments).Employee, result.Roster.Assignments[0].ShiftType));
        Assert.Equal(SolveStatus.Feasible, result.Status is SolveStatus.Optimal ? SolveStatus.Feasible : result.Status);
    }

    [Fact]
    public void A_work_limit_without_deterministic_mode_is_refused() =>
        Assert.Throws<ArgumentException>(() => RosterSolver.Solve(TinyProblem.Of(1, 1), new SolveOptions { DeterministicLimit = 1 }));

    [Fact]
    public void Runs_as_automata_allow_what_runs_as_window_clauses_allow()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 7, new ConsecutiveWorkDaysRule { MinimumDays = 2, MaximumDays = 3 }) with { ShiftTypes = [TinyProblem.Early] };
        RosterModel model = RosterModel.Compile(problem);
        RosterEnumeration.ForEach(model, delta =>
            Assert.Equal(delta.Costs[0] == 0, CpSatOracle.Allows(model, delta.Cells, RunEncoding.Automaton)));
    }

    private static bool Same(Assignment left, Assignment right) =>
        left.Employee == right.Employee && left.Date == right.Date && left.ShiftType == right.ShiftType && left.Start == right.Start && left.Post == right.Post
        && left.Breaks.SequenceEqual(right.Breaks);
}
