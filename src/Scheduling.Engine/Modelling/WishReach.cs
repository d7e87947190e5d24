using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Modelling;

/// <summary>Which options of which days a wish speaks of, and which of them break it.</summary>
internal sealed class WishReach
{
    private const int ShortestDayMinutes = 1380;

    private readonly Wish _wish;
    private readonly (int Start, int End)? _window;

    /// <param name="timeline">The days.</param>
    /// <param name="wish">The wish.</param>
    /// <param name="longest">Minutes from the start to the end of the longest option.</param>
    public WishReach(Timeline timeline, Wish wish, int longest)
    {
        _wish = wish;
        _window = WindowOf(timeline, wish);
        int day = timeline.DayOf(wish.Date);
        IsOfAnyDate = _window is not null && !Prefers && wish.Partner is null;

        // How many dates before a window a duty that reaches into it may start.
        int reachDays = 1 + (longest / ShortestDayMinutes);
        FirstDay = Math.Max(timeline.HorizonStart, IsOfAnyDate ? day - reachDays : day);
        LastDay = Math.Min(timeline.HorizonEnd - 1, IsOfAnyDate ? day + 1 : day);
    }

    /// <summary>First day whose options may break the wish; after <see cref="LastDay"/> when there is none.</summary>
    public int FirstDay { get; }

    /// <summary>Last day whose options may break the wish.</summary>
    public int LastDay { get; }

    /// <summary>Whether the wish speaks of any duty that touches its window, not only of the duty of its date.</summary>
    public bool IsOfAnyDate { get; }

    private bool Prefers => _wish.Kind == WishKind.Prefer;

    /// <summary>Whether the wish speaks of an option of its days.</summary>
    public bool Matches(Option option) =>
        !option.IsOff
        && (_wish.ShiftType is null || option.ShiftType!.Id == _wish.ShiftType)
        && (_wish.Band is null || option.Band!.Id == _wish.Band)
        && (_window is not { } w || option.Overlap(w.Start, w.End) > 0);

    /// <summary>Whether the wish is broken by an option of its days, beside an option of the partner on the same day where it names one.</summary>
    public bool IsBroken(Option option, Option? partner)
    {
        bool done = Matches(option) && (_wish.Partner is null || option.ShiftType == partner?.ShiftType);
        return done != Prefers;
    }

    /// <summary>The window of the wish; the whole day when somebody asks for a day off; null when only the duty of the day is meant.</summary>
    private static (int Start, int End)? WindowOf(Timeline timeline, Wish wish)
    {
        if (wish.From is { } from)
        {
            LocalTime to = wish.To ?? LocalTime.Midnight;
            LocalDate lastDay = to <= from ? wish.Date.PlusDays(1) : wish.Date;
            return (timeline.StartMinute(wish.Date + from), timeline.EndMinute(lastDay + to));
        }

        bool asksForDayOff = wish.Kind != WishKind.Prefer && wish.ShiftType is null && wish.Band is null && wish.Partner is null;
        return asksForDayOff ? (timeline.StartMinute(wish.Date.AtMidnight()), timeline.StartMinute(wish.Date.PlusDays(1).AtMidnight())) : null;
    }
}
