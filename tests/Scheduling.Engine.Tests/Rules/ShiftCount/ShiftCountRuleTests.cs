using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ShiftCount;

namespace Scheduling.Engine.Tests.Rules.ShiftCount;

public sealed class ShiftCountRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new ShiftCountRule { Minimum = 1, Maximum = 2 };

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return With(1, 4, Rule);
        yield return With(2, 3, new ShiftCountRule { ShiftTypes = ["S"], Bands = ["night"], Maximum = 1, Enforcement = Enforcement.Soft(4), AppliesTo = new RuleScope { Employees = ["B"] } });
        yield return With(2, 2, new ShiftCountRule { Bands = ["early"], Maximum = 0 });
        yield return With(1, 3, new ShiftCountRule { ShiftTypes = ["E"], Minimum = 2, Enforcement = Enforcement.Soft(2) });

        // From one month into the next and from one week into the next, with history and fixed days on both sides of them.
        foreach (CountPeriod period in Enum.GetValues<CountPeriod>())
        {
            SchedulingProblem turn = With(1, 4, new ShiftCountRule { Period = period, ShiftTypes = ["E"], Minimum = 2, Maximum = 2 });
            turn = turn with
            {
                Horizon = turn.Horizon with { Start = new LocalDate(2026, 7, 30), HistoryDays = 5, FixedDaysAfter = 4, WeekStart = IsoDayOfWeek.Saturday },
                History = [TinyProblem.Duty("A", new LocalDate(2026, 7, 26), "E"), TinyProblem.Duty("A", new LocalDate(2026, 7, 28), "E"), TinyProblem.Duty("A", new LocalDate(2026, 7, 29), "E")],
                FixedAfter = [TinyProblem.Duty("A", new LocalDate(2026, 8, 3), "E")],
            };
            yield return turn;
            yield return turn with { Rules = [new ShiftCountRule { Period = period, Maximum = 0, Enforcement = Enforcement.Soft(3) }] };
        }

        // Settled on the first and on the last day of a week, more than the most of it.
        SchedulingProblem settled = With(1, 2, new ShiftCountRule { Period = CountPeriod.Week, Maximum = 1 });
        yield return settled with
        {
            Horizon = settled.Horizon with { Start = Monday.PlusDays(2), HistoryDays = 2, FixedDaysAfter = 3 },
            History = [TinyProblem.Duty("A", Monday, "E")],
            FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(6), "E")],
        };

        // One day of a week at either end of the horizon; a week that begins after it asks nothing.
        SchedulingProblem ends = With(1, 2, new ShiftCountRule { Period = CountPeriod.Week, Minimum = 2 });
        ends = ends with { Horizon = ends.Horizon with { Start = Monday.PlusDays(6), HistoryDays = 6, FixedDaysAfter = 6 }, History = [TinyProblem.Duty("A", Monday, "E")] };
        yield return ends;
        yield return ends with { Horizon = ends.Horizon with { Start = Monday.PlusDays(5), FixedDaysAfter = 7 } };

        // A month that is known entirely is asked for its minimum.
        SchedulingProblem february = With(1, 4, new ShiftCountRule { Period = CountPeriod.Month, Minimum = 3 });
        yield return february with { Horizon = february.Horizon with { Start = new LocalDate(2027, 2, 26), HistoryDays = 25 } };
        yield return february with { Horizon = february.Horizon with { Start = new LocalDate(2027, 2, 26), HistoryDays = 24 } };
    }

    [Theory]
    [InlineData("EEE", 1)]
    [InlineData("E-E", 0)]
    [InlineData("---", 1)]
    [InlineData("ESS", 0)]
    public void Every_shift_of_work_counts_where_none_is_named(string shifts, long excess) => Assert.Equal(excess, Penalty(With(1, 3, Rule), shifts));

    [Fact]
    public void A_named_band_counts_its_work_and_a_named_shift_type_its_standby_too()
    {
        Assert.Equal(1, Penalty(With(1, 3, new ShiftCountRule { Bands = ["early"], Maximum = 1 }), "ESE"));
        Assert.Equal(0, Penalty(With(1, 3, new ShiftCountRule { Bands = ["early"], Maximum = 1 }), "ESN"));
        Assert.Equal(1, Penalty(With(1, 3, new ShiftCountRule { ShiftTypes = ["S"], Maximum = 1 }), "SSE"));
    }

    [Fact]
    public void What_is_settled_is_not_charged_but_what_is_added_to_it_is()
    {
        SchedulingProblem problem = With(1, 2, new ShiftCountRule { Period = CountPeriod.Week, Maximum = 1 });
        problem = problem with
        {
            Horizon = problem.Horizon with { Start = Monday.PlusDays(3), HistoryDays = 3 },
            History = [.. Enumerable.Range(0, 3).Select(d => TinyProblem.Duty("A", Monday.PlusDays(d), "E"))],
        };
        Assert.Equal(0, Penalty(problem, "--"));
        Assert.Equal(2, Penalty(problem, "EE"));
    }

    [Fact]
    public void The_fewest_of_a_week_that_is_known_in_part_are_not_asked_for()
    {
        var rule = new ShiftCountRule { Period = CountPeriod.Week, Minimum = 3 };
        Assert.Equal(0, Penalty(With(1, 6, rule), "E"));
        Assert.Equal(2, Penalty(With(1, 7, rule), "E"));
    }

    [Fact]
    public void Settings_that_are_out_of_range_or_name_nothing_are_refused()
    {
        List<InputProblem> problems = [];
        var rule = new ShiftCountRule { Minimum = 3, Maximum = 2, ShiftTypes = ["X"], Bands = ["early", "Y"] };
        rule.Validate(TinyProblem.Of(1, 1, rule), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["/rules/0/minimum", "/rules/0/shiftTypes", "/rules/0/bands"], problems.Select(p => p.Pointer));
    }

    private static long Penalty(SchedulingProblem problem, string shifts) => RosterEvaluator.Evaluate(problem, new Roster
    {
        Assignments = [.. shifts.Select((s, i) => (s, i)).Where(d => d.s != '-').Select(d => TinyProblem.Duty("A", problem.Horizon.Start.PlusDays(d.i), d.s.ToString()))],
    }).Penalties[0];

    private static SchedulingProblem With(int employees, int days, Rule rule) =>
        TinyProblem.Of(employees, days, rule) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby] };
}
