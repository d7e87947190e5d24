using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Modelling;

public sealed class OptionBuilderTests
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    [Fact]
    public void The_first_option_of_each_day_is_off_and_lasts_no_time()
    {
        RosterModel model = RosterModel.Compile(TinyProblem.Of(1, 3));
        Assert.Equal([0, 4, 8, 12], model.DayOffsets);
        Assert.All(Enumerable.Range(0, 3), day =>
        {
            Option off = model.Options[model.DayOffsets[day]];
            Assert.True(off.IsOff && !off.IsWork && !off.IsStandby && !off.IsNight);
            Assert.Equal((model.Timeline.DayStart(day), model.Timeline.DayStart(day), 0), (off.Start, off.End, off.PaidMinutes));
        });
    }

    [Fact]
    public void A_shift_is_offered_at_each_start_on_each_post_on_its_weekdays_only()
    {
        ShiftType shift = TinyProblem.Early with
        {
            Posts = ["phone", "chat"],
            Days = [IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday],
            StartWindow = new StartWindow { Earliest = new LocalTime(6, 0), Latest = new LocalTime(7, 0) },
        };
        RosterModel model = RosterModel.Compile(TinyProblem.Of(1, 3) with { ShiftTypes = [shift], Posts = [new Post { Id = "phone" }, new Post { Id = "chat" }] });
        Assert.Equal([0, 7, 8, 15], model.DayOffsets);
        Assert.Equal(
            [(360, "phone"), (360, "chat"), (390, "phone"), (390, "chat"), (420, "phone"), (420, "chat")],
            model.Options[1..7].Select(o => (o.Start, o.Post!)));
        Assert.All(model.Options.Where(o => !o.IsOff), o => Assert.Equal(480, o.PaidMinutes));
    }

    [Fact]
    public void Fixed_days_offer_what_was_worked_and_nothing_else()
    {
        SchedulingProblem problem = TinyProblem.Of(2, 1);
        problem = problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N"), TinyProblem.Duty("B", Monday.PlusDays(-1), "N")],
            FixedAfter = [TinyProblem.Duty("B", Monday.PlusDays(1), "E")],
        };
        RosterModel model = RosterModel.Compile(problem);
        Assert.Equal(["", "N", "", "E", "L", "N", "", "E"], model.Options.Select(o => o.ShiftType?.Id ?? ""));
        Assert.Equal([1, 2, 6, 1, 2, 7], model.FixedCells.Options);
    }

    [Fact]
    public void Parts_of_a_split_shift_go_on_after_midnight()
    {
        ShiftType split = TinyProblem.Night with { Parts = [Part(20, 23), Part(1, 3, PartKind.Standby), Part(3, 5), Part(20, 21)] };
        AssertParts(split, new LocalTime(20, 0), [(1200, 1380), (1500, 1620), (1620, 1740), (2640, 2700)], 480);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(22)]
    public void A_part_that_ends_when_it_starts_lasts_24_hours(int hour)
    {
        ShiftType whole = TinyProblem.Night with { Parts = [Part(hour, hour)] };
        AssertParts(whole, new LocalTime(hour, 0), [(hour * 60, (hour + 24) * 60)], 1440);
    }

    [Theory]
    [InlineData(19, 0)]
    [InlineData(20, 0)]
    [InlineData(23, 30)]
    public void A_later_or_earlier_start_moves_every_part(int hour, int minute)
    {
        var start = new LocalTime(hour, minute);
        int moved = (hour * 60) + minute - 1200;
        ShiftType split = TinyProblem.Night with
        {
            Parts = [Part(20, 23), Part(1, 3)],
            StartWindow = new StartWindow { Earliest = new LocalTime(19, 0), Latest = new LocalTime(23, 30) },
        };
        AssertParts(split, start, [(1200 + moved, 1380 + moved), (1500 + moved, 1620 + moved)], 300);
    }

    [Fact]
    public void Unpaid_breaks_are_taken_off_the_paid_minutes_unless_these_are_given()
    {
        ShiftType shift = TinyProblem.Early with
        {
            Breaks = [new BreakWindow { EarliestMinutes = 120, LatestMinutes = 180, StepMinutes = 30, Minutes = 45 }, new BreakWindow { EarliestMinutes = 300, LatestMinutes = 310, Minutes = 10, Paid = true }],
        };
        RosterModel model = RosterModel.Compile(TinyProblem.Of(1, 1) with { ShiftTypes = [shift, shift with { Id = "P", PaidMinutes = 500 }] });
        Assert.Equal([435, 500], model.Options[1..].Select(o => o.PaidMinutes));
        Assert.Equal([(0, 3), (3, 1)], model.Options[1].Breaks.Select(b => (b.FirstPlacement, b.Count)));
        Assert.Equal([(120, 540, 585), (150, 570, 615), (180, 600, 645), (300, 720, 730)], model.Placements[..4].Select(p => (p.AfterMinutes, p.Start, p.End)));
    }

    private static ShiftPart Part(int from, int to, PartKind kind = PartKind.Work) =>
        new() { Start = new LocalTime(from, 0), End = new LocalTime(to, 0), Kind = kind };

    /// <summary>The parts, in minutes since the date's midnight, as the model and as the evaluator see them.</summary>
    private static void AssertParts(ShiftType shift, LocalTime start, (int, int)[] parts, int paid)
    {
        SchedulingProblem problem = TinyProblem.Of(1, 1) with { ShiftTypes = [shift] };
        Option option = RosterModel.Compile(problem).Options.Single(o => !o.IsOff && o.StartTime == start);
        Assert.Equal(parts, option.Segments.Select(s => (s.Start, s.End)));
        Assert.Equal((parts[0].Item1, parts[^1].Item2, paid), (option.Start, option.End, option.PaidMinutes));
        var view = new RosterView(problem, new Roster { Assignments = [TinyProblem.Duty("A", Monday, shift.Id) with { Start = start }] });
        Duty duty = view.DutyOn(problem.Employees[0], Monday)!;
        Assert.Equal(parts, duty.Parts.Select(p => (Minute(p.Start), Minute(p.End))));
        Assert.Equal(shift.Parts.Select(p => p.Kind), duty.Parts.Select(p => p.Kind));
        Assert.Equal(paid, duty.PaidMinutes);

        int Minute(Instant instant) => (int)(instant - view.StartOf(Monday)).TotalMinutes;
    }
}
