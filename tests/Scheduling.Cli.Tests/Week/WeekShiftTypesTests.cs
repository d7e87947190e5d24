using CsCheck;
using NodaTime;
using Scheduling.Cli.Input;
using Scheduling.Cli.Week;
using Scheduling.Engine.Domain;

namespace Scheduling.Cli.Tests.Week;

public sealed class WeekShiftTypesTests
{
    private static WeeklyHours Open(params (IsoDayOfWeek Day, int From, int To)[] periods) => new(
        [.. periods.Select(p => new OpeningPeriod { Day = p.Day, From = Clock(p.From), To = Clock(p.To) })],
        "Etc/UTC", IsoDayOfWeek.Monday, [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday]);

    private static LocalTime Clock(int minute) => LocalTime.FromMinutesSinceMidnight(minute % 1440);

    private static int Minute(LocalTime time) => time.Hour * 60 + time.Minute;

    private static int Presence(ShiftType type) => (Minute(type.Parts[0].End) - Minute(type.Parts[0].Start) + 1439) % 1440 + 1;

    [Fact]
    public void Every_shift_lies_inside_the_opening_hours_and_ids_are_unique() =>
        Gen.Select(Gen.Enum<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None), Gen.Int[0, 47], Gen.Int[1, 48]).Array[1, 7].Sample(periods =>
        {
            WeeklyHours hours = Open([.. periods.Select(p => (p.Item1, p.Item2 * 30, (p.Item2 + p.Item3) * 30))]);
            IReadOnlyList<ShiftType> types = WeekShiftTypes.For(hours, "calls");
            Assert.Equal(types.Count, types.Select(type => type.Id).Distinct().Count());
            foreach (ShiftType type in types)
            {
                IEnumerable<IsoDayOfWeek> days = type.Days.Count > 0 ? type.Days : Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None);
                Assert.All(days, day => Assert.All(type.Starts(), start => Assert.True(hours.IsAllOpen(day, Minute(start), Presence(type)))));
                Assert.All(type.Breaks, window => Assert.True(window.LatestMinutes + window.Minutes < Presence(type)));
            }
        });

    [Fact]
    public void An_eight_hour_shift_may_start_at_every_half_hour_at_which_it_fits()
    {
        IReadOnlyList<ShiftType> types = WeekShiftTypes.For(Open((IsoDayOfWeek.Monday, 420, 1290)), "calls");
        IEnumerable<int> starts = types.Where(type => type.Id.EndsWith('8')).SelectMany(type => type.Starts()).Select(Minute).Order();
        Assert.Equal(Enumerable.Range(0, 13).Select(i => 420 + i * 30), starts);
        Assert.All(types, type => Assert.Equal([IsoDayOfWeek.Monday], type.Days));
    }

    [Fact]
    public void There_are_night_shifts_only_where_it_is_open_at_night()
    {
        (IsoDayOfWeek, int, int)[] always = [.. Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None).Select(day => (day, 0, 1440))];
        Assert.Contains(WeekShiftTypes.For(Open(always), "calls"), type => type.Band == "night");
        Assert.DoesNotContain(WeekShiftTypes.For(Open((IsoDayOfWeek.Monday, 420, 1440)), "calls"), type => type.Band == "night");
    }

    [Fact]
    public void A_day_of_four_hours_has_a_shift_of_four_hours() =>
        Assert.Equal(240, Presence(Assert.Single(WeekShiftTypes.For(Open((IsoDayOfWeek.Saturday, 1200, 1440)), "calls"))));
}
