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
    private readonly (long Threshold, double Weight)[][] _shortage;
    private readonly (long Threshold, double Weight)[][] _surplus;
    private readonly long[] _rows;
    private readonly double[] _termCost;
    private readonly long[] _elsewhere;
    private readonly int[] _firstKey;
    private readonly int[] _touched;
    private readonly bool[] _isTouched;
    private long[] _missing = [];
    private long[] _added = [];
    private int[] _coverOf = [];
    private JoinedRows? _joined;
    private readonly int[] _firstDay;
    private readonly int[] _lastDay;
    private int _touchedCount;

    /// <param name="levelWeights">Weight of each level, level 0 included.</param>
    public MarginalPrices(RosterModel model, CoverPrices covers, double[] levelWeights, double margin = 0)
    {
        (_model, _covers) = (model, covers);
        _rows = new long[model.Rows.Length];
        _termCost = new double[model.Covers.Length];
        _elsewhere = new long[model.Covers.Length];
        _firstKey = new int[model.Covers.Length];
        _touched = new int[model.Covers.Length];
        _isTouched = new bool[model.Covers.Length];
        int[] typical = CoverPrices.MostOfOneOption(model);
        _shortage = [.. model.Covers.Select(c => Weighted(c.Shortage, (long)(margin * typical[c.FirstRow])))];
        _surplus = [.. model.Covers.Select(c => c.Surplus is null ? [] : Weighted(c.Surplus, 0))];
        (_firstDay, _lastDay) = DaysOf(model);
        Prices = new double[model.HorizonOptions];
        Placements = new int[model.HorizonOptions * model.MaximumBreaks];

        (long, double)[] Weighted(CostCurve curve, long earlier) => [.. curve.Hinges.Where(h => h.IsAbove).Select(h => (h.Level == model.Levels - 1 ? h.Threshold : Math.Max(0, h.Threshold - earlier), levelWeights[h.Level] * h.Weight)).OrderBy(h => h.Item1)];
    }

    /// <summary>Price of each option of the horizon after <see cref="Update"/>, its breaks at the best placements one after the other.</summary>
    public double[] Prices { get; }

    /// <summary>The placements found, at (option − first option of the horizon) × most breaks + slot.</summary>
    public int[] Placements { get; }

    /// <summary>Prices the options of an employee who is taken out of the roster.</summary>
    /// <param name="usable">Options to be priced.</param>
    /// <param name="from">First day that the employee is taken out of.</param>
    /// <param name="until">The day after the last one; options of other days cost nothing.</param>
    public void Update(DeltaEvaluator evaluator, int employee, bool[] usable, int from, int until)
    {
        evaluator.RowValues.CopyTo(_rows);
        int days = _model.Timeline.Days;
        for (int day = from; day < until; day++)
        {
            int cell = (employee * days) + day;
            TakeOff(_covers.Gives(employee, evaluator.Cells.Options[cell]));
            foreach (int placement in evaluator.Cells.PlacementsOf(cell))
            {
                if (placement >= 0)
                {
                    TakeOff(_covers.PlacementGives(employee, placement));
                }
            }
        }

        LookAt(_covers.Joined(employee), from, until);
        Array.Clear(Prices);
        int first = _model.FirstHorizonOption;
        for (int option = _model.DayOffsets[from]; option < _model.DayOffsets[until]; option++)
        {
            Prices[option - first] = usable[option] ? PriceOf(employee, option) : 0;
        }
    }

    /// <summary>First and last day whose options give something to each cover.</summary>
    private static (int[] First, int[] Last) DaysOf(RosterModel model)
    {
        int[] coverOf = new int[model.Rows.Length];
        for (int cover = 0; cover < model.Covers.Length; cover++)
        {
            coverOf.AsSpan(model.Covers[cover].FirstRow, model.Covers[cover].RowCount).Fill(cover);
        }

        int[] first = new int[model.Covers.Length];
        int[] last = new int[model.Covers.Length];
        Array.Fill(first, int.MaxValue);
        Array.Fill(last, int.MinValue);
        for (int option = 0; option < model.Options.Length; option++)
        {
            int day = model.Options[option].Day;
            Note(model.ContributionsOf(option), day);
            foreach (BreakSlot slot in model.Options[option].Breaks)
            {
                for (int placement = slot.FirstPlacement; placement < slot.FirstPlacement + slot.Count && model.PlacementContributions.Length > 0; placement++)
                {
                    Note(model.ContributionsOfPlacement(placement), day);
                }
            }
        }

        return (first, last);

        void Note(ReadOnlySpan<Contribution> contributions, int day)
        {
            foreach (Contribution contribution in contributions)
            {
                int cover = coverOf[contribution.Row];
                (first[cover], last[cover]) = (Math.Min(first[cover], day), Math.Max(last[cover], day));
            }
        }
    }

    private void TakeOff(ReadOnlySpan<(int Row, int Weight)> gives)
    {
        foreach ((int row, int weight) in gives)
        {
            _rows[row] -= weight;
        }
    }

    /// <summary>What is missing without the employee: in rows to which he or she gives, by set of joined rows, and in all others.</summary>
    private void LookAt(JoinedRows joined, int from, int until)
    {
        if (_added.Length < joined.Count)
        {
            (_added, _missing, _coverOf) = (new long[joined.Count], new long[joined.Count], new int[joined.Count]);
        }

        _joined = joined;
        Span<bool> given = stackalloc bool[256];
        for (int cover = 0; cover < _model.Covers.Length; cover++)
        {
            if (_lastDay[cover] < from || _firstDay[cover] >= until)
            {
                continue;
            }

            CoverTerm term = _model.Covers[cover];
            (int firstKey, int end) = joined.KeysOf(cover);
            bool[]? many = term.RowCount > given.Length ? new bool[term.RowCount] : null;
            Span<bool> known = many ?? given[..term.RowCount];
            known.Clear();
            _firstKey[cover] = -1;
            for (int key = firstKey; key < end; key++)
            {
                _coverOf[key] = cover;
                _missing[key] = long.MinValue;
                foreach (int row in joined.RowsOf(key))
                {
                    known[row - term.FirstRow] = true;
                    _missing[key] = Math.Max(_missing[key], _model.Rows[row].Required - _rows[row]);
                    _firstKey[cover] = row == term.FirstRow ? key : _firstKey[cover];
                }
            }

            _elsewhere[cover] = 0;
            for (int row = 0; row < term.RowCount; row++)
            {
                if (!known[row])
                {
                    _elsewhere[cover] = Math.Max(_elsewhere[cover], _model.Rows[term.FirstRow + row].Required - _rows[term.FirstRow + row]);
                }
            }

            _termCost[cover] = end > firstKey ? CostOf(cover) : 0;
        }
    }

    private double PriceOf(int employee, int option)
    {
        ReadOnlySpan<(int Key, int Weight)> gives = _covers.JoinedGives(employee, option);
        Add(gives);
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
                    double change = ChangeBy(_covers.JoinedPlacementGives(employee, placement));
                    if (change < least)
                    {
                        (least, best) = (change, placement);
                    }
                }

                Add(_covers.JoinedPlacementGives(employee, best));
            }

            placements[slot] = best;
        }

        double price = 0;
        foreach (int cover in _touched.AsSpan(0, _touchedCount))
        {
            price += CostOf(cover) - _termCost[cover];
            _isTouched[cover] = false;
            (int first, int end) = _joined!.KeysOf(cover);
            _added.AsSpan(first, end - first).Clear();
        }

        _touchedCount = 0;
        return price;
    }

    private double ChangeBy(ReadOnlySpan<(int Key, int Weight)> gives)
    {
        // Keys of one cover follow each other.
        double change = 0;
        for (int i = 0; i < gives.Length;)
        {
            int cover = _coverOf[gives[i].Key];
            double before = CostOf(cover);
            int from = i;
            for (; i < gives.Length && _coverOf[gives[i].Key] == cover; i++)
            {
                _added[gives[i].Key] += gives[i].Weight;
            }

            change += CostOf(cover) - before;
            for (int back = from; back < i; back++)
            {
                _added[gives[back].Key] -= gives[back].Weight;
            }
        }

        return change;
    }

    private void Add(ReadOnlySpan<(int Key, int Weight)> gives)
    {
        foreach ((int key, int weight) in gives)
        {
            _added[key] += weight;
            int cover = _coverOf[key];
            if (!_isTouched[cover])
            {
                _isTouched[cover] = true;
                _touched[_touchedCount++] = cover;
            }
        }
    }

    private double CostOf(int cover)
    {
        (int first, int end) = _joined!.KeysOf(cover);
        long missing = _elsewhere[cover];
        for (int key = first; key < end; key++)
        {
            missing = Math.Max(missing, _missing[key] - _added[key]);
        }

        double cost = Cost(_shortage[cover], missing);
        if (_surplus[cover].Length > 0)
        {
            CoverTerm term = _model.Covers[cover];
            cost += Cost(_surplus[cover], Math.Max(0, _rows[term.FirstRow] + (_firstKey[cover] >= 0 ? _added[_firstKey[cover]] : 0) - term.Ceiling));
        }

        return cost;
    }

    private static double Cost((long Threshold, double Weight)[] hinges, long value)
    {
        double cost = 0;
        foreach ((long threshold, double weight) in hinges)
        {
            if (value <= threshold)
            {
                break;
            }

            cost += weight * (value - threshold);
        }

        return cost;
    }
}
