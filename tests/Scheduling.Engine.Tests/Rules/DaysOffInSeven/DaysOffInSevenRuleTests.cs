using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.DaysOffInSeven;

namespace Scheduling.Engine.Tests.Rules.DaysOffInSeven;

public sealed class DaysOffInSevenRuleTests : RuleContract
{
    private static readonly ShiftType ToMidnight = TinyProblem.Shift("M", "late", new LocalTime(16, 0), LocalTime.Midnight);

    /// <summary>A split shift with parts on three calendar days.</summary>
    private static readonly ShiftType Spread = new()
    {
        Id = "P",
        Name = "P",
        Band = "late",
        Parts =
        [
            new ShiftPart { Start = new LocalTime(22, 0), End = new LocalTime(23, 0) },
            new ShiftPart { Start = new LocalTime(22, 0), End = new LocalTime(22, 30) },
            new ShiftPart { Start = new LocalTime(22, 0), End = LocalTime.Midnight, Kind = PartKind.Activity },
        ],
    };

    protected override Rule Rule => new DaysOffInSevenRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return With(new DaysOffInSevenRule(), 8, TinyProblem.Night);
        yield return With(new DaysOffInSevenRule { WindowDays = 3, MinimumDaysOff = 2, Enforcement = Enforcement.Soft(3) }, 5, TinyProblem.Early, TinyProblem.Night, ToMidnight);
        yield return With(new DaysOffInSevenRule { WindowDays = 3, MinimumDaysOff = 2, CountsDayAfterNight = true }, 5, Spread, TinyProblem.Standby, TinyProblem.Night);
        yield return With(new DaysOffInSevenRule { WindowDays = 2 }, 5, Spread, TinyProblem.Standby, TinyProblem.Night);

        // Six days without history: exactly one window, which ends after them.
        yield return With(new DaysOffInSevenRule(), 6, TinyProblem.Early, TinyProblem.Night);
        yield return TinyProblem.Of(2, 4, new DaysOffInSevenRule { WindowDays = 4, MinimumDaysOff = 2, AppliesTo = new RuleScope { Contracts = ["half"] } }) with
        {
            ShiftTypes = [TinyProblem.Early, TinyProblem.Night],
            Employees = [TinyProblem.Person("A"), TinyProblem.Person("B", "half")],
        };
        for (int history = 2; history <= 6; history++)
        {
            SchedulingProblem joined = With(new DaysOffInSevenRule(), 5, TinyProblem.Early, TinyProblem.Night);
            yield return joined with
            {
                Horizon = joined.Horizon with { HistoryDays = 8, FixedDaysAfter = history },
                History = [.. Enumerable.Range(1, history).Select(d => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-d), d == 3 ? "S" : "N"))],
                FixedAfter = [.. new[] { 5, 6 }.Select(d => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(d), "N"))],
                ShiftTypes = [TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby with { Days = [IsoDayOfWeek.Friday] }],
            };
        }

        // Windows entirely before and entirely after the horizon have no day off either, and cost nothing.
        SchedulingProblem inside = With(new DaysOffInSevenRule { WindowDays = 3 }, 3, TinyProblem.Early, TinyProblem.Standby);
        yield return inside with
        {
            Horizon = inside.Horizon with { HistoryDays = 5, FixedDaysAfter = 5 },
            History = [.. Enumerable.Range(1, 5).Select(d => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-d), "E"))],
            FixedAfter = [.. Enumerable.Range(3, 5).Select(d => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(d), "E"))],
        };

        // Midnight missing (Cairo), an hour missing and an hour twice (Berlin).
        foreach ((string zone, LocalDate start) in new[] { ("Africa/Cairo", new LocalDate(2026, 4, 22)), ("Europe/Berlin", new LocalDate(2026, 3, 27)), ("Europe/Berlin", new LocalDate(2026, 10, 23)) })
        {
            ShiftType smallHours = TinyProblem.Shift("H", "night", new LocalTime(0, 30), new LocalTime(2, 30));
            ShiftType past = TinyProblem.Shift("Q", "late", new LocalTime(18, 0), new LocalTime(0, 30));
            SchedulingProblem change = With(new DaysOffInSevenRule { WindowDays = 2 }, 5, ToMidnight, smallHours, past);
            yield return change with { Horizon = change.Horizon with { Start = start, TimeZone = zone } };
        }
    }

    [Theory]
    [InlineData("E", 0)]
    [InlineData("N", 1)]
    public void Six_days_of_work_at_the_end_leave_the_next_day_free_unless_they_end_with_a_night(string last, int missing)
    {
        SchedulingProblem problem = TinyProblem.Of(1, 7, new DaysOffInSevenRule());
        Assignment[] worked = [.. Enumerable.Range(1, 6).Select(d => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(d), d == 6 ? last : "E"))];
        Assert.Equal(missing, RosterEvaluator.Evaluate(problem, new Roster { Assignments = worked }).Penalties[0]);
    }

    [Fact]
    public void Six_days_of_work_and_a_day_off_are_allowed() => Assert.Equal(0, Penalty(Rule, "E", "E", "E", "E", "E", "E", ""));

    [Fact]
    public void Every_window_of_seven_days_without_a_day_off_is_one_day_short()
    {
        Assert.Equal(1, Penalty(Rule, "E", "E", "E", "E", "E", "E", "E"));
        Assert.Equal(3, Penalty(Rule, "E", "E", "E", "E", "E", "E", "E", "E", "E"));
    }

    [Fact]
    public void The_day_after_a_night_is_not_a_day_off()
    {
        Assert.Equal(1, Penalty(Rule, "E", "E", "E", "E", "E", "N", ""));
        Assert.Equal(0, Penalty(Rule, "E", "E", "E", "E", "N", "", ""));
    }

    [Fact]
    public void A_shift_that_ends_at_midnight_leaves_the_next_day_off() => Assert.Equal(0, Penalty(Rule, "E", "E", "E", "E", "E", "M", ""));

    [Fact]
    public void Standby_is_not_a_day_off() => Assert.Equal(1, Penalty(Rule, "E", "E", "E", "S", "E", "E", "E"));

    [Fact]
    public void A_window_that_is_not_known_entirely_is_not_judged() => Assert.Equal(0, Penalty(Rule, "E", "E", "E", "E", "E", "E"));

    private static SchedulingProblem With(Rule rule, int days, params ShiftType[] shiftTypes) => TinyProblem.Of(1, days, rule) with { ShiftTypes = shiftTypes };

    private static long Penalty(Rule rule, params string[] shifts) =>
        RosterEvaluator.Evaluate(
            With(rule, shifts.Length, TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby, ToMidnight),
            new Roster { Assignments = [.. shifts.Select((s, d) => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(d), s)).Where(a => a.ShiftType.Length > 0)] }).Penalties[0];
}
