using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.CoverageFloor;
using Scheduling.Engine.Rules.RestAfterCallIn;
using Scheduling.Engine.Rules.StandbyRest;

namespace Scheduling.Engine.Tests.Rules.StandbyRest;

public sealed class StandbyRestRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    /// <summary>20:00–08:00.</summary>
    private static readonly ShiftType NightStandby = OnStandby("B", new LocalTime(20, 0), new LocalTime(8, 0));

    protected override Rule Rule => new StandbyRestRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return TinyProblem.Of(1, 4, Rule) with { ShiftTypes = [TinyProblem.Early, NightStandby, TinyProblem.Standby] };
        yield return TinyProblem.Of(2, 2, new StandbyRestRule { RestBeforeMinutes = 900, RestAfterMinutes = 60, Enforcement = Enforcement.Soft(3), AppliesTo = new RuleScope { Employees = ["B"] } }) with
        {
            ShiftTypes = [TinyProblem.Early, TinyProblem.Night, NightStandby],
        };

        // Work and standby at the same hours.
        yield return TinyProblem.Of(1, 3, new StandbyRestRule { RestBeforeMinutes = 970, RestAfterMinutes = 1000 }) with { ShiftTypes = [TinyProblem.Early, OnStandby("T", new LocalTime(7, 0), new LocalTime(15, 0))] };

        // Nothing is asked, but duties must not overlap; history and fixed duties are the other half of a pair.
        ShiftType day = OnStandby("D", new LocalTime(20, 0), new LocalTime(19, 30));
        SchedulingProblem joined = TinyProblem.Of(1, 2, new StandbyRestRule { RestBeforeMinutes = 0, RestAfterMinutes = 0 }) with { ShiftTypes = [TinyProblem.Early, day, TinyProblem.Night] };
        yield return joined;
        yield return joined with
        {
            Rules = [new StandbyRestRule { RestBeforeMinutes = 1440, RestAfterMinutes = 1000 }],
            Horizon = joined.Horizon with { HistoryDays = 3, FixedDaysAfter = 2 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-3), "E"), TinyProblem.Duty("A", Monday.PlusDays(-2), "D"), TinyProblem.Duty("A", Monday.PlusDays(-1), "E")],
            FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(2), "E"), TinyProblem.Duty("A", Monday.PlusDays(3), "D")],
        };

        // A whole day of standby before a day of 23 hours reaches three dates on.
        SchedulingProblem spring = TinyProblem.Of(1, 4, new StandbyRestRule { RestAfterMinutes = 1440 }) with
        {
            ShiftTypes = [OnStandby("W", new LocalTime(23, 59), new LocalTime(23, 59)), TinyProblem.Shift("Z", "early", LocalTime.Midnight, new LocalTime(8, 0))],
        };
        yield return spring with { Horizon = spring.Horizon with { Start = new LocalDate(2026, 3, 27), TimeZone = "Europe/Berlin" } };
    }

    [Theory]
    [InlineData(660, 0)]
    [InlineData(661, 1)]
    public void Rest_of_exactly_the_minutes_after_standby_is_enough(int minutes, long excess)
    {
        // Standby ends at 08:00; a shift at 19:00 starts 11 hours later.
        SchedulingProblem problem = TinyProblem.Of(1, 2, new StandbyRestRule { RestAfterMinutes = minutes }) with
        {
            ShiftTypes = [NightStandby, TinyProblem.Shift("L", "late", new LocalTime(19, 0), new LocalTime(23, 0))],
        };
        Assert.Equal(excess, Penalty(problem, TinyProblem.Duty("A", Monday, "B"), TinyProblem.Duty("A", Monday.PlusDays(1), "L")));
    }

    [Fact]
    public void Rest_between_duties_of_work_is_none_of_its_business()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 2, Rule);
        Assert.Equal(0, Penalty(problem, TinyProblem.Duty("A", Monday, "L"), TinyProblem.Duty("A", Monday.PlusDays(1), "E")));
    }

    [Fact]
    public void Whoever_is_called_in_from_a_roster_that_keeps_the_rule_is_taken_from_no_later_floor()
    {
        // Everybody on standby is called in for all of it, one by one, on every roster; then each must rest 11 hours.
        SchedulingProblem problem = TinyProblem.Of(2, 3, new StandbyRestRule(), new CoverageFloorRule()) with
        {
            Posts = [new Post { Id = "phone" }],
            ShiftTypes = [TinyProblem.Early with { Posts = ["phone"] }, NightStandby],
            Demand = new Demand { Intervals = [new IntervalDemand { Post = "phone", Date = Monday.PlusDays(1), From = new LocalTime(7, 0), Required = [1, 1], Minimum = [1, 1] }] },
        };
        int called = 0;
        int takenAway = 0;
        RosterModel model = RosterModel.Compile(problem);
        RosterEnumeration.ForEach(model, delta =>
        {
            Roster roster = RosterCodec.Decode(model, delta.Cells);
            bool keepsRest = RosterEvaluator.Evaluate(problem, roster).Violations.All(v => v.RuleIndex != 0);
            foreach (Assignment standby in roster.Assignments.Where(a => a.ShiftType == "B"))
            {
                var callIn = new CallIn { Employee = standby.Employee, Start = standby.Date + NightStandby.Parts[0].Start, End = standby.Date.PlusDays(1) + NightStandby.Parts[0].End };
                SchedulingProblem after = problem with { CallIns = [callIn], Rules = [new RestAfterCallInRule(), new CoverageFloorRule()] };
                HashSet<(string?, LocalDate?)> tired = [.. RosterEvaluator.Evaluate(after, roster).Violations.Where(v => v.RuleIndex == 0).Select(v => (v.Employee, v.From))];
                var rested = new Roster { Assignments = [.. roster.Assignments.Where(a => !tired.Contains((a.Employee, a.Date)))] };
                long floorBefore = Floor(after, roster);
                long floorAfter = Floor(after, rested);
                if (keepsRest)
                {
                    Assert.Empty(tired);
                    Assert.Equal(floorBefore, floorAfter);
                    called++;
                }

                takenAway += floorAfter > floorBefore ? 1 : 0;
            }
        });
        Assert.True(called > 0 && takenAway > 0);

        static long Floor(SchedulingProblem problem, Roster roster) => RosterEvaluator.Evaluate(problem, roster).Violations.Where(v => v.RuleIndex == 1).Sum(v => v.Excess);
    }

    [Fact]
    public void Rest_beyond_a_day_is_refused()
    {
        List<InputProblem> problems = [];
        var rule = new StandbyRestRule { RestBeforeMinutes = 1441, RestAfterMinutes = -1 };
        rule.Validate(TinyProblem.Of(1, 1, rule), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["/rules/0/restBeforeMinutes", "/rules/0/restAfterMinutes"], problems.Select(p => p.Pointer));
    }

    private static long Penalty(SchedulingProblem problem, params Assignment[] duties) => RosterEvaluator.Evaluate(problem, new Roster { Assignments = duties }).Penalties[0];

    private static ShiftType OnStandby(string id, LocalTime start, LocalTime end) =>
        TinyProblem.Standby with { Id = id, Name = id, Parts = [new ShiftPart { Start = start, End = end, Kind = PartKind.Standby }] };
}
