using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Tests.Properties;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Modelling;

public sealed class RosterCodecTests
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    [Fact]
    public void Random_cells_survive_being_a_roster()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            SchedulingProblem problem = PlantedViolationsProblem.Of(seed);
            RosterModel model = RosterModel.Compile(problem);
            RosterCells cells = RandomCells(model, new Random(seed));
            Roster roster = RosterCodec.Decode(model, cells);
            Assert.Empty(RosterShape.Check(problem, roster));
            foreach (RosterCells back in new[] { RosterCodec.Encode(model, roster), RosterCodec.EncodeWhatFits(model, roster) })
            {
                Assert.Equal(cells.Options, back.Options);
                Assert.Equal(cells.Placements, back.Placements);
            }
        }
    }

    [Fact]
    public void A_roster_without_starts_and_breaks_has_the_usual_ones()
    {
        (SchedulingProblem problem, RosterModel model) = Small();
        RosterCells cells = RosterCodec.Encode(model, new Roster { Assignments = [TinyProblem.Duty("A", Monday, "E")] });
        Assignment back = Assert.Single(RosterCodec.Decode(model, cells).Assignments);
        Assert.Equal((problem.Employees[0].Id, Monday, "E", new LocalTime(7, 0)), (back.Employee, back.Date, back.ShiftType, back.Start));
        Assert.Equal([(120, 30)], back.Breaks.Select(b => (b.AfterMinutes, b.Minutes)));
    }

    [Theory]
    [InlineData("Z", 0, "E", 7, null, "employee 'Z'")]
    [InlineData("A", 0, "Q", 7, null, "shift type 'Q'")]
    [InlineData("A", 0, "E", 8, null, "at 08:00")]
    [InlineData("A", 0, "E", 7, "phone", "post 'phone'")]
    [InlineData("A", 2, "E", 7, null, "on 2026-07-08")]
    [InlineData("A", -1, "N", 22, null, "on 2026-07-05")]
    public void An_assignment_that_is_not_possible_is_refused_by_name_and_left_out_where_only_what_fits_is_wanted(
        string employee, int day, string shiftType, int hour, string? post, string named)
    {
        (_, RosterModel model) = Small();
        Assignment wrong = TinyProblem.Duty(employee, Monday.PlusDays(day), shiftType, post) with { Start = new LocalTime(hour, 0) };
        Assignment right = TinyProblem.Duty("B", Monday.PlusDays(1), "N");
        var roster = new Roster { Assignments = [wrong, right] };
        ArgumentException error = Assert.Throws<ArgumentException>(() => RosterCodec.Encode(model, roster));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assignment kept = Assert.Single(RosterCodec.Decode(model, RosterCodec.EncodeWhatFits(model, roster)).Assignments);
        Assert.Equal((right.Employee, right.Date, right.ShiftType), (kept.Employee, kept.Date, kept.ShiftType));
    }

    [Fact]
    public void A_break_where_none_may_be_and_a_second_shift_of_a_day_are_refused()
    {
        (_, RosterModel model) = Small();
        Assignment late = TinyProblem.Duty("A", Monday, "E") with { Breaks = [new PlacedBreak { AfterMinutes = 345, Minutes = 30 }] };
        Assert.Throws<ArgumentException>(() => RosterCodec.Encode(model, new Roster { Assignments = [late] }));
        Assert.Throws<ArgumentException>(() => RosterCodec.Encode(model, new Roster { Assignments = [TinyProblem.Duty("A", Monday, "E"), TinyProblem.Duty("A", Monday, "N")] }));
        Assignment fitted = Assert.Single(RosterCodec.Decode(model, RosterCodec.EncodeWhatFits(model, new Roster { Assignments = [late, TinyProblem.Duty("A", Monday, "N")] })).Assignments);
        Assert.Equal(("E", 120), (fitted.ShiftType, fitted.Breaks[0].AfterMinutes));
    }

    [Fact]
    public void Encoding_keeps_the_fixed_days_and_changes_no_model()
    {
        (SchedulingProblem problem, RosterModel model) = Small();
        int[] before = [.. model.FixedCells.Options];
        RosterCells cells = RosterCodec.Encode(model, new Roster { Assignments = [TinyProblem.Duty("A", Monday, "E"), TinyProblem.Duty("B", Monday, "N")] });
        Assert.Equal(before, model.FixedCells.Options);
        Assert.Equal("N", model.Options[cells.Options[0]].ShiftType?.Id);
        Assert.Equal(problem.Employees.Count * model.Timeline.Days, cells.Options.Length);
    }

    /// <summary>Two people, a day of history with a night of A, two days to be rostered.</summary>
    private static (SchedulingProblem Problem, RosterModel Model) Small()
    {
        SchedulingProblem problem = TinyProblem.Of(2, 2);
        problem = problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 1 },
            Posts = [new Post { Id = "phone" }],
            ShiftTypes = [TinyProblem.Early with { Breaks = [new BreakWindow { EarliestMinutes = 120, LatestMinutes = 240, Minutes = 30 }] }, TinyProblem.Night],
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N")],
        };
        return (problem, RosterModel.Compile(problem));
    }

    private static RosterCells RandomCells(RosterModel model, Random random)
    {
        RosterCells cells = model.FixedCells.Clone();
        for (int cell = 0; cell < model.Cells; cell++)
        {
            int day = cell % model.Timeline.Days;
            if (!model.Timeline.IsInHorizon(day))
            {
                continue;
            }

            int option = random.Next(model.DayOffsets[day], model.DayOffsets[day + 1]);
            cells.Choose(model, cell, option);
            for (int slot = 0; slot < model.Options[option].Breaks.Count; slot++)
            {
                BreakSlot window = model.Options[option].Breaks[slot];
                cells.PlacementsOf(cell)[slot] = window.FirstPlacement + random.Next(window.Count);
            }
        }

        return cells;
    }
}
