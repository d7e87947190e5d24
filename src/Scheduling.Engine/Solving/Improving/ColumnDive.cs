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

    /// <summary>Where the dive is late, a batch may raise the program by its share of the cells times this share of its value.</summary>
    private const double LateRise = 0.06;

    /// <summary>Where there is little time, a batch may use up its share of what is left to the limit; so many times its share once half of the time is over or few cells are left.</summary>
    private const double BriefLateRise = 3;
    private const double BriefLate = 0.5;
    private const double BriefVeryLate = 0.75;
    private const int BriefFewCells = 200;

    /// <summary>Late is who has fixed less by this share of the cells than the share of the time that is over.</summary>
    private const double Late = 0.2;

    /// <summary>A rise by less than this share of the step in which costs come says little.</summary>
    private const double ShareOfStep = 0.5;

    /// <summary>Who fixes less than this share of the cells more in this share of the time gives up.</summary>
    private const double LeastProgress = 0.02;
    private const double MostPatience = 0.15;

    /// <summary>Who has fixed less than this share of the cells that the time over would be enough for, after this share of the time, gives up too.</summary>
    private const double LeastPace = 0.25;
    private const double LeastTried = 0.2;
    private const int SettlingSteps = 12;
    private const int CoreCells = 400;
    private const int BriefCoreCells = 200;
    private const int SmallBatch = 4;
    private readonly DiveCells _cells;
    private readonly DualFunction _dual;
    private readonly ColumnSearch _columns;
    private readonly Func<double> _limit;
    private readonly Func<double> _over;
    private readonly float[] _sureness;
    private readonly double _leastRise;
    private readonly Random _random;
    private readonly int _seed;
    private readonly bool _brief;
    private readonly int _core;
    private readonly CancellationToken _stop;

    /// <param name="columns">Column generation of the last level, converged; its bounds hold for the dive only from then on.</param>
    /// <param name="limits">Limits on slacks that a good roster is likely to keep, since the bound is least with them.</param>
    /// <param name="limit">Weighted cost that the program must stay below for a roster better than the best one.</param>
    /// <param name="over">Share of the dive's time that is over; 0 where there is as much as it takes.</param>
    /// <param name="seed">Of equally sure cells another seed fixes others first.</param>
    public ColumnDive(RosterModel model, EmployeeNetworks networks, ColumnSearch columns, SlackLimits? limits, Func<double> limit, Func<double> over, int seed, bool brief, CancellationToken stop)
    {
        (_columns, _limit, _over, _seed, _stop) = (columns, limit, over, seed, stop);
        (_brief, _core) = (brief, brief ? BriefCoreCells : CoreCells);
        _random = new Random(seed);
        _sureness = new float[columns.Shares.Length];
        _leastRise = ShareOfStep * CostStep.Of(model)[^1];
        _cells = new DiveCells(model, networks);
        _dual = new DualFunction(model, _cells.Networks, limits);
    }

    /// <summary>Dives; calls back with every roster found. False when stopped, when there was nothing to fix or when it got no further.</summary>
    public bool Run(Action<RosterCells> found)
    {
        Settle();
        double start = _columns.Upper;
        int batch = (int)(_cells.All * FirstBatch);
        (int Fixed, double Over) mark = (0, _over());
        while (_cells.Free > (batch < SmallBatch && !_brief ? _core : 0) && !_stop.IsCancellationRequested && _columns.Upper < _limit())
        {
            if (_cells.Fixed > mark.Fixed + (LeastProgress * _cells.All))
            {
                mark = (_cells.Fixed, _over());
            }
            else if (!_brief && _over() > mark.Over + MostPatience)
            {
                return false;
            }

            if (!_brief && _over() is > LeastTried and var over && _cells.Fixed < LeastPace * over * _cells.All)
            {
                return false;
            }

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
            if (_columns.Upper <= before + Rise(start) + Allowance(before, start, _cells.Fixed - kept))
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

        if (_stop.IsCancellationRequested || (_cells.Fixed == 0 && !_brief))
        {
            return false;
        }

        RosterCells basis = _columns.LikeliestRoster();
        found(basis);
        _cells.SolveCore(basis, _core, _seed, _brief, found, _stop);
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

    /// <summary>How much dearer a batch may be than nearly nothing: where there is little time, its share of what is left to the limit; where it is late, of the program's value.</summary>
    private double Allowance(double before, double start, int batch) => _brief
        ? (_limit() - before) * Math.Min(1, BriefPace() * batch / (_cells.Free + batch))
        : Lateness() * LateRise * start * batch / _cells.All;

    /// <summary>How many times its share of what is left a batch may use up: a roster that is a little better is worth more than one that is not ready in time.</summary>
    private double BriefPace() => _over() switch
    {
        > BriefVeryLate => double.PositiveInfinity,
        > BriefLate => BriefLateRise,
        _ => _cells.Free < BriefFewCells ? BriefLateRise : 1,
    };

    /// <summary>0 in time, 1 late.</summary>
    private double Lateness() => Math.Clamp((_over() - ((double)_cells.Fixed / _cells.All)) / Late, 0, 1);

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
