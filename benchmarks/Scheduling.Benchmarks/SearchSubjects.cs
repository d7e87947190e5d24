using BenchmarkDotNet.Attributes;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Solving.Improving;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Benchmarks;

/// <summary>The steps of the search: price one employee, one iteration of the bound, one round over employees, a sweep of best responses, one CP-SAT sub-problem.</summary>
[MemoryDiagnoser]
public class SearchSubjects
{
    private RosterModel _model = null!;
    private EmployeeNetworks _networks = null!;
    private CoverPrices _covers = null!;
    private EmployeePricer _pricer = null!;
    private PriceSearch _steps = null!;
    private BlockSearch _blocks = null!;
    private BestResponse _response = null!;
    private DeltaEvaluator _evaluator = null!;
    private RosterCells _swept = null!;
    private double[] _weights = null!;
    private double[] _totals = null!;
    private int[] _options = null!;
    private long[] _nothing = null!;
    private int _next;

    /// <summary>Employees × days of the seeded call centre.</summary>
    [Params("120x7", "500x28")]
    public string Size { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        int[] size = [.. Size.Split('x').Select(int.Parse)];
        _model = RosterModel.Compile(CallCentreProblem.Create(size[0], size[1]));
        _networks = EmployeeNetworks.TryBuild(_model, NetworkSize.Exact, CancellationToken.None)!;
        var dual = new DualFunction(_model, _networks);
        double[] scale = PriceScale.Of(_model, _networks, dual);
        _steps = new PriceSearch(_model, dual, _model.Levels - 1, scale);
        _blocks = new BlockSearch(_model, new DualFunction(_model, _networks), _steps, scale, 1);
        _covers = new CoverPrices(_model);
        double[] rows = new double[_model.Rows.Length];
        Array.Fill(rows, 0.1);
        _covers.Update(rows);
        _pricer = new EmployeePricer(_model, _networks);
        _weights = [.. Enumerable.Repeat(1.0, _model.Levels)];
        _totals = new double[_networks.PricedTotals];
        _options = new int[_model.Timeline.Days];
        _nothing = new long[_model.Levels];
        _response = new BestResponse(_model, _networks);
        _evaluator = new DeltaEvaluator(_model, _model.FixedCells);
        _response.Sweep(_evaluator, new Random(1), 0, null, () => false);
        _swept = _evaluator.Cells.Clone();
    }

    [Benchmark]
    public double PriceEmployee()
    {
        int employee = _next++ % _model.Employees;
        return _pricer.Price(employee, _covers.OptionPrices(employee), _totals, _weights, _options);
    }

    [Benchmark]
    public bool StepAlongSlopes() => _steps.Step(_nothing, (_, _, _) => { });

    [Benchmark]
    public bool RoundsOverEmployees() => _blocks.Step(_nothing, (_, _, _) => { }, () => false);

    [Benchmark]
    public bool Sweep()
    {
        _evaluator.GoTo(_swept);
        return _response.Sweep(_evaluator, new Random(1), 0, null, () => false);
    }

    [Benchmark]
    public object SubProblem()
    {
        _evaluator.GoTo(_swept);
        var chooser = new NeighbourhoodChooser(_model, _evaluator, new Random(1));
        var encoding = new CpSatEncoding(_model, _evaluator, chooser.Choose(NeighbourhoodKind.OneDay, 16), HardRules.Penalised);
        encoding.HintBasis();
        return CpSatSearch.Minimize(encoding, new CpSatSettings { IsSubProblem = true, DeterministicTime = 0.5 }, null, null, CancellationToken.None);
    }
}
