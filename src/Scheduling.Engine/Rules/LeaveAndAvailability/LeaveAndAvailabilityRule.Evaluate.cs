using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.LeaveAndAvailability;

/// <content>Cuts each duty at every edge of leave and availability and asks of each piece whether it is allowed.</content>
public sealed partial record LeaveAndAvailabilityRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        ILookup<string, Leave> leaves = roster.Problem.Leave.ToLookup(l => l.Employee);
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach (Duty duty in roster.HorizonDutiesOf(employee))
            {
                if (CountsEmployment && ((employee.EmployedFrom ?? duty.Date) > duty.Date || (employee.EmployedUntil ?? duty.Date) < duty.Date))
                {
                    ReportUnemployed(report, duty);
                }
                else
                {
                    ReportPieces(roster, report, duty, CountsLeave ? leaves[employee.Id] : []);
                }
            }
        }
    }

    private void ReportPieces(RosterView roster, RuleReport report, Duty duty, IEnumerable<Leave> leaves)
    {
        List<Interval> onLeave = [.. leaves.SelectMany(l => Spans(roster, l, duty))];
        bool always = !CountsAvailability || duty.Employee.Availability.Count == 0;
        List<Interval> available = always ? [] : [.. Windows(roster, duty)];
        List<Instant> edges = [.. onLeave.Concat(available).SelectMany(i => new[] { i.Start, i.End })];
        long leaveMinutes = 0;
        long unavailableMinutes = 0;
        foreach (DutyPart part in duty.Parts)
        {
            List<Instant> cuts = [part.Start, .. edges.Where(e => e > part.Start && e < part.End).Distinct().Order(), part.End];
            foreach ((Instant from, Instant until) in cuts.Zip(cuts.Skip(1)))
            {
                long minutes = Math.Max(0, (long)(until - from).TotalMinutes);
                if (onLeave.Any(l => l.Contains(from)))
                {
                    leaveMinutes += minutes;
                }
                else if (!always && !available.Any(w => w.Contains(from)))
                {
                    unavailableMinutes += minutes;
                }
            }
        }

        Employee employee = duty.Employee;
        report.Add(
            leaveMinutes,
            new LocalizedText(
                $"{employee.Name}：{duty.Date:MM-dd} 的{duty.ShiftType.Name}有 {leaveMinutes} 分钟在已批准的请假时间内，应为 0 分钟。",
                $"{employee.Name}: {leaveMinutes} min of {duty.ShiftType.Name} on {duty.Date:MM-dd} fall into approved leave; 0 min are allowed."),
            employee.Id,
            duty.Date);
        report.Add(
            unavailableMinutes,
            new LocalizedText(
                $"{employee.Name}：{duty.Date:MM-dd} 的{duty.ShiftType.Name}有 {unavailableMinutes} 分钟在可排班时间之外，应为 0 分钟。",
                $"{employee.Name}: {unavailableMinutes} min of {duty.ShiftType.Name} on {duty.Date:MM-dd} lie outside the weekly availability; 0 min are allowed."),
            employee.Id,
            duty.Date);
    }

    private static void ReportUnemployed(RuleReport report, Duty duty)
    {
        Employee employee = duty.Employee;
        string from = employee.EmployedFrom is { } first ? $"{first:uuuu-MM-dd}" : "…";
        string until = employee.EmployedUntil is { } last ? $"{last:uuuu-MM-dd}" : "…";
        long minutes = duty.Overlap(duty.Start, duty.End);
        report.Add(
            minutes,
            new LocalizedText(
                $"{employee.Name}：{duty.Date:MM-dd} 不在在职期间（{from} 至 {until}），当日的{duty.ShiftType.Name}共 {minutes} 分钟，应为 0 分钟。",
                $"{employee.Name} is not employed on {duty.Date:MM-dd} (employed {from} to {until}); {duty.ShiftType.Name} of that day has {minutes} min, 0 min are allowed."),
            employee.Id,
            duty.Date);
    }

    /// <summary>The leave on those dates that the duty can touch.</summary>
    private static IEnumerable<Interval> Spans(RosterView roster, Leave leave, Duty duty)
    {
        LocalDate last = LocalDate.Min(leave.Until, roster.LocalOf(duty.End).Date);
        for (LocalDate date = LocalDate.Max(leave.From, duty.Date); date <= last; date = date.PlusDays(1))
        {
            Instant midnight = Midnight(roster, date);
            Instant nextMidnight = Midnight(roster, date.PlusDays(1));
            Instant noon = roster.StartInstant(date.At(new LocalTime(12, 0)));
            yield return leave.Part switch
            {
                LeavePart.Morning => new Interval(midnight, noon),
                LeavePart.Afternoon => new Interval(noon, nextMidnight),
                _ => new Interval(midnight, nextMidnight),
            };
        }
    }

    private static IEnumerable<Interval> Windows(RosterView roster, Duty duty)
    {
        LocalDate last = roster.LocalOf(duty.End).Date;
        for (LocalDate date = duty.Date.PlusDays(-1); date <= last; date = date.PlusDays(1))
        {
            foreach (WeeklyWindow window in duty.Employee.Availability)
            {
                if ((window.Day ?? date.DayOfWeek) != date.DayOfWeek)
                {
                    continue;
                }

                LocalDate lastDay = window.To > window.From ? date : date.PlusDays(1);
                Instant opens = roster.StartInstant(date.At(window.From));
                Instant closes = roster.EndInstant(lastDay.At(window.To));
                if (closes > opens)
                {
                    yield return new Interval(opens, closes);
                }
            }
        }
    }

    private static Instant Midnight(RosterView roster, LocalDate date) => roster.StartInstant(date.AtMidnight());
}
