using BenchmarkDotNet.Attributes;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Benchmarks;

/// <summary>Compile, evaluate, change one cell, encode for CP-SAT.</summary>
[MemoryDiagnoser]
public class ModelSubjects
{
    private SchedulingProblem _problem = null!;
    private RosterModel _model = null!;
    private Roster _roster = null!;
    private DeltaEvaluator _evaluator = null!;
    private int[] _cells = null!;
    private int _next;

    /// <summary>Employees × days.</summary>
    [Params("120x7", "500x28")]
    public string Size { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        int[] size = [.. Size.Split('x').Select(int.Parse)];
        _problem = CallCentreProblem.Create(size[0], size[1]);
        _model = RosterModel.Compile(_problem);
        var random = new Random(1);
        RosterCells cells = _model.FixedCells.Clone();
        for (int cell = 0; cell < _model.Cells; cell++)
        {
            int day = cell % _model.Timeline.Days;
            cells.Choose(_model, cell, random.Next(_model.DayOffsets[day], _model.DayOffsets[day + 1]));
        }

        _roster = RosterCodec.Decode(_model, cells);
        _evaluator = new DeltaEvaluator(_model, cells);
        _cells = [.. Enumerable.Range(0, 4096).Select(_ => random.Next(_model.Cells))];
    }

    [Benchmark]
    public object Compile() => RosterModel.Compile(_problem);

    [Benchmark]
    public object Evaluate() => RosterEvaluator.Evaluate(_problem, _roster);

    [Benchmark]
    public long Delta()
    {
        int cell = _cells[_next++ & 4095];
        int day = cell % _model.Timeline.Days;
        int count = _model.DayOffsets[day + 1] - _model.DayOffsets[day];
        int option = _model.DayOffsets[day] + ((int)((uint)(_next * 7919) % (uint)count));
        IReadOnlyList<BreakSlot> breaks = _model.Options[option].Breaks;
        Span<int> placements = stackalloc int[breaks.Count];
        for (int slot = 0; slot < breaks.Count; slot++)
        {
            placements[slot] = breaks[slot].FirstPlacement + (int)((uint)_next % (uint)breaks[slot].Count);
        }

        _evaluator.Set(cell / _model.Timeline.Days, day, option, placements);
        return _evaluator.Costs[^1];
    }

    [Benchmark]
    public object Encode() => new CpSatEncoding(_model, _model.FixedCells, null, HardRules.Enforced, whole: true);
}
