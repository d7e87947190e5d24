using NodaTime;
using NodaTime.TimeZones;

namespace Scheduling.Engine.Domain;

/// <content>What must be covered.</content>
public static partial class ProblemValidator
{
    private const int MostRequired = 10_000;
    private const int MostFactor = 10_000;

    private static readonly LocalizedText RequiredText = new("所需人数", "Number required");

    private static readonly ZoneLocalMappingResolver SeriesStart =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);

    private static void CheckDemand(ProblemInspection inspection)
    {
        Demand demand = inspection.Problem.Demand;
        List<Series> series = [];
        for (int i = 0; i < demand.Intervals.Count; i++)
        {
            CheckSeries(inspection, i, demand.Intervals[i], series);
        }

        CheckOverlaps(inspection, series);
        HashSet<(string, string?, LocalDate)> shifts = [];
        for (int i = 0; i < demand.Shifts.Count; i++)
        {
            CheckShiftDemand(inspection, i, demand.Shifts[i], shifts);
        }

        HashSet<(string?, LocalDate)> standby = [];
        for (int i = 0; i < demand.Standby.Count; i++)
        {
            StandbyDemand wanted = demand.Standby[i];
            string pointer = $"/demand/standby/{i}";
            string date = ProblemInspection.Iso(wanted.Date);
            var owner = new LocalizedText($"{date} 的备班需求", $"standby demand of {date}");
            inspection.Post(pointer + "/post", owner, wanted.Post);
            inspection.Range(pointer + "/required", RequiredText, owner, wanted.Required, 0, MostRequired);
            InHorizon(inspection, pointer + "/date", owner, wanted.Date);
            if (!standby.Add((wanted.Post, wanted.Date)))
            {
                Twice(inspection, pointer, owner, wanted.Post);
            }
        }
    }

    private static void CheckShiftDemand(ProblemInspection inspection, int i, ShiftDemand wanted, HashSet<(string, string?, LocalDate)> seen)
    {
        string pointer = $"/demand/shifts/{i}";
        string date = ProblemInspection.Iso(wanted.Date);
        var owner = new LocalizedText($"{date} 班次“{wanted.ShiftType}”的需求", $"demand of {date} for shift type '{wanted.ShiftType}'");
        inspection.Range(pointer + "/required", RequiredText, owner, wanted.Required, 0, MostRequired);
        InHorizon(inspection, pointer + "/date", owner, wanted.Date);
        if (wanted.Minimum is { } least)
        {
            inspection.Range(pointer + "/minimum", new LocalizedText("最低人数", "Floor"), owner, least, 0, MostRequired);
            if (least > wanted.Required)
            {
                inspection.Add("minimum-above-required", pointer + "/minimum", $"{owner.Zh}的最低人数 {least} 高于所需人数 {wanted.Required}；请改正其中之一。", $"Floor of {owner.En} is {least}, above the {wanted.Required} required; correct one of them.");
            }
        }

        if (wanted.Maximum is { } most)
        {
            inspection.Range(pointer + "/maximum", new LocalizedText("最多人数", "Maximum"), owner, most, 0, MostRequired);
            if (most < wanted.Required)
            {
                inspection.Add("maximum-below-minimum", pointer + "/maximum", $"{owner.Zh}最多 {most} 人，少于所需的 {wanted.Required} 人；请改正其中之一。", $"Maximum of {owner.En} is {most}, below the {wanted.Required} required; correct one of them.");
            }
        }

        inspection.Range(pointer + "/shortFactor", new LocalizedText("缺员倍数", "Factor of a shortage"), owner, wanted.ShortFactor ?? 1, 1, MostFactor);
        inspection.Range(pointer + "/surplusFactor", new LocalizedText("超员倍数", "Factor of a surplus"), owner, wanted.SurplusFactor ?? 1, 1, MostFactor);
        if (!seen.Add((wanted.ShiftType, wanted.Post, wanted.Date)))
        {
            Twice(inspection, pointer, owner, wanted.Post);
        }

        bool postKnown = inspection.Post(pointer + "/post", owner, wanted.Post);
        if (!inspection.ShiftType(pointer + "/shiftType", owner, wanted.ShiftType))
        {
            return;
        }

        ShiftType shiftType = inspection.ShiftTypeOf(wanted.ShiftType)!;
        if (postKnown && wanted.Post is not null && !shiftType.Posts.Contains(wanted.Post))
        {
            PostNotAllowed(inspection, pointer + "/post", owner, shiftType, wanted.Post);
        }

        if (wanted.Required > 0)
        {
            DayAllowed(inspection, pointer + "/date", owner, shiftType, wanted.Date);
        }
    }

    private static void CheckSeries(ProblemInspection inspection, int i, IntervalDemand demand, List<Series> all)
    {
        Horizon horizon = inspection.Problem.Horizon;
        string pointer = $"/demand/intervals/{i}";
        string date = ProblemInspection.Iso(demand.Date);
        var owner = new LocalizedText($"{date} 岗位“{demand.Post}”的时段需求", $"interval demand of {date} for post '{demand.Post}'");
        inspection.Post(pointer + "/post", owner, demand.Post);
        inspection.Skill(pointer + "/skill", owner, demand.Skill);
        inspection.Range(pointer + "/minimumLevel", MinimumLevelText, owner, demand.MinimumLevel, 1, 9);
        inspection.WholeMinute(pointer + "/from", owner, demand.From);
        if (demand.Required.Count == 0)
        {
            inspection.Add("empty-series", pointer + "/required", $"{owner.Zh}没有任何数值；请填写或删除这一条。", $"{ProblemInspection.Sentence(owner.En)} has no value; fill it in or remove it.");
        }

        Counts(inspection, pointer + "/required", demand.Required, RequiredText, owner);
        Counts(inspection, pointer + "/minimum", demand.Minimum, new LocalizedText("最低人数", "Floor"), owner);
        if (demand.Minimum.Count > 0 && demand.Minimum.Count != demand.Required.Count)
        {
            inspection.Add(
                "length-mismatch", pointer + "/minimum",
                $"{owner.Zh}有 {demand.Minimum.Count} 个最低人数，但有 {demand.Required.Count} 个所需人数；两者须一样多。",
                $"{ProblemInspection.Sentence(owner.En)} has {demand.Minimum.Count} floors but {demand.Required.Count} numbers required; give as many of one as of the other.");
        }

        for (int k = 0; k < Math.Min(demand.Minimum.Count, demand.Required.Count); k++)
        {
            if (demand.Minimum[k] > demand.Required[k])
            {
                inspection.Add("minimum-above-required", $"{pointer}/minimum/{k}", $"{owner.Zh}第 {k + 1} 个时段的最低人数 {demand.Minimum[k]} 高于所需人数 {demand.Required[k]}；请改正其中之一。", $"Floor {k + 1} of {owner.En} is {demand.Minimum[k]}, above the {demand.Required[k]} required; correct one of them.");
            }
        }

        bool intervalAllowed = AllowedIntervals.Contains(horizon.IntervalMinutes);
        if (intervalAllowed && Minute(demand.From) % horizon.IntervalMinutes != 0)
        {
            inspection.Add("series-not-aligned", pointer + "/from", $"{owner.Zh}从 {ProblemInspection.Clock(demand.From)} 开始，不是 {horizon.IntervalMinutes} 分钟的整数倍；请对齐，或改用更短的时段。", $"{ProblemInspection.Sentence(owner.En)} starts at {ProblemInspection.Clock(demand.From)}, which is no multiple of {horizon.IntervalMinutes} min; align it or use shorter intervals.");
        }

        if (InHorizon(inspection, pointer + "/date", owner, demand.Date) && intervalAllowed && inspection.Zone is { } zone && inspection.DatesAreSound)
        {
            Instant start = zone.ResolveLocal(demand.Date + demand.From, SeriesStart).ToInstant();
            Instant end = start + Duration.FromMinutes((long)demand.Required.Count * horizon.IntervalMinutes);
            all.Add(new Series(i, demand, owner, start, end));
            if (end > zone.AtStartOfDay(horizon.End().PlusDays(2)).ToInstant())
            {
                inspection.Add("series-too-long", pointer + "/required", $"{owner.Zh}有 {demand.Required.Count} 个时段，超出排班期末日之后的一天；请缩短。", $"{ProblemInspection.Sentence(owner.En)} has {demand.Required.Count} intervals and runs beyond the day after the horizon; shorten it.");
            }
        }
    }

    private static void Counts(ProblemInspection inspection, string list, IReadOnlyList<int> counts, LocalizedText what, LocalizedText owner)
    {
        for (int k = 0; k < counts.Count; k++)
        {
            if (counts[k] is < 0 or > MostRequired)
            {
                inspection.Range($"{list}/{k}", what, new LocalizedText($"{owner.Zh}第 {k + 1} 个时段", $"interval {k + 1} of {owner.En}"), counts[k], 0, MostRequired);
            }
        }
    }

    /// <summary>Series of one post, skill and level may touch but not overlap, in time that really passes.</summary>
    private static void CheckOverlaps(ProblemInspection inspection, List<Series> series)
    {
        foreach (IGrouping<object, Series> same in series.GroupBy(s => (object)(s.Demand.Post, s.Demand.Skill, s.Demand.MinimumLevel)))
        {
            Series? latest = null;
            foreach (Series next in same.OrderBy(s => s.Start).ThenBy(s => s.Index))
            {
                if (latest is not null && next.Start < latest.End)
                {
                    inspection.Add(
                        "overlapping-demand", $"/demand/intervals/{next.Index}",
                        $"{next.Owner.Zh}从 {ProblemInspection.Clock(next.Demand.From)} 起与第 {latest.Index + 1} 条（{ProblemInspection.Iso(latest.Demand.Date)}，{latest.Demand.Required.Count} 个时段）重叠；同一岗位、技能和等级的需求不得重叠。",
                        $"{ProblemInspection.Sentence(next.Owner.En)} from {ProblemInspection.Clock(next.Demand.From)} overlaps series number {latest.Index + 1} ({latest.Demand.Required.Count} intervals from {ProblemInspection.Iso(latest.Demand.Date)}); series of one post, skill and level must not overlap.");
                }

                latest = latest is null || next.End > latest.End ? next : latest;
            }
        }
    }

    private static bool InHorizon(ProblemInspection inspection, string pointer, LocalizedText owner, LocalDate date)
    {
        Horizon horizon = inspection.Problem.Horizon;
        if (!inspection.DatesAreSound || horizon.Contains(date))
        {
            return inspection.DatesAreSound;
        }

        inspection.Add(
            "date-outside-horizon", pointer,
            $"{owner.Zh}的日期 {ProblemInspection.Iso(date)} 不在排班期 {ProblemInspection.Iso(horizon.Start)} 至 {ProblemInspection.Iso(horizon.End())} 之内；请改正日期或删除它。",
            $"The date {ProblemInspection.Iso(date)} of {owner.En} lies outside the horizon {ProblemInspection.Iso(horizon.Start)} to {ProblemInspection.Iso(horizon.End())}; correct or remove it.");
        return false;
    }

    private static void Twice(ProblemInspection inspection, string pointer, LocalizedText owner, string? post) =>
        inspection.Add("duplicate-demand", pointer, $"{owner.Zh}出现两次（岗位“{post}”）；请合并为一条。", $"{ProblemInspection.Sentence(owner.En)} stands twice (post '{post}'); merge them.");

    private static void PostNotAllowed(ProblemInspection inspection, string pointer, LocalizedText owner, ShiftType shiftType, string post) =>
        inspection.Add(
            "post-not-allowed", pointer,
            $"{owner.Zh}要求岗位“{post}”，但班次类型“{shiftType.Id}”不在该岗位上班；请把它加入班次类型的 posts，或改用其中之一。",
            $"{ProblemInspection.Sentence(owner.En)} asks for post '{post}', on which shift type '{shiftType.Id}' is not worked; add it to the posts of the shift type or use one of them.");

    private static void DayAllowed(ProblemInspection inspection, string pointer, LocalizedText owner, ShiftType shiftType, LocalDate date)
    {
        if (shiftType.Days.Count > 0 && !shiftType.Days.Contains(date.DayOfWeek))
        {
            inspection.Add(
                "day-not-allowed", pointer,
                $"{owner.Zh}在 {ProblemInspection.Iso(date)}（{date.DayOfWeek}），但班次类型“{shiftType.Id}”当天不能开始；请把这一天加入班次类型的 days，或改用别的班次类型。",
                $"The date {ProblemInspection.Iso(date)} of {owner.En} is a {date.DayOfWeek}, on which shift type '{shiftType.Id}' may not start; add the day to the shift type or use another one.");
        }
    }

    private sealed record Series(int Index, IntervalDemand Demand, LocalizedText Owner, Instant Start, Instant End);
}
