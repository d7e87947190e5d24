using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.RestAfterNights;

namespace Scheduling.Engine.Tests.Rules.RestAfterNights;

public sealed class RestAfterNightsRuleTests : RuleContract
{
    protected override Rule Rule => new RestAfterNightsRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return Week(new RestAfterNightsRule(), 6);
        yield return Week(new RestAfterNightsRule { RestDays = 0 }, 5);
        yield return Week(new RestAfterNightsRule { RestDays = 3, AfterNights = 2, Enforcement = Enforcement.Soft(5) }, 6);
        yield return Week(new RestAfterNightsRule { RestDays = 1, AfterNights = 3 }, 6);
        yield return TinyProblem.Of(2, 4, new RestAfterNightsRule { AppliesTo = new RuleScope { Contracts = ["half"] } }) with
        {
            ShiftTypes = [TinyProblem.Night, TinyProblem.Standby with { Band = "night" }],
            Employees = [TinyProblem.Person("A"), TinyProblem.Person("B", "half")],
        };
        foreach (RestAfterNightsRule rule in new RestAfterNightsRule[] { new() { RestDays = 2 }, new() { RestDays = 2, AfterNights = 3 } })
        {
            for (int last = 1; last <= 4; last++)
            {
                SchedulingProblem joined = Week(rule, 4);
                yield return joined with
                {
                    // A breach within the history, nights that end `last` days before the horizon, and nights with a duty right after among the fixed days.
                    Horizon = joined.Horizon with { HistoryDays = 7, FixedDaysAfter = 4 },
                    History = [On(-7, "N"), On(-6, "E"), On(-last - 1, "N"), On(-last, "N")],
                    FixedAfter = last % 2 == 0 ? [On(4, "N"), On(6, "S")] : [On(5, "E"), On(6, "N"), On(7, "E")],
                };
            }
        }
    }

    [Theory]
    [InlineData(2, "N")]
    [InlineData(1, "N", "")]
    [InlineData(0, "N", "", "")]
    [InlineData(2, "N", "N", "N")]
    [InlineData(0, "N", "N", "N", "", "")]
    public void The_day_after_the_last_night_and_one_full_day_must_pass(long excess, params string[] before) =>
        Assert.Equal(excess, Penalty(Rule, [.. before, "E"]));

    [Fact]
    public void A_night_after_a_single_day_off_starts_a_new_run_too_early() => Assert.Equal(1, Penalty(Rule, "N", "", "N"));

    [Fact]
    public void Standby_breaks_the_rest() => Assert.Equal(1, Penalty(Rule, "N", "", "S"));

    [Fact]
    public void A_run_shorter_than_the_setting_needs_no_rest()
    {
        var three = new RestAfterNightsRule { AfterNights = 3 };
        Assert.Equal(0, Penalty(three, "N", "N", "", "E"));
        Assert.Equal(1, Penalty(three, "N", "N", "N", "", "E"));
    }

    [Fact]
    public void Nights_before_the_horizon_need_their_rest_inside_it()
    {
        SchedulingProblem problem = Week(Rule, 3);
        problem = problem with { Horizon = problem.Horizon with { HistoryDays = 1 }, History = [On(-1, "N")] };
        Assert.Equal(2, RosterEvaluator.Evaluate(problem, new Roster { Assignments = [On(0, "E")] }).Penalties[0]);
        Assert.Equal(0, RosterEvaluator.Evaluate(problem, new Roster { Assignments = [On(2, "E")] }).Penalties[0]);
    }

    private static SchedulingProblem Week(Rule rule, int days) => TinyProblem.Of(1, days, rule) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby] };

    private static Assignment On(int day, string shiftType) => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(day), shiftType);

    private static long Penalty(Rule rule, params string[] shifts) =>
        RosterEvaluator.Evaluate(
            Week(rule, shifts.Length),
            new Roster { Assignments = [.. shifts.Select((s, d) => On(d, s)).Where(a => a.ShiftType.Length > 0)] }).Penalties[0];
}
