using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Modelling;

/// <summary>Turns cells into a roster and a roster into cells.</summary>
public static class RosterCodec
{
    /// <summary>The roster that cells stand for: the horizon's duties by employee, then date.</summary>
    public static Roster Decode(RosterModel model, RosterCells cells)
    {
        List<Assignment> assignments = [];
        Timeline timeline = model.Timeline;
        for (int employee = 0; employee < model.Employees; employee++)
        {
            for (int day = timeline.HorizonStart; day < timeline.HorizonEnd; day++)
            {
                int cell = (employee * timeline.Days) + day;
                Option option = model.Options[cells.Options[cell]];
                if (option.IsOff)
                {
                    continue;
                }

                PlacedBreak[] breaks = new PlacedBreak[option.Breaks.Count];
                for (int slot = 0; slot < breaks.Length; slot++)
                {
                    BreakSlot window = option.Breaks[slot];
                    Placement placement = model.Placements[cells.PlacementsOf(cell)[slot]];
                    breaks[slot] = new PlacedBreak { AfterMinutes = placement.AfterMinutes, Minutes = window.Minutes, Activity = window.Activity };
                }

                assignments.Add(new Assignment
                {
                    Employee = model.Problem.Employees[employee].Id,
                    Date = option.Date,
                    ShiftType = option.ShiftType!.Id,
                    Start = option.StartTime,
                    Post = option.Post,
                    OvertimeMinutes = option.TailMinutes,
                    Activity = option.Activity is { } activity ? new PlacedActivity { Activity = activity.Id, AfterMinutes = option.ActivityStart - option.Start } : null,
                    Breaks = breaks,
                });
            }
        }

        return new Roster { Assignments = assignments };
    }

    /// <summary>The cells of a roster.</summary>
    /// <exception cref="ArgumentException">An assignment is none of the model's options.</exception>
    public static RosterCells Encode(RosterModel model, Roster roster)
    {
        RosterCells cells = model.FixedCells.Clone();
        Dictionary<string, int> employees = [];
        for (int employee = 0; employee < model.Employees; employee++)
        {
            employees[model.Problem.Employees[employee].Id] = employee;
        }

        HashSet<(int Employee, int Day)> seen = [];
        foreach (Assignment assignment in roster.Assignments)
        {
            int day = model.Timeline.DayOf(assignment.Date);
            if (!employees.TryGetValue(assignment.Employee, out int employee) || !model.Timeline.IsInHorizon(day)
                || !TryFind(model, day, assignment, out int option)
                || !seen.Add((employee, day))
                || !BreaksFit(model, option, assignment))
            {
                throw new ArgumentException(
                    $"The assignment of employee '{assignment.Employee}' to shift type '{assignment.ShiftType}' at {assignment.Start} on {assignment.Date:uuuu-MM-dd} (post '{assignment.Post}') is not possible in this problem (or is the day's second); check the roster against it first.",
                    nameof(roster));
            }

            int cell = (employee * model.Timeline.Days) + day;
            Choose(model, cells, cell, option, assignment);
        }

        return cells;
    }

    /// <summary>The cells of a roster. Assignments that are none of the model's options, and all but the first of a day, are left out; breaks that do not fit go to their first placement.</summary>
    public static RosterCells EncodeWhatFits(RosterModel model, Roster roster)
    {
        HashSet<string> employees = [.. model.Problem.Employees.Select(e => e.Id)];
        List<Assignment> fitting = [];
        foreach (Assignment assignment in roster.Assignments.DistinctBy(a => (a.Employee, a.Date)))
        {
            int day = model.Timeline.DayOf(assignment.Date);
            if (employees.Contains(assignment.Employee) && model.Timeline.IsInHorizon(day) && TryFind(model, day, assignment, out int option))
            {
                fitting.Add(BreaksFit(model, option, assignment) ? assignment : assignment with { Breaks = [] });
            }
        }

        return Encode(model, roster with { Assignments = fitting });
    }

    internal static void Choose(RosterModel model, RosterCells cells, int cell, int option, Assignment assignment)
    {
        cells.Choose(model, cell, option);
        IReadOnlyList<BreakSlot> slots = model.Options[option].Breaks;
        Span<int> placements = cells.PlacementsOf(cell);
        for (int slot = 0; slot < Math.Min(slots.Count, assignment.Breaks.Count); slot++)
        {
            for (int p = slots[slot].FirstPlacement; p < slots[slot].FirstPlacement + slots[slot].Count; p++)
            {
                if (model.Placements[p].AfterMinutes == assignment.Breaks[slot].AfterMinutes)
                {
                    placements[slot] = p;
                }
            }
        }
    }

    /// <summary>Whether the breaks are left out, or one placement of each is meant.</summary>
    private static bool BreaksFit(RosterModel model, int option, Assignment assignment)
    {
        IReadOnlyList<BreakSlot> slots = model.Options[option].Breaks;
        if (assignment.Breaks.Count == 0)
        {
            return true;
        }

        bool fit = assignment.Breaks.Count == slots.Count;
        for (int slot = 0; fit && slot < slots.Count; slot++)
        {
            int after = assignment.Breaks[slot].AfterMinutes;
            fit = Enumerable.Range(slots[slot].FirstPlacement, slots[slot].Count).Any(p => model.Placements[p].AfterMinutes == after);
        }

        return fit;
    }

    private static bool TryFind(RosterModel model, int day, Assignment assignment, out int option)
    {
        option = -1;
        return model.Problem.ShiftTypes.FirstOrDefault(s => s.Id == assignment.ShiftType) is { } shiftType
            && model.OptionIndex.TryGetValue((day, OptionKey.Of(assignment, shiftType)), out option);
    }
}
