using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ForwardRotation;

namespace Scheduling.Engine.Tests.Rules.ForwardRotation;

public sealed class ForwardRotationRuleTests : RuleContract
{
    private static readonly ShiftType Office = TinyProblem.Early with { Id = "O", Name = "O", Band = "office" };

    protected override Rule Rule => new ForwardRotationRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return TinyProblem.Of(1, 5, Rule);
        yield return Week(new ForwardRotationRule { ResetDaysOff = 3, Enforcement = Enforcement.Soft(2) }, 5);
        yield return Week(new ForwardRotationRule { ResetDaysOff = 1 }, 4) with
        {
            // Orders with a gap, one of them twice.
            Bands = [TinyProblem.EarlyBand with { Order = 5 }, TinyProblem.NightBand with { Order = 9 }, new Band { Id = "office", Name = "O", Order = 5 }],
            ShiftTypes = [TinyProblem.Early, Office, TinyProblem.Night],
        };
        yield return TinyProblem.Of(2, 3, new ForwardRotationRule { AppliesTo = new RuleScope { Contracts = ["half"] } }) with
        {
            ShiftTypes = [TinyProblem.Early, TinyProblem.Night],
            Employees = [TinyProblem.Person("A", "half"), TinyProblem.Person("B")],
        };
        for (int last = 1; last <= 3; last++)
        {
            SchedulingProblem joined = Week(new ForwardRotationRule { ResetDaysOff = 3 }, 4);
            yield return joined with
            {
                // A step back within the history costs nothing, one within the fixed days after the horizon does.
                Horizon = joined.Horizon with { HistoryDays = 6, FixedDaysAfter = 4 },
                History = [On(-6, "N"), On(-5, "E"), On(-last, last == 2 ? "L" : "N")],
                FixedAfter = last == 1 ? [On(4, "S"), On(5, "L"), On(7, "E")] : [On(4, "L"), On(6, "E")],
            };
        }
    }

    [Theory]
    [InlineData(0, "E", "E", "L", "N")]
    [InlineData(3, "N", "E")]
    [InlineData(1, "N", "L")]
    [InlineData(5, "N", "E", "L", "E")]
    public void Each_step_back_costs_the_difference_of_the_bands_orders(long excess, params string[] shifts) => Assert.Equal(excess, Penalty(Rule, shifts));

    [Fact]
    public void One_day_off_is_too_few_to_start_again_and_two_are_enough()
    {
        Assert.Equal(3, Penalty(Rule, "N", "", "E"));
        Assert.Equal(0, Penalty(Rule, "N", "", "", "E"));
    }

    [Fact]
    public void A_day_on_standby_counts_as_a_day_off() => Assert.Equal(0, Penalty(Rule, "N", "", "S", "E"));

    [Fact]
    public void The_band_before_the_horizon_is_remembered()
    {
        SchedulingProblem problem = Week(Rule, 2);
        problem = problem with { Horizon = problem.Horizon with { HistoryDays = 2 }, History = [On(-2, "N")] };
        Assert.Equal(3, RosterEvaluator.Evaluate(problem, new Roster { Assignments = [On(0, "E")] }).Penalties[0]);
        Assert.Equal(0, RosterEvaluator.Evaluate(problem, new Roster { Assignments = [On(1, "E")] }).Penalties[0]);
    }

    private static SchedulingProblem Week(Rule rule, int days) => TinyProblem.Of(1, days, rule) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Late, TinyProblem.Night, TinyProblem.Standby] };

    private static Assignment On(int day, string shiftType) => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(day), shiftType);

    private static long Penalty(Rule rule, params string[] shifts) =>
        RosterEvaluator.Evaluate(
            Week(rule, shifts.Length),
            new Roster { Assignments = [.. shifts.Select((s, d) => On(d, s)).Where(a => a.ShiftType.Length > 0)] }).Penalties[0];
}
