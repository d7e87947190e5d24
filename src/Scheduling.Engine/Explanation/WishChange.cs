using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Explanation;

/// <summary>One cell set to another option, with what it had before.</summary>
internal sealed record WishStep(int Employee, int Day, int Option, int[] Placements, int OldOption, int[] OldPlacements);

/// <summary>The changes that grant one wish, made on an evaluator and undone again.</summary>
internal sealed class WishChange(RosterModel model, DeltaEvaluator delta, WishReach reach, int employee, int partner)
{
    /// <summary>Options of a day whose breaks are placed anew before they are compared at last.</summary>
    private const int Finalists = 3;

    private readonly List<WishStep> _steps = [];

    public IReadOnlyList<WishStep> Steps => _steps;

    /// <summary>Whether the day breaks the wish as the evaluator stands.</summary>
    public bool IsBroken(int day) => IsBroken(OptionOf(employee, day), partner < 0 ? null : OptionOf(partner, day));

    /// <summary>Makes the cheapest change of a day that grants the wish on it; false when there is none.</summary>
    public bool Grant(int day)
    {
        List<(long[] Cost, List<WishStep> Steps)> found = [];
        foreach (int option in DayOptions(day).Where(o => !IsBroken(o, partner < 0 ? null : OptionOf(partner, day))))
        {
            Try(found, [StepTo(employee, day, option)]);
        }

        if (partner >= 0)
        {
            foreach (int option in DayOptions(day).Where(o => !IsBroken(OptionOf(employee, day), o)))
            {
                Try(found, [StepTo(partner, day, option)]);
            }
        }

        found.Sort((a, b) => Lexicographic.Compare(a.Cost, b.Cost));
        found = [.. found.Take(Finalists).Select(f => (f.Cost, PlaceBreaks(f.Steps[0]))).Select(f => (CostOf(f.Item2), f.Item2))];
        bool isFree = found.Exists(f => Lexicographic.Compare(f.Cost, delta.Costs) <= 0);
        for (int colleague = 0; colleague < model.Employees && !isFree; colleague++)
        {
            int own = OptionOf(employee, day);
            int other = OptionOf(colleague, day);
            if (own != other && !IsBroken(other, partner < 0 ? null : partner == colleague ? own : OptionOf(partner, day)))
            {
                Try(found, [StepTo(employee, day, other, PlacementsOf(colleague, day)), StepTo(colleague, day, own, PlacementsOf(employee, day))]);
            }
        }

        if (found.Count == 0)
        {
            return false;
        }

        foreach (WishStep step in found.Aggregate((best, next) => Lexicographic.Compare(next.Cost, best.Cost) < 0 ? next : best).Steps)
        {
            Make(step);
            _steps.Add(step);
        }

        return true;
    }

    /// <summary>Takes everything back.</summary>
    public void Undo()
    {
        foreach (WishStep step in Enumerable.Reverse(_steps))
        {
            TakeBack(step);
        }

        _steps.Clear();
    }

    /// <summary>The change in words, such as <c>A: E 07:00 on 07-06</c>.</summary>
    public LocalizedText Told()
    {
        List<LocalizedText> parts = [];
        foreach (WishStep step in _steps)
        {
            Option option = model.Options[step.Option];
            Employee who = model.Problem.Employees[step.Employee];
            string name = who.Name.Length > 0 ? who.Name : who.Id;
            string shift = option.ShiftType is { } type ? FormattableString.Invariant($"{(type.Name.Length > 0 ? type.Name : type.Id)} {option.StartTime:HH:mm}") : "";
            parts.Add(option.IsOff
                ? new LocalizedText($"{name} {option.Date:MM-dd} 休息", $"{name} off on {option.Date:MM-dd}")
                : new LocalizedText($"{name} {option.Date:MM-dd} 上 {shift}", $"{name} on {shift} of {option.Date:MM-dd}"));
        }

        return new LocalizedText(string.Join("，", parts.Select(p => p.Zh)), string.Join(", ", parts.Select(p => p.En)));
    }

    private void Try(List<(long[] Cost, List<WishStep> Steps)> found, List<WishStep> steps) => found.Add((CostOf(steps), steps));

    private long[] CostOf(List<WishStep> steps)
    {
        steps.ForEach(Make);
        long[] cost = delta.Costs.ToArray();
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            TakeBack(steps[i]);
        }

        return cost;
    }

    /// <summary>The step with each break at the cheapest of its places, one break after another.</summary>
    private List<WishStep> PlaceBreaks(WishStep step)
    {
        IReadOnlyList<BreakSlot> slots = model.Options[step.Option].Breaks;
        for (int slot = 0; slot < slots.Count; slot++)
        {
            WishStep best = step;
            long[] cost = CostOf([step]);
            for (int place = slots[slot].FirstPlacement + 1; place < slots[slot].FirstPlacement + slots[slot].Count; place++)
            {
                int[] placements = [.. step.Placements];
                placements[slot] = place;
                WishStep moved = step with { Placements = placements };
                long[] next = CostOf([moved]);
                if (Lexicographic.Compare(next, cost) < 0)
                {
                    (best, cost) = (moved, next);
                }
            }

            step = best;
        }

        return [step];
    }

    private WishStep StepTo(int who, int day, int option, int[]? placements = null)
    {
        if (placements is null)
        {
            placements = new int[model.MaximumBreaks];
            Array.Fill(placements, -1);
            IReadOnlyList<BreakSlot> slots = model.Options[option].Breaks;
            for (int slot = 0; slot < slots.Count; slot++)
            {
                placements[slot] = slots[slot].FirstPlacement;
            }
        }

        return new WishStep(who, day, option, placements, OptionOf(who, day), PlacementsOf(who, day));
    }

    private void Make(WishStep step) => delta.Set(step.Employee, step.Day, step.Option, step.Placements);

    private void TakeBack(WishStep step) => delta.Set(step.Employee, step.Day, step.OldOption, step.OldPlacements);

    private bool IsBroken(int option, int? other) => reach.IsBroken(model.Options[option], other is { } o ? model.Options[o] : null);

    private IEnumerable<int> DayOptions(int day) => Enumerable.Range(model.DayOffsets[day], model.DayOffsets[day + 1] - model.DayOffsets[day]);

    private int OptionOf(int who, int day) => delta.Cells.Options[(who * model.Timeline.Days) + day];

    private int[] PlacementsOf(int who, int day) => delta.Cells.PlacementsOf((who * model.Timeline.Days) + day).ToArray();
}
