using NodaTime;

namespace Scheduling.Engine.Domain;

/// <content>Leave, wishes and pins.</content>
public static partial class ProblemValidator
{
    private static void CheckRequests(ProblemInspection inspection)
    {
        SchedulingProblem problem = inspection.Problem;
        for (int i = 0; i < problem.Leave.Count; i++)
        {
            CheckLeave(inspection, $"/leave/{i}", problem.Leave[i]);
        }

        for (int i = 0; i < problem.Wishes.Count; i++)
        {
            CheckWish(inspection, $"/wishes/{i}", problem.Wishes[i]);
        }

        Dictionary<(string Employee, LocalDate Date), int> pinned = [];
        for (int i = 0; i < problem.Pins.Count; i++)
        {
            Pin pin = problem.Pins[i];
            CheckPin(inspection, $"/pins/{i}", pin);
            if (!pinned.TryAdd((pin.Employee, pin.Date), i))
            {
                string date = ProblemInspection.Iso(pin.Date);
                int first = pinned[(pin.Employee, pin.Date)] + 1;
                inspection.Add(
                    "duplicate-pin", $"/pins/{i}",
                    $"员工“{pin.Employee}”在 {date} 被固定了两次（第 {first} 条和第 {i + 1} 条）；请只保留一条。",
                    $"Employee '{pin.Employee}' is pinned twice on {date} (numbers {first} and {i + 1}); keep one of them.");
            }
        }
    }

    private static void CheckLeave(ProblemInspection inspection, string pointer, Leave leave)
    {
        var owner = new LocalizedText($"员工“{leave.Employee}”的请假", $"leave of employee '{leave.Employee}'");
        inspection.Employee(pointer + "/employee", owner, leave.Employee);
        inspection.Year(pointer + "/from", new LocalizedText("首日", "First day"), owner, leave.From);
        inspection.Year(pointer + "/until", new LocalizedText("末日", "Last day"), owner, leave.Until);
        if (leave.Until < leave.From)
        {
            inspection.EndsBeforeStart(pointer + "/until", new LocalizedText("日期", "The period"), owner, ProblemInspection.Iso(leave.From), ProblemInspection.Iso(leave.Until));
        }

        if (leave.CreditedMinutesPerDay is { } credited)
        {
            inspection.Range(pointer + "/creditedMinutesPerDay", new LocalizedText("每日计入分钟", "Credited minutes per day"), owner, credited, 0, MinutesPerDay, "min");
        }
    }

    private static void CheckWish(ProblemInspection inspection, string pointer, Wish wish)
    {
        string date = ProblemInspection.Iso(wish.Date);
        var owner = new LocalizedText($"员工“{wish.Employee}”对 {date} 的意愿", $"wish of employee '{wish.Employee}' for {date}");
        inspection.Employee(pointer + "/employee", owner, wish.Employee);
        InHorizon(inspection, pointer + "/date", owner, wish.Date);
        inspection.ShiftType(pointer + "/shiftType", owner, wish.ShiftType);
        inspection.Band(pointer + "/band", owner, wish.Band);
        inspection.Employee(pointer + "/partner", owner, wish.Partner);
        if (wish.Partner == wish.Employee)
        {
            inspection.Add("wish-of-oneself", pointer + "/partner", $"{owner.Zh}的同班对象是本人；请改为另一位员工，或删除 partner。", $"{ProblemInspection.Sentence(owner.En)} names the employee as partner too; name a colleague or remove partner.");
        }

        inspection.Range(pointer + "/priority", new LocalizedText("优先级", "Priority"), owner, wish.Priority, 1, 9);
        if (wish.From is { } from)
        {
            inspection.WholeMinute(pointer + "/from", owner, from);
        }

        if (wish.To is { } to)
        {
            inspection.WholeMinute(pointer + "/to", owner, to);
        }

        if (wish.From is null != wish.To is null)
        {
            string missing = wish.From is null ? "from" : "to";
            inspection.Add("incomplete-window", pointer + "/" + missing, $"{owner.Zh}只写了时间段的一端，缺少 {missing}；请补上，或两端都不写。", $"{ProblemInspection.Sentence(owner.En)} gives one end of a time window and lacks {missing}; give both ends or none.");
        }
    }

    private static void CheckPin(ProblemInspection inspection, string pointer, Pin pin)
    {
        string date = ProblemInspection.Iso(pin.Date);
        var owner = new LocalizedText($"员工“{pin.Employee}”在 {date} 的固定班次", $"pin of employee '{pin.Employee}' on {date}");
        inspection.Employee(pointer + "/employee", owner, pin.Employee);
        bool dateIsSound = InHorizon(inspection, pointer + "/date", owner, pin.Date);
        bool postKnown = inspection.Post(pointer + "/post", owner, pin.Post);
        if (pin.ShiftType is null)
        {
            if (pin.Start is not null || pin.Post is not null)
            {
                string member = pin.Start is not null ? "start" : "post";
                inspection.Add("pin-without-shift-type", $"{pointer}/{member}", $"{owner.Zh}写了 {member} 却没有 shiftType；请补上班次类型，或删除 {member}（固定为休息）。", $"{ProblemInspection.Sentence(owner.En)} gives {member} but no shiftType; add the shift type, or remove {member} to pin a day off.");
            }

            return;
        }

        if (!inspection.ShiftType(pointer + "/shiftType", owner, pin.ShiftType))
        {
            return;
        }

        ShiftType shiftType = inspection.ShiftTypeOf(pin.ShiftType)!;
        if (postKnown && pin.Post is not null && !shiftType.Posts.Contains(pin.Post))
        {
            PostNotAllowed(inspection, pointer + "/post", owner, shiftType, pin.Post);
        }

        if (dateIsSound)
        {
            DayAllowed(inspection, pointer + "/date", owner, shiftType, pin.Date);
        }

        if (pin.Start is { } start && !MayStartAt(shiftType, start))
        {
            inspection.Add(
                "start-not-allowed", pointer + "/start",
                $"{owner.Zh}在 {ProblemInspection.Clock(start)} 开始，但班次类型“{shiftType.Id}”不能在该时刻开始；请改用它允许的时刻，或不写 start。",
                $"{ProblemInspection.Sentence(owner.En)} starts at {ProblemInspection.Clock(start)}, at which shift type '{shiftType.Id}' may not start; use a start it allows or leave start out.");
        }
    }

    /// <summary>Whether a shift type may start at a local time, found without listing its starts. True where the shift type itself is at fault.</summary>
    private static bool MayStartAt(ShiftType shiftType, LocalTime start)
    {
        if (shiftType.StartWindow is not { } window)
        {
            return shiftType.Parts.Count == 0 || shiftType.Parts[0].Start == start;
        }

        return window.StepMinutes <= 0 || window.Latest < window.Earliest
            || (start >= window.Earliest && start <= window.Latest && (Minute(start) - Minute(window.Earliest)) % window.StepMinutes == 0);
    }
}
