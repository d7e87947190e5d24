using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>Shift types of every kind: fixed, movable, split, over midnight, right after it, round the clock, standby, with a meeting first.</summary>
internal static class RandomShifts
{
    private const int Day = 1440;

    public static IReadOnlyList<ShiftType> Of(Dice dice, ProblemSize size, SchedulingProblem problem)
    {
        int count = dice.Number(size.LeastShiftTypes, size.MostShiftTypes);
        return [.. Enumerable.Range(1, count).Select(i => Make(dice, size, problem, "s" + i))];
    }

    private static ShiftType Make(Dice dice, ProblemSize size, SchedulingProblem problem, string id)
    {
        int step = dice.Chance(0.1) ? 7 : 30;
        bool clocksChange = problem.Horizon.TimeZone != "Asia/Shanghai" && dice.Chance(0.4);
        ShiftType shift = clocksChange ? AtTheChange(dice, id) : dice.Number(0, 9) switch
        {
            0 or 1 or 2 => Plain(id, dice.Pick(["early", "mid", "late"]), dice.Number(5 * 60 / step, 16 * 60 / step) * step, dice.Number(4, 10) * 60, PartKind.Work),
            3 => Movable(dice, size, Plain(id, dice.Pick(["early", "mid", "night"]), dice.Number(0, 17) * 60, dice.Number(4, 9) * 60, PartKind.Work)),
            4 => Split(dice, id),
            5 or 6 => Plain(id, "night", dice.Number(40, 47) * 30, dice.Number(12, 20) * 30, PartKind.Work),
            7 => Plain(id, dice.Pick(["night", "early"]), dice.Number(0, 8) * 30, dice.Number(10, 18) * 30, PartKind.Work),
            8 => Plain(id, dice.Pick(["early", "late"]), dice.Number(0, 40) * 30, dice.Pick([480, 720, 1410, Day]), PartKind.Standby),
            _ => dice.Chance(0.5)
                ? Plain(id, dice.Pick(["early", "night"]), dice.Number(0, 47) * 30, dice.Pick([Day, Day - 30, 1200]), PartKind.Work)
                : WithMeeting(dice, id),
        };
        string[] posts = [.. dice.Some(problem.Posts.Select(p => p.Id), 0.6).Take(size.MostChoices)];
        return shift with
        {
            Posts = dice.Chance(0.25) ? [] : posts,
            Days = dice.Chance(0.15) ? dice.Some(Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d), 0.7) : [],
            PaidMinutes = dice.Maybe(shift.IsStandby() ? 0.6 : 0.1, () => dice.Number(0, 12) * 60),
            Breaks = dice.Chance(0.5) ? Breaks(dice, size, shift) : [],
            Parts = [.. shift.Parts.Select(p => dice.Chance(0.1) ? p with { Post = dice.Pick(problem.Posts).Id } : p)],
            Overtime = dice.Chance(0.12) && shift.Parts[^1].Kind == PartKind.Work && Spans(shift)[^1].To <= Day - 120 ? new OvertimeTail { MaximumMinutes = dice.Pick([60, 90, 120]), StepMinutes = dice.Pick([60, 90]) } : null,
            IsOvertime = dice.Chance(0.05),
        };
    }

    private static ShiftType Plain(string id, string band, int start, int minutes, PartKind kind) => new()
    {
        Id = id,
        Name = id,
        Band = band,
        Parts = [Part(start, start + minutes, kind)],
    };

    /// <summary>Starts or ends in the small hours that a change of the clocks skips or repeats.</summary>
    private static ShiftType AtTheChange(Dice dice, string id)
    {
        int hour = dice.Pick([0, 30, 60, 90, 105, 120, 150, 180]);
        int minutes = dice.Number(8, 20) * 30;
        return dice.Chance(0.4)
            ? Plain(id, "night", hour, minutes, PartKind.Work)
            : Plain(id, dice.Pick(["late", "night"]), hour + Day - minutes, minutes, dice.Chance(0.2) ? PartKind.Standby : PartKind.Work);
    }

    private static ShiftType Movable(Dice dice, ProblemSize size, ShiftType shift)
    {
        int step = dice.Pick([30, 45, 60]);
        int earliest = dice.Number(0, 16) * 60;
        return shift with
        {
            StartWindow = new StartWindow
            {
                Earliest = Clock(earliest),
                Latest = Clock(Math.Min(Day - 1, earliest + (step * dice.Number(1, Math.Max(1, size.MostChoices - 1))))),
                StepMinutes = step,
            },
        };
    }

    private static ShiftType Split(Dice dice, string id)
    {
        int start = dice.Number(6, 14) * 60;
        int first = start + (dice.Number(2, 4) * 60);
        int second = first + (dice.Number(1, 4) * 60);
        return new ShiftType
        {
            Id = id,
            Name = id,
            Band = dice.Pick(["early", "mid", "late"]),
            Parts = [Part(start, first, PartKind.Work), Part(second, second + (dice.Number(2, 5) * 60), dice.Chance(0.2) ? PartKind.Activity : PartKind.Work)],
        };
    }

    private static ShiftType WithMeeting(Dice dice, string id)
    {
        int start = dice.Number(6, 22) * 60;
        return new ShiftType
        {
            Id = id,
            Name = id,
            Band = start > 18 * 60 ? "night" : "mid",
            Parts = [Part(start, start + 15, PartKind.Activity), Part(start + 15, start + 15 + (dice.Number(4, 8) * 60), PartKind.Work)],
        };
    }

    /// <summary>Up to two breaks, in order, each inside the same part of the shift.</summary>
    private static List<BreakWindow> Breaks(Dice dice, ProblemSize size, ShiftType shift)
    {
        (int From, int To) part = dice.Pick(Spans(shift));
        List<BreakWindow> breaks = [];
        int free = part.From;
        for (int i = dice.Number(1, 2); i > 0; i--)
        {
            int step = dice.Pick([15, 30, 60]);
            int minutes = dice.Pick([10, 15, 30, 60]);
            int earliest = free + (dice.Number(0, 6) * 15);
            int latest = earliest + (step * dice.Number(0, size.MostChoices - 1)) + dice.Pick([0, 0, 7]);
            if (latest + minutes > part.To)
            {
                break;
            }

            breaks.Add(new BreakWindow
            {
                EarliestMinutes = earliest,
                LatestMinutes = latest,
                Minutes = minutes,
                StepMinutes = step,
                Paid = dice.Chance(0.4),
                Activity = dice.Chance(0.2) ? "training" : "",
            });
            free = latest + minutes;
        }

        return breaks;
    }

    /// <summary>Parts of work, or of standby, in minutes since the start.</summary>
    private static List<(int From, int To)> Spans(ShiftType shift)
    {
        int origin = Minutes(shift.Parts[0].Start);
        List<(int, int)> spans = [];
        int clock = origin;
        foreach (ShiftPart part in shift.Parts)
        {
            int from = clock + ((Minutes(part.Start) - clock + (2 * Day)) % Day);
            int to = from + ((Minutes(part.End) - from + (3 * Day) - 1) % Day) + 1;
            if (part.Kind != PartKind.Activity)
            {
                spans.Add((from - origin, to - origin));
            }

            clock = to;
        }

        return spans;
    }

    private static int Minutes(LocalTime time) => (int)(time.TickOfDay / NodaConstants.TicksPerMinute);

    private static LocalTime Clock(int minute) => LocalTime.FromMinutesSinceMidnight(minute % Day);

    private static ShiftPart Part(int from, int to, PartKind kind) => new() { Start = Clock(from), End = Clock(to), Kind = kind };
}
