using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.LabourCost;

namespace Scheduling.Engine.Tests.Rules.LabourCost;

public sealed class LabourCostRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new LabourCostRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return Paid(OvertimeProblem.Of(1, 3, Rule), 3000, 0);
        yield return Paid(OvertimeProblem.Of(2, 2, new LabourCostRule { Budget = 700, EveryUnit = Enforcement.Soft(2, "coverage"), WorkdayPercent = 133, Enforcement = Enforcement.Hard }), 3001, 2000);

        // A make-up Saturday and a holiday; two contracts, units that do not divide, duties before and after.
        SchedulingProblem mixed = Paid(OvertimeProblem.Of(2, 2, new LabourCostRule { Budget = 20, HundredthsPerUnit = 777, AppliesTo = new RuleScope { Contracts = ["half"], Employees = ["A"] } }), 2999, 1).At(Monday.PlusDays(5), history: 1, after: 1);
        yield return mixed with
        {
            Employees = [TinyProblem.Person("A"), TinyProblem.Person("B", "half")],
            ShiftTypes = [OvertimeProblem.Long, OvertimeProblem.Extra, OvertimeProblem.LongNight, TinyProblem.Standby],
            Calendar = [OvertimeProblem.MakeUp(Monday.PlusDays(5)), OvertimeProblem.Holiday(Monday.PlusDays(6))],
            History = [OvertimeProblem.Duty("A", Monday.PlusDays(4), "E", 60)],
            FixedAfter = [OvertimeProblem.Duty("B", Monday.PlusDays(7), "X")],
        };
        yield return Paid(TinyProblem.Of(1, 2, new LabourCostRule { Budget = 500 }).At(new LocalDate(2026, 10, 24), zone: "Europe/Berlin"), 3000, 5000) with { ShiftTypes = [OvertimeProblem.LongNight, TinyProblem.Early] };
    }

    [Theory]
    [InlineData("E", 0, 0, 240)]
    [InlineData("E", 0, 60, 285)]
    [InlineData("X", 0, 0, 135)]
    [InlineData("X", 5, 0, 180)]
    [InlineData("E", 5, 0, 240)]
    [InlineData("E", 4, 60, 810)]
    [InlineData("N", 0, 0, 290)]
    public void A_duty_costs_its_pay(string shiftType, int day, int overtime, long cost)
    {
        // 30 yuan an hour, 50 for a night; Friday is a holiday.
        SchedulingProblem problem = Paid(OvertimeProblem.Of(1, 7, Rule), 3000, 5000) with { ShiftTypes = [OvertimeProblem.Long, OvertimeProblem.Extra, TinyProblem.Night], Calendar = [OvertimeProblem.Holiday(Monday.PlusDays(4))] };
        Assert.Equal(cost, OvertimeProblem.Penalty(problem, 2, OvertimeProblem.Duty("A", Monday.PlusDays(day), shiftType, overtime)));
    }

    [Theory]
    [InlineData(240, 0)]
    [InlineData(239, 1)]
    public void Exactly_the_budget_may_be_spent(long budget, long excess) =>
        Assert.Equal(excess, OvertimeProblem.Penalty(Paid(TinyProblem.Of(1, 1, new LabourCostRule { Budget = budget }), 3000, 0), 2, TinyProblem.Duty("A", Monday, "E")));

    [Fact]
    public void Half_a_unit_is_rounded_up()
    {
        // Three hours at 0.5 of a unit each hour: 1.5.
        SchedulingProblem problem = Paid(OvertimeProblem.Of(1, 1, new LabourCostRule { WorkdayPercent = 100 }), 50, 0);
        Assert.Equal(2, OvertimeProblem.Penalty(problem, 2, OvertimeProblem.Duty("A", Monday, "X")));
    }

    [Fact]
    public void Settings_that_cannot_be_added_up_or_forbid_everything_are_reported()
    {
        Assert.Equal(["rule-setting-missing budget"], OvertimeProblem.Faults(new LabourCostRule { Enforcement = Enforcement.Hard }));
        Assert.Equal(
            ["rule-setting-out-of-range hundredthsPerUnit", "rule-setting-out-of-range workdayPercent", "rule-setting-out-of-range budget"],
            OvertimeProblem.Faults(new LabourCostRule { HundredthsPerUnit = 0, WorkdayPercent = 1001, Budget = -1 }));
        SchedulingProblem rich = Paid(OvertimeProblem.Of(20, 28, Rule), 1_000_000, 0);
        Assert.Equal(["rule-setting-too-fine hundredthsPerUnit"], OvertimeProblem.Faults(new LabourCostRule { HundredthsPerUnit = 1, Enforcement = Enforcement.Soft(1_000_000) }, rich));
        Assert.Empty(OvertimeProblem.Faults(new LabourCostRule { Enforcement = Enforcement.Soft(100) }, rich));
    }

    [Theory]
    [InlineData(100, 300, 10, 200, 150, 100, 981 + 30)] // 49 h at 200 %: 9800, with the allowance 10100; and one more for rounding.
    [InlineData(100, 300, 10, 150, 200, 100, 981 + 30)]
    [InlineData(100, 300, 10, 0, 150, 200, 981 + 30)]
    [InlineData(100, 300, 10, 0, 50, 0, 491 + 30)]
    public void A_duty_round_the_clock_at_the_best_pay_must_be_able_to_be_added_up(int perHour, int allowance, int unit, int workday, int restDay, int holiday, long duty)
    {
        const long most = 1_000_000_000_000_000;
        var rule = new LabourCostRule { HundredthsPerUnit = unit, WorkdayPercent = workday, RestDayPercent = restDay, PublicHolidayPercent = holiday };
        Assert.Empty(Faults(1, 1, Enforcement.Soft(most / duty), Enforcement.Off));
        Assert.NotEmpty(Faults(1, 1, Enforcement.Soft((most / duty) + 1), Enforcement.Off));
        Assert.Empty(Faults(2, 3, Enforcement.Soft((most / (6 * duty)) - 5), Enforcement.Soft(5)));
        Assert.NotEmpty(Faults(2, 3, Enforcement.Soft((most / (6 * duty)) - 4), Enforcement.Soft(5)));
        Assert.Empty(Faults(2, 3, Enforcement.Soft((most / (6 * duty)) - 1), Enforcement.Hard));
        Assert.NotEmpty(Faults(2, 3, Enforcement.Soft(most / (6 * duty)), Enforcement.Hard));

        IReadOnlyList<string> Faults(int employees, int days, Enforcement above, Enforcement every) =>
            OvertimeProblem.Faults(rule with { Enforcement = above, EveryUnit = every }, Paid(TinyProblem.Of(employees, days, rule), perHour, allowance));
    }

    [Theory]
    [InlineData(int.MaxValue - 1, 0)]
    [InlineData(int.MaxValue, 1)]
    public void A_duty_costs_at_most_what_an_option_can_hold(int allowance, int faults) =>
        Assert.Equal(faults, OvertimeProblem.Faults(new LabourCostRule { HundredthsPerUnit = 1 }, Paid(TinyProblem.Of(1, 1, Rule), 0, allowance)).Count);

    [Fact]
    public void A_hard_rule_weighs_one_and_the_best_paid_contract_counts()
    {
        SchedulingProblem problem = Paid(TinyProblem.Of(1000, 10, Rule), 0, 0);
        Assert.Empty(OvertimeProblem.Faults(new LabourCostRule { HundredthsPerUnit = 1, Budget = 1, Enforcement = Enforcement.Hard }, Paid(problem, 0, int.MaxValue - 1)));
        SchedulingProblem second = problem with { Contracts = [problem.Contracts[0], problem.Contracts[1] with { PayPerHour = 1_000_000_000 }] };
        Assert.NotEmpty(OvertimeProblem.Faults(new LabourCostRule { HundredthsPerUnit = 1, Budget = 1, Enforcement = Enforcement.Hard }, second));
    }

    private static SchedulingProblem Paid(SchedulingProblem problem, int perHour, int allowance) => problem with
    {
        Contracts = [problem.Contracts[0] with { PayPerHour = perHour, NightAllowance = allowance }, problem.Contracts[1] with { PayPerHour = perHour / 2 }],
    };
}
