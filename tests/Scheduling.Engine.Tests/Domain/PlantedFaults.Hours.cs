using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Domain;

/// <content>Faults of earlier work, personal restrictions, time in lieu, approved overtime and pay.</content>
internal static partial class PlantedFaults
{
    private static IEnumerable<PlantedFault> OfHours() =>
    [
        new("earlier work that ends before it starts", "ends-before-start", "/employees/2/earlierWork/0/until", p => Earlier(p, 0, w => w with { Until = Monday.PlusDays(-20) }), "'zhao'", "2026-06-16"),
        new("earlier work in the history", "earlier-work-in-known-days", "/employees/2/earlierWork/0/until", p => Earlier(p, 0, w => w with { Until = Monday.PlusDays(-7) }), "'zhao'", "2026-06-29"),
        new("earlier work that overlaps", "overlapping-earlier-work", "/employees/2/earlierWork/0", p => Earlier(p, 0, w => w with { From = Monday.PlusDays(-18) }), "'zhao'", "2026-06-18"),
        new("earlier work beyond reckoning", "date-out-of-range", "/employees/2/earlierWork/1/from", p => Earlier(p, 1, w => w with { From = new LocalDate(1999, 12, 31) }), "1999-12-31", "'zhao'"),
        new("negative earlier work", "out-of-range", "/employees/2/earlierWork/1/minutes", p => Earlier(p, 1, w => w with { Minutes = -1 }), "-1 min", "'zhao'"),
        new("earlier work round the clock and more", "out-of-range", "/employees/2/earlierWork/0/minutes", p => Earlier(p, 0, w => w with { Minutes = 14_401 }), "14401 min", "14400"),
        new("more overtime than work", "out-of-range", "/employees/2/earlierWork/0/overtimeMinutes", p => Earlier(p, 0, w => w with { OvertimeMinutes = 2401 }), "2401 min", "'zhao'"),
        new("a restriction that ends before it starts", "ends-before-start", "/employees/2/restrictions/0/until", p => Person(p, 2, e => e with { Restrictions = e.Restrictions.With(0, r => r with { Until = Monday.PlusDays(-1) }) }), "personal restriction", "'zhao'"),
        new("negative time in lieu", "out-of-range", "/employees/2/timeInLieu/0/minutes", p => Person(p, 2, e => e with { TimeInLieu = e.TimeInLieu.With(0, t => t with { Minutes = -60 }) }), "-60 min", "'zhao'"),
        new("overtime approved for nobody", "unknown-reference", "/overtimeApprovals/0/employee", p => Approval(p, a => a with { Employee = "lin" }), "'lin'"),
        new("overtime approved beyond reckoning", "date-out-of-range", "/overtimeApprovals/0/date", p => Approval(p, a => a with { Date = new LocalDate(2101, 1, 1) }), "2101-01-01"),
        new("more overtime approved than a day has", "out-of-range", "/overtimeApprovals/0/minutes", p => Approval(p, a => a with { Minutes = 1441 }), "1441 min", "'li'"),
        new("overtime approved twice", "duplicate-overtime-approval", "/overtimeApprovals/1", p => p with { OvertimeApprovals = p.OvertimeApprovals.Plus(p.OvertimeApprovals[0] with { Minutes = 30 }) }, "'li'", "2026-07-06"),
        new("negative pay", "out-of-range", "/contracts/1/payPerHour", p => Contract(p, c => c with { PayPerHour = -1 }), "-1", "contract 'half'"),
        new("an allowance beyond measure", "out-of-range", "/contracts/1/nightAllowance", p => Contract(p, c => c with { NightAllowance = 1_000_001 }), "1000001", "contract 'half'"),
    ];

    private static SchedulingProblem Earlier(SchedulingProblem problem, int index, Func<EarlierWork, EarlierWork> change) =>
        Person(problem, 2, e => e with { EarlierWork = e.EarlierWork.With(index, change) });

    private static SchedulingProblem Approval(SchedulingProblem problem, Func<OvertimeApproval, OvertimeApproval> change) =>
        problem with { OvertimeApprovals = problem.OvertimeApprovals.With(0, change) };
}
