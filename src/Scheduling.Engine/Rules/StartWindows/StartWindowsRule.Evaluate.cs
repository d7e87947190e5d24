using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.StartWindows;

/// <content>Moves the start of each duty minute by minute, earlier and later on its date, until a window holds it.</content>
public sealed partial record StartWindowsRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(e => IsFor(e) && e.StartWindows.Count > 0))
        {
            Dictionary<IsoDayOfWeek, bool[]> openMinutes = [];
            foreach (Duty duty in roster.HorizonDutiesOf(employee))
            {
                IsoDayOfWeek day = duty.Date.DayOfWeek;
                if (!openMinutes.TryGetValue(day, out bool[]? open))
                {
                    openMinutes[day] = open = [.. Enumerable.Range(0, 1440).Select(m => MayStart(employee, duty.Date, LocalTime.FromMinutesSinceMidnight(m)))];
                }

                int start = (int)(duty.StartTime.TickOfDay / NodaConstants.TicksPerMinute);
                int moved = 0;
                while (moved < NoWindowMinutes && !IsOpen(open, start - moved) && !IsOpen(open, start + moved))
                {
                    moved++;
                }

                if (moved > 0)
                {
                    Report(report, duty, moved);
                }
            }
        }
    }

    private static bool IsOpen(bool[] open, int minute) => minute >= 0 && minute < open.Length && open[minute];

    private static void Report(RuleReport report, Duty duty, int moved)
    {
        string windows = string.Join(", ", duty.Employee.StartWindows
            .Where(w => w.Day is null || w.Day == duty.Date.DayOfWeek)
            .Select(w => $"{w.From:HH:mm}–{w.To:HH:mm}"));
        report.Add(
            moved,
            new LocalizedText(
                $"{duty.Employee.Name}：{duty.Date:MM-dd} 的{duty.ShiftType.Name} {duty.StartTime:HH:mm} 开始，偏离本人弹性上班时间（{(windows.Length > 0 ? windows : "当日无")}）{moved} 分钟。",
                $"{duty.Employee.Name}: {duty.ShiftType.Name} on {duty.Date:MM-dd} starts at {duty.StartTime:HH:mm}, {moved} min outside the employee's start windows ({(windows.Length > 0 ? windows : "none begins that day")})."),
            duty.Employee.Id,
            duty.Date);
    }

    private static bool MayStart(Employee employee, LocalDate date, LocalTime time)
    {
        foreach (WeeklyWindow window in employee.StartWindows)
        {
            bool overMidnight = window.To <= window.From;
            bool beginsToday = window.Day is null || window.Day == date.DayOfWeek;
            bool beganYesterday = window.Day is null || window.Day == date.PlusDays(-1).DayOfWeek;
            if (beginsToday && time >= window.From && (overMidnight || time <= window.To))
            {
                return true;
            }

            if (beganYesterday && overMidnight && window.To != LocalTime.Midnight && time <= window.To)
            {
                return true;
            }
        }

        return false;
    }
}
