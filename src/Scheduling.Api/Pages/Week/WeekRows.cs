using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;

namespace Scheduling.Api.Pages.Week;

/// <summary>Works out the rows of the grid.</summary>
internal sealed class WeekRows(
    SchedulingProblem problem, Roster roster, IReadOnlyList<DayColumn> days, IReadOnlyList<Pin> pins, RosterChanges changes, IReadOnlyList<RuleViolation> violations, RosterView? view)
{
    private readonly Dictionary<(string, LocalDate), Assignment> _assignments = roster.Assignments.ToDictionary(a => (a.Employee, a.Date));
    private readonly HashSet<(string, LocalDate)> _pins = [.. pins.Select(p => (p.Employee, p.Date))];
    private readonly Dictionary<(string, LocalDate), CellChange> _changes = changes.Cells.ToDictionary(c => (c.Employee, c.Date));
    private readonly ILookup<(string, LocalDate), Wish> _wishes = problem.Wishes.ToLookup(w => (w.Employee, w.Date));
    private readonly ILookup<string, Leave> _leave = problem.Leave.ToLookup(l => l.Employee);
    private readonly ILookup<string, RuleViolation> _violations = violations.Where(v => v.Employee is not null).ToLookup(v => v.Employee!);
    private readonly Dictionary<string, Contract> _contracts = problem.Contracts.ToDictionary(c => c.Id);
    private readonly HashSet<string> _nights = [.. problem.ShiftTypes.Where(s => !s.IsStandby() && problem.Bands.First(b => b.Id == s.Band).Night).Select(s => s.Id)];

    public IReadOnlyList<GridRow> All() => [.. problem.Employees.Select(Row)];

    private GridRow Row(Employee employee, int index)
    {
        List<GridCell> cells = [.. days.Select(d => Cell(employee, d.Date))];
        long credited = CreditedMinutes(employee);
        long minutes = view?.HorizonDutiesOf(employee).Sum(d => (long)d.PaidMinutes) ?? 0;
        return new GridRow(
            employee,
            index,
            new EquatableCells(cells),
            minutes + credited,
            _contracts[employee.Contract].TargetMinutesPerWeek,
            cells.Count(c => c.Assignment is { } a && _nights.Contains(a.ShiftType)),
            days.Zip(cells).Count(p => problem.Horizon.Weekend.Contains(p.First.Date.DayOfWeek) && p.Second.Assignment is not null));
    }

    private GridCell Cell(Employee employee, LocalDate date)
    {
        (string, LocalDate) key = (employee.Id, date);
        CellChange? change = _changes.GetValueOrDefault(key);

        // Rules about the whole week would mark every cell of a person; they are told in the list only.
        bool hard = _violations[employee.Id].Any(v => v.Level == 0 && v.From <= date && v.Until >= date && Period.DaysBetween(v.From!.Value, v.Until!.Value) < 4);
        return new GridCell(
            date,
            _assignments.GetValueOrDefault(key),
            change?.Before,
            change is not null,
            _pins.Contains(key),
            _leave[employee.Id].FirstOrDefault(l => l.From <= date && l.Until >= date)?.Part,
            _wishes[key].OrderByDescending(w => w.Priority).FirstOrDefault(),
            hard);
    }

    /// <summary>What leave counts, as <see cref="Leave.CreditedMinutesPerDay"/> says it.</summary>
    private long CreditedMinutes(Employee employee)
    {
        long target = _contracts[employee.Contract].TargetMinutesPerWeek;
        long sum = 0;
        foreach (Leave leave in _leave[employee.Id])
        {
            foreach (DayColumn day in days.Where(d => d.Date >= leave.From && d.Date <= leave.Until))
            {
                long usual = day.Date.DayOfWeek <= IsoDayOfWeek.Friday ? target / 5 : 0;
                sum += leave.CreditedMinutesPerDay ?? (leave.Part == LeavePart.FullDay ? usual : usual / 2);
            }
        }

        return sum;
    }
}
