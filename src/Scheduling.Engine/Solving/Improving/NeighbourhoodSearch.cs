using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// Builds a roster employee by employee, then improves it: frees the cells of a neighbourhood, lets CP-SAT find the best for them, and
/// takes it when it is no worse. While hard rules are broken they are the first level to be reduced; once none is, they are constraints.
/// </summary>
internal sealed class NeighbourhoodSearch(
    RosterModel model,
    int seed,
    double? workLimit,
    Incumbent? follow,
    Action<RosterCells, long[]> found,
    CancellationToken stop)
{
    private const double StepSeconds = 1.0;
    private const double StepWork = 0.5;
    private const int BatchCells = 24;
    private readonly Random _random = new(seed);
    private double _work;
    private int _seen;

    private bool IsOver => stop.IsCancellationRequested || _work >= workLimit;

    public void Run(RosterCells? start, Func<bool> ended)
    {
        var evaluator = new DeltaEvaluator(model, start ?? model.FixedCells);
        if (start is null)
        {
            Construct(evaluator, ended);
        }

        Tell(evaluator);
        var chooser = new NeighbourhoodChooser(model, _random);
        while (!IsOver && !ended())
        {
            Follow(evaluator);
            NeighbourhoodKind kind = chooser.NextKind();
            CellFreedom[] freedom = chooser.Choose(kind, evaluator);
            long[] before = evaluator.Costs.ToArray();
            (CpSolverStatus status, double share) = Improve(evaluator, freedom, optimalOnly: false);
            bool improved = Lexicographic.Compare(evaluator.Costs, before) < 0;
            chooser.Learn(kind, status == CpSolverStatus.Optimal, improved, share);
            if (improved)
            {
                Tell(evaluator);
            }
        }
    }

    /// <summary>Employees in batches, each as good as it can be beside those placed before it.</summary>
    private void Construct(DeltaEvaluator evaluator, Func<bool> ended)
    {
        Timeline timeline = model.Timeline;
        int horizon = timeline.HorizonEnd - timeline.HorizonStart;
        int[] order = [.. Enumerable.Range(0, model.Employees)];
        _random.Shuffle(order);
        foreach (int[] batch in order.Chunk(Math.Max(1, BatchCells / horizon)))
        {
            if (IsOver || ended())
            {
                return;
            }

            var freedom = new CellFreedom[model.Cells];
            foreach (int employee in batch)
            {
                freedom.AsSpan((employee * timeline.Days) + timeline.HorizonStart, horizon).Fill(CellFreedom.Free);
            }

            Improve(evaluator, freedom, optimalOnly: false);
        }
    }

    /// <summary>Solves a neighbourhood and takes the result over when it is no worse.</summary>
    private (CpSolverStatus Status, double ShareOfLimit) Improve(DeltaEvaluator evaluator, CellFreedom[] freedom, bool optimalOnly)
    {
        bool enforce = evaluator.Costs[0] == 0;
        var encoding = new CpSatEncoding(model, evaluator.Cells, freedom, enforce, whole: false);
        encoding.HintBasis();
        var settings = new CpSatSettings
        {
            IsSubProblem = true,
            Seed = _random.Next(1, int.MaxValue),
            Seconds = workLimit is null ? StepSeconds : null,
            DeterministicTime = workLimit is null ? null : Math.Min(StepWork, workLimit.Value - _work),
        };
        long began = System.Diagnostics.Stopwatch.GetTimestamp();
        CpSatOutcome outcome = CpSatSearch.Minimize(encoding, settings, null, null, stop);

        // Even an empty step counts as work, so that the loop ends.
        _work += Math.Max(1e-4, outcome.DeterministicTime);
        double share = workLimit is null
            ? System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds / StepSeconds
            : outcome.DeterministicTime / StepWork;
        if (outcome.Cells is not null && !(optimalOnly && outcome.Status != CpSolverStatus.Optimal))
        {
            Take(evaluator, outcome.Cells);
        }

        return (outcome.Status, share);
    }

    private void Take(DeltaEvaluator evaluator, RosterCells cells)
    {
        long[] before = evaluator.Costs.ToArray();
        RosterCells old = evaluator.Cells.Clone();
        Apply(evaluator, cells);
        if (Lexicographic.Compare(evaluator.Costs, before) > 0)
        {
            Apply(evaluator, old);
        }
    }

    private void Apply(DeltaEvaluator evaluator, RosterCells cells)
    {
        int days = model.Timeline.Days;
        for (int cell = 0; cell < model.Cells; cell++)
        {
            if (evaluator.Cells.Options[cell] != cells.Options[cell]
                || !evaluator.Cells.PlacementsOf(cell).SequenceEqual(cells.PlacementsOf(cell)))
            {
                evaluator.Set(cell / days, cell % days, cells.Options[cell], cells.PlacementsOf(cell));
            }
        }
    }

    private void Follow(DeltaEvaluator evaluator)
    {
        if (follow is null || follow.Version == _seen)
        {
            return;
        }

        _seen = follow.Version;
        if (follow.Best() is { } best && Lexicographic.Compare(best.Costs, evaluator.Costs) < 0)
        {
            Apply(evaluator, best.Cells);
        }
    }

    private void Tell(DeltaEvaluator evaluator) => found(evaluator.Cells, evaluator.Costs.ToArray());
}
