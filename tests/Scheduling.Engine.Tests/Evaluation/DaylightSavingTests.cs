using NodaTime;
using NodaTime.Text;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules.CoverageFloor;
using Scheduling.Engine.Rules.IntervalCoverage;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Tests.Rules;
using Scheduling.Engine.Tests.Rules.IntervalCoverage;

namespace Scheduling.Engine.Tests.Evaluation;

/// <summary>Hours are elapsed time: the model and the evaluator agree with a table worked out by hand, and so do the machine's own zone data.</summary>
public sealed class DaylightSavingTests
{
    /// <summary>Zone, date, minutes of the shift 22:00–06:00 that starts then, and whether the zone's law is so old that every machine knows it.</summary>
    public static TheoryData<string, string, int, bool> Nights => new()
    {
        { "Europe/Berlin", "2026-03-28", 420, true },
        { "Europe/Berlin", "2026-10-24", 540, true },
        { "Europe/Berlin", "2026-07-06", 480, true },
        { "America/New_York", "2026-03-07", 420, true },
        { "America/New_York", "2026-10-31", 540, true },
        { "Australia/Lord_Howe", "2026-04-04", 510, true },
        { "Australia/Lord_Howe", "2026-10-03", 450, true },
        { "America/Santiago", "2026-09-05", 420, false },
        { "Africa/Cairo", "2026-04-23", 420, false },
        { "Africa/Casablanca", "2026-02-14", 540, false },
        { "Asia/Shanghai", "2026-03-28", 480, true },
        { "Asia/Shanghai", "2026-10-24", 480, true },
    };

    [Theory]
    [MemberData(nameof(Nights))]
    public void A_night_lasts_as_long_as_the_table_says_in_the_model_and_in_the_evaluator(string zone, string date, int minutes, bool settled)
    {
        Assert.True(settled || minutes != 480, "A row that some machines may not know must be a night with a change of clocks.");
        SchedulingProblem problem = In(zone, date, 1, TinyProblem.Night);
        Option option = OptionOf(RosterModel.Compile(problem), "N", 0);
        Duty duty = DutyOf(problem, "N");
        Assert.Equal((minutes, minutes), (option.End - option.Start, option.PaidMinutes));
        Assert.Equal((minutes, minutes), ((int)(duty.End - duty.Start).TotalMinutes, duty.PaidMinutes));
    }

    /// <summary>
    /// The machine's zone data are a second opinion. A machine that knows of no change in a night of a law made in recent years has older data than the table:
    /// the table rules, and the row is reported as skipped. Any other difference is a failure.
    /// </summary>
    [Theory]
    [MemberData(nameof(Nights))]
    public void The_zone_data_of_the_machine_say_the_same_as_the_table(string zone, string date, int minutes, bool settled)
    {
        LocalDate day = LocalDatePattern.Iso.Parse(date).Value;
        long? machine = WallClock.Of(zone)?.Minutes(day.At(new LocalTime(22, 0)), day.PlusDays(1).At(new LocalTime(6, 0)));
        Assert.SkipWhen(machine is null, $"This machine has no zone data for {zone}; the table's {minutes} min stand unconfirmed.");
        Assert.SkipWhen(machine == 480 && !settled, $"This machine's zone data know of no change in {zone} on {date}; the table's {minutes} min rule.");
        Assert.Equal(minutes, machine);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28", "14:00", "22:00", "07:00", 480)]
    [InlineData("Europe/Berlin", "2026-10-24", "14:00", "22:00", "07:00", 600)]
    [InlineData("Europe/Berlin", "2026-03-28", "22:00", "06:00", "14:00", 480)]
    [InlineData("Europe/Berlin", "2026-10-24", "18:00", "02:30", "13:30", 660)]
    [InlineData("Europe/Berlin", "2026-03-28", "14:00", "22:00", "02:30", 270)]
    [InlineData("Europe/Berlin", "2026-10-24", "14:00", "22:00", "02:30", 270)]
    [InlineData("Europe/Berlin", "2026-03-28", "18:00", "02:30", "13:30", 600)]
    [InlineData("America/New_York", "2026-03-07", "14:00", "22:00", "07:00", 480)]
    [InlineData("America/New_York", "2026-10-31", "18:00", "01:30", "12:30", 660)]
    [InlineData("Australia/Lord_Howe", "2026-10-03", "14:00", "22:00", "07:00", 510)]
    [InlineData("Australia/Lord_Howe", "2026-04-04", "18:00", "01:45", "12:45", 660)]
    [InlineData("America/Santiago", "2026-09-05", "14:00", "22:00", "07:00", 480)]
    [InlineData("America/Santiago", "2026-09-05", "16:00", "00:00", "07:00", 360)]
    [InlineData("Africa/Cairo", "2026-04-23", "14:00", "22:00", "07:00", 480)]
    [InlineData("Africa/Casablanca", "2026-02-14", "14:00", "22:00", "07:00", 600)]
    [InlineData("Asia/Shanghai", "2026-03-28", "14:00", "22:00", "07:00", 540)]
    public void Rest_is_what_really_passes_between_two_shifts(string zone, string date, string from, string to, string next, int rest)
    {
        ShiftType first = TinyProblem.Shift("A", "late", Time(from), Time(to));
        ShiftType second = TinyProblem.Shift("B", "early", Time(next), Time(next).PlusHours(6));
        foreach ((int asked, long missing) in new[] { (rest, 0L), (rest + 1, 1L) })
        {
            SchedulingProblem problem = In(zone, date, 2, first, second) with { Rules = [new MinimumRestRule { RestMinutes = asked }] };
            LocalDate day = problem.Horizon.Start;
            var roster = new Roster { Assignments = [TinyProblem.Duty("A", day, "A"), TinyProblem.Duty("A", day.PlusDays(1), "B")] };
            Assert.Equal(missing, RosterEvaluator.Evaluate(problem, roster).Penalties[0]);
            RosterModel model = RosterModel.Compile(problem);
            Assert.Equal(missing, ModelCost.Of(model, RosterCodec.Encode(model, roster))[0]);
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 46)]
    [InlineData("Europe/Berlin", "2026-10-25", 50)]
    [InlineData("America/New_York", "2026-03-08", 46)]
    [InlineData("America/New_York", "2026-11-01", 50)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", 47)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 49)]
    [InlineData("America/Santiago", "2026-09-06", 46)]
    [InlineData("Africa/Cairo", "2026-04-24", 46)]
    [InlineData("Africa/Casablanca", "2026-02-15", 50)]
    [InlineData("Asia/Shanghai", "2026-03-29", 48)]
    public void A_day_has_as_many_half_hours_of_demand_as_really_pass(string zone, string date, int halfHours)
    {
        ShiftType whole = PhoneProblem.OnPhone(TinyProblem.Shift("W", "early", LocalTime.Midnight, LocalTime.Midnight));
        ShiftType night = PhoneProblem.OnPhone(TinyProblem.Night);
        SchedulingProblem problem = In(zone, date, 1, whole, night) with
        {
            Posts = [new Post { Id = "phone", Name = "phone" }],
            Employees = [TinyProblem.Person("A"), TinyProblem.Person("B")],
            Demand = new Demand { Intervals = [new IntervalDemand { Post = "phone", Date = DateOf(date), Required = [.. Enumerable.Repeat(2, halfHours)], Minimum = [.. Enumerable.Repeat(1, halfHours)] }] },
            Rules = [new CoverageFloorRule(), new IntervalCoverageRule()],
        };
        problem = problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 1 },
            History = [TinyProblem.Duty("B", DateOf(date).PlusDays(-1), "N", "phone")],
        };
        var off = new Roster { Assignments = [] };
        var on = new Roster { Assignments = [TinyProblem.Duty("A", DateOf(date), "W", "phone")] };
        CoverageReport report = CoverageReport.OfRequired(new RosterView(problem, on));
        Assert.Equal(halfHours, report.Intervals.Count);
        Assert.Equal(DateOf(date).PlusDays(1).AtMidnight(), report.Intervals[^1].End);
        Assert.Equal(halfHours * 60, report.RequiredMinutes);
        int nightMinutes = (int)(DutyEnd(problem, "B") - new RosterView(problem, on).StartOf(DateOf(date))).TotalMinutes;
        Assert.Equal((halfHours * 30) + nightMinutes, report.OnQueueMinutes);
        RosterModel model = RosterModel.Compile(problem);
        Assert.Equal(2 * halfHours, model.Covers.Length);
        Assert.Equal(halfHours * 30, model.Timeline.DayStart(2) - model.Timeline.DayStart(1));
        Assert.Equal((halfHours * 30) - nightMinutes, RosterEvaluator.Evaluate(problem, off).Penalties[0]);
        Assert.Equal(0, RosterEvaluator.Evaluate(problem, on).Penalties[0]);
        foreach (Roster roster in new[] { off, on })
        {
            Assert.Equal(RosterEvaluator.Evaluate(problem, roster).Penalties, ModelCost.Of(model, RosterCodec.Encode(model, roster)));
        }
    }

    [Theory]
    [InlineData("2026-03-28", 270, 0, 90, 60)]
    [InlineData("2026-10-24", 330, 30, 120, 60)]
    [InlineData("2026-07-06", 270, 30, 120, 60)]
    public void Parts_that_join_in_the_changed_hour_neither_overlap_nor_last_less_than_no_time(string date, params int[] minutes)
    {
        // Berlin. In spring 02:30 is moved to 03:30, which is after 03:00; in autumn the first part ends when it is 02:30 for the second time.
        ShiftType shift = TinyProblem.Night with { Parts = [Part(22, 2, 0, 30), Part(2, 3, 30), Part(3, 5), Part(5, 6)] };
        AssertParts(In("Europe/Berlin", date, 1, shift), minutes);
    }

    [Fact]
    public void A_part_in_the_skipped_hour_that_ends_right_after_it_lasts_no_time()
    {
        // 02:30 is moved to 03:30, 03:00 is not.
        AssertParts(In("Europe/Berlin", "2026-03-29", 1, TinyProblem.Night with { Parts = [Part(2, 3, 30)] }), [0]);
        AssertParts(In("Europe/Berlin", "2026-03-30", 1, TinyProblem.Night with { Parts = [Part(2, 3, 30)] }), [30]);
    }

    private static ShiftPart Part(int from, int to, int fromMinute = 0, int toMinute = 0) =>
        new() { Start = Clock(from, fromMinute), End = Clock(to, toMinute) };

    private static LocalTime Clock(int hour, int minute) => LocalTime.FromMinutesSinceMidnight((hour * 60) + minute);

    private static void AssertParts(SchedulingProblem problem, int[] minutes)
    {
        Option option = OptionOf(RosterModel.Compile(problem), "N", 0);
        Assert.Equal(minutes, option.Segments.Select(s => s.End - s.Start));
        Assert.All(option.Segments.Zip(option.Segments.Skip(1)), s => Assert.True(s.First.End <= s.Second.Start));
        Assert.Equal(minutes.Sum(), option.PaidMinutes);
        Duty duty = DutyOf(problem, "N");
        Assert.Equal(minutes, duty.Parts.Select(p => (int)(p.End - p.Start).TotalMinutes));
        Assert.All(duty.Parts.Zip(duty.Parts.Skip(1)), p => Assert.True(p.First.End <= p.Second.Start));
        Assert.Equal(minutes.Sum(), duty.PaidMinutes);
    }

    private static Option OptionOf(RosterModel model, string shiftType, int day) =>
        model.Options.Single(o => o.Day == day && o.ShiftType?.Id == shiftType);

    private static Duty DutyOf(SchedulingProblem problem, string shiftType) =>
        new RosterView(problem, new Roster { Assignments = [TinyProblem.Duty("A", problem.Horizon.Start, shiftType)] }).DutyOn(problem.Employees[0], problem.Horizon.Start)!;

    private static Instant DutyEnd(SchedulingProblem problem, string employee) =>
        new RosterView(problem, new Roster { Assignments = [] }).Duties.Single(d => d.Employee.Id == employee).End;

    private static SchedulingProblem In(string zone, string date, int days, params ShiftType[] shiftTypes)
    {
        SchedulingProblem problem = TinyProblem.Of(1, days) with { ShiftTypes = shiftTypes };
        return problem with { Horizon = problem.Horizon with { Start = DateOf(date), TimeZone = zone } };
    }

    private static LocalDate DateOf(string date) => LocalDatePattern.Iso.Parse(date).Value;

    private static LocalTime Time(string time) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time).Value;
}
