using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// Proves how good a roster can be at most, on every level in turn. What it proves is valid at any moment.
/// </summary>
internal sealed class BoundSearch(RosterModel model, Incumbent incumbent, CancellationToken stop)
{
    private const int SliceIterations = 25;
    private const int EnoughStalled = 150;

    /// <summary>The networks; null when somebody has no legal schedule.</summary>
    public EmployeeNetworks? Networks { get; private set; }

    /// <summary>Scale of the prices.</summary>
    public double[] Scale { get; private set; } = [];

    /// <summary>The price search of the last level worked on with prices and averaged schedules; null before the first.</summary>
    public PriceSearch? Last { get; private set; }

    /// <summary>Runs until nothing rises any more, or it is stopped.</summary>
    public void Run(Func<bool> ended)
    {
        if (EmployeeNetworks.TryBuild(model, NetworkSize.Exact, stop) is not { } networks)
        {
            return;
        }

        Networks = networks;
        var dual = new DualFunction(model, networks);
        double[] scale = Scale = PriceScale.Of(model, networks, dual);
        Raise([.. Enumerable.Range(1, model.Levels - 1).Select(level => new PriceSearch(model, dual, level, scale))], ended);
    }

    /// <summary>Levels take turns as long as they rise.</summary>
    private void Raise(PriceSearch[] searches, Func<bool> ended)
    {
        bool rising = true;
        while (rising)
        {
            rising = false;
            foreach (PriceSearch search in searches)
            {
                Last = search;
                for (int i = 0; i < SliceIterations && search.Stalled < EnoughStalled; i++)
                {
                    if (stop.IsCancellationRequested || ended() || !search.Step(Target(), incumbent.OfferLevelBound))
                    {
                        return;
                    }
                }

                rising |= search.Stalled < EnoughStalled;
            }
        }
    }

    private long[] Target() => incumbent.Costs() ?? new long[model.Levels];
}
