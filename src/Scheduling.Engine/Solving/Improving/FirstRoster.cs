using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>Makes a roster from nothing by best responses, of everybody and then of those who still break hard rules.</summary>
internal sealed class FirstRoster(RosterModel model, EmployeeNetworks networks, CancellationToken stop)
{
    private const int MostSweeps = 4;
    private const int MostRepairs = 12;

    /// <summary>A roster, which may break hard rules; tells of every better one on the way.</summary>
    public RosterCells Make(int seed, Action<RosterCells, long[]> found)
    {
        var evaluator = new DeltaEvaluator(model, model.FixedCells);
        var response = new BestResponse(model, networks);
        var random = new Random(seed);
        for (int sweep = 0; sweep < MostSweeps && response.Sweep(evaluator, random, 0, null, () => stop.IsCancellationRequested); sweep++)
        {
            found(evaluator.Cells, evaluator.Costs.ToArray());
        }

        // Prices are blurred anew at every try, so that who breaks a hard rule may be luckier the next time.
        var hotspots = new RosterHotspots(model, evaluator);
        for (int round = 0; round < MostRepairs && evaluator.Costs[0] > 0; round++)
        {
            for (int employee = 0; employee < model.Employees && !stop.IsCancellationRequested; employee++)
            {
                if (hotspots.IsBroken(employee))
                {
                    response.Respond(evaluator, employee);
                    hotspots.Changed(employee * model.Timeline.Days);
                }
            }
        }

        found(evaluator.Cells, evaluator.Costs.ToArray());
        return evaluator.Cells;
    }
}
