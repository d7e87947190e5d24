using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Solving.Improving;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>Windows of everybody that roll over the horizon.</summary>
public sealed class RollingPartsTests
{
    private const double Much = 0.2;
    private static readonly RosterModel Ward = DiveTests.Ward;
    private static readonly int First = Ward.Timeline.HorizonStart;
    private static readonly int Horizon = Ward.Timeline.HorizonEnd - Ward.Timeline.HorizonStart;

    [Fact]
    public void A_round_frees_everybody_on_every_day_and_windows_overlap()
    {
        RollingParts parts = Parts(10);
        int[] times = new int[Horizon];
        int last;
        do
        {
            (int first, last) = Window(parts);
            for (int day = first; day <= last; day++)
            {
                times[day - First]++;
            }

            parts.Learn(true, Much, 0.4);
        }
        while (last < Ward.Timeline.HorizonEnd - 1);

        Assert.All(times, t => Assert.True(t > 0));
        Assert.Contains(times, t => t > 1);
        Assert.False(parts.IsOver);
        Assert.Equal(First, Window(parts).First);
    }

    [Fact]
    public void A_window_that_takes_too_long_is_halved_and_none_grows_any_more()
    {
        RollingParts parts = Parts(20);
        parts.Learn(false, 0, 1);
        (int first, int last) = Window(parts);
        Assert.Equal((First, 10), (first, last - first + 1));
        parts.Learn(true, Much, 0.01);
        Assert.Equal(10, Days(parts));
    }

    [Fact]
    public void Windows_grow_at_once_when_they_are_quick_and_after_a_round_that_gained_little()
    {
        RollingParts quick = Parts(10);
        quick.Learn(true, Much, 0.1);
        Assert.Equal(15, Days(quick));

        RollingParts slow = Parts(10);
        while (Days(slow) == 10)
        {
            slow.Learn(true, 0, 0.4);
        }

        Assert.Equal((15, false), (Days(slow), slow.IsOver));
    }

    [Fact]
    public void A_round_that_gained_little_is_the_last_when_windows_cannot_grow()
    {
        RollingParts parts = Parts(Horizon);
        parts.Learn(true, Much, 0.1);
        Assert.False(parts.IsOver);
        parts.Learn(true, 0.01, 0.1);
        Assert.True(parts.IsOver);

        RollingParts long_ = Parts(10);
        for (int window = 0; window < Horizon && !long_.IsOver; window++)
        {
            long_.Learn(true, 0, 0.9);
        }

        Assert.True(long_.IsOver);
    }

    [Fact]
    public void Windows_that_take_too_long_however_few_days_they_have_are_given_up()
    {
        RollingParts parts = Parts(20);
        for (int window = 0; window < 10 && !parts.IsOver; window++)
        {
            parts.Learn(false, 0, 1);
        }

        Assert.True(parts.IsOver);
    }

    [Fact]
    public void Another_thread_begins_with_the_middle()
    {
        var parts = new RollingParts(Ward, OptionsFor(7), fromMiddle: true);
        Assert.Equal(First + (Horizon / 2), Window(parts).First);
    }

    private static RollingParts Parts(int days) => new(Ward, OptionsFor(days), fromMiddle: false);

    /// <summary>Options of a cell with which the first windows have so many days.</summary>
    private static double OptionsFor(int days) => 13_000 / ((days + 0.5) * Ward.Employees);

    private static int Days(RollingParts parts)
    {
        (int first, int last) = Window(parts);
        return last - first + 1;
    }

    private static (int First, int Last) Window(RollingParts parts)
    {
        FreeCells free = parts.Next();
        int[] days = [.. free.Cells.Select(c => c % Ward.Timeline.Days).Distinct().Order()];
        Assert.Equal(days.Length * Ward.Employees, free.Cells.Distinct().Count());
        return (days[0], days[^1]);
    }
}
