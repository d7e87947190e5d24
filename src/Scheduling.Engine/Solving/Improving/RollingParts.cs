using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// Everybody over windows of some weeks that roll over the horizon: what makes a good roster of a bad one where a linear program over schedules of the whole horizon takes long, and one of a window does not.
/// </summary>
/// <param name="optionsPerCell">How many options an employee has on a day, on average.</param>
/// <param name="fromMiddle">Begins with the middle of the horizon, so that two threads do not work on the same days.</param>
internal sealed class RollingParts(RosterModel model, double optionsPerCell, bool fromMiddle)
{
    private const double FirstOptions = 13_000;
    private const double FewestCells = 500;
    private const double Growth = 1.5;
    private const double Shrinkage = 0.5;

    /// <summary>A round that gains less than this share of the cost has come to its end: longer windows, or none any more.</summary>
    private const double LeastGain = 0.05;

    /// <summary>Windows that take less than this share of their time become longer at once, those that take less than half of it after a round.</summary>
    private const double Quick = 0.25;
    private const double QuickEnough = 0.5;
    private readonly int _horizon = model.Timeline.HorizonEnd - model.Timeline.HorizonStart;
    private double _cells = FirstOptions / Math.Max(1, optionsPerCell);
    private int _from = fromMiddle ? (model.Timeline.HorizonEnd - model.Timeline.HorizonStart) / 2 : 0;
    private double _gain;
    private double _slowest;
    private bool _mayGrow = true;

    /// <summary>Whether smaller or other parts are worth more from now on.</summary>
    public bool IsOver { get; private set; } = (long)model.Employees * (model.Timeline.HorizonEnd - model.Timeline.HorizonStart) < FewestCells;

    private int Days => Math.Clamp((int)(_cells / model.Employees), 1, _horizon);

    private int First => Math.Min(_from, _horizon - Days);

    /// <summary>The next window.</summary>
    public FreeCells Next()
    {
        int first = model.Timeline.HorizonStart + First;
        return new FreeCells(model, [.. Enumerable.Range(0, model.Employees).SelectMany(e => Enumerable.Range((e * model.Timeline.Days) + first, Days))]);
    }

    /// <summary>Learns from a window.</summary>
    /// <param name="ended">Whether it was searched to the end.</param>
    /// <param name="gain">Share of the cost that it gained.</param>
    /// <param name="shareOfLimit">How much of its time it took.</param>
    public void Learn(bool ended, double gain, double shareOfLimit)
    {
        if (!ended)
        {
            // The same days again, fewer of them.
            _mayGrow = false;
            _cells = Days * model.Employees * Shrinkage;
            IsOver = _cells < FewestCells;
            return;
        }

        (_gain, _slowest) = (_gain + gain, Math.Max(_slowest, shareOfLimit));
        int next = First + Math.Max(1, Days / 2);
        bool isRound = First + Days >= _horizon;
        bool grows = _mayGrow && Days < _horizon && (shareOfLimit < Quick || (isRound && _gain < LeastGain && _slowest < QuickEnough));
        IsOver = isRound && _gain < LeastGain && !grows;
        _cells *= grows ? Growth : 1;
        _from = isRound ? 0 : next;
        if (isRound)
        {
            (_gain, _slowest) = (0, 0);
        }
    }
}
