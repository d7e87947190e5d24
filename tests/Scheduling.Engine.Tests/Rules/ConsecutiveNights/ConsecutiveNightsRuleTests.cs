using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveNights;

namespace Scheduling.Engine.Tests.Rules.ConsecutiveNights;

public sealed class ConsecutiveNightsRuleTests : RuleContract
{
    private static readonly ShiftType NightStandby = TinyProblem.Standby with { Id = "NS", Name = "NS", Band = "night" };

    protected override Rule Rule => new ConsecutiveNightsRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return Nights(new ConsecutiveNightsRule(), 6);
        yield return Nights(new ConsecutiveNightsRule { MaximumNights = 2, MinimumNights = 2, Enforcement = Enforcement.Soft(4) }, 6);
        yield return Nights(new ConsecutiveNightsRule { MaximumNights = 4, MinimumNights = 3 }, 5);
        yield return TinyProblem.Of(2, 3, new ConsecutiveNightsRule { MaximumNights = 1, AppliesTo = new RuleScope { Contracts = ["half"] } }) with
        {
            ShiftTypes = [NightStandby, TinyProblem.Night],
            Employees = [TinyProblem.Person("A"), TinyProblem.Person("B", "half")],
        };
        for (int history = 1; history <= 5; history++)
        {
            SchedulingProblem joined = Nights(new ConsecutiveNightsRule { MaximumNights = 3, MinimumNights = 2 }, 4);
            yield return joined with
            {
                Horizon = joined.Horizon with { HistoryDays = 5, FixedDaysAfter = 4 },
                History = [.. Enumerable.Range(1, history).Select(d => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-d), "N"))],
                FixedAfter = [TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(4), "N"), TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(5), history > 2 ? "N" : "E")],
            };
        }
    }

    [Fact]
    public void Three_nights_in_a_row_are_allowed_and_the_fourth_is_one_too_many()
    {
        Assert.Equal(0, Penalty(Rule, "N", "N", "N"));
        Assert.Equal(1, Penalty(Rule, "N", "N", "N", "N"));
        Assert.Equal(2, Penalty(Rule, "N", "N", "N", "N", "N"));
    }

    [Fact]
    public void An_early_shift_between_nights_parts_the_run() => Assert.Equal(0, Penalty(Rule, "N", "N", "E", "N", "N"));

    [Fact]
    public void A_single_night_is_one_short_of_two()
    {
        var two = new ConsecutiveNightsRule { MinimumNights = 2 };
        Assert.Equal(1, Penalty(two, "E", "N", "E"));
        Assert.Equal(0, Penalty(two, "E", "N", "N", "E"));
    }

    [Fact]
    public void Standby_in_a_night_band_is_no_night() => Assert.Equal(0, Penalty(new ConsecutiveNightsRule { MaximumNights = 1 }, "N", "NS", "N"));

    private static SchedulingProblem Nights(Rule rule, int days) => TinyProblem.Of(1, days, rule) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Night, NightStandby] };

    private static long Penalty(Rule rule, params string[] shifts) =>
        RosterEvaluator.Evaluate(
            Nights(rule, 8),
            new Roster { Assignments = [.. shifts.Select((s, d) => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(d), s))] }).Penalties[0];
}
