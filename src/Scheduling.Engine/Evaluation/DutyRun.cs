using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Evaluation;

/// <summary>A longest stretch of known days on each of which an employee has a duty of some kind (or none, for runs of days off).</summary>
public sealed class DutyRun
{
    private readonly Horizon _horizon;

    private DutyRun(Horizon horizon, LocalDate first, LocalDate last) => (_horizon, First, Last) = (horizon, first, last);

    /// <summary>First day.</summary>
    public LocalDate First { get; }

    /// <summary>Last day.</summary>
    public LocalDate Last { get; }

    /// <summary>Length in days.</summary>
    public int Days => Period.DaysBetween(First, Last) + 1;

    /// <summary>All runs of days whose duty satisfies a predicate, by date.</summary>
    public static IEnumerable<DutyRun> Of(RosterView roster, Employee employee, Func<Duty, bool> counts) =>
        Find(roster, date => roster.DutyOn(employee, date) is { } duty && counts(duty));

    /// <summary>All runs of days for which a predicate on the date holds.</summary>
    public static IEnumerable<DutyRun> Find(RosterView roster, Func<LocalDate, bool> counts)
    {
        LocalDate? first = null;
        LocalDate previous = default;
        foreach (LocalDate date in roster.KnownDates())
        {
            if (counts(date))
            {
                first ??= date;
            }
            else if (first is { } start)
            {
                yield return new DutyRun(roster.Horizon, start, previous);
                first = null;
            }

            previous = date;
        }

        if (first is { } open)
        {
            yield return new DutyRun(roster.Horizon, open, previous);
        }
    }

    /// <summary>Days too many: those with <paramref name="maximum"/> days of the run right before them, where they or one of those are in the horizon.</summary>
    public long DaysBeyond(int maximum)
    {
        long beyond = 0;
        for (LocalDate date = First.PlusDays(maximum); date <= Last; date = date.PlusDays(1))
        {
            if (date >= _horizon.Start && date.PlusDays(-maximum) <= _horizon.End())
            {
                beyond++;
            }
        }

        return beyond;
    }

    /// <summary>Days missing to <paramref name="minimum"/>; 0 when the run touches the first or last known day, or lies with its neighbours outside the horizon.</summary>
    public long DaysMissing(int minimum)
    {
        bool open = First == _horizon.KnownFrom() || Last == _horizon.KnownUntil();
        bool elsewhere = Last.PlusDays(1) < _horizon.Start || First.PlusDays(-1) > _horizon.End();
        return open || elsewhere ? 0 : Math.Max(0, minimum - Days);
    }
}
