using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Solving.Improving;

/// <content>Parts improved by column generation.</content>
internal sealed partial class NeighbourhoodSearch
{
    /// <summary>A window of everybody is worth a dive when this share of the cost is left to gain.</summary>
    private const double LeastWorth = 0.005;

    /// <summary>Improves the next window of everybody.</summary>
    private void Roll(DeltaEvaluator evaluator, ColumnNeighbourhood columns, NeighbourhoodChooser chooser, RollingParts rolling)
    {
        FreeCells free = rolling.Next();
        long[] costs = evaluator.Costs.ToArray();
        (CpSolverStatus status, double share) = ImproveByColumns(evaluator, columns, chooser, free, WindowSeconds!.Value, LeastWorth);
        long[] now = evaluator.Costs.ToArray();
        int level = Enumerable.Range(0, costs.Length).FirstOrDefault(l => costs[l] != now[l], -1);
        rolling.Learn(status == CpSolverStatus.Optimal, level < 0 ? 0 : (double)(costs[level] - now[level]) / costs[level], share);
        Tell(evaluator);
    }

    /// <param name="seconds">Its time.</param>
    /// <param name="worth">Share of the cost that must be left to gain for a dive.</param>
    private (CpSolverStatus Status, double ShareOfLimit) ImproveByColumns(DeltaEvaluator evaluator, ColumnNeighbourhood columns, NeighbourhoodChooser chooser, FreeCells free, double seconds, double worth = 0)
    {
        long began = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), clock);
        RosterCells? best = null;
        long[] least = evaluator.Costs.ToArray();
        bool ended = columns.Run(evaluator, free, _random.Next(1, int.MaxValue), Keep, limit.Token, () => clock.GetElapsedTime(began).TotalSeconds / seconds, worth);
        if (best is not null)
        {
            evaluator.GoTo(Joined(free, best, least));
            chooser.Hotspots.ChangedAll();
        }

        return (ended ? CpSolverStatus.Optimal : CpSolverStatus.Feasible, clock.GetElapsedTime(began).TotalSeconds / seconds);

        void Keep(RosterCells cells)
        {
            long[] costs = ModelCost.Of(model, cells);
            if (Lexicographic.Compare(costs, least) < 0)
            {
                (best, least) = (cells, costs);
            }
        }
    }

    /// <summary>A roster with the part as it was found, and with what the other thread found meanwhile elsewhere where that is better.</summary>
    private RosterCells Joined(FreeCells free, RosterCells found, long[] costs)
    {
        if (follow?.Best() is not { } other)
        {
            return found;
        }

        RosterCells both = other.Cells.Clone();
        foreach (int cell in free.Cells)
        {
            both.CopyFrom(found, cell);
        }

        return Lexicographic.Compare(ModelCost.Of(model, both), costs) < 0 ? both : found;
    }
}
