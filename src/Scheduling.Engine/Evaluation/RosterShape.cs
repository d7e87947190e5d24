using NodaTime;
using NodaTime.Text;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Evaluation;

/// <summary>Checks that a roster speaks of things the problem has: known people, shift types that may start then, posts, breaks in their windows.</summary>
public static class RosterShape
{
    /// <summary>Everything that is wrong with the roster's shape; empty when it is sound.</summary>
    public static IReadOnlyList<InputProblem> Check(SchedulingProblem problem, Roster roster)
    {
        List<InputProblem> problems = [];
        HashSet<string> employees = [.. problem.Employees.Select(e => e.Id)];
        Dictionary<string, ShiftType> shiftTypes = problem.ShiftTypes.ToDictionary(s => s.Id);
        HashSet<(string Employee, LocalDate Date)> seen = [];
        ActivityPlaces? activities = null;
        for (int i = 0; i < roster.Assignments.Count; i++)
        {
            Assignment a = roster.Assignments[i];
            string pointer = $"/assignments/{i}";
            string date = LocalDatePattern.Iso.Format(a.Date);
            if (!employees.Contains(a.Employee))
            {
                Add("unknown-reference", pointer + "/employee", $"排班表中的员工“{a.Employee}”不在问题中；请改用已有员工的编号。", $"The roster assigns the unknown employee '{a.Employee}'; use the id of an employee of the problem.");
            }

            if (!problem.Horizon.Contains(a.Date))
            {
                Add("date-outside-horizon", pointer + "/date", $"员工“{a.Employee}”的班次日期 {date} 不在排班期内；请删除它。", $"The assignment of employee '{a.Employee}' on {date} lies outside the horizon; remove it.");
            }

            if (!seen.Add((a.Employee, a.Date)))
            {
                Add("second-shift-on-day", pointer, $"员工“{a.Employee}”在 {date} 有两个班次；每天最多一个（连续两段请用分段班）。", $"Employee '{a.Employee}' has two shifts on {date}; at most one may start on a day (use a split shift for two stretches).");
            }

            if (!shiftTypes.TryGetValue(a.ShiftType, out ShiftType? shiftType))
            {
                Add("unknown-reference", pointer + "/shiftType", $"员工“{a.Employee}”在 {date} 的班次“{a.ShiftType}”不存在；请改用已有班次的编号。", $"The shift type '{a.ShiftType}' of employee '{a.Employee}' on {date} is unknown; use the id of a shift type of the problem.");
                continue;
            }

            LocalTime start = a.Start ?? shiftType.Parts[0].Start;
            if (!shiftType.Starts().Contains(start) || (shiftType.Days.Count > 0 && !shiftType.Days.Contains(a.Date.DayOfWeek)))
            {
                Add("start-not-allowed", pointer + "/start", $"班次“{a.ShiftType}”不能在 {date} {start:HH:mm} 开始（员工“{a.Employee}”）。", $"Shift type '{a.ShiftType}' may not start on {date} at {start:HH:mm} (employee '{a.Employee}').");
            }

            if (a.Post is null ? shiftType.Posts.Count > 0 : !shiftType.Posts.Contains(a.Post))
            {
                Add("post-not-allowed", pointer + "/post", $"班次“{a.ShiftType}”不能在岗位“{a.Post}”上（员工“{a.Employee}”，{date}）。", $"Shift type '{a.ShiftType}' is not worked on post '{a.Post}' (employee '{a.Employee}', {date}).");
            }

            if (a.OvertimeMinutes != 0 && (shiftType.Overtime is not { } overtime || !overtime.Lengths().Contains(a.OvertimeMinutes)))
            {
                string allowed = shiftType.Overtime is null ? "0" : string.Join(", ", shiftType.Overtime.Lengths());
                Add("overtime-not-allowed", pointer + "/overtimeMinutes", $"员工“{a.Employee}”在 {date} 加班 {a.OvertimeMinutes} 分钟，班次“{a.ShiftType}”允许的加班分钟为：{allowed}。", $"Employee '{a.Employee}' has {a.OvertimeMinutes} min of overtime on {date}; shift type '{a.ShiftType}' allows: {allowed}.");
            }

            CheckPostChanges(a, shiftType, pointer, date);
            CheckBreaks(a, shiftType, pointer, date);
            if (a.Activity is { } held)
            {
                activities ??= new ActivityPlaces(problem);
                activities.Check(a, shiftType, held, (code, zh, en) => Add(code, pointer + "/activity", zh, en));
            }
        }

        return problems;

        void Add(string code, string pointer, string zh, string en) => problems.Add(new InputProblem(code, pointer, new LocalizedText(zh, en)));

        void CheckPostChanges(Assignment a, ShiftType shiftType, string pointer, string date)
        {
            int after = 0;
            for (int i = 0; i < (a.PostChanges?.Count ?? 0); i++)
            {
                PostChange change = a.PostChanges![i];
                bool fits = shiftType.PostStepMinutes is { } step && change.AfterMinutes > after && change.AfterMinutes % step == 0
                    && change.AfterMinutes <= MinutesOf(shiftType) - step && shiftType.Posts.Contains(change.Post);
                if (!fits)
                {
                    Add("post-change-not-allowed", $"{pointer}/postChanges/{i}", $"员工“{a.Employee}”在 {date} 上班后 {change.AfterMinutes} 分钟换到岗位“{change.Post}”，班次“{a.ShiftType}”不允许；换岗须按时间排列，间隔为 postStepMinutes 的整数倍，岗位须在该班次的岗位之中。", $"Employee '{a.Employee}' goes to post '{change.Post}' {change.AfterMinutes} min after the start on {date}, which shift type '{a.ShiftType}' does not allow; changes are in order of time, at multiples of its postStepMinutes, to one of its posts.");
                }

                after = change.AfterMinutes;
            }
        }

        void CheckBreaks(Assignment a, ShiftType shiftType, string pointer, string date)
        {
            if (a.Breaks.Count == 0)
            {
                return;
            }

            if (a.Breaks.Count != shiftType.Breaks.Count)
            {
                Add("break-count", pointer + "/breaks", $"员工“{a.Employee}”在 {date} 有 {a.Breaks.Count} 次休息，班次“{a.ShiftType}”规定 {shiftType.Breaks.Count} 次。", $"Employee '{a.Employee}' has {a.Breaks.Count} breaks on {date}; shift type '{a.ShiftType}' has {shiftType.Breaks.Count}.");
                return;
            }

            for (int i = 0; i < a.Breaks.Count; i++)
            {
                BreakWindow window = shiftType.Breaks[i];
                PlacedBreak placed = a.Breaks[i];
                bool placedWell = placed.AfterMinutes >= window.EarliestMinutes && placed.AfterMinutes <= window.LatestMinutes
                    && (placed.AfterMinutes - window.EarliestMinutes) % window.StepMinutes == 0
                    && placed.Minutes == window.Minutes;
                if (!placedWell)
                {
                    Add("break-outside-window", $"{pointer}/breaks/{i}", $"员工“{a.Employee}”在 {date} 的第 {i + 1} 次休息（上班后 {placed.AfterMinutes} 分钟起，{placed.Minutes} 分钟）不在规定的时段内：上班后 {window.EarliestMinutes} 至 {window.LatestMinutes} 分钟起，{window.Minutes} 分钟。", $"Break {i + 1} of employee '{a.Employee}' on {date} ({placed.Minutes} min, {placed.AfterMinutes} min after the start) is not in its window: {window.Minutes} min, {window.EarliestMinutes} to {window.LatestMinutes} min after the start, in steps of {window.StepMinutes}.");
                }
            }
        }
    }

    /// <summary>Minutes by the clock of a shift of one part.</summary>
    private static long MinutesOf(ShiftType shiftType)
    {
        long minutes = Period.Between(shiftType.Parts[0].Start, shiftType.Parts[0].End, PeriodUnits.Minutes).Minutes;
        return minutes > 0 ? minutes : minutes + 1440;
    }
}
