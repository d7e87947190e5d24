using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// Proves how good a roster can be at most, on every level in turn: steps along averaged sub-gradients first, then, where the linear program is small enough, column generation. What it
/// proves is valid at any moment.
/// </summary>
internal sealed class BoundSearch : IDisposable
{
    private const int SliceSteps = 25;
    private const int EnoughStalled = 150;
    private const int EnoughBeforeColumns = 50;
    private const int StepsForColumns = 60;
    private const double TakeFrom = 0.01;
    private const int MostRowsForColumns = 2000;
    private readonly RosterModel _model;
    private readonly Incumbent _incumbent;
    private readonly Func<bool> _ended;

    private BoundSearch(RosterModel model, EmployeeNetworks networks, Incumbent incumbent, Func<bool> ended)
    {
        (_model, Networks, _incumbent, _ended) = (model, networks, incumbent, ended);
        Dual = new DualFunction(model, networks);
        Scale = PriceScale.Of(model, networks, Dual);
        Searches = [.. Enumerable.Range(1, model.Levels - 1).Select(level => new PriceSearch(model, Dual, level, Scale))];
    }

    /// <summary>The networks.</summary>
    public EmployeeNetworks Networks { get; }

    /// <summary>The dual function all levels share.</summary>
    public DualFunction Dual { get; }

    /// <summary>Scale of the prices.</summary>
    public double[] Scale { get; }

    /// <summary>The search of each level, from level 1; its prices and averaged schedules are the best known.</summary>
    public PriceSearch[] Searches { get; }

    /// <summary>Column generation of the last level, when there was any.</summary>
    public ColumnSearch? Columns { get; private set; }

    /// <inheritdoc />
    public void Dispose() => Columns?.Dispose();

    /// <summary>Begins; null when somebody has no legal schedule at all.</summary>
    public static BoundSearch? TryCreate(RosterModel model, Incumbent incumbent, Func<bool> ended, CancellationToken stop) =>
        EmployeeNetworks.TryBuild(model, NetworkSize.Exact, stop) is { } networks ? new BoundSearch(model, networks, incumbent, ended) : null;

    /// <summary>Runs until nothing rises any more, or it is ended.</summary>
    public void Run()
    {
        bool columns = Dual.Slots + _model.Employees <= MostRowsForColumns;
        int enough = columns ? EnoughBeforeColumns : EnoughStalled;
        for (bool rising = true; rising;)
        {
            rising = false;
            foreach (PriceSearch search in Searches)
            {
                for (int i = 0; i < SliceSteps && search.Stalled < enough; i++)
                {
                    if (!Step(search))
                    {
                        return;
                    }
                }

                rising |= search.Stalled < enough;
            }
        }

        foreach (PriceSearch search in Searches)
        {
            if (columns && !IsProven(search.Level) && !RunColumns(search))
            {
                return;
            }
        }
    }

    private bool IsProven(int level) => _incumbent.Scores()[level].Gap == 0;

    /// <summary>Column generation from the prices of steps until it has converged; its prices and shares are taken over when they prove more.</summary>
    private bool RunColumns(PriceSearch search)
    {
        double before = search.Value;
        double paid = 0;
        for (int earlier = 1; earlier < search.Level; earlier++)
        {
            paid += search.Weights[earlier] * Target()[earlier];
        }

        Columns?.Dispose();
        Columns = new ColumnSearch(_model, Dual, search, Target()[search.Level]);
        for (int i = 0; i < StepsForColumns; i++)
        {
            if (!Step(search))
            {
                return false;
            }

            Columns.TakePriced();
        }

        bool going = true;
        while (going && !_ended())
        {
            going = Columns.Step(_incumbent.OfferLevelBound);
        }

        if (Columns.Value - paid > before + (TakeFrom * Math.Abs(before)))
        {
            search.Take(Columns);
        }

        return !going;
    }

    private bool Step(PriceSearch search) => !_ended() && search.Step(Target(), _incumbent.OfferLevelBound);

    private long[] Target() => _incumbent.Costs() ?? new long[_model.Levels];
}
