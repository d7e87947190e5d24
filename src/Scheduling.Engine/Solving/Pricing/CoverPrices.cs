using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Pricing;

/// <summary>
/// What all options give to cover rows at the prices of the rows, per kind of employee: employees who belong to the same groups give the same. The cheapest
/// placement of each break is included.
/// </summary>
internal sealed class CoverPrices
{
    private readonly RosterModel _model;
    private readonly Kind[] _kinds;
    private readonly int[] _kindOf;

    public CoverPrices(RosterModel model)
    {
        _model = model;
        _kindOf = new int[model.Employees];
        int[] groups = [.. model.OptionContributions.Concat(model.PlacementContributions).Select(c => c.Group).Distinct().Order()];
        Dictionary<string, int> kinds = [];
        List<Kind> list = [];
        for (int employee = 0; employee < model.Employees; employee++)
        {
            string key = string.Concat(groups.Select(g => model.Groups[g][employee] ? '1' : '0'));
            if (!kinds.TryGetValue(key, out _kindOf[employee]))
            {
                kinds[key] = _kindOf[employee] = list.Count;
                list.Add(new Kind(model, employee));
            }
        }

        _kinds = [.. list];
    }

    /// <summary>How much one option gives to each row at most, or takes from it.</summary>
    public static int[] MostOfOneOption(RosterModel model)
    {
        int[] most = new int[model.Rows.Length];
        foreach (Contribution contribution in model.OptionContributions)
        {
            most[contribution.Row] = Math.Max(most[contribution.Row], Math.Abs(contribution.Weight));
        }

        return most;
    }

    /// <summary>Whether an option has break slots with prices.</summary>
    public bool HasBreaks => _model.PlacementContributions.Length > 0;

    /// <summary>The kind of an employee: those of one kind give the same to all rows.</summary>
    public int KindOf(int employee) => _kindOf[employee];

    /// <summary>Takes over prices of rows: what an option gives is worth price × weight, and lowers the option's price.</summary>
    public void Update(ReadOnlySpan<double> rowPrices)
    {
        foreach (Kind kind in _kinds)
        {
            kind.Update(_model, rowPrices);
        }
    }

    /// <summary>The same for the kind of one employee alone.</summary>
    public void Update(int employee, ReadOnlySpan<double> rowPrices) => _kinds[_kindOf[employee]].Update(_model, rowPrices);

    /// <summary>Price of each option of the horizon for an employee, breaks at their cheapest placements.</summary>
    public ReadOnlySpan<double> OptionPrices(int employee) => _kinds[_kindOf[employee]].Prices;

    /// <summary>Adds to rows what an employee gives by an option with its breaks where they are cheapest now.</summary>
    public void AddTo(Span<long> rows, int employee, int option) => _kinds[_kindOf[employee]].AddTo(_model, rows, option);

    /// <summary>What an option of the horizon gives to rows for an employee, breaks not taken off.</summary>
    public ReadOnlySpan<(int Row, int Weight)> Gives(int employee, int option) => _kinds[_kindOf[employee]].Gives(option);

    /// <summary>What a placement gives to rows for an employee.</summary>
    public ReadOnlySpan<(int Row, int Weight)> PlacementGives(int employee, int placement) => _kinds[_kindOf[employee]].PlacementGives(placement);

    /// <summary>The rows to which an employee always gives the same.</summary>
    public JoinedRows Joined(int employee) => _kinds[_kindOf[employee]].Joined;

    /// <summary>What an option of the horizon gives to joined rows for an employee, breaks not taken off.</summary>
    public ReadOnlySpan<(int Key, int Weight)> JoinedGives(int employee, int option) => _kinds[_kindOf[employee]].JoinedGives(option);

    /// <summary>What a placement gives to joined rows for an employee.</summary>
    public ReadOnlySpan<(int Key, int Weight)> JoinedPlacementGives(int employee, int placement) => _kinds[_kindOf[employee]].JoinedPlacementGives(placement);

    /// <summary>The cheapest placements now, one per break.</summary>
    public void PlacementsOf(int employee, int option, Span<int> placements) => _kinds[_kindOf[employee]].PlacementsOf(_model, option, placements);

    private sealed class Kind
    {
        private readonly int _first;
        private readonly int[] _start;
        private readonly (int Row, int Weight)[] _gives;
        private readonly int[] _placementStart;
        private readonly (int Row, int Weight)[] _placementGives;
        private readonly double[] _placementPrices;
        private readonly JoinedRows _joined;
        private readonly (int Key, int Weight)[] _priced;
        private readonly int[] _pricedStart;
        private readonly (int Key, int Weight)[] _pricedPlacements;
        private readonly int[] _pricedPlacementStart;

        public Kind(RosterModel model, int employee)
        {
            _first = model.FirstHorizonOption;
            Prices = new double[model.HorizonOptions];
            (_start, _gives) = Filter(model.HorizonOptions, i => model.ContributionsOf(i + _first), model, employee);
            (_placementStart, _placementGives) = Filter(model.PlacementContributions.Length == 0 ? 0 : model.Placements.Length, model.ContributionsOfPlacement, model, employee);
            _placementPrices = new double[Math.Max(0, _placementStart.Length - 1)];
            _joined = new JoinedRows(model, [(_start, _gives), (_placementStart, _placementGives)]);
            (_pricedStart, _priced) = _joined.Join(_start, _gives);
            (_pricedPlacementStart, _pricedPlacements) = _joined.Join(_placementStart, _placementGives);
        }

        public double[] Prices { get; }

        public JoinedRows Joined => _joined;

        public ReadOnlySpan<(int Key, int Weight)> JoinedGives(int option) => _priced.AsSpan(_pricedStart[option - _first].._pricedStart[option - _first + 1]);

        public ReadOnlySpan<(int Key, int Weight)> JoinedPlacementGives(int placement) =>
            _placementPrices.Length == 0 ? [] : _pricedPlacements.AsSpan(_pricedPlacementStart[placement].._pricedPlacementStart[placement + 1]);

        public ReadOnlySpan<(int Row, int Weight)> Gives(int option) => _gives.AsSpan(_start[option - _first].._start[option - _first + 1]);

        public ReadOnlySpan<(int Row, int Weight)> PlacementGives(int placement) =>
            _placementPrices.Length == 0 ? [] : _placementGives.AsSpan(_placementStart[placement].._placementStart[placement + 1]);

        public void Update(RosterModel model, ReadOnlySpan<double> rowPrices)
        {
            ReadOnlySpan<double> prices = _joined.Prices(rowPrices);
            for (int placement = 0; placement < _placementPrices.Length; placement++)
            {
                _placementPrices[placement] = Sum(_pricedPlacementStart, _pricedPlacements, placement, prices);
            }

            for (int i = 0; i < Prices.Length; i++)
            {
                double price = Sum(_pricedStart, _priced, i, prices);
                if (_placementPrices.Length > 0)
                {
                    foreach (BreakSlot slot in model.Options[i + _first].Breaks)
                    {
                        price += _placementPrices[Cheapest(slot)];
                    }
                }

                Prices[i] = price;
            }
        }

        public void AddTo(RosterModel model, Span<long> rows, int option)
        {
            int at = option - _first;
            foreach ((int row, int weight) in _gives.AsSpan(_start[at]..(_start[at + 1])))
            {
                rows[row] += weight;
            }

            if (_placementPrices.Length > 0)
            {
                foreach (BreakSlot slot in model.Options[option].Breaks)
                {
                    int placement = Cheapest(slot);
                    foreach ((int row, int weight) in _placementGives.AsSpan(_placementStart[placement]..(_placementStart[placement + 1])))
                    {
                        rows[row] += weight;
                    }
                }
            }
        }

        public void PlacementsOf(RosterModel model, int option, Span<int> placements)
        {
            IReadOnlyList<BreakSlot> breaks = model.Options[option].Breaks;
            for (int slot = 0; slot < breaks.Count; slot++)
            {
                placements[slot] = _placementPrices.Length > 0 ? Cheapest(breaks[slot]) : breaks[slot].FirstPlacement;
            }
        }

        private int Cheapest(BreakSlot slot)
        {
            int best = slot.FirstPlacement;
            for (int placement = best + 1; placement < slot.FirstPlacement + slot.Count; placement++)
            {
                best = _placementPrices[placement] < _placementPrices[best] ? placement : best;
            }

            return best;
        }

        private static double Sum(int[] start, (int Key, int Weight)[] gives, int at, ReadOnlySpan<double> prices)
        {
            double price = 0;
            for (int i = start[at]; i < start[at + 1]; i++)
            {
                price -= prices[gives[i].Key] * gives[i].Weight;
            }

            return price;
        }

        private delegate ReadOnlySpan<Contribution> Contributions(int source);

        private static (int[] Start, (int Row, int Weight)[] Gives) Filter(int count, Contributions of, RosterModel model, int employee)
        {
            int[] start = new int[count + 1];
            List<(int, int)> gives = [];
            for (int source = 0; source < count; source++)
            {
                foreach (Contribution contribution in of(source))
                {
                    if (model.Groups[contribution.Group][employee])
                    {
                        gives.Add((contribution.Row, contribution.Weight));
                    }
                }

                start[source + 1] = gives.Count;
            }

            return (start, [.. gives]);
        }
    }
}
