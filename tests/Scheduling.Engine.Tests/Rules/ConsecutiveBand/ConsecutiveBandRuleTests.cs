using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveBand;

namespace Scheduling.Engine.Tests.Rules.ConsecutiveBand;

public sealed class ConsecutiveBandRuleTests : RuleContract
{
    protected override Rule Rule => new ConsecutiveBandRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return Days(new ConsecutiveBandRule(), 6);
        yield return Days(new ConsecutiveBandRule { MaximumDays = 2, MinimumDays = 2, Enforcement = Enforcement.Soft(4) }, 6);
        yield return Days(new ConsecutiveBandRule { Bands = ["early", "mid"], MaximumDays = 1 }, 5);
        yield return Days(new ConsecutiveBandRule { MaximumDays = 4, MinimumDays = 3 }, 5) with { ShiftTypes = [TinyProblem.Early], Bands = [TinyProblem.EarlyBand with { Name = "" }] };
        yield return TinyProblem.Of(2, 3, new ConsecutiveBandRule { MaximumDays = 1, AppliesTo = new RuleScope { Contracts = ["half"] } }) with
        {
            ShiftTypes = [TinyProblem.Early, TinyProblem.Night],
            Employees = [TinyProblem.Person("A"), TinyProblem.Person("B", "half")],
        };
        for (int history = 1; history <= 5; history++)
        {
            SchedulingProblem joined = Days(new ConsecutiveBandRule { MaximumDays = 3, MinimumDays = 2 }, 4);
            yield return joined with
            {
                Horizon = joined.Horizon with { HistoryDays = 5, FixedDaysAfter = 4 },
                History = [.. Enumerable.Range(1, history).Select(d => On(-d, "N"))],
                FixedAfter = [On(4, "N"), On(5, history > 2 ? "N" : "E"), On(6, "E")],
            };
        }
    }

    [Fact]
    public void Five_days_in_one_band_are_allowed_and_the_sixth_is_one_too_many()
    {
        Assert.Equal(0, Penalty(Rule, "E", "E", "E", "E", "E", "N"));
        Assert.Equal(1, Penalty(Rule, "E", "E", "E", "E", "E", "E"));
    }

    [Fact]
    public void Every_band_is_counted_by_itself() =>
        Assert.Equal(1 + 2, Penalty(new ConsecutiveBandRule { MaximumDays = 2 }, "E", "E", "E", "N", "N", "N", "N"));

    [Fact]
    public void Bands_that_are_not_meant_are_free() =>
        Assert.Equal(1, Penalty(new ConsecutiveBandRule { MaximumDays = 2, Bands = ["early"] }, "E", "E", "E", "N", "N", "N", "N"));

    [Fact]
    public void A_single_day_between_other_bands_is_one_short_of_two() =>
        Assert.Equal(1, Penalty(new ConsecutiveBandRule { MinimumDays = 2 }, "E", "E", "N", "E", "E"));

    [Fact]
    public void Standby_is_in_no_band() => Assert.Equal(0, Penalty(new ConsecutiveBandRule { MaximumDays = 1 }, "E", "S", "E"));

    [Fact]
    public void An_unknown_band_and_a_minimum_above_the_maximum_are_reported()
    {
        List<InputProblem> problems = [];
        var rule = new ConsecutiveBandRule { Bands = ["early", "noon"], MinimumDays = 4, MaximumDays = 3 };
        rule.Validate(Days(rule, 1), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["/rules/0/minimumDays", "/rules/0/bands"], problems.Select(p => p.Pointer));
    }

    private static Assignment On(int day, string shiftType) => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(day), shiftType);

    private static SchedulingProblem Days(Rule rule, int days) => TinyProblem.Of(1, days, rule) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby] };

    private static long Penalty(Rule rule, params string[] shifts) =>
        RosterEvaluator.Evaluate(Days(rule, 8), new Roster { Assignments = [.. shifts.Select((s, d) => On(d, s))] }).Penalties[0];
}
