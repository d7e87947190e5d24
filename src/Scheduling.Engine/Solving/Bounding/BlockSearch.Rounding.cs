using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Bounding;

/// <content>From shares of schedules to a roster.</content>
internal sealed partial class BlockSearch
{
    /// <summary>Those without a schedule follow those with one this often at most.</summary>
    private const int MostFollowing = 50;

    /// <summary>Employees are about as sure as others whose shares are this much more or less concentrated.</summary>
    private const double Alike = 0.1;

    /// <summary>
    /// A roster: one employee after the other takes the best schedule at the prices that those with a schedule and the shares of all others ask for. The shares are as before afterwards. Null when
    /// somebody has no schedule.
    /// </summary>
    /// <param name="hardness">How much a whole schedule moves prices; 1 is what shares did at first.</param>
    /// <param name="emphasis">How many times dearer the earlier levels are than for the bound.</param>
    /// <param name="rounds">Rounds over all who have no schedule yet before another one gets his; then those whose shares are surest come first, else the order is random.</param>
    public RosterCells? RoundOff(Random random, double hardness, double emphasis, int rounds = 0)
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
        int[] order = rounds == 0 ? _order : [.. _order.OrderByDescending(e => Concentration(e) * (1 + (Alike * random.NextDouble())))];
        int every = Math.Max(1, order.Length / MostFollowing);
        for (int at = 0; at < order.Length; at++)
        {
            if (at % every == 0)
            {
                Follow(order[at..], rounds, random);
            }

            int employee = order[at];
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

    /// <summary>Shares of some employees follow the prices, for some rounds.</summary>
    private void Follow(int[] employees, int rounds, Random random)
    {
        for (int round = 1; round <= rounds; round++)
        {
            random.Shuffle(employees);
            foreach (int employee in employees)
            {
                Move(employee, whole: false);
            }

            if (round % RoundsPerCentre == 0)
            {
                _prices.CopyTo(_centre, 0);
            }
        }
    }

    /// <summary>How near the shares are to one schedule: the sum of their squares.</summary>
    private double Concentration(int employee)
    {
        double sum = 0;
        foreach (float share in Average.AsSpan(employee * _model.HorizonOptions, _model.HorizonOptions))
        {
            sum += share * share;
        }

        return sum;
    }
}
