using NodaTime;
using Scheduling.Cli.Input;

namespace Scheduling.Cli.Tests.Input;

public sealed class CallsFileTests
{
    private static readonly LocalDate Monday = new(2003, 3, 3);

    [Fact]
    public void Days_of_a_weekday_file_skip_weekends()
    {
        using var folder = new TemporaryFolder();
        CallsFile calls = CallsFile.Read(folder.Write("c.csv", "day,weekday,start,calls\n5,Fri,07:00,10\n6,Mon,07:05,20\n"), Monday);
        Assert.True(calls.CountsWeekdays);
        Assert.Equal([new LocalDate(2003, 3, 7), new LocalDate(2003, 3, 10)], calls.History.Dates);
        Assert.Equal(5, calls.History.IntervalMinutes);
        Assert.Equal(20, calls.History.CallsAt(new LocalDate(2003, 3, 10), 85));
    }

    [Fact]
    public void A_first_day_in_the_middle_of_a_week_is_counted_from_there()
    {
        using var folder = new TemporaryFolder();
        CallsFile calls = CallsFile.Read(folder.Write("c.csv", "day,weekday,start,calls\n1,Wed,07:00,1\n4,Mon,07:00,1\n"), Monday.PlusDays(2));
        Assert.Equal([new LocalDate(2003, 3, 5), new LocalDate(2003, 3, 10)], calls.History.Dates);
    }

    [Fact]
    public void Line_ends_quotes_blank_lines_and_a_mark_of_UTF_8_do_not_matter()
    {
        using var folder = new TemporaryFolder();
        CallsFile calls = CallsFile.Read(folder.Write("c.csv", "\uFEFF\"Start\",\"Calls\"\r\n2026-07-06 07:00,1\r\n\r\n2026-07-06T07:30:00,2.5\r\n"), Monday);
        Assert.False(calls.CountsWeekdays);
        Assert.Equal(30, calls.History.IntervalMinutes);
        Assert.Equal(2.5, calls.History.CallsAt(new LocalDate(2026, 7, 6), 15));
    }

    [Fact]
    public void Recorded_intervals_are_the_opening_hours_whatever_the_counts()
    {
        using var folder = new TemporaryFolder();
        CallsFile calls = CallsFile.Read(folder.Write("c.csv", "start,calls\n2026-07-06T07:00,0\n2026-07-06T07:30,9\n2026-07-06T20:00,0\n"), Monday);
        WeeklyHours hours = WeeklyHours.FromHistory(calls.History);
        Assert.True(hours.IsAllOpen(IsoDayOfWeek.Monday, 7 * 60, 13 * 60 + 30));
        Assert.False(hours.IsAllOpen(IsoDayOfWeek.Monday, 7 * 60 - 1, 2));
        Assert.False(hours.IsAnyOpen(new LocalDateTime(2026, 7, 7, 7, 0), 1440));
    }
}
