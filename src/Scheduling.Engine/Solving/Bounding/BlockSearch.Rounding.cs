using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Bounding;

/// <content>From shares of schedules to a roster.</content>
internal sealed partial class BlockSearch
{
    /// <summary>
    /// A roster: one employee after the other takes the best schedule at the prices that those with a schedule and the shares of all others ask for. The shares are as before afterwards. Null when
    /// somebody has no schedule.
    /// </summary>
    /// <param name="hardness">How much a whole schedule moves prices; 1 is what shares did at first.</param>
    /// <param name="emphasis">How many times dearer the earlier levels are than for the bound.</param>
    public RosterCells? RoundOff(Random random, double hardness, double emphasis)
    {
        double[][] kept = [(double[])_centre.Clone(), (double[])_prices.Clone(), (double[])_supply.Clone(), (double[])_totals.Clone(), (double[])_levelCosts.Clone(), (double[])_weights.Clone()];
        float[][] given = [.. _given.Select(g => (float[])g.Clone())];
        float[] average = (float[])Average.Clone();
        ProximalPrices proximal = _proximal;
        SetStiffness(hardness);
        for (int earlier = 1; earlier < _level; earlier++)
        {
            _weights[earlier] *= emphasis;
        }

        _proximal = new ProximalPrices(_model, _dual, _weights, _stiffness);

        RosterCells? cells = _model.FixedCells.Clone();
        random.Shuffle(_order);
        foreach (int employee in _order)
        {
            if (!Move(employee, whole: true))
            {
                cells = null;
                break;
            }

            for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
            {
                int cell = (employee * _model.Timeline.Days) + day;
                cells.Choose(_model, cell, _options[day]);
                _dual.Covers.PlacementsOf(employee, _options[day], cells.PlacementsOf(cell));
            }
        }

        double[][] changed = [_centre, _prices, _supply, _totals, _levelCosts, _weights];
        for (int i = 0; i < changed.Length; i++)
        {
            kept[i].CopyTo(changed[i], 0);
        }

        given.CopyTo(_given, 0);
        average.CopyTo(Average, 0);
        _proximal = proximal;
        SetStiffness(_softness);
        _slots.ToRows(_prices, _rowPrices);
        return cells;
    }
}
