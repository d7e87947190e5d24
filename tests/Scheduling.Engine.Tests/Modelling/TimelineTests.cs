using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Tests.Modelling;

public sealed class TimelineTests
{
    private static readonly Horizon Berlin = new() { Start = new LocalDate(2026, 3, 28), Days = 3, HistoryDays = 2, FixedDaysAfter = 1, TimeZone = "Europe/Berlin" };

    [Fact]
    public void Days_are_numbered_from_the_first_known_one()
    {
        Timeline timeline = Of(Berlin);
        Assert.Equal((new LocalDate(2026, 3, 26), 6, 2, 5), (timeline.First, timeline.Days, timeline.HorizonStart, timeline.HorizonEnd));
        Assert.Equal([false, false, true, true, true, false], Enumerable.Range(0, 6).Select(timeline.IsInHorizon));
        Assert.All(Enumerable.Range(-3, 12), day => Assert.Equal(day, timeline.DayOf(timeline.DateOf(day))));
    }

    [Fact]
    public void A_day_of_23_hours_makes_the_next_ones_begin_earlier() =>
        Assert.Equal([0, 1440, 2880, 4320, 5700, 7140, 8580, 10020], Enumerable.Range(0, 8).Select(Of(Berlin).DayStart));

    [Theory]
    [InlineData("Europe/Berlin", 2026, 3, 27)]
    [InlineData("Europe/Berlin", 2026, 10, 23)]
    [InlineData("America/Santiago", 2026, 9, 4)]
    [InlineData("Africa/Cairo", 2026, 4, 22)]
    [InlineData("Australia/Lord_Howe", 2026, 10, 2)]
    [InlineData("Asia/Shanghai", 2026, 7, 6)]
    public void Every_minute_has_a_local_time_that_leads_back_to_it_or_to_its_twin(string zone, int year, int month, int day)
    {
        Timeline timeline = Of(new Horizon { Start = new LocalDate(year, month, day), Days = 4, TimeZone = zone });
        for (int minute = 0; minute < timeline.DayStart(4); minute++)
        {
            LocalDateTime local = timeline.LocalOf(minute);
            int first = timeline.StartMinute(local);
            int last = timeline.EndMinute(local);
            Assert.True(first <= last && (minute == first || minute == last), $"{local} is minute {minute}, read as {first} and {last}.");
            Assert.InRange(minute, timeline.DayStart(timeline.DayOf(local.Date)), timeline.DayStart(timeline.DayOf(local.Date) + 1) - 1);
        }
    }

    [Fact]
    public void A_skipped_time_is_moved_forward_and_a_doubled_one_is_its_first_for_a_start_and_its_second_for_an_end()
    {
        Timeline spring = Of(Berlin);
        int skipped = spring.DayStart(3) + 150;
        Assert.Equal((skipped, skipped), (spring.StartMinute(new LocalDateTime(2026, 3, 29, 2, 30)), spring.EndMinute(new LocalDateTime(2026, 3, 29, 2, 30))));
        Assert.Equal(new LocalDateTime(2026, 3, 29, 3, 30), spring.LocalOf(skipped));

        Timeline autumn = Of(Berlin with { Start = new LocalDate(2026, 10, 25), HistoryDays = 0 });
        Assert.Equal((150, 210), (autumn.StartMinute(new LocalDateTime(2026, 10, 25, 2, 30)), autumn.EndMinute(new LocalDateTime(2026, 10, 25, 2, 30))));
        Assert.Equal(autumn.LocalOf(150), autumn.LocalOf(210));
    }

    [Fact]
    public void A_day_without_midnight_begins_at_one()
    {
        Timeline timeline = Of(new Horizon { Start = new LocalDate(2026, 9, 6), Days = 1, TimeZone = "America/Santiago" });
        Assert.Equal(new LocalDateTime(2026, 9, 6, 1, 0), timeline.LocalOf(timeline.DayStart(0)));
        Assert.Equal(0, timeline.StartMinute(new LocalDateTime(2026, 9, 6, 0, 0)));
        Assert.Equal(23 * 60, timeline.DayStart(1));
    }

    private static Timeline Of(Horizon horizon) => new(horizon);
}
