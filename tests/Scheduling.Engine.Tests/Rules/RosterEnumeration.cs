using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Tests.Rules;

/// <summary>Lists every roster of a tiny model, each by one change from the one before it where possible.</summary>
internal static class RosterEnumeration
{
    public const int Most = 60_000;

    public static long Count(RosterModel model)
    {
        long count = 1;
        foreach (int day in FreeDays(model))
        {
            long choices = Enumerable.Range(model.DayOffsets[day], model.DayOffsets[day + 1] - model.DayOffsets[day])
                .Sum(o => model.Options[o].Breaks.Aggregate(1L, (product, slot) => product * slot.Count));
            for (int employee = 0; employee < model.Employees; employee++)
            {
                count = checked(count * choices);
            }
        }

        return count;
    }

    /// <summary>Calls back for each roster with an evaluator that stands on it.</summary>
    public static void ForEach(RosterModel model, Action<DeltaEvaluator> visit)
    {
        var evaluator = new DeltaEvaluator(model, model.FixedCells);
        List<(int Employee, int Day)> cells = [.. from e in Enumerable.Range(0, model.Employees) from d in FreeDays(model) select (e, d)];
        Visit(0);

        void Visit(int index)
        {
            if (index == cells.Count)
            {
                visit(evaluator);
                return;
            }

            (int employee, int day) = cells[index];
            for (int option = model.DayOffsets[day]; option < model.DayOffsets[day + 1]; option++)
            {
                foreach (int[] placements in Placements(model.Options[option]))
                {
                    evaluator.Set(employee, day, option, placements);
                    Visit(index + 1);
                }
            }
        }
    }

    private static IEnumerable<int> FreeDays(RosterModel model) =>
        Enumerable.Range(model.Timeline.HorizonStart, model.Timeline.HorizonEnd - model.Timeline.HorizonStart);

    private static IEnumerable<int[]> Placements(Option option)
    {
        IEnumerable<int[]> all = [[]];
        foreach (BreakSlot slot in option.Breaks)
        {
            all = [.. from head in all from p in Enumerable.Range(slot.FirstPlacement, slot.Count) select (int[])[.. head, p]];
        }

        return all;
    }
}
