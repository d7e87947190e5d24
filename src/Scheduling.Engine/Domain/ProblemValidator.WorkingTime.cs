using NodaTime;

namespace Scheduling.Engine.Domain;

/// <content>Earlier work, personal restrictions, time in lieu and approved overtime.</content>
public static partial class ProblemValidator
{
    private const int MostPay = 1_000_000;
    private const int MostLieuMinutes = MostDays * MinutesPerDay;

    private static readonly LocalizedText FirstDayText = new("首日", "First day");
    private static readonly LocalizedText LastDayText = new("末日", "Last day");
    private static readonly LocalizedText PeriodText = new("日期", "The period");

    private static void CheckWorkingTime(ProblemInspection inspection, string pointer, Employee employee, LocalizedText owner)
    {
        CheckEarlierWork(inspection, pointer + "/earlierWork", employee, owner);

        // What the restriction is for is nobody's business here either.
        var restriction = new LocalizedText($"{owner.Zh}的个人排班限制", $"a personal restriction of {owner.En}");
        for (int i = 0; i < employee.Restrictions.Count; i++)
        {
            PersonalRestriction held = employee.Restrictions[i];
            if (held.From is { } from && held.Until is { } until && until < from)
            {
                inspection.EndsBeforeStart($"{pointer}/restrictions/{i}/until", PeriodText, restriction, ProblemInspection.Iso(from), ProblemInspection.Iso(until));
            }
        }

        var bank = new LocalizedText($"{owner.Zh}的调休", $"time in lieu of {owner.En}");
        for (int i = 0; i < employee.TimeInLieu.Count; i++)
        {
            inspection.Range($"{pointer}/timeInLieu/{i}/minutes", new LocalizedText("分钟数", "Minutes"), bank, employee.TimeInLieu[i].Minutes, 0, MostLieuMinutes, "min");
        }
    }

    private static void CheckEarlierWork(ProblemInspection inspection, string list, Employee employee, LocalizedText owner)
    {
        var work = new LocalizedText($"{owner.Zh}的以往工时", $"earlier work of {owner.En}");
        List<(LocalDate From, LocalDate Until, int Index)> sound = [];
        for (int i = 0; i < employee.EarlierWork.Count; i++)
        {
            EarlierWork earlier = employee.EarlierWork[i];
            string pointer = $"{list}/{i}";
            inspection.Year(pointer + "/from", FirstDayText, work, earlier.From);
            inspection.Year(pointer + "/until", LastDayText, work, earlier.Until);
            if (earlier.Until < earlier.From)
            {
                inspection.EndsBeforeStart(pointer + "/until", PeriodText, work, ProblemInspection.Iso(earlier.From), ProblemInspection.Iso(earlier.Until));
                continue;
            }

            long most = (Period.DaysBetween(earlier.From, earlier.Until) + 1L) * MinutesPerDay;
            inspection.Range(pointer + "/minutes", new LocalizedText("计薪分钟", "Paid minutes"), work, earlier.Minutes, 0, most, "min");
            inspection.Range(pointer + "/overtimeMinutes", new LocalizedText("加班分钟", "Minutes of overtime"), work, earlier.OvertimeMinutes, 0, Math.Max(0, Math.Min(most, earlier.Minutes)), "min");
            sound.Add((earlier.From, earlier.Until, i));
            if (inspection.DatesAreSound && earlier.Until >= inspection.Problem.Horizon.KnownFrom())
            {
                string known = ProblemInspection.Iso(inspection.Problem.Horizon.KnownFrom());
                string until = ProblemInspection.Iso(earlier.Until);
                inspection.Add(
                    "earlier-work-in-known-days", pointer + "/until",
                    $"{work.Zh}到 {until} 为止，但 {known} 起已有历史班次；请让它在此之前结束。",
                    $"{ProblemInspection.Sentence(work.En)} ends on {until}, but the days from {known} on are known by their duties; let it end before.");
            }
        }

        sound.Sort();
        for (int i = 1; i < sound.Count; i++)
        {
            if (sound[i].From <= sound[i - 1].Until)
            {
                inspection.Add(
                    "overlapping-earlier-work", $"{list}/{sound[i].Index}",
                    $"{work.Zh}自 {ProblemInspection.Iso(sound[i].From)} 起的一段与另一段的日期重叠；请合并或分开。",
                    $"{ProblemInspection.Sentence(work.En)} has an entry from {ProblemInspection.Iso(sound[i].From)} on that overlaps another; merge them or part their dates.");
            }
        }
    }

    private static void CheckOvertimeApprovals(ProblemInspection inspection)
    {
        HashSet<(string, LocalDate)> approved = [];
        for (int i = 0; i < inspection.Problem.OvertimeApprovals.Count; i++)
        {
            OvertimeApproval approval = inspection.Problem.OvertimeApprovals[i];
            string pointer = $"/overtimeApprovals/{i}";
            string date = ProblemInspection.Iso(approval.Date);
            var owner = new LocalizedText($"员工“{approval.Employee}”在 {date} 的加班审批", $"overtime approval of employee '{approval.Employee}' for {date}");
            inspection.Employee(pointer + "/employee", owner, approval.Employee);
            inspection.Year(pointer + "/date", new LocalizedText("日期", "The date"), owner, approval.Date);
            inspection.Range(pointer + "/minutes", new LocalizedText("分钟数", "Minutes"), owner, approval.Minutes, 0, MinutesPerDay, "min");
            if (!approved.Add((approval.Employee, approval.Date)))
            {
                inspection.Add(
                    "duplicate-overtime-approval", pointer,
                    $"{owner.Zh}出现两次；请合并为一条。",
                    $"{ProblemInspection.Sentence(owner.En)} stands twice; merge them.");
            }
        }
    }
}
