using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.MostStandby;

namespace Scheduling.Engine.Tests.Rules.MostStandby;

public sealed class MostStandbyRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new MostStandbyRule { MostPerMonth = 1 };

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return With(1, 5, Rule);
        yield return With(2, 3, new MostStandbyRule { MostPerMonth = 2, MostPerWeek = 1, Enforcement = Enforcement.Soft(4), AppliesTo = new RuleScope { Employees = ["A"] } });

        // From one month into the next and from one week into the next, with history and fixed days on both sides of them.
        SchedulingProblem turn = With(1, 4, new MostStandbyRule { MostPerMonth = 1, MostPerWeek = 2 });
        turn = turn with
        {
            Horizon = turn.Horizon with { Start = new LocalDate(2026, 7, 30), HistoryDays = 5, FixedDaysAfter = 2, WeekStart = IsoDayOfWeek.Saturday },
            History = [TinyProblem.Duty("A", new LocalDate(2026, 7, 26), "S"), TinyProblem.Duty("A", new LocalDate(2026, 7, 28), "S"), TinyProblem.Duty("A", new LocalDate(2026, 7, 29), "E")],
            FixedAfter = [TinyProblem.Duty("A", new LocalDate(2026, 8, 3), "S")],
        };
        yield return turn;
        yield return turn with { Rules = [new MostStandbyRule { MostPerMonth = 0, MostPerWeek = 0, Enforcement = Enforcement.Soft(2) }] };

        // One day of a month and of a week at either end of the horizon.
        SchedulingProblem ends = With(2, 2, new MostStandbyRule { MostPerMonth = 2, MostPerWeek = 1, Enforcement = Enforcement.Soft(1) });
        yield return ends with
        {
            Horizon = ends.Horizon with { Start = new LocalDate(2026, 7, 31), HistoryDays = 7, FixedDaysAfter = 8, WeekStart = IsoDayOfWeek.Saturday },
            History = [TinyProblem.Duty("A", new LocalDate(2026, 7, 24), "S"), TinyProblem.Duty("A", new LocalDate(2026, 7, 25), "S"), TinyProblem.Duty("B", new LocalDate(2026, 7, 24), "S")],
            FixedAfter = [TinyProblem.Duty("B", new LocalDate(2026, 8, 7), "S"), TinyProblem.Duty("A", new LocalDate(2026, 8, 8), "S"), TinyProblem.Duty("B", new LocalDate(2026, 8, 9), "S")],
        };

        // The turn of the year, and the night in which an hour is missing.
        SchedulingProblem year = With(1, 4, Rule);
        yield return year with { Horizon = year.Horizon with { Start = new LocalDate(2026, 12, 30) } };
        yield return year with { Horizon = year.Horizon with { Start = new LocalDate(2026, 3, 28), TimeZone = "Europe/Berlin" } };
    }

    [Fact]
    public void Only_standby_duties_count()
    {
        SchedulingProblem problem = With(1, 4, Rule);
        Assert.Equal(0, Penalty(problem, "S", "E", "E"));
        Assert.Equal(1, Penalty(problem, "S", "E", "S"));
    }

    [Fact]
    public void What_is_settled_is_not_charged_but_what_is_added_to_it_is()
    {
        SchedulingProblem problem = With(1, 2, Rule);
        problem = problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 3 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-3), "S"), TinyProblem.Duty("A", Monday.PlusDays(-2), "S")],
        };
        Assert.Equal(0, Penalty(problem, "E"));
        Assert.Equal(1, Penalty(problem, "S"));
    }

    [Fact]
    public void A_new_month_counts_anew()
    {
        SchedulingProblem problem = With(1, 2, Rule);
        problem = problem with { Horizon = problem.Horizon with { Start = new LocalDate(2026, 7, 31) } };
        Assert.Equal(0, Penalty(problem, "S", "S"));
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        List<InputProblem> problems = [];
        var rule = new MostStandbyRule { MostPerMonth = 32, MostPerWeek = 8 };
        rule.Validate(TinyProblem.Of(1, 1, rule), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["/rules/0/mostPerMonth", "/rules/0/mostPerWeek"], problems.Select(p => p.Pointer));
    }

    private static long Penalty(SchedulingProblem problem, params string[] shifts) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. shifts.Select((s, i) => TinyProblem.Duty("A", problem.Horizon.Start.PlusDays(i), s))] }).Penalties[0];

    private static SchedulingProblem With(int employees, int days, Rule rule) => TinyProblem.Of(employees, days, rule) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Standby] };
}
