using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.Wishes;

/// <content>Costs on the options that break a wish: those around its day that touch it, or all of its day that do not grant it.</content>
public sealed partial record WishesRule
{
    private const int ShortestDayMinutes = 1380;

    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        HashSet<int> inScope = [.. compiler.EmployeesInScope];
        // How many dates before a window a duty that reaches into it may start.
        int reachDays = 1 + (compiler.Options.Max(o => o.End - o.Start) / ShortestDayMinutes);
        foreach (Wish wish in compiler.Problem.Wishes)
        {
            int employee = compiler.EmployeeIndex(wish.Employee);
            if (!inScope.Contains(employee))
            {
                continue;
            }

            int day = timeline.DayOf(wish.Date);
            (int Start, int End)? window = WindowOf(timeline, wish);
            bool prefers = wish.Kind == WishKind.Prefer;
            bool looksBack = window is not null && !prefers;
            long excess = wish.Kind == WishKind.Cannot ? (long)wish.Priority * CannotFactor : wish.Priority;
            int firstDay = Math.Max(timeline.HorizonStart, looksBack ? day - reachDays : day);
            int lastDay = Math.Min(timeline.HorizonEnd - 1, looksBack ? day + 1 : day);
            for (int d = firstDay; d <= lastDay; d++)
            {
                foreach (Option option in compiler.OptionsOf(d))
                {
                    compiler.OptionCost(employee, option, Matches(wish, window, option) == prefers ? 0 : excess);
                }
            }
        }
    }

    /// <summary>Whether an option, of whatever day, is one the wish speaks of: a duty of its date, or for an avoided window any duty that touches it.</summary>
    internal static Func<Option, bool> SpokenOf(Timeline timeline, Wish wish)
    {
        (int Start, int End)? window = WindowOf(timeline, wish);
        bool ofTheDate = window is null || wish.Kind == WishKind.Prefer;
        return option => (!ofTheDate || option.Date == wish.Date) && Matches(wish, window, option);
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

        bool asksForDayOff = wish.Kind != WishKind.Prefer && wish.ShiftType is null && wish.Band is null;
        return asksForDayOff ? (timeline.StartMinute(wish.Date.AtMidnight()), timeline.StartMinute(wish.Date.PlusDays(1).AtMidnight())) : null;
    }

    private static bool Matches(Wish wish, (int Start, int End)? window, Option option) =>
        !option.IsOff
        && (wish.ShiftType is null || option.ShiftType!.Id == wish.ShiftType)
        && (wish.Band is null || option.Band!.Id == wish.Band)
        && (window is not { } w || option.Overlap(w.Start, w.End) > 0);
}
