using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Domain;

public sealed class ShiftTypeTests
{
    [Fact]
    public void Without_a_window_a_shift_starts_when_its_first_part_does() =>
        Assert.Equal([new LocalTime(22, 0)], TinyProblem.Night.Starts());

    [Theory]
    [InlineData(7, 0, 8, 0, 30, new[] { 420, 450, 480 })]
    [InlineData(7, 0, 8, 10, 30, new[] { 420, 450, 480 })]
    [InlineData(7, 0, 7, 0, 15, new[] { 420 })]
    [InlineData(23, 0, 23, 59, 30, new[] { 1380, 1410 })]
    [InlineData(0, 0, 23, 59, 720, new[] { 0, 720 })]
    public void A_window_offers_every_step_from_the_earliest_to_the_latest(int fromHour, int fromMinute, int toHour, int toMinute, int step, int[] minutes)
    {
        ShiftType shift = TinyProblem.Early with { StartWindow = new StartWindow { Earliest = new LocalTime(fromHour, fromMinute), Latest = new LocalTime(toHour, toMinute), StepMinutes = step } };
        Assert.Equal(minutes.Select(LocalTime.FromMinutesSinceMidnight), shift.Starts());
    }

    [Fact]
    public void A_shift_is_standby_only_when_all_its_parts_are()
    {
        ShiftPart work = TinyProblem.Early.Parts[0];
        Assert.True(TinyProblem.Standby.IsStandby());
        Assert.False(TinyProblem.Early.IsStandby());
        Assert.False((TinyProblem.Standby with { Parts = [TinyProblem.Standby.Parts[0], work] }).IsStandby());
    }

    [Fact]
    public void The_horizon_knows_its_last_day_and_the_fixed_days_around_it()
    {
        var horizon = new Horizon { Start = new LocalDate(2026, 2, 26), Days = 7, HistoryDays = 30, FixedDaysAfter = 3 };
        Assert.Equal(new LocalDate(2026, 3, 4), horizon.End());
        Assert.Equal(new LocalDate(2026, 1, 27), horizon.KnownFrom());
        Assert.Equal(new LocalDate(2026, 3, 7), horizon.KnownUntil());
        Assert.Equal([false, true, true, false], new[] { 25, 26, 32, 33 }.Select(d => horizon.Contains(new LocalDate(2026, 2, 1).PlusDays(d - 1))));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void A_skill_is_held_from_its_first_to_its_last_day(int day, bool held)
    {
        var skill = new EmployeeSkill { Skill = "calls", From = TinyProblem.Monday, Until = TinyProblem.Monday.PlusDays(3) };
        Assert.Equal(held, skill.HeldOn(TinyProblem.Monday.PlusDays(day)));
    }
}
