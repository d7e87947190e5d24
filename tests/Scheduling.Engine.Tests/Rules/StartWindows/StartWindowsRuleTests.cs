using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.StartWindows;

namespace Scheduling.Engine.Tests.Rules.StartWindows;

public sealed class StartWindowsRuleTests : RuleContract
{
    protected override Rule Rule => new StartWindowsRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        // Monday from 08:00, Tuesday none of its own but Monday's late one over midnight, Wednesday none at all.
        WeeklyWindow[] week =
        [
            Window(8, 10, IsoDayOfWeek.Monday), Window(13, 14, IsoDayOfWeek.Monday), Window(22, 1, IsoDayOfWeek.Monday), Window(20, 0, IsoDayOfWeek.Sunday), Window(9, 9, IsoDayOfWeek.Thursday),
        ];
        yield return With(1, Rule, week) with { ShiftTypes = [Elastic(30)] };
        yield return With(3, Rule, week) with { ShiftTypes = [Elastic(210)] };
        yield return With(2, Rule with { Enforcement = Enforcement.Hard }, [Window(23, 2), Window(6, 7)]) with { ShiftTypes = [Elastic(90)] };
        SchedulingProblem joined = With(2, Rule with { Enforcement = Enforcement.Soft(3), AppliesTo = new RuleScope { Contracts = ["full"] } }, week);
        yield return joined with
        {
            Horizon = joined.Horizon with { Start = TinyProblem.Monday.PlusDays(-1), HistoryDays = 1, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-2), "N")],
            FixedAfter = [TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(1), "E")],
            ShiftTypes = [TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby],
            Employees = [joined.Employees[0], joined.Employees[0] with { Id = "B", Name = "B", Contract = "half" }],
        };
        SchedulingProblem spring = With(2, Rule, [Window(2, 3)]);
        yield return spring with
        {
            Horizon = spring.Horizon with { Start = new LocalDate(2026, 3, 28), TimeZone = "Europe/Berlin" },
            Employees = [spring.Employees[0], TinyProblem.Person("B")],
            ShiftTypes = [TinyProblem.Shift("G", "night", new LocalTime(1, 30), new LocalTime(9, 0)), TinyProblem.Shift("H", "night", new LocalTime(2, 30), new LocalTime(9, 0))],
        };
    }

    [Theory]
    [InlineData(7, 9, 0)]
    [InlineData(5, 7, 0)]
    [InlineData(8, 9, 60)]
    [InlineData(3, 5, 120)]
    [InlineData(22, 7, 0)]
    [InlineData(23, 5, 120)]
    public void The_ends_of_a_window_are_inside_and_the_distance_is_counted_to_the_nearest_end(int from, int to, long excess) =>
        Assert.Equal(excess, Penalty(With(1, Rule, [Window(from, to)]), "E"));

    [Fact]
    public void The_nearest_of_several_windows_counts() =>
        Assert.Equal(120, Penalty(With(1, Rule, [Window(1, 2), Window(9, 10)]), "E"));

    [Fact]
    public void A_window_of_another_weekday_does_not_help() =>
        Assert.Equal(StartWindowsRule.NoWindowMinutes, Penalty(With(1, Rule, [Window(7, 8, IsoDayOfWeek.Tuesday)]), "E"));

    [Fact]
    public void A_window_goes_on_after_midnight_but_distances_do_not()
    {
        // Night starts 22:00: the window of the night before ends at 02:00, 20 hours earlier on the date.
        Assert.Equal(1200, Penalty(With(1, Rule, [Window(23, 2, IsoDayOfWeek.Sunday)]), "N"));
        Assert.Equal(60, Penalty(With(1, Rule, [Window(23, 2, IsoDayOfWeek.Monday)]), "N"));
    }

    [Fact]
    public void A_window_until_midnight_is_not_open_on_the_next_day() =>
        Assert.Equal(StartWindowsRule.NoWindowMinutes, Penalty(With(1, Rule, [Window(20, 0, IsoDayOfWeek.Sunday)]), "E"));

    private static ShiftType Elastic(int stepMinutes) => TinyProblem.Shift("O", "mid", new LocalTime(8, 0), new LocalTime(16, 0)) with
    {
        StartWindow = new StartWindow { Earliest = new LocalTime(0, 0), Latest = new LocalTime(23, 30), StepMinutes = stepMinutes },
    };

    private static WeeklyWindow Window(int from, int to, IsoDayOfWeek? day = null) => new() { Day = day, From = new LocalTime(from, 0), To = new LocalTime(to, 0) };

    private static SchedulingProblem With(int days, Rule rule, WeeklyWindow[] windows) =>
        TinyProblem.Of(1, days, rule) with { Employees = [TinyProblem.Person("A") with { StartWindows = windows }] };

    private static long Penalty(SchedulingProblem problem, string shiftType) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [TinyProblem.Duty("A", TinyProblem.Monday, shiftType)] }).Penalties[2];
}
