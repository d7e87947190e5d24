using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// From the linear program over schedules to a roster: fixes the cells that are surest in its solution, lets column generation find schedules that go with them, and again until all are fixed. When a
/// batch makes the program much dearer, it is taken back and a smaller one tried; a single cell that does is forbidden its option. CP-SAT then finds the best of what is free or was fixed last.
/// </summary>
internal sealed class ColumnDive
{
    private const float LeastAgreement = 0.5f;
    private const float Sure = 0.97f;
    private const float Shuffle = 0.02f;
    private const double LargestBatch = 0.2;
    private const double FirstBatch = 0.05;
    private const double MostRise = 5e-4;

    /// <summary>A rise by less than this share of the step in which costs come says little.</summary>
    private const double ShareOfStep = 0.5;
    private const int SettlingSteps = 12;
    private const int CoreCells = 400;
    private const int SmallBatch = 4;
    private readonly DiveCells _cells;
    private readonly DualFunction _dual;
    private readonly ColumnSearch _columns;
    private readonly Func<double> _limit;
    private readonly float[] _sureness;
    private readonly double _leastRise;
    private readonly Random _random;
    private readonly int _seed;
    private readonly CancellationToken _stop;

    /// <param name="columns">Column generation of the last level, converged; its bounds hold for the dive only from then on.</param>
    /// <param name="limits">Limits on slacks that a good roster is likely to keep, since the bound is least with them.</param>
    /// <param name="limit">Weighted cost that the program must stay below for a roster better than the best one.</param>
    /// <param name="seed">Of equally sure cells another seed fixes others first.</param>
    public ColumnDive(RosterModel model, EmployeeNetworks networks, ColumnSearch columns, SlackLimits? limits, Func<double> limit, int seed, CancellationToken stop)
    {
        (_columns, _limit, _seed, _stop) = (columns, limit, seed, stop);
        _random = new Random(seed);
        _sureness = new float[columns.Shares.Length];
        _leastRise = ShareOfStep * CostStep.Of(model)[^1];
        _cells = new DiveCells(model, networks);
        _dual = new DualFunction(model, _cells.Networks, limits);
    }

    /// <summary>Dives; calls back with every roster found. False when stopped or when there was nothing to fix.</summary>
    public bool Run(Action<RosterCells> found)
    {
        Settle();
        double start = _columns.Upper;
        int batch = (int)(_cells.All * FirstBatch);
        while (_cells.Free > (batch < SmallBatch ? CoreCells : 0) && !_stop.IsCancellationRequested && _columns.Upper < _limit())
        {
            List<(float Share, int Cell, int Option)> surest = Surest();
            int sure = surest.FindIndex(s => s.Share < Sure);
            sure = sure < 0 ? surest.Count : sure;
            int wanted = Math.Clamp(Math.Min(sure, (int)(_cells.All * LargestBatch)), Math.Min(batch, surest.Count), surest.Count);
            double before = _columns.Upper;
            int kept = _cells.Fixed;
            bool[][] usable = [.. _cells.Usable.Select(u => (bool[])u.Clone())];
            if (_cells.Fix(surest.Take(wanted)) == 0)
            {
                break;
            }

            Settle();
            if (_columns.Upper <= before + Rise(start))
            {
                batch = Math.Max(batch, Math.Min(2 * batch, _cells.Free / 12));
                continue;
            }

            double dearer = _columns.Upper;
            _cells.Undo(kept, usable);
            batch = Math.Max(1, wanted / 3);
            if (wanted > 1)
            {
                Settle();
            }
            else if (!Forbid(surest[0], usable, dearer))
            {
                _cells.Fix(surest.Take(1));
                Settle();
            }
        }

        if (_stop.IsCancellationRequested || _cells.Fixed == 0)
        {
            return false;
        }

        RosterCells basis = _columns.LikeliestRoster();
        found(basis);
        _cells.SolveCore(basis, CoreCells, _seed, found, _stop);
        return true;
    }

    /// <summary>Forbids an option, unless that makes the program even dearer than fixing it, or is impossible.</summary>
    private bool Forbid((float Share, int Cell, int Option) what, bool[][] before, double dearer)
    {
        if (!_cells.Forbid(what.Cell, what.Option))
        {
            return false;
        }

        Settle();
        if (_columns.Upper <= dearer)
        {
            return true;
        }

        _cells.Undo(_cells.Fixed, before);
        return false;
    }

    /// <summary>What may be fixed next, the surest first, equally sure ones in random order.</summary>
    private List<(float Share, int Cell, int Option)> Surest()
    {
        for (int i = 0; i < _sureness.Length; i++)
        {
            _sureness[i] = _columns.Shares[i] < LeastAgreement ? 0 : (_columns.Shares[i] + _columns.Average[i]) / 2;
        }

        List<(float Share, int Cell, int Option)> surest = _cells.Surest(_sureness, LeastAgreement / 2);
        return [.. surest.Select(s => (Key: s.Share - (_random.NextSingle() * Shuffle), s)).OrderByDescending(s => s.Key).Select(s => s.s)];
    }

    private double Rise(double value) => Math.Max(_leastRise, MostRise * Math.Max(1, Math.Abs(value)));

    /// <summary>Lets column generation settle.</summary>
    private void Settle()
    {
        double before = _columns.Upper;
        _columns.Restrict(_dual);
        for (int step = 0; step < SettlingSteps && !_stop.IsCancellationRequested; step++)
        {
            double most = before + Rise(before);
            if (!_columns.Step((_, _, _) => { }) || _columns.Upper <= most || _columns.Value > most)
            {
                break;
            }
        }
    }
}
