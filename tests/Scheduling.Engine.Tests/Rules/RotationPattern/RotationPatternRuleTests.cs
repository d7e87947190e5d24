using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.RotationPattern;

namespace Scheduling.Engine.Tests.Rules.RotationPattern;

public sealed class RotationPatternRuleTests : RuleContract
{
    private static readonly ShiftType Mid = TinyProblem.Shift("M", "mid", new LocalTime(11, 0), new LocalTime(19, 0));

    protected override Rule Rule => new RotationPatternRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return Week(new RotationPatternRule(), 5);
        yield return Week(new RotationPatternRule { MidBand = "late", Enforcement = Enforcement.Soft(3) }, 4);
        yield return Week(new RotationPatternRule { Pattern = RotationPatternRule.FourOnTwoOff, Enforcement = Enforcement.Hard }, 8) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Standby] };
        yield return TinyProblem.Of(2, 3, new RotationPatternRule
        {
            Cycle = ["early", "off", "work"],
            Phases = new Dictionary<string, int> { ["B"] = 1 },
            AppliesTo = new RuleScope { Contracts = ["half"] },
        }) with
        {
            ShiftTypes = [TinyProblem.Early, TinyProblem.Night],
            Employees = [TinyProblem.Person("A", "half"), TinyProblem.Person("B", "half"), TinyProblem.Person("C")],
            Horizon = new Horizon { Start = TinyProblem.Monday, Days = 2, HistoryDays = 1 },
        };
        for (int history = 0; history <= 10; history += 5)
        {
            foreach (Dictionary<string, int> phases in new Dictionary<string, int>[] { [], new() { ["A"] = 6 } })
            {
                SchedulingProblem joined = Week(new RotationPatternRule { Phases = phases, Enforcement = Enforcement.Hard }, 4);
                yield return joined with
                {
                    Horizon = joined.Horizon with { HistoryDays = history, FixedDaysAfter = 3 },
                    History = [.. Enumerable.Range(1, history).Where(d => d % 3 > 0).Select(d => On(-d, d % 2 > 0 ? "E" : "N"))],
                    FixedAfter = [On(4, "E"), On(6, "N")],
                };
            }
        }

        yield return Undecided();

        // A history that fits one position, or several, with days of leave and before employment that say nothing; and the same without keeping to it.
        foreach (bool keeps in new[] { true, false })
        {
            foreach (int employedDays in new[] { 0, 3, 9 })
            {
                SchedulingProblem going = Week(new RotationPatternRule { KeepsPhase = keeps, Pattern = RotationPatternRule.FiveOnOneOff }, 4);
                yield return going with
                {
                    Horizon = going.Horizon with { HistoryDays = 9, FixedDaysAfter = 1 },
                    Employees = [going.Employees[0] with { EmployedFrom = TinyProblem.Monday.PlusDays(-employedDays) }],
                    History = [On(-1, "E"), On(-2, "S"), On(-3, "N"), On(-5, "E"), On(-6, "M"), On(-8, "E")],
                    Leave = [new Leave { Employee = "A", From = TinyProblem.Monday.PlusDays(-7), Until = TinyProblem.Monday.PlusDays(-7) }, new Leave { Employee = "A", From = TinyProblem.Monday.PlusDays(-4), Until = TinyProblem.Monday.PlusDays(-4), Part = LeavePart.Morning }],
                };
            }
        }
    }

    /// <summary>
    /// Each day of the history speaks for one of the two positions, those that say something as often for either: one day more or less, and only one position may be taken.
    /// A is on leave for two of its days, B comes on its second day and leaves before its last one.
    /// </summary>
    private static SchedulingProblem Undecided()
    {
        SchedulingProblem problem = TinyProblem.Of(2, 2, new RotationPatternRule { Cycle = ["early", "off"], Enforcement = Enforcement.Hard }) with { ShiftTypes = [TinyProblem.Early] };
        return problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 6 },
            Employees = [problem.Employees[0], problem.Employees[1] with { EmployedFrom = TinyProblem.Monday.PlusDays(-5), EmployedUntil = TinyProblem.Monday.PlusDays(-2) }],
            History = [On(-6, "E"), On(-4, "E"), On(-1, "E"), On(-6, "E") with { Employee = "B" }, On(-1, "E") with { Employee = "B" }],
            Leave = [new Leave { Employee = "A", From = TinyProblem.Monday.PlusDays(-5), Until = TinyProblem.Monday.PlusDays(-4) }],
        };
    }

    [Fact]
    public void A_history_that_fits_two_positions_as_well_leaves_both()
    {
        RosterModel model = RosterModel.Compile(Undecided());
        Assert.Equal([2, 2], model.Automata.Select(a => a.Starts.Length));
    }

    [Fact]
    public void Two_early_two_mid_two_night_two_off_is_the_pattern_of_four_teams_on_three_shifts()
    {
        Assert.Equal(0, Excess(new RotationPatternRule(), "E", "E", "M", "M", "N", "N", "", ""));
        Assert.Equal(1, Excess(new RotationPatternRule(), "E", "E", "M", "M", "N", "N", "", "E", "E"));
    }

    [Fact]
    public void Without_a_phase_the_best_place_in_the_cycle_counts()
    {
        Assert.Equal(0, Excess(new RotationPatternRule(), "M", "N", "N", "", "", "E"));
        Assert.Equal(6, Excess(new RotationPatternRule { Phases = new Dictionary<string, int> { ["A"] = 0 } }, "M", "N", "N", "", "", "E"));
    }

    [Fact]
    public void The_phase_is_the_position_of_the_first_day_of_the_horizon() =>
        Assert.Equal(0, Excess(new RotationPatternRule { Phases = new Dictionary<string, int> { ["A"] = 3 } }, "M", "N", "N", "", "", "E"));

    [Fact]
    public void Four_days_of_work_in_any_band_and_two_off_is_the_other_pattern()
    {
        var rule = new RotationPatternRule { Pattern = "four-on-two-off" };
        Assert.Equal(0, Excess(rule, "E", "M", "N", "E", "", "", "M"));
        Assert.Equal(1, Excess(rule, "E", "M", "N", "E", "N", "", "M"));
    }

    [Fact]
    public void Six_days_and_one_off_then_five_and_two_off_are_big_and_small_weeks()
    {
        var rule = new RotationPatternRule { Pattern = "big-small-weeks", Phases = new Dictionary<string, int> { ["A"] = 0 } };
        Assert.Equal(0, Excess(rule, "E", "E", "E", "E", "E", "E", "", "M", "M", "M", "M", "M", "", "", "E"));
        Assert.Equal(1, Excess(rule, "E", "E", "E", "E", "E", "E", "", "M", "M", "M", "M", "M", "M", "", "E"));
    }

    [Fact]
    public void Five_days_of_work_and_one_off_move_the_day_off_through_the_week() =>
        Assert.Equal(0, Excess(new RotationPatternRule { Pattern = "five-on-one-off" }, "E", "E", "", "M", "M", "M", "M", "M", "", "E"));

    [Fact]
    public void Whoever_kept_to_the_cycle_goes_on_where_the_history_left_off()
    {
        string[] cycle = ["E", "E", "M", "M", "N", "N", "", ""];
        SchedulingProblem problem = Week(new RotationPatternRule { Enforcement = Enforcement.Hard }, 8);
        problem = problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 8 },
            History = [.. Enumerable.Range(0, 8).Where(d => cycle[(d + 3) % 8].Length > 0).Select(d => On(d - 8, cycle[(d + 3) % 8]))],
        };
        Assert.Equal(0, Shifted(3));
        Assert.True(Shifted(4) > 0);
        problem = problem with { Rules = [new RotationPatternRule { Enforcement = Enforcement.Hard, KeepsPhase = false }] };
        Assert.Equal(0, Shifted(4));

        long Shifted(int phase) => RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. Enumerable.Range(0, 8).Where(d => cycle[(d + phase) % 8].Length > 0).Select(d => On(d, cycle[(d + phase) % 8]))] }).Penalties[0];
    }

    [Fact]
    public void Four_teams_two_days_apart_go_on_with_what_they_worked()
    {
        string[] cycle = ["E", "E", "M", "M", "N", "N", "", ""];
        SchedulingProblem problem = TinyProblem.Of(4, 2, new RotationPatternRule { Enforcement = Enforcement.Hard }) with { ShiftTypes = [TinyProblem.Early, Mid, TinyProblem.Night] };
        problem = problem with { Horizon = problem.Horizon with { HistoryDays = 8 }, History = [.. Worked(-8, 0)] };
        Assert.Equal(0, RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. Worked(0, 2)] }).Penalties[0]);
        RosterModel model = RosterModel.Compile(problem);
        Assert.Equal([0, 2, 4, 6], model.Automata.Select(a => Assert.Single(a.Starts)).Order());

        IEnumerable<Assignment> Worked(int first, int until) =>
            from team in Enumerable.Range(0, 4)
            from day in Enumerable.Range(first, until - first)
            let word = cycle[(day + 8 + (2 * team)) % 8]
            where word.Length > 0
            select TinyProblem.Duty(problem.Employees[team].Id, TinyProblem.Monday.PlusDays(day), word);
    }

    [Fact]
    public void Standby_is_neither_off_nor_work()
    {
        Assert.Equal(1, Excess(new RotationPatternRule { Cycle = ["off"] }, "S"));
        Assert.Equal(1, Excess(new RotationPatternRule { Cycle = ["work"] }, "S"));
    }

    [Fact]
    public void Leave_on_a_day_of_work_differs_from_the_pattern()
    {
        SchedulingProblem problem = Week(new RotationPatternRule { Cycle = ["work"] }, 1) with { Leave = [new Leave { Employee = "A", From = TinyProblem.Monday, Until = TinyProblem.Monday }] };
        Assert.Equal([0, 0, 10], RosterEvaluator.Evaluate(problem, new Roster { Assignments = [] }).Penalties);
    }

    [Fact]
    public void Unknown_names_and_positions_outside_the_cycle_are_reported()
    {
        Assert.Equal([], Problems(new RotationPatternRule()));
        Assert.Equal(["/rules/0/pattern"], Problems(new RotationPatternRule { Pattern = "five-teams" }));
        Assert.Equal(["/rules/0/earlyBand", "/rules/0/midBand", "/rules/0/nightBand"], Problems(new RotationPatternRule { EarlyBand = "dawn", MidBand = "noon", NightBand = "dusk" }));
        Assert.Equal([], Problems(new RotationPatternRule { Cycle = [.. Enumerable.Repeat("work", 84)] }));
        Assert.Equal(["/rules/0/cycle"], Problems(new RotationPatternRule { Cycle = [.. Enumerable.Repeat("work", 85)] }));
        Assert.Equal(["/rules/0/cycle"], Problems(new RotationPatternRule { Cycle = ["noon", "work", "off", "early"] }));
        Assert.Equal(["/rules/0/phases/A", "/rules/0/phases/Z"], Problems(new RotationPatternRule { Phases = new Dictionary<string, int> { ["A"] = 8, ["Z"] = 7 } }));
    }

    private static SchedulingProblem Week(Rule rule, int days) => TinyProblem.Of(1, days, rule) with { ShiftTypes = [TinyProblem.Early, Mid, TinyProblem.Night, TinyProblem.Standby] };

    private static Assignment On(int day, string shiftType) => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(day), shiftType);

    private static IEnumerable<string> Problems(RotationPatternRule rule)
    {
        List<InputProblem> problems = [];
        rule.Validate(TinyProblem.Of(2, 1, rule), new RuleSettingsReport(rule, "/rules/0", problems));
        return problems.Select(p => p.Pointer);
    }

    private static long Excess(RotationPatternRule rule, params string[] shifts) =>
        RosterEvaluator.Evaluate(
            Week(rule with { Enforcement = Enforcement.Hard }, shifts.Length),
            new Roster { Assignments = [.. shifts.Select((s, d) => On(d, s)).Where(a => a.ShiftType.Length > 0)] }).Penalties[0];
}
