using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.Wishes;

namespace Scheduling.Engine.Tests.Rules.Wishes;

public sealed class WishesRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new WishesRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        foreach (WishKind kind in Enum.GetValues<WishKind>())
        {
            yield return With(3, Rule,
                WishOf(kind, 1) with { Priority = 3 }, WishOf(kind, 0) with { Band = "early" }, WishOf(kind, 2) with { From = new LocalTime(5, 0), To = new LocalTime(7, 0) });
            yield return With(2, new WishesRule { CannotFactor = 7, Enforcement = Enforcement.Hard },
                WishOf(kind, 0) with { ShiftType = "N", From = new LocalTime(23, 0), To = new LocalTime(1, 0) },
                WishOf(kind, 1) with { ShiftType = "N", Band = "early" },
                WishOf(kind, 1) with { From = new LocalTime(21, 0) },
                WishOf(kind, 1) with { To = new LocalTime(9, 0) });
            SchedulingProblem joined = With(2, new WishesRule { Enforcement = Enforcement.Soft(2), AppliesTo = new RuleScope { Employees = ["B"] } },
                WishOf(kind, 0), WishOf(kind, 0) with { Employee = "B" }, WishOf(kind, 2) with { Employee = "B" }, WishOf(kind, -1) with { Employee = "B" },
                WishOf(kind, 3) with { Employee = "B", From = new LocalTime(0, 0), To = new LocalTime(23, 0) });
            yield return joined with
            {
                Horizon = joined.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
                Employees = [TinyProblem.Person("A"), TinyProblem.Person("B")],
                ShiftTypes = [TinyProblem.Early, TinyProblem.Night, TinyProblem.Shift("D", "night", new LocalTime(20, 0), new LocalTime(19, 30))],
                History = [TinyProblem.Duty("B", Monday.PlusDays(-1), "N")],
                FixedAfter = [TinyProblem.Duty("B", Monday.PlusDays(2), "E")],
            };
            yield return Paired(new WishesRule { CannotFactor = 3 }, WishOf(kind, 0) with { Partner = "B", Priority = 2 });
            yield return Paired(
                new WishesRule { Enforcement = Enforcement.Hard, AppliesTo = new RuleScope { Employees = ["A"] } },
                WishOf(kind, 1) with { Partner = "B", Band = "night" }, WishOf(kind, 0) with { Partner = "C", From = new LocalTime(14, 30), To = new LocalTime(16, 0) },
                WishOf(kind, 1) with { Partner = "C", ShiftType = "E", Band = "late" }, WishOf(kind, 0) with { Employee = "B", Partner = "A" }, WishOf(kind, -1) with { Partner = "B" });
            // A duty of parts on three dates, of which one or two touch what is meant.
            ShiftPart evening = new() { Start = new LocalTime(22, 0), End = new LocalTime(23, 0) };
            yield return With(3, Rule, WishOf(kind, 2), WishOf(kind, 1) with { From = new LocalTime(21, 0), To = new LocalTime(22, 30) }) with
            {
                ShiftTypes = [TinyProblem.Early, TinyProblem.Shift("P", "late", new LocalTime(22, 0), new LocalTime(23, 0)) with { Parts = [evening, evening, evening] }],
            };

            // Midnight comes twice on 1 November in Havana: what begins then is of the day that begins.
            SchedulingProblem havana = With(2, Rule, WishOf(kind, 0) with { Date = new LocalDate(2026, 10, 31) });
            yield return havana with
            {
                Horizon = havana.Horizon with { Start = new LocalDate(2026, 10, 31), TimeZone = "America/Havana" },
                ShiftTypes = [TinyProblem.Shift("Z", "early", LocalTime.Midnight, new LocalTime(8, 0))],
            };
            yield return TinyProblem.Of(2, 1, new WishesRule { MonthlyPoints = 3 }) with
            {
                Wishes = [WishOf(kind, 0) with { Priority = 2 }, WishOf(kind, 0) with { Employee = "B", Priority = 2 }, WishOf(kind, 0) with { ShiftType = "E", Priority = 2 }],
            };
            yield return Limited(kind, -3, 40);
            yield return Limited(kind, 5, 33);
            yield return Limited(kind, -0.55m, 90);
            foreach (LocalDate sunday in new[] { new LocalDate(2026, 3, 29), new LocalDate(2026, 10, 25) })
            {
                SchedulingProblem change = With(2, Rule,
                    WishOf(kind, 0) with { Date = sunday, From = new LocalTime(2, 0), To = new LocalTime(3, 0) },
                    WishOf(kind, 0) with { Date = sunday, From = new LocalTime(2, 30), To = new LocalTime(2, 45) },
                    WishOf(kind, 0) with { Date = sunday.PlusDays(-1), From = new LocalTime(2, 30), To = new LocalTime(2, 45) });
                yield return change with
                {
                    Horizon = change.Horizon with { Start = sunday.PlusDays(-1), TimeZone = "Europe/Berlin" },
                    ShiftTypes = [TinyProblem.Night, TinyProblem.Shift("G", "night", new LocalTime(18, 0), new LocalTime(2, 30)), TinyProblem.Shift("H", "night", new LocalTime(2, 45), new LocalTime(9, 0))],
                };
            }
        }
    }

    [Theory]
    [InlineData(WishKind.Prefer, "E", 0)]
    [InlineData(WishKind.Prefer, "L", 3)]
    [InlineData(WishKind.Prefer, null, 3)]
    [InlineData(WishKind.Avoid, "E", 3)]
    [InlineData(WishKind.Avoid, "L", 0)]
    [InlineData(WishKind.Cannot, "E", 30)]
    [InlineData(WishKind.Cannot, null, 0)]
    public void A_wish_for_a_shift_type_costs_its_priority_when_it_is_not_met(WishKind kind, string? shiftType, long points) =>
        Assert.Equal(points * 10, Penalty(With(1, Rule, WishOf(kind, 0) with { ShiftType = "E", Priority = 3 }), shiftType));

    [Fact]
    public void A_wished_day_off_is_broken_by_the_night_before_and_not_by_the_late_shift_before()
    {
        SchedulingProblem problem = With(2, Rule, WishOf(WishKind.Avoid, 1));
        Assert.Equal(10, Penalty(problem, "N"));
        Assert.Equal(0, Penalty(problem, "L"));
    }

    [Fact]
    public void A_night_that_starts_elsewhere_does_not_break_the_wish_against_a_band() =>
        Assert.Equal(0, Penalty(With(2, Rule, WishOf(WishKind.Avoid, 1) with { Band = "night" }), "N"));

    [Theory]
    [InlineData(6, 7, 0)]
    [InlineData(6, 8, 10)]
    [InlineData(15, 16, 0)]
    [InlineData(14, 16, 10)]
    [InlineData(15, 15, 0)]
    [InlineData(14, 14, 10)]
    public void A_duty_that_only_meets_the_edge_of_a_window_does_not_touch_it(int from, int to, long penalty) =>
        Assert.Equal(penalty, Penalty(With(1, Rule, WishOf(WishKind.Avoid, 0) with { From = new LocalTime(from, 0), To = new LocalTime(to, 0) }), "E"));

    [Fact]
    public void A_wish_that_two_duties_break_counts_for_each()
    {
        SchedulingProblem problem = With(2, Rule, WishOf(WishKind.Cannot, 1) with { Priority = 2 });
        Roster roster = new() { Assignments = [TinyProblem.Duty("A", Monday, "N"), TinyProblem.Duty("A", Monday.PlusDays(1), "N")] };
        Assert.Equal(2 * 2 * 10 * 10, RosterEvaluator.Evaluate(problem, roster).Penalties[2]);
    }

    [Theory]
    [InlineData("E", "E", 0)]
    [InlineData("E", "L", 20)]
    [InlineData("E", null, 20)]
    [InlineData(null, null, 20)]
    public void A_wish_to_work_with_a_colleague_is_granted_by_the_same_shift_only(string? own, string? other, long penalty) =>
        Assert.Equal(penalty, Penalty(TinyProblem.Of(2, 1, Rule) with { Wishes = [WishOf(WishKind.Prefer, 0) with { Partner = "B", Priority = 2 }] }, own, other));

    [Fact]
    public void A_wish_to_avoid_a_colleague_is_broken_by_the_same_shift_only()
    {
        SchedulingProblem problem = TinyProblem.Of(2, 1, Rule) with { Wishes = [WishOf(WishKind.Avoid, 0) with { Partner = "B" }] };
        Assert.Equal(10, Penalty(problem, "E", "E"));
        Assert.Equal(0, Penalty(problem, "E", "L"));
        Assert.Equal(0, Penalty(problem, null));
    }

    [Fact]
    public void The_points_of_a_month_go_to_its_wishes_by_date_and_then_in_their_order()
    {
        // Friday 31 July to Sunday 2 August: 5 points, of which the second wish of Friday gets 2 and the third none; August has points of its own.
        Wish wish = new() { Employee = "A", Date = new LocalDate(2026, 7, 31), Kind = WishKind.Prefer, Priority = 3 };
        SchedulingProblem problem = TinyProblem.Of(1, 3, new WishesRule { MonthlyPoints = 5 });
        problem = problem with { Horizon = problem.Horizon with { Start = wish.Date } };
        Assert.Equal([30], Points(problem, wish));
        Assert.Equal([30, 20], Points(problem, wish, wish, wish));
        Assert.Equal([30, 30], Points(problem, wish with { Date = wish.Date.PlusDays(1) }, wish));
        Assert.Equal([50, 40, 10], Points(problem, wish with { Date = wish.Date.PlusDays(2), Priority = 9 }, wish with { Date = wish.Date.PlusDays(1), Priority = 1 }, wish with { Priority = 9 }).OrderDescending());
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(-2, 4)]
    [InlineData(-5, 5)]
    [InlineData(-100, 6)]
    [InlineData(5, 2)]
    [InlineData(100, 2)]
    [InlineData(-1.65, 4)]
    [InlineData(-1.649, 3)]
    [InlineData(1.65, 3)]
    [InlineData(1.651, 2)]
    public void One_who_got_less_than_the_share_before_weighs_more_now(double balance, long points)
    {
        SchedulingProblem problem = With(1, new WishesRule { BalancePercent = 10 }, WishOf(WishKind.Prefer, 0) with { Priority = 3 });
        problem = problem with { Employees = [problem.Employees[0] with { Balances = [new CarriedBalance { Measure = "wishes", Amount = (decimal)balance }] }] };
        Assert.Equal(10 * points, Penalty(problem, null));
    }

    private static IEnumerable<long> Points(SchedulingProblem problem, params Wish[] wishes) =>
        RosterEvaluator.Evaluate(problem with { Wishes = wishes }, new Roster { Assignments = [] }).Violations.Select(v => v.Penalty);

    private static SchedulingProblem Paired(Rule rule, params Wish[] wishes)
    {
        SchedulingProblem problem = TinyProblem.Of(2, 2, rule) with { Wishes = [.. wishes.Select(w => w.Partner == "C" ? w with { Partner = "B" } : w)] };
        return problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 1 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N"), TinyProblem.Duty("B", Monday.PlusDays(-1), "N")],
        };
    }

    private static SchedulingProblem Limited(WishKind kind, decimal balance, int percent)
    {
        SchedulingProblem problem = With(
            3,
            new WishesRule { MonthlyPoints = 6, BalancePercent = percent, MostBalanceFactor = 3, CannotFactor = 2 },
            WishOf(kind, 2) with { Priority = 2 }, WishOf(kind, 1) with { Priority = 3, Band = "early" }, WishOf(kind, 0) with { Priority = 2 }, WishOf(kind, 2) with { ShiftType = "L" }, WishOf(kind, 1) with { Priority = 4, ShiftType = "N" });
        return problem with { Employees = [problem.Employees[0] with { Balances = [new CarriedBalance { Measure = "nights", Amount = 9 }, new CarriedBalance { Measure = "wishes", Amount = balance }] }] };
    }

    private static Wish WishOf(WishKind kind, int day) => new() { Employee = "A", Date = Monday.PlusDays(day), Kind = kind };

    private static SchedulingProblem With(int days, Rule rule, params Wish[] wishes) => TinyProblem.Of(1, days, rule) with { Wishes = wishes };

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1000, 0)]
    [InlineData(1001, 1)]
    public void Settings_outside_their_range_are_reported(int value, int problems)
    {
        List<InputProblem> found = [];
        var rule = new WishesRule { CannotFactor = value, MonthlyPoints = -1, BalancePercent = 101, MostBalanceFactor = 0 };
        rule.Validate(TinyProblem.Of(1, 1, rule), new RuleSettingsReport(rule, "/rules/0", found));
        Assert.Equal(["/rules/0/balancePercent", "/rules/0/mostBalanceFactor", "/rules/0/monthlyPoints"], found.Select(p => p.Pointer).Where(p => p != "/rules/0/cannotFactor"));
        Assert.Equal(problems, found.Count(p => p.Pointer == "/rules/0/cannotFactor" && p.Code == "rule-setting-out-of-range"));
    }

    private static long Penalty(SchedulingProblem problem, string? own, params string?[] others) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. others.Prepend(own).Index().Where(s => s.Item is not null).Select(s => TinyProblem.Duty(problem.Employees[s.Index].Id, Monday, s.Item!))] }).Penalties[2];
}
