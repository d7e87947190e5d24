namespace Scheduling.Engine.Domain;

/// <content>Shift types: parts, start windows and breaks.</content>
public static partial class ProblemValidator
{
    private static void CheckShiftTypes(ProblemInspection inspection)
    {
        IReadOnlyList<ShiftType> shiftTypes = inspection.Problem.ShiftTypes;
        CheckIds(inspection, "shiftTypes", new LocalizedText("班次类型", "shift type"), shiftTypes, s => s.Id);
        for (int i = 0; i < shiftTypes.Count; i++)
        {
            ShiftType shiftType = shiftTypes[i];
            string pointer = $"/shiftTypes/{i}";
            LocalizedText owner = ShiftTypeOwner(shiftType.Id);
            inspection.Band(pointer + "/band", owner, shiftType.Band);
            if (shiftType.PaidMinutes is { } paid)
            {
                inspection.Range(pointer + "/paidMinutes", new LocalizedText("计薪分钟", "Paid minutes"), owner, paid, 0, MinutesPerDay, "min");
            }

            for (int d = 0; d < shiftType.Days.Count; d++)
            {
                Weekday(inspection, $"{pointer}/days/{d}", owner, shiftType.Days[d]);
            }

            CheckPostsOf(inspection, pointer, shiftType, owner);
            CheckStartWindow(inspection, pointer + "/startWindow", shiftType, owner);
            List<(long From, long To, PartKind Kind)> parts = CheckParts(inspection, pointer + "/parts", shiftType, owner);
            CheckBreaks(inspection, pointer + "/breaks", shiftType, parts, owner);
            CheckOvertime(inspection, pointer + "/overtime", shiftType, parts, owner);
            CheckPostStep(inspection, pointer + "/postStepMinutes", shiftType, parts, owner);
        }
    }

    /// <summary>A post may change inside one part of work that nothing else interrupts.</summary>
    private static void CheckPostStep(ProblemInspection inspection, string pointer, ShiftType shiftType, List<(long From, long To, PartKind Kind)> parts, LocalizedText owner)
    {
        if (shiftType.PostStepMinutes is not { } step)
        {
            return;
        }

        inspection.Range(pointer, new LocalizedText("换岗的步长", "Step of changes of post"), owner, step, 1, MinutesPerDay, "min");
        bool simple = parts is [(_, _, PartKind.Work)] && shiftType.Parts[0].Post is null && shiftType.Breaks.Count == 0 && shiftType.Overtime is null && inspection.Problem.Activities.Count == 0;
        if (parts.Count > 0 && (!simple || shiftType.Posts.Count == 0 || (step > 0 && parts[^1].To % step != 0)))
        {
            inspection.Add(
                "post-step-not-possible", pointer,
                $"{owner.Zh}允许班中换岗，须列出岗位，只有一段不指定岗位的上班，时长为步长 {step} 分钟的整数倍，且没有休息、延时加班和班中活动；请改正或删除 postStepMinutes。",
                $"{ProblemInspection.Sentence(owner.En)} may change its post, so it needs posts, one part of work without a post of its own whose length is a multiple of the step of {step} min, and no breaks, overtime or activities of the problem; mend it or remove postStepMinutes.");
        }
    }

    private static void CheckPostsOf(ProblemInspection inspection, string pointer, ShiftType shiftType, LocalizedText owner)
    {
        HashSet<string> posts = [];
        for (int p = 0; p < shiftType.Posts.Count; p++)
        {
            string post = shiftType.Posts[p];
            inspection.Post($"{pointer}/posts/{p}", owner, post);
            if (!posts.Add(post))
            {
                inspection.Add("duplicate-reference", $"{pointer}/posts/{p}", $"{owner.Zh}两次列出岗位“{post}”；请删除一个。", $"{ProblemInspection.Sentence(owner.En)} lists the post '{post}' twice; remove one.");
            }
        }
    }

    private static void CheckStartWindow(ProblemInspection inspection, string pointer, ShiftType shiftType, LocalizedText owner)
    {
        if (shiftType.StartWindow is not { } window)
        {
            return;
        }

        inspection.WholeMinute(pointer + "/earliest", owner, window.Earliest);
        inspection.WholeMinute(pointer + "/latest", owner, window.Latest);
        inspection.Range(pointer + "/stepMinutes", new LocalizedText("上班时刻的步长", "Step of the start window"), owner, window.StepMinutes, 1, MinutesPerDay, "min");
        if (window.Latest < window.Earliest)
        {
            inspection.EndsBeforeStart(pointer + "/latest", new LocalizedText("上班时段", "Start window"), owner, ProblemInspection.Clock(window.Earliest), ProblemInspection.Clock(window.Latest));
        }
    }

    /// <summary>Checks the parts; returns them as minutes since the start of the shift, or nothing when they are at fault.</summary>
    private static List<(long From, long To, PartKind Kind)> CheckParts(ProblemInspection inspection, string list, ShiftType shiftType, LocalizedText owner)
    {
        List<(long From, long To, PartKind Kind)> parts = [];
        if (shiftType.Parts.Count == 0)
        {
            inspection.Add("shift-without-parts", list, $"{owner.Zh}没有任何时段；请至少写一段（start 和 end）。", $"{ProblemInspection.Sentence(owner.En)} has no part; give it at least one with start and end.");
            return parts;
        }

        if (shiftType.Parts.Any(p => p.Kind == PartKind.Standby) && !shiftType.IsStandby())
        {
            inspection.Add("mixed-standby", list, $"{owner.Zh}既有备班又有上班时段；请分成两个班次类型。", $"{ProblemInspection.Sentence(owner.En)} mixes standby with other parts; make two shift types of it.");
        }

        long origin = Minute(shiftType.Parts[0].Start);
        long clock = origin;
        for (int i = 0; i < shiftType.Parts.Count; i++)
        {
            ShiftPart part = shiftType.Parts[i];
            inspection.WholeMinute($"{list}/{i}/start", owner, part.Start);
            inspection.WholeMinute($"{list}/{i}/end", owner, part.End);
            inspection.Post($"{list}/{i}/post", owner, part.Post);
            long from = AtOrAfter(clock, Minute(part.Start));
            long to = AtOrAfter(from + 1, Minute(part.End));
            if (to - origin > MinutesPerDay)
            {
                // A part that had to wait for the next day to begin overlaps the one before it, or is out of order.
                bool waited = i > 0 && from / MinutesPerDay > clock / MinutesPerDay;
                if (waited)
                {
                    inspection.Add(
                        "shift-parts-overlap", $"{list}/{i}",
                        $"{owner.Zh}的第 {i + 1} 段在 {ProblemInspection.Clock(part.Start)} 开始，早于前一段的结束 {ProblemInspection.Clock(shiftType.Parts[i - 1].End)}；各段须按时间排列且不重叠。",
                        $"Part {i + 1} of {owner.En} starts at {ProblemInspection.Clock(part.Start)}, before the part before it ends at {ProblemInspection.Clock(shiftType.Parts[i - 1].End)}; parts must be in order and must not overlap.");
                }
                else
                {
                    inspection.Add(
                        "shift-too-long", $"{list}/{i}",
                        $"{owner.Zh}从开始到第 {i + 1} 段结束共 {to - origin} 分钟；一个班次不得超过 {MinutesPerDay} 分钟（24 小时）。",
                        $"{ProblemInspection.Sentence(owner.En)} lasts {to - origin} min up to the end of part {i + 1}; a shift lasts {MinutesPerDay} min (24 h) at most.");
                }

                return [];
            }

            parts.Add((from - origin, to - origin, part.Kind));
            clock = to;
        }

        return parts;
    }

    private static void CheckOvertime(ProblemInspection inspection, string pointer, ShiftType shiftType, List<(long From, long To, PartKind Kind)> parts, LocalizedText owner)
    {
        if (shiftType.Overtime is not { } tail)
        {
            return;
        }

        inspection.Range(pointer + "/stepMinutes", new LocalizedText("加班的步长", "Step of the overtime"), owner, tail.StepMinutes, 1, MinutesPerDay, "min");
        long room = parts.Count == 0 ? MinutesPerDay : MinutesPerDay - parts[^1].To;
        inspection.Range(pointer + "/maximumMinutes", new LocalizedText("加班上限", "Most overtime"), owner, tail.MaximumMinutes, 0, (int)room, "min");
        if (parts.Count > 0 && parts[^1].Kind != PartKind.Work)
        {
            inspection.Add(
                "overtime-without-work", pointer,
                $"{owner.Zh}的最后一段不是上班，不能延时加班；请删除 overtime 或在最后加一段上班。",
                $"{ProblemInspection.Sentence(owner.En)} does not end with work, so it cannot be prolonged by overtime; remove overtime or end it with a part of work.");
        }
    }

    private static void CheckBreaks(ProblemInspection inspection, string list, ShiftType shiftType, List<(long From, long To, PartKind Kind)> parts, LocalizedText owner)
    {
        long before = 0;
        bool working = parts.Any(p => p.Kind == PartKind.Work);
        for (int i = 0; i < shiftType.Breaks.Count; i++)
        {
            BreakWindow window = shiftType.Breaks[i];
            string pointer = $"{list}/{i}";
            var which = new LocalizedText($"{owner.Zh}的第 {i + 1} 次休息", $"break {i + 1} of {owner.En}");
            int found = inspection.Found.Count;
            inspection.Range(pointer + "/earliestMinutes", new LocalizedText("最早开始", "Earliest start"), which, window.EarliestMinutes, 0, MinutesPerDay, "min");
            inspection.Range(pointer + "/minutes", new LocalizedText("时长", "Length"), which, window.Minutes, 1, MinutesPerDay, "min");
            inspection.Range(pointer + "/stepMinutes", new LocalizedText("步长", "Step"), which, window.StepMinutes, 1, MinutesPerDay, "min");
            if (window.LatestMinutes < window.EarliestMinutes)
            {
                inspection.EndsBeforeStart(pointer + "/latestMinutes", new LocalizedText("开始时段（上班后分钟）", "Window (minutes after the start)"), which, $"{window.EarliestMinutes}", $"{window.LatestMinutes}");
            }

            if (inspection.Found.Count > found || parts.Count == 0)
            {
                continue;
            }

            long end = (long)window.LatestMinutes + window.Minutes;
            if (window.EarliestMinutes < before)
            {
                inspection.Add(
                    "breaks-overlap", pointer + "/earliestMinutes",
                    $"{which.Zh}最早在上班后 {window.EarliestMinutes} 分钟开始，而前一次最晚在 {before} 分钟结束；各次休息须按顺序且不可能重叠。",
                    $"{ProblemInspection.Sentence(which.En)} may start {window.EarliestMinutes} min after the start, but the one before it may last until {before} min; breaks must be in order and unable to overlap.");
            }

            before = Math.Max(before, end);
            if (end > parts[^1].To)
            {
                inspection.Add(
                    "break-outside-shift", pointer + "/latestMinutes",
                    $"{which.Zh}最晚在上班后 {end} 分钟结束，超出班次的 {parts[^1].To} 分钟；请提前或缩短。",
                    $"{ProblemInspection.Sentence(which.En)} may last until {end} min after the start, but the shift lasts {parts[^1].To} min; move it forward or shorten it.");
            }
            else if (Astray(window, parts, working) is { } astray)
            {
                inspection.Add(
                    "break-outside-part", pointer,
                    $"{which.Zh}若在上班后 {astray} 分钟开始，就不完全落在同一段上班时段之内；请把它的时段限制在一段之内。",
                    $"{ProblemInspection.Sentence(which.En)} does not lie inside one part of work when it starts {astray} min after the start; keep its window inside one part.");
            }
        }
    }

    /// <summary>The first place of a break that is not inside one part in which people work; null when there is none.</summary>
    private static long? Astray(BreakWindow window, List<(long From, long To, PartKind Kind)> parts, bool working)
    {
        for (long after = window.EarliestMinutes; after <= window.LatestMinutes; after += window.StepMinutes)
        {
            if (!parts.Any(p => p.From <= after && after + window.Minutes <= p.To && (p.Kind == PartKind.Work || !working)))
            {
                return after;
            }
        }

        return null;
    }

    /// <summary>The first minute not before a moment at which the clock shows a minute of the day.</summary>
    private static long AtOrAfter(long moment, long minuteOfDay)
    {
        long sameDay = (moment / MinutesPerDay * MinutesPerDay) + minuteOfDay;
        return sameDay >= moment ? sameDay : sameDay + MinutesPerDay;
    }

    private static LocalizedText ShiftTypeOwner(string id) => new($"班次类型“{id}”", $"shift type '{id}'");
}
