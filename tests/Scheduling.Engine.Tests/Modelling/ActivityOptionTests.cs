using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Tests.Properties;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Modelling;

public sealed class ActivityOptionTests
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    [Fact]
    public void An_activity_is_offered_at_each_time_of_its_window_that_lies_inside_work()
    {
        RosterModel model = RosterModel.Compile(WithTalk(TinyProblem.Of(1, 1), new LocalTime(13, 30), new LocalTime(16, 30)));
        Option[] held = [.. model.Options.Where(o => o.Activity is not null)];

        // Early ends at 15:00 and late begins at 14:00 in the tiny problem.
        Assert.Equal([("E", 810), ("E", 840), ("E", 870), ("L", 840), ("L", 870), ("L", 900), ("L", 930), ("L", 960)], held.Select(o => (o.ShiftType!.Id, o.ActivityStart)));
        Assert.All(held, o => Assert.Equal((480, 30), (o.PaidMinutes, o.Overlap(PartKind.Activity, 0, 3000))));
    }

    [Fact]
    public void A_talk_after_midnight_is_offered_to_the_night_that_began_the_day_before()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 2);
        problem = problem with { Activities = [new Activity { Id = "talk", Minutes = 30, Windows = [new ActivityWindow { Date = Monday.PlusDays(1), From = new LocalTime(1, 0), To = new LocalTime(2, 0) }] }] };
        Option[] held = [.. RosterModel.Compile(problem).Options.Where(o => o.Activity is not null)];
        Assert.Equal([(0, "N", 1500), (0, "N", 1530)], held.Select(o => (o.Day, o.ShiftType!.Id, o.ActivityStart)));
    }

    [Fact]
    public void Breaks_give_way_to_an_activity_and_one_that_leaves_no_place_for_a_break_is_not_offered()
    {
        ShiftType shift = TinyProblem.Early with { Breaks = [new BreakWindow { EarliestMinutes = 120, LatestMinutes = 150, Minutes = 30, StepMinutes = 30 }] };
        LocalTime start = shift.Parts[0].Start;
        SchedulingProblem problem = WithTalk(TinyProblem.Of(1, 1) with { ShiftTypes = [shift] }, start.PlusMinutes(90), start.PlusMinutes(210));
        RosterModel model = RosterModel.Compile(problem);
        Assert.Equal(
            [(90, 2, 120), (120, 1, 150), (150, 1, 120), (180, 2, 120)],
            model.Options.Where(o => o.Activity is not null).Select(o => (o.Key.ActivityAfterMinutes, o.Breaks[0].Count, model.Placements[o.Breaks[0].FirstPlacement].AfterMinutes)));
        problem = problem with { Activities = [problem.Activities[0] with { Minutes = 60 }] };
        Assert.Equal([90, 150], RosterModel.Compile(problem).Options.Where(o => o.Activity is not null).Select(o => o.Key.ActivityAfterMinutes));
    }

    [Fact]
    public void Overtime_is_offered_in_its_steps_after_the_shift()
    {
        ShiftType shift = TinyProblem.Early with { Overtime = new OvertimeTail { MaximumMinutes = 120, StepMinutes = 60 } };
        RosterModel model = RosterModel.Compile(TinyProblem.Of(1, 1) with { ShiftTypes = [shift] });
        int end = model.Options[1].End;
        Assert.Equal([(end, 0, 480), (end + 60, 60, 540), (end + 120, 120, 600)], model.Options[1..].Select(o => (o.End, o.OvertimeMinutes, o.PaidMinutes)));
    }

    [Theory]
    [InlineData("talk", 0, 90, "")]
    [InlineData("talk", 0, 75, "activity-not-allowed")]
    [InlineData("talk", 0, 420, "activity-not-allowed")]
    [InlineData("walk", 0, 90, "unknown-reference")]
    [InlineData("talk", 60, 90, "overtime-not-allowed")]
    public void The_shape_of_a_roster_with_an_activity_or_overtime_is_judged(string activity, int overtime, int after, string code)
    {
        LocalTime start = TinyProblem.Early.Parts[0].Start;
        SchedulingProblem problem = WithTalk(TinyProblem.Of(1, 1), start.PlusMinutes(90), start.PlusMinutes(210));
        Assignment duty = TinyProblem.Duty("A", Monday, "E") with { OvertimeMinutes = overtime, Activity = new PlacedActivity { Activity = activity, AfterMinutes = after } };
        Assert.Equal(code.Length == 0 ? [] : [code], RosterShape.Check(problem, new Roster { Assignments = [duty] }).Select(p => p.Code));
    }

    [Fact]
    public void A_break_placed_over_an_activity_is_refused()
    {
        ShiftType shift = TinyProblem.Early with { Breaks = [new BreakWindow { EarliestMinutes = 120, LatestMinutes = 180, Minutes = 30, StepMinutes = 30 }] };
        LocalTime start = shift.Parts[0].Start;
        SchedulingProblem problem = WithTalk(TinyProblem.Of(1, 1) with { ShiftTypes = [shift] }, start.PlusMinutes(90), start.PlusMinutes(210));
        Assignment duty = TinyProblem.Duty("A", Monday, "E") with { Activity = new PlacedActivity { Activity = "talk", AfterMinutes = 120 } };
        Assert.Empty(RosterShape.Check(problem, new Roster { Assignments = [duty] }));
        duty = duty with { Breaks = [new PlacedBreak { AfterMinutes = 120, Minutes = 30 }] };
        Assert.Equal("activity-during-break", Assert.Single(RosterShape.Check(problem, new Roster { Assignments = [duty] })).Code);
    }

    [Fact]
    public void Every_option_of_random_problems_is_a_sound_assignment_with_the_same_times_and_survives_being_a_roster()
    {
        int activities = 0;
        int tails = 0;
        for (int seed = 0; seed < 150; seed++)
        {
            SchedulingProblem problem = RandomProblem.Of(seed, ProblemSize.Small);
            RosterModel model = RosterModel.Compile(problem with { Rules = [] });
            foreach (Option option in model.Options.Where(o => model.Timeline.IsInHorizon(o.Day) && !o.IsOff))
            {
                RosterCells cells = model.FixedCells.Clone();
                cells.Choose(model, option.Day, option.Index);
                Roster roster = RosterCodec.Decode(model, cells);
                Assert.Empty(RosterShape.Check(problem, roster));
                Assert.Equal(cells.Options, RosterCodec.Encode(model, roster).Options);
                var view = new RosterView(problem, roster);
                Duty duty = view.DutyOn(problem.Employees[0], option.Date)!;
                Instant origin = view.StartOf(model.Timeline.First);
                Assert.Equal(
                    option.Segments.Select(s => (s.Start, s.End, s.Kind, option.Path is null ? s.Post : option.ShiftType!.Posts[0])),
                    duty.Parts.Select(p => ((int)(p.Start - origin).TotalMinutes, (int)(p.End - origin).TotalMinutes, p.Kind, p.Post)));
                Assert.Equal((option.PaidMinutes, option.OvertimeMinutes), (duty.PaidMinutes, duty.OvertimeMinutes));
                activities += option.Activity is null ? 0 : 1;
                tails += option.TailMinutes == 0 ? 0 : 1;
            }
        }

        Assert.True(activities > 100 && tails > 100, $"{activities} options with an activity and {tails} with overtime are too few to tell.");
    }

    private static SchedulingProblem WithTalk(SchedulingProblem problem, LocalTime from, LocalTime to) => problem with
    {
        Activities = [new Activity { Id = "talk", Minutes = 30, Windows = [new ActivityWindow { Date = Monday, From = from, To = to }] }],
    };
}
