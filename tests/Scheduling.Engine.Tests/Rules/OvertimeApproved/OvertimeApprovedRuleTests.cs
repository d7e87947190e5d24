using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.OvertimeApproved;

namespace Scheduling.Engine.Tests.Rules.OvertimeApproved;

public sealed class OvertimeApprovedRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new OvertimeApprovedRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return OvertimeProblem.Of(1, 3, Rule) with { OvertimeApprovals = [Approved("A", 0, 60), Approved("A", 1, 200)] };
        SchedulingProblem soft = OvertimeProblem.Of(2, 2, Rule with { Enforcement = Enforcement.Soft(2), AppliesTo = new RuleScope { Employees = ["B"] } }).At(Monday, history: 1, after: 1);
        yield return soft with
        {
            OvertimeApprovals = [Approved("B", -1, 0), Approved("B", 0, 179), Approved("A", 1, 60), Approved("B", 90, 60)],
            History = [OvertimeProblem.Duty("B", Monday.PlusDays(-1), "E", 120)],
            FixedAfter = [OvertimeProblem.Duty("B", Monday.PlusDays(2), "X")],
        };
        yield return OvertimeProblem.Of(1, 2, Rule).At(new LocalDate(2026, 10, 24), zone: "Europe/Berlin") with
        {
            ShiftTypes = [OvertimeProblem.LongNight, TinyProblem.Night with { Id = "XN", IsOvertime = true }],
            OvertimeApprovals = [new OvertimeApproval { Employee = "A", Date = new LocalDate(2026, 10, 24), Minutes = 480 }],
        };
    }

    [Theory]
    [InlineData(120, 0)]
    [InlineData(119, 1)]
    [InlineData(0, 120)]
    public void Exactly_the_approved_minutes_are_allowed(int approved, long excess) =>
        Assert.Equal(excess, OvertimeProblem.Penalty(OvertimeProblem.Of(1, 1, Rule) with { OvertimeApprovals = [Approved("A", 0, approved)] }, 0, OvertimeProblem.Duty("A", Monday, "E", 120)));

    [Fact]
    public void An_approval_is_for_one_person_and_one_day()
    {
        SchedulingProblem problem = OvertimeProblem.Of(2, 2, Rule) with { OvertimeApprovals = [Approved("A", 0, 60)] };
        Assert.Equal(60, OvertimeProblem.Penalty(problem, 0, OvertimeProblem.Duty("A", Monday.PlusDays(1), "E", 60)));
        Assert.Equal(60, OvertimeProblem.Penalty(problem, 0, OvertimeProblem.Duty("B", Monday, "E", 60)));
    }

    private static OvertimeApproval Approved(string employee, int day, int minutes) => new() { Employee = employee, Date = Monday.PlusDays(day), Minutes = minutes };
}
