using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.KeepApart;

namespace Scheduling.Engine.Tests.Rules.KeepApart;

public sealed class KeepApartRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new KeepApartRule { Groups = [["A", "B"]] };

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return TinyProblem.Of(2, 2, Rule);
        yield return TinyProblem.Of(3, 2, new KeepApartRule { By = ApartBy.Band, Groups = [["A", "B", "C"], ["B", "C"]], Enforcement = Enforcement.Soft(3) }) with
        {
            ShiftTypes = [TinyProblem.Early, TinyProblem.Standby, TinyProblem.Late],
        };
        yield return TinyProblem.Of(3, 2, new KeepApartRule { By = ApartBy.Day, Groups = [["C", "A", "B"]], CountsStandby = false, AppliesTo = new RuleScope { Employees = ["A", "C"] } }) with
        {
            ShiftTypes = [TinyProblem.Early, TinyProblem.Standby],
        };

        // Three at once, standby or not, and a split shift with a gap in which the other may come.
        ShiftType split = TinyProblem.Shift("P", "mid", new LocalTime(8, 0), new LocalTime(18, 0)) with
        {
            Parts =
            [
                new ShiftPart { Start = new LocalTime(8, 0), End = new LocalTime(12, 0) },
                new ShiftPart { Start = new LocalTime(12, 0), End = new LocalTime(13, 0), Kind = PartKind.Activity },
                new ShiftPart { Start = new LocalTime(15, 0), End = new LocalTime(18, 0) },
            ],
        };
        foreach (bool standby in new[] { true, false })
        {
            yield return TinyProblem.Of(3, 1, new KeepApartRule { Groups = [["A", "B", "C"]], CountsStandby = standby, Enforcement = Enforcement.Soft(2) }) with
            {
                ShiftTypes = [TinyProblem.Early, split, TinyProblem.Standby, TinyProblem.Shift("M", "mid", new LocalTime(13, 0), new LocalTime(15, 0))],
            };
        }

        // Nights of history reach into the horizon and those of the horizon into fixed days; what fixed duties share is past mending.
        SchedulingProblem joined = TinyProblem.Of(3, 2, new KeepApartRule { Groups = [["A", "B", "C"]] }) with { ShiftTypes = [TinyProblem.Night, TinyProblem.Shift("D", "early", new LocalTime(4, 0), new LocalTime(5, 0))] };
        yield return joined with
        {
            Horizon = joined.Horizon with { HistoryDays = 2, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N"), TinyProblem.Duty("B", Monday.PlusDays(-1), "N"), TinyProblem.Duty("C", Monday.PlusDays(-2), "N")],
            FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(2), "D"), TinyProblem.Duty("B", Monday.PlusDays(2), "N"), TinyProblem.Duty("C", Monday.PlusDays(2), "N")],
        };

        // One member in scope meets nobody, even where his or her own duties overlap; of two, both count.
        SchedulingProblem whole = TinyProblem.Of(2, 2, Rule with { AppliesTo = new RuleScope { Employees = ["A"] } }, Rule) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Shift("W", "night", new LocalTime(12, 0), new LocalTime(11, 0))] };
        yield return whole;

        // The nights with an hour less and an hour more.
        foreach (LocalDate start in new[] { new LocalDate(2026, 3, 28), new LocalDate(2026, 10, 24) })
        {
            SchedulingProblem clock = TinyProblem.Of(2, 2, Rule) with { ShiftTypes = [TinyProblem.Night, TinyProblem.Shift("D", "early", new LocalTime(2, 30), new LocalTime(8, 0))] };
            yield return clock with { Horizon = clock.Horizon with { Start = start, TimeZone = "Europe/Berlin" } };
        }
    }

    [Theory]
    [InlineData(14, 0)]
    [InlineData(13, 60)]
    public void One_may_come_the_minute_the_other_goes(int hour, long minutes)
    {
        SchedulingProblem problem = TinyProblem.Of(2, 1, Rule) with
        {
            ShiftTypes = [TinyProblem.Shift("E", "early", new LocalTime(6, 0), new LocalTime(14, 0)), TinyProblem.Shift("L", "late", new LocalTime(hour, 0), new LocalTime(22, 0))],
        };
        Assert.Equal(minutes, Penalty(problem, TinyProblem.Duty("A", Monday, "E"), TinyProblem.Duty("B", Monday, "L")));
    }

    [Fact]
    public void A_night_meets_the_morning_after()
    {
        SchedulingProblem problem = TinyProblem.Of(2, 2, Rule) with { ShiftTypes = [TinyProblem.Night, TinyProblem.Shift("D", "early", new LocalTime(5, 15), new LocalTime(9, 0))] };
        Assert.Equal(45, Penalty(problem, TinyProblem.Duty("A", Monday, "N"), TinyProblem.Duty("B", Monday.PlusDays(1), "D")));
    }

    [Theory]
    [InlineData(true, 420)]
    [InlineData(false, 0)]
    public void Standby_counts_unless_it_is_left_out(bool counts, long minutes)
    {
        SchedulingProblem problem = TinyProblem.Of(2, 1, new KeepApartRule { Groups = [["A", "B"]], CountsStandby = counts }) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Standby] };
        Assert.Equal(minutes, Penalty(problem, TinyProblem.Duty("A", Monday, "E"), TinyProblem.Duty("B", Monday, "S")));
    }

    [Fact]
    public void A_member_named_twice_is_refused()
    {
        List<InputProblem> problems = [];
        var rule = new KeepApartRule { Groups = [["A", "A"]] };
        rule.Validate(TinyProblem.Of(2, 1, rule), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["duplicate-reference"], problems.Select(p => p.Code));
    }

    private static long Penalty(SchedulingProblem problem, params Assignment[] duties) => RosterEvaluator.Evaluate(problem, new Roster { Assignments = duties }).Penalties[0];
}
