using NodaTime;
using Scheduling.Cli.Input;
using Scheduling.Engine.Domain;

namespace Scheduling.Cli.Week;

/// <summary>
/// The shift types of a generated week: every template at every half hour at which the whole shift lies inside the opening hours, cut
/// into bands. Days that are open alike share their shift types.
/// </summary>
internal static class WeekShiftTypes
{
    private const int Step = 30;

    /// <summary>A shift with at least this much time between midnight and five belongs to the night.</summary>
    private const int NightMinutes = 120;

    public static Band Early { get; } = new() { Id = "early", Name = "早班 Early", Order = 0 };

    public static Band Mid { get; } = new() { Id = "mid", Name = "中班 Mid", Order = 1 };

    public static Band Late { get; } = new() { Id = "late", Name = "晚班 Late", Order = 2 };

    public static Band Night { get; } = new() { Id = "night", Name = "夜班 Night", Order = 3, Night = true };

    public static IReadOnlyList<ShiftType> For(WeeklyHours hours, string post)
    {
        var days = Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None)
            .Select(day => (Day: day, Starts: StartsOn(hours, day)))
            .Where(day => day.Starts.Count > 0)
            .GroupBy(day => string.Join(';', day.Starts.Select(s => $"{s.Template.Code}@{s.Minute}{s.Band.Id}")))
            .OrderByDescending(group => group.Count())
            .ToList();
        List<ShiftType> types = [];
        for (int group = 0; group < days.Count; group++)
        {
            IsoDayOfWeek[] weekdays = [.. days[group].Select(day => day.Day)];
            string suffix = group == 0 ? "" : "-" + string.Join('-', weekdays.Select(day => day.ToString()[..3].ToLowerInvariant()));
            foreach (var run in days[group].First().Starts.GroupBy(s => (s.Template, s.Band)))
            {
                types.AddRange(Runs([.. run.Select(s => s.Minute).Order()]).Select((window, part) => new ShiftType
                {
                    Id = $"{char.ToUpperInvariant(run.Key.Band.Id[0])}{run.Key.Template.Code}{(part == 0 ? "" : "." + (part + 1))}{suffix}",
                    Name = $"{run.Key.Band.Name} {run.Key.Template.Code} h",
                    Band = run.Key.Band.Id,
                    Parts = [new ShiftPart { Start = Clock(window.First), End = Clock(window.First + run.Key.Template.PresenceMinutes) }],
                    StartWindow = new StartWindow { Earliest = Clock(window.First), Latest = Clock(window.Last), StepMinutes = Step },
                    Breaks = run.Key.Template.Breaks,
                    Posts = [post],
                    Days = weekdays.Length == 7 ? [] : weekdays,
                }));
            }
        }

        return types;
    }

    /// <summary>The bands that shift types belong to, in order.</summary>
    public static IReadOnlyList<Band> BandsOf(IReadOnlyList<ShiftType> types) =>
        [.. new[] { Early, Mid, Late, Night }.Where(band => types.Any(type => type.Band == band.Id))];

    private static List<(ShiftTemplate Template, int Minute, Band Band)> StartsOn(WeeklyHours hours, IsoDayOfWeek day)
    {
        List<(ShiftTemplate Template, int Minute, Band Band)> starts = [];
        foreach (ShiftTemplate template in ShiftTemplate.Usual.Append(ShiftTemplate.Short))
        {
            if (template == ShiftTemplate.Short && starts.Exists(start => start.Template.PaidMinutes >= 480))
            {
                break;
            }

            for (int minute = 0; minute < 1440; minute += Step)
            {
                if (hours.IsAllOpen(day, minute, template.PresenceMinutes))
                {
                    starts.Add((template, minute, BandOf(hours, day, minute, template.PresenceMinutes)));
                }
            }
        }

        if (starts.Count == 0 && Opening(hours, day) is { } open && open.Length >= Step)
        {
            starts.Add((ShiftTemplate.WholeDay(open.Length), open.Minute, Mid));
        }

        return starts;
    }

    // The first stretch that begins on the day, when it is too short for any template.
    private static (int Minute, int Length)? Opening(WeeklyHours hours, IsoDayOfWeek day)
    {
        for (int minute = 0; minute < 1440; minute += Step)
        {
            if (hours.IsAllOpen(day, minute, 1))
            {
                int length = 1;
                while (length < 1440 && hours.IsAllOpen(day, minute, length + 1))
                {
                    length++;
                }

                return (minute, length);
            }
        }

        return null;
    }

    private static Band BandOf(WeeklyHours hours, IsoDayOfWeek day, int minute, int presence)
    {
        if (Enumerable.Range(minute, presence).Count(m => m % 1440 < 300) >= NightMinutes)
        {
            return Night;
        }

        int before = 0;
        while (before < 1440 && minute - before - 1 + ((int)day - 1) * 1440 >= 0 && hours.IsAllOpen(day, minute - before - 1, 1))
        {
            before++;
        }

        int after = 0;
        while (after < 1440 && hours.IsAllOpen(day, minute + presence + after, 1))
        {
            after++;
        }

        if (before + presence + after >= 1440)
        {
            return minute < 600 ? Early : minute < 840 ? Mid : Late;
        }

        // Thirds of the time by which the shift can move within the day.
        double place = before + after == 0 ? 0.5 : before / (double)(before + after);
        return place < 1 / 3.0 ? Early : place <= 2 / 3.0 ? Mid : Late;
    }

    private static IEnumerable<(int First, int Last)> Runs(int[] minutes)
    {
        int first = minutes[0];
        for (int i = 1; i <= minutes.Length; i++)
        {
            if (i == minutes.Length || minutes[i] != minutes[i - 1] + Step)
            {
                yield return (first, minutes[i - 1]);
                first = i < minutes.Length ? minutes[i] : 0;
            }
        }
    }

    private static LocalTime Clock(int minute) => LocalTime.FromMinutesSinceMidnight(minute % 1440);
}
