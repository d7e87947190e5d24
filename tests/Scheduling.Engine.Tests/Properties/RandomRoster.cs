using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>Walks from roster to roster by single changes of random cells.</summary>
internal sealed class RandomRoster(RosterModel model, Dice dice)
{
    private readonly int[] _placements = new int[Math.Max(1, model.MaximumBreaks)];

    /// <summary>An evaluator at a random roster, reached by changes.</summary>
    public DeltaEvaluator Start()
    {
        var evaluator = new DeltaEvaluator(model, model.FixedCells);
        Walk(evaluator, model.Employees * (model.Timeline.HorizonEnd - model.Timeline.HorizonStart));
        return evaluator;
    }

    public void Walk(DeltaEvaluator evaluator, int steps)
    {
        double off = dice.Pick([0.1, 0.35, 0.6]);
        for (int step = 0; step < steps; step++)
        {
            int employee = dice.Number(0, model.Employees - 1);
            int day = dice.Number(model.Timeline.HorizonStart, model.Timeline.HorizonEnd - 1);
            Set(evaluator, employee, day, dice.Chance(off) ? model.DayOffsets[day] : dice.Number(model.DayOffsets[day], model.DayOffsets[day + 1] - 1));
        }
    }

    /// <summary>Walks on without ever breaking a hard rule.</summary>
    public void WalkInside(DeltaEvaluator evaluator, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            int employee = dice.Number(0, model.Employees - 1);
            int day = dice.Number(model.Timeline.HorizonStart, model.Timeline.HorizonEnd - 1);
            int cell = (employee * model.Timeline.Days) + day;
            int option = evaluator.Cells.Options[cell];
            int[] placements = evaluator.Cells.PlacementsOf(cell).ToArray();
            Set(evaluator, employee, day, dice.Number(model.DayOffsets[day], model.DayOffsets[day + 1] - 1));
            if (evaluator.Costs[0] > 0)
            {
                evaluator.Set(employee, day, option, placements);
            }
        }
    }

    private void Set(DeltaEvaluator evaluator, int employee, int day, int option)
    {
        IReadOnlyList<BreakSlot> breaks = model.Options[option].Breaks;
        for (int slot = 0; slot < breaks.Count; slot++)
        {
            _placements[slot] = breaks[slot].FirstPlacement + dice.Number(0, breaks[slot].Count - 1);
        }

        evaluator.Set(employee, day, option, _placements);
    }
}
