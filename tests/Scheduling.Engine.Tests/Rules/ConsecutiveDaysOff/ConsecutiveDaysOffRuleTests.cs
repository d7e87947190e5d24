using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveDaysOff;

namespace Scheduling.Engine.Tests.Rules.ConsecutiveDaysOff;

public sealed class ConsecutiveDaysOffRuleTests : RuleContract
{
    /// <summary>Parts on the date and on the second day after it.</summary>
    private static readonly ShiftType OverTwoMidnights = new()
    {
        Id = "P",
        Name = "P",
        Band = "late",
        Parts =
        [
            new ShiftPart { Start = new LocalTime(12, 0), End = new LocalTime(13, 0) },
            new ShiftPart { Start = new LocalTime(12, 30), End = new LocalTime(12, 45) },
            new ShiftPart { Start = new LocalTime(12, 15), End = new LocalTime(12, 30) },
        ],
    };

    protected override Rule Rule => new ConsecutiveDaysOffRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        // A most above the least, and one day over it.
        yield return Week(new ConsecutiveDaysOffRule { MinimumDays = 1, MaximumDays = 2 }, 5);
        foreach (SchedulingProblem problem in ByDate().ToArray())
        {
            yield return problem;
            yield return problem with { Rules = [.. problem.Rules.Cast<ConsecutiveDaysOffRule>().Select(r => r with { CountsDayAfterNight = false })] };
        }

        // Duties that reach over two midnights, with a day between them that they leave free.
        yield return Week(new ConsecutiveDaysOffRule { CountsDayAfterNight = false, MinimumDays = 3, MaximumDays = 3 }, 7) with { ShiftTypes = [TinyProblem.Early, OverTwoMidnights] };
    }

    private static IEnumerable<SchedulingProblem> ByDate()
    {
        yield return Week(new ConsecutiveDaysOffRule(), 7);
        yield return Week(new ConsecutiveDaysOffRule { MinimumDays = 3, MaximumDays = 4, Enforcement = Enforcement.Soft(6) }, 7);
        yield return TinyProblem.Of(2, 4, new ConsecutiveDaysOffRule { MaximumDays = 2, AppliesTo = new RuleScope { Employees = ["B"] } }) with { ShiftTypes = [TinyProblem.Night, TinyProblem.Standby] };
        for (int off = 0; off <= 5; off++)
        {
            SchedulingProblem joined = Week(new ConsecutiveDaysOffRule { MinimumDays = 2, MaximumDays = 3 }, 5);
            int worked = 6 - off;
            yield return joined with
            {
                Horizon = joined.Horizon with { HistoryDays = 6, FixedDaysAfter = 5 },
                History = [.. Enumerable.Range(off + 1, worked).Select(d => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-d), "N"))],
                FixedAfter = [TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(5 + (off % 3)), "N"), TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(9), "S")],
            };
        }
    }

    [Fact]
    public void The_day_after_a_night_does_not_count_where_the_rule_says_so()
    {
        var rule = new ConsecutiveDaysOffRule { CountsDayAfterNight = false, MaximumDays = 2 };
        Assert.Equal(1, Penalty(rule, "N", "", "", "E"));
        Assert.Equal(0, Penalty(rule, "N", "", "", "", "E"));
        Assert.Equal(1, Penalty(rule, "N", "", "", "", "", "E"));
        Assert.Equal(0, Penalty(rule, "E", "", "", "E"));
    }

    [Fact]
    public void Two_days_off_together_are_enough_and_a_single_one_is_not()
    {
        Assert.Equal(0, Penalty(Rule, "E", "", "", "E"));
        Assert.Equal(1, Penalty(Rule, "E", "", "E"));
    }

    [Fact]
    public void The_day_after_a_night_counts_as_a_day_off_here() => Assert.Equal(0, Penalty(Rule, "N", "", "", "E"));

    [Fact]
    public void A_day_on_standby_is_not_off() => Assert.Equal(1, Penalty(Rule, "E", "", "S", "E"));

    [Fact]
    public void No_number_of_days_off_is_too_many_without_a_maximum()
    {
        Assert.Equal(0, Penalty(Rule, "E", "", "", "", "", "E"));
        Assert.Equal(2, Penalty(new ConsecutiveDaysOffRule { MaximumDays = 2 }, "E", "", "", "", "", "E"));
    }

    private static SchedulingProblem Week(Rule rule, int days) => TinyProblem.Of(1, days, rule) with { ShiftTypes = [TinyProblem.Night, TinyProblem.Standby] };

    private static long Penalty(Rule rule, params string[] shifts) =>
        RosterEvaluator.Evaluate(
            TinyProblem.Of(1, shifts.Length, rule) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby] },
            new Roster { Assignments = [.. shifts.Select((s, d) => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(d), s)).Where(a => a.ShiftType.Length > 0)] }).Penalties[0];
}
