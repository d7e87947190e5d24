using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Pricing;

/// <summary>
/// What each option would add to the cost of the covers if one employee chose it and everybody else stayed: the true price of the option. Exact for one day; an employee whose days share a
/// cover term is priced day by day.
/// </summary>
internal sealed class MarginalPrices
{
    private readonly RosterModel _model;
    private readonly CoverPrices _covers;
    private readonly double[] _weights;
    private readonly long[] _rows;
    private readonly double[] _termCost;
    private readonly int[] _touched;
    private readonly bool[] _isTouched;
    private readonly long[] _probe;
    private int _touchedCount;

    /// <param name="levelWeights">Weight of each level, level 0 included.</param>
    public MarginalPrices(RosterModel model, CoverPrices covers, double[] levelWeights)
    {
        (_model, _covers, _weights) = (model, covers, levelWeights);
        _rows = new long[model.Rows.Length];
        _termCost = new double[model.Covers.Length];
        _touched = new int[model.Covers.Length];
        _isTouched = new bool[model.Covers.Length];
        _probe = new long[model.Levels];
        Prices = new double[model.HorizonOptions];
        Placements = new int[model.HorizonOptions * model.MaximumBreaks];
    }

    /// <summary>Price of each option of the horizon after <see cref="Update"/>, its breaks at the best placements one after the other.</summary>
    public double[] Prices { get; }

    /// <summary>The placements found, at (option − first option of the horizon) × most breaks + slot.</summary>
    public int[] Placements { get; }

    /// <summary>Prices the options of an employee who is taken out of the roster.</summary>
    /// <param name="usable">Options to be priced.</param>
    public void Update(DeltaEvaluator evaluator, int employee, bool[] usable)
    {
        evaluator.RowValues.CopyTo(_rows);
        int days = _model.Timeline.Days;
        for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
        {
            int cell = (employee * days) + day;
            Add(_covers.Gives(employee, evaluator.Cells.Options[cell]), -1);
            foreach (int placement in evaluator.Cells.PlacementsOf(cell))
            {
                if (placement >= 0)
                {
                    Add(_covers.PlacementGives(employee, placement), -1);
                }
            }
        }

        for (int term = 0; term < _termCost.Length; term++)
        {
            _termCost[term] = TermCost(term);
        }

        int first = _model.FirstHorizonOption;
        for (int option = first; option < first + _model.HorizonOptions; option++)
        {
            Prices[option - first] = usable[option] ? PriceOf(employee, option) : 0;
        }
    }

    private double PriceOf(int employee, int option)
    {
        ReadOnlySpan<(int Row, int Weight)> gives = _covers.Gives(employee, option);
        Add(gives, 1);
        IReadOnlyList<BreakSlot> breaks = _model.Options[option].Breaks;
        Span<int> placements = Placements.AsSpan((option - _model.FirstHorizonOption) * _model.MaximumBreaks, _model.MaximumBreaks);
        placements.Fill(-1);
        for (int slot = 0; slot < breaks.Count; slot++)
        {
            int best = breaks[slot].FirstPlacement;
            if (_covers.HasBreaks)
            {
                double least = double.PositiveInfinity;
                for (int placement = best; placement < breaks[slot].FirstPlacement + breaks[slot].Count; placement++)
                {
                    double change = ChangeBy(_covers.PlacementGives(employee, placement));
                    if (change < least)
                    {
                        (least, best) = (change, placement);
                    }
                }

                Add(_covers.PlacementGives(employee, best), 1);
            }

            placements[slot] = best;
        }

        Touch(gives);
        foreach (int placement in placements[..breaks.Count])
        {
            Touch(_covers.PlacementGives(employee, placement));
        }

        double price = 0;
        foreach (int term in _touched.AsSpan(0, _touchedCount))
        {
            price += TermCost(term) - _termCost[term];
            _isTouched[term] = false;
        }

        _touchedCount = 0;
        Add(gives, -1);
        if (_covers.HasBreaks)
        {
            foreach (int placement in placements[..breaks.Count])
            {
                Add(_covers.PlacementGives(employee, placement), -1);
            }
        }

        return price;
    }

    private double ChangeBy(ReadOnlySpan<(int Row, int Weight)> gives)
    {
        double change = 0;
        Touch(gives);
        foreach (int term in _touched.AsSpan(0, _touchedCount))
        {
            change -= TermCost(term);
        }

        Add(gives, 1);
        foreach (int term in _touched.AsSpan(0, _touchedCount))
        {
            change += TermCost(term);
            _isTouched[term] = false;
        }

        Add(gives, -1);
        _touchedCount = 0;
        return change;
    }

    private void Touch(ReadOnlySpan<(int Row, int Weight)> gives)
    {
        foreach ((int row, int _) in gives)
        {
            int term = _model.Rows[row].Term;
            if (!_isTouched[term])
            {
                _isTouched[term] = true;
                _touched[_touchedCount++] = term;
            }
        }
    }

    private void Add(ReadOnlySpan<(int Row, int Weight)> gives, int sign)
    {
        foreach ((int row, int weight) in gives)
        {
            _rows[row] += sign * weight;
        }
    }

    private double TermCost(int term)
    {
        Array.Clear(_probe);
        ModelCost.AddCover(_probe, _model, _model.Covers[term], _rows);
        double cost = 0;
        for (int level = 0; level < _probe.Length; level++)
        {
            cost += _weights[level] * _probe[level];
        }

        return cost;
    }
}
