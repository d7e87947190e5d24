using NodaTime;

namespace Scheduling.Engine.Domain;

/// <content>Duties before and after the horizon, and the published roster. What was worked may be odd, but it must speak of known things.</content>
public static partial class ProblemValidator
{
    private static void CheckDuties(ProblemInspection inspection)
    {
        SchedulingProblem problem = inspection.Problem;
        Horizon horizon = problem.Horizon;
        CheckDutyList(inspection, "history", new LocalizedText("历史班次", "history duty"), problem.History, (pointer, owner, date) =>
        {
            if (date < horizon.KnownFrom() || date >= horizon.Start)
            {
                inspection.Add(
                    "date-outside-history", pointer,
                    $"{owner.Zh}不在排班期之前的 {horizon.HistoryDays} 天之内；请删除它，或加大 historyDays。",
                    $"{ProblemInspection.Sentence(owner.En)} is not within the {horizon.HistoryDays} days before the horizon; remove it or raise historyDays.");
            }
        });
        CheckDutyList(inspection, "fixedAfter", new LocalizedText("已定班次", "fixed duty"), problem.FixedAfter, (pointer, owner, date) =>
        {
            if (date <= horizon.End() || date > horizon.KnownUntil())
            {
                inspection.Add(
                    "date-outside-fixed-days", pointer,
                    $"{owner.Zh}不在排班期之后的 {horizon.FixedDaysAfter} 天之内；请删除它，或加大 fixedDaysAfter。",
                    $"{ProblemInspection.Sentence(owner.En)} is not within the {horizon.FixedDaysAfter} days after the horizon; remove it or raise fixedDaysAfter.");
            }
        });
        CheckDutyList(inspection, "published", new LocalizedText("已发布班次", "published duty"), problem.Published ?? [], (pointer, owner, date) => InHorizon(inspection, pointer, owner, date));
    }

    private static void CheckCallIns(ProblemInspection inspection)
    {
        IReadOnlyList<CallIn> callIns = inspection.Problem.CallIns;
        for (int i = 0; i < callIns.Count; i++)
        {
            CallIn callIn = callIns[i];
            string pointer = $"/callIns/{i}";
            string start = $"{ProblemInspection.Iso(callIn.Start.Date)} {ProblemInspection.Clock(callIn.Start.TimeOfDay)}";
            string end = $"{ProblemInspection.Iso(callIn.End.Date)} {ProblemInspection.Clock(callIn.End.TimeOfDay)}";
            var owner = new LocalizedText($"员工“{callIn.Employee}”在 {start} 的备班召回", $"call-in of employee '{callIn.Employee}' at {start}");
            inspection.Employee(pointer + "/employee", owner, callIn.Employee);
            inspection.WholeMinute(pointer + "/start", owner, callIn.Start.TimeOfDay);
            inspection.WholeMinute(pointer + "/end", owner, callIn.End.TimeOfDay);
            int before = inspection.Found.Count;
            inspection.Year(pointer + "/start", new LocalizedText("开始", "Start"), owner, callIn.Start.Date);
            inspection.Year(pointer + "/end", new LocalizedText("结束", "End"), owner, callIn.End.Date);
            if (inspection.Found.Count > before)
            {
                continue;
            }

            long minutes = Period.Between(callIn.Start, callIn.End, PeriodUnits.Minutes).Minutes;
            if (minutes <= 0)
            {
                inspection.EndsBeforeStart(pointer + "/end", new LocalizedText("时间", "The period"), owner, start, end);
            }
            else
            {
                inspection.Range(pointer + "/end", new LocalizedText("时长", "Length"), owner, minutes, 1, MinutesPerDay, "min");
            }

            if (inspection.DatesAreSound && callIn.Start.Date > inspection.Problem.Horizon.KnownUntil())
            {
                string last = ProblemInspection.Iso(inspection.Problem.Horizon.KnownUntil());
                inspection.Add(
                    "date-outside-known-days", pointer + "/start",
                    $"{owner.Zh}晚于最后一个已知日 {last}；请删除它，或改正日期。",
                    $"{ProblemInspection.Sentence(owner.En)} is after {last}, the last known day; remove it or correct its date.");
            }
        }
    }

    private static void CheckDutyList(ProblemInspection inspection, string list, LocalizedText kind, IReadOnlyList<Assignment> duties, Action<string, LocalizedText, LocalDate> checkDate)
    {
        HashSet<(string Employee, LocalDate Date)> seen = [];
        for (int i = 0; i < duties.Count; i++)
        {
            Assignment duty = duties[i];
            string pointer = $"/{list}/{i}";
            string date = ProblemInspection.Iso(duty.Date);
            var owner = new LocalizedText($"员工“{duty.Employee}”在 {date} 的{kind.Zh}", $"{kind.En} of employee '{duty.Employee}' on {date}");
            inspection.Employee(pointer + "/employee", owner, duty.Employee);
            inspection.ShiftType(pointer + "/shiftType", owner, duty.ShiftType);
            inspection.Post(pointer + "/post", owner, duty.Post);
            if (duty.Start is { } start)
            {
                inspection.WholeMinute(pointer + "/start", owner, start);
            }

            inspection.Range(pointer + "/overtimeMinutes", new LocalizedText("加班分钟", "Overtime"), owner, duty.OvertimeMinutes, 0, MinutesPerDay, "min");
            if (duty.Activity is { } held)
            {
                inspection.Activity(pointer + "/activity/activity", owner, held.Activity);
                inspection.Range(pointer + "/activity/afterMinutes", new LocalizedText("活动开始", "Start of the activity"), owner, held.AfterMinutes, 0, MinutesPerDay, "min");
            }

            CheckPostsOf(inspection, pointer, owner, duty);
            for (int b = 0; b < duty.Breaks.Count; b++)
            {
                var which = new LocalizedText($"{owner.Zh}第 {b + 1} 次休息", $"break {b + 1} of {owner.En}");
                inspection.Range($"{pointer}/breaks/{b}/afterMinutes", new LocalizedText("开始", "Start"), which, duty.Breaks[b].AfterMinutes, 0, MinutesPerDay, "min");
                inspection.Range($"{pointer}/breaks/{b}/minutes", new LocalizedText("时长", "Length"), which, duty.Breaks[b].Minutes, 1, MinutesPerDay, "min");
            }

            if (inspection.DatesAreSound)
            {
                checkDate(pointer + "/date", owner, duty.Date);
            }

            if (!seen.Add((duty.Employee, duty.Date)))
            {
                inspection.Add(
                    "second-shift-on-day", pointer,
                    $"{owner.Zh}有两个；每天最多一个（连续两段请用分段班）。",
                    $"There are two of {owner.En}; at most one may start on a day (use a split shift for two stretches).");
            }
        }
    }

    /// <summary>Posts and their changes of a duty whose shift type lets them change must be of that form: unlike the rest of what was worked, they cannot be odd.</summary>
    private static void CheckPostsOf(ProblemInspection inspection, string pointer, LocalizedText owner, Assignment duty)
    {
        IReadOnlyList<PostChange> changes = duty.PostChanges ?? [];
        for (int c = 0; c < changes.Count; c++)
        {
            inspection.Post($"{pointer}/postChanges/{c}/post", owner, changes[c].Post);
        }

        if (inspection.Problem.ShiftTypes.FirstOrDefault(s => s.Id == duty.ShiftType) is not { PostStepMinutes: > 0 and { } step } shiftType)
        {
            return;
        }

        bool formed = duty.OvertimeMinutes == 0 && duty.Post is { } first && shiftType.Posts.Contains(first)
            && changes.All(c => c.AfterMinutes > 0 && c.AfterMinutes % step == 0 && shiftType.Posts.Contains(c.Post))
            && changes.Zip(changes.Skip(1)).All(p => p.First.AfterMinutes < p.Second.AfterMinutes);
        if (!formed)
        {
            inspection.Add(
                "post-change-not-allowed", pointer,
                $"{owner.Zh}不合班次类型“{shiftType.Id}”：岗位和换岗后的岗位须是该班次的岗位，换岗按时间排列，间隔为 {step} 分钟的整数倍，且没有加班；请改正。",
                $"{ProblemInspection.Sentence(owner.En)} does not fit shift type '{shiftType.Id}': its posts must be among those of the type, changes in order of time at multiples of {step} min, and no overtime; mend it.");
        }
    }
}
