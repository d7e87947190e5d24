using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.SameBandInWeek;

namespace Scheduling.Engine.Tests.Rules.SameBandInWeek;

public sealed class SameBandInWeekRuleTests : RuleContract
{
    private static readonly ShiftType Dawn = TinyProblem.Shift("D", "early", new LocalTime(5, 0), new LocalTime(12, 0));

    protected override Rule Rule => new SameBandInWeekRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return From(0, 5, new SameBandInWeekRule());
        yield return From(0, 4, new SameBandInWeekRule { MaximumBands = 2, Enforcement = Enforcement.Hard });
        yield return From(0, 3, new SameBandInWeekRule()) with { Bands = [.. TinyProblem.Of(1, 1).Bands.Select(b => b with { Name = "" })] };
        // Over the end of a week: Saturday to Tuesday, then with another first day of the week.
        yield return From(5, 4, new SameBandInWeekRule { Enforcement = Enforcement.Hard });
        SchedulingProblem sunday = From(5, 4, new SameBandInWeekRule());
        yield return sunday with { Horizon = sunday.Horizon with { WeekStart = IsoDayOfWeek.Sunday } };
        yield return TinyProblem.Of(2, 3, new SameBandInWeekRule { AppliesTo = new RuleScope { Employees = ["B"] } }) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Night] };
        foreach (string before in new[] { "E", "N", "S" })
        {
            SchedulingProblem joined = From(4, 4, new SameBandInWeekRule { Enforcement = Enforcement.Hard });
            yield return joined with
            {
                Horizon = joined.Horizon with { HistoryDays = 9, FixedDaysAfter = 9 },
                History = [On(-5, "L"), On(-4, "N"), On(1, before), On(3, "E")],
                FixedAfter = [On(8, before), On(9, "N"), On(15, "E"), On(16, "N")],
            };
        }
    }

    [Fact]
    public void One_band_all_week_is_kept_and_every_further_band_costs()
    {
        Assert.Equal(0, Penalty("E", "D", "E", "D", "E"));
        Assert.Equal(10, Penalty("E", "E", "N"));
        Assert.Equal(20, Penalty("E", "L", "N", "E", "L"));
    }

    [Fact]
    public void Monday_may_begin_another_band() => Assert.Equal(0, Penalty("E", "E", "E", "E", "E", "E", "E", "N", "N"));

    [Fact]
    public void Standby_is_no_work() => Assert.Equal(0, Penalty("N", "S", "N"));

    private static Assignment On(int day, string shiftType) => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(day), shiftType);

    private static SchedulingProblem From(int day, int days, Rule rule)
    {
        SchedulingProblem problem = TinyProblem.Of(1, days, rule);
        return problem with
        {
            Horizon = problem.Horizon with { Start = TinyProblem.Monday.PlusDays(day) },
            ShiftTypes = [TinyProblem.Early, Dawn, TinyProblem.Late, TinyProblem.Night, TinyProblem.Standby],
        };
    }

    private static long Penalty(params string[] shifts) =>
        RosterEvaluator.Evaluate(From(0, shifts.Length, new SameBandInWeekRule()), new Roster { Assignments = [.. shifts.Select((s, d) => On(d, s))] }).Penalties[2];
}
