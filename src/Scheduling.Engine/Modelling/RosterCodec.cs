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

                (string? post, PostChange[]? changes) = PostsOf(option, cells.PlacementsOf(cell));
                PlacedBreak[] breaks = new PlacedBreak[option.Path is null ? option.Breaks.Count : 0];
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
                    Post = post,
                    PostChanges = changes,
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

    /// <summary>The first post of an option, and its changes where there are any.</summary>
    private static (string? Post, PostChange[]? Changes) PostsOf(Option option, ReadOnlySpan<int> placements)
    {
        if (option.Path is null)
        {
            return (option.Post, null);
        }

        List<PostChange> changes = [];
        int first = placements[0] - option.Breaks[0].FirstPlacement;
        int after = 0;
        int last = first;
        for (int step = 0; step < option.Path.Steps; step++)
        {
            int post = placements[step] - option.Breaks[step].FirstPlacement;
            if (post != last)
            {
                changes.Add(new PostChange { AfterMinutes = after, Post = option.ShiftType!.Posts[post] });
                last = post;
            }

            after += option.Breaks[step].Minutes;
        }

        return (option.ShiftType!.Posts[first], changes.Count == 0 ? null : [.. changes]);
    }

    /// <summary>Places the steps of an option whose post may change as an assignment says. A change inside a step takes place at its end.</summary>
    private static void PlaceSteps(Option option, Span<int> placements, Assignment assignment)
    {
        IReadOnlyList<PostChange> changes = assignment.PostChanges ?? [];
        string? post = assignment.Post;
        int after = 0;
        int next = 0;
        for (int step = 0; step < option.Path!.Steps; step++)
        {
            for (; next < changes.Count && changes[next].AfterMinutes <= after; next++)
            {
                post = changes[next].Post;
            }

            placements[step] = option.Breaks[step].FirstPlacement + Math.Max(0, IndexOf(option.ShiftType!.Posts, post));
            after += option.Breaks[step].Minutes;
        }
    }

    private static int IndexOf(IReadOnlyList<string> posts, string? post)
    {
        for (int i = 0; i < posts.Count; i++)
        {
            if (posts[i] == post)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether the posts of an assignment are among those of the option, changes at the ends of steps and in order.</summary>
    private static bool PostsFit(Option option, Assignment assignment)
    {
        IReadOnlyList<PostChange> changes = assignment.PostChanges ?? [];
        if (option.Path is null)
        {
            return changes.Count == 0;
        }

        HashSet<int> ends = [];
        int after = 0;
        foreach (BreakSlot step in option.Breaks.SkipLast(1))
        {
            ends.Add(after += step.Minutes);
        }

        return IndexOf(option.ShiftType!.Posts, assignment.Post) >= 0
            && changes.All(c => ends.Contains(c.AfterMinutes) && IndexOf(option.ShiftType.Posts, c.Post) >= 0)
            && changes.Zip(changes.Skip(1)).All(p => p.First.AfterMinutes < p.Second.AfterMinutes);
    }

    internal static void Choose(RosterModel model, RosterCells cells, int cell, int option, Assignment assignment)
    {
        cells.Choose(model, cell, option);
        if (model.Options[option].Path is not null)
        {
            PlaceSteps(model.Options[option], cells.PlacementsOf(cell), assignment);
            return;
        }

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
            && model.OptionIndex.TryGetValue((day, OptionKey.Of(assignment, shiftType)), out option)
            && PostsFit(model.Options[option], assignment);
    }
}
