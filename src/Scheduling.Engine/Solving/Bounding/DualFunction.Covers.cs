using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Bounding;

/// <content>What covers would do alone at the prices of their rows.</content>
internal sealed partial class DualFunction
{
    /// <summary>The covers' own cheapest values; fills the row prices.</summary>
    private Int128 CoverTerms(ReadOnlySpan<double> prices, ReadOnlySpan<double> levelWeights)
    {
        Int128 sum = 0;
        _slots.ToRows(prices, _rowPrices);
        for (int index = 0; index < _model.Covers.Length; index++)
        {
            CoverTerm term = _model.Covers[index];
            _coverValues[index] = Limits.GroupOf(SlackLimits.Shortage(index)) >= 0 ? SimpleRow(index, prices, levelWeights)
                : term.RowCount == 1 ? SingleRow(term, _rowPrices[term.FirstRow], levelWeights)
                : JoinedRows(index, prices, levelWeights);
            sum += _coverValues[index];
        }

        for (int group = 0; group < Limits.Groups; group++)
        {
            double price = prices[_firstGroup + group];
            sum += price == 0 ? 0 : ToUnits(price * (price > 0 ? Limits.GroupLeast[group] : Limits.GroupMost[group]));
        }

        for (int row = 0; row < _rows.Length; row++)
        {
            sum -= ToUnits(_rowPrices[row] * _fixedRows[row]);
        }

        return sum;
    }

    /// <summary>A cover of several rows, whose shortage is the largest of all.</summary>
    private Int128 JoinedRows(int cover, ReadOnlySpan<double> prices, ReadOnlySpan<double> levelWeights)
    {
        CoverTerm term = _model.Covers[cover];
        double all = 0;
        double constant = 0;
        for (int row = term.FirstRow; row < term.FirstRow + term.RowCount; row++)
        {
            all += _rowPrices[row];
            constant += _rowPrices[row] * _model.Rows[row].Required;
        }

        (long _, long most) = TermMinimum.Legal(term.Shortage, 0, long.MaxValue);
        (double value, long shortage) = OverThresholds(term.Shortage, -all, most, levelWeights);
        Int128 sum = ToUnits(value) + ToUnits(constant);
        term.Shortage.AddTo(LevelCosts, shortage);
        for (int row = term.FirstRow; row < term.FirstRow + term.RowCount; row++)
        {
            _rowSlopes[row] = _model.Rows[row].Required - shortage;
        }

        if (_slots.Surplus(cover) is >= 0 and int slot)
        {
            (long _, long mostOver) = TermMinimum.Legal(term.Surplus!, 0, long.MaxValue);
            (double over, long surplus) = OverThresholds(term.Surplus!, prices[slot], mostOver, levelWeights);
            sum += ToUnits(over) + ToUnits(prices[slot] * term.Ceiling);
            term.Surplus!.AddTo(LevelCosts, surplus);
            Subgradient[slot] = term.Ceiling + surplus;
            _rowPrices[term.FirstRow] += prices[slot];
        }

        return sum;
    }

    /// <summary>Minimum over 0 … most of curve(x) + price × x, at 0, a threshold or a finite end.</summary>
    private static (double Value, long At) OverThresholds(CostCurve curve, double price, long most, ReadOnlySpan<double> levelWeights)
    {
        (double Value, long At) best = (TermMinimum.Cost(curve, 0, levelWeights), 0);
        foreach (Hinge hinge in curve.Hinges)
        {
            long at = Math.Min(most, Math.Max(0, hinge.Threshold));
            double value = TermMinimum.Cost(curve, at, levelWeights) + (price * at);
            best = value < best.Value ? (value, at) : best;
        }

        return best;
    }

    /// <summary>A cover whose slacks cost the same per unit: each is at its least, or at its most where that is cheaper.</summary>
    private Int128 SimpleRow(int cover, ReadOnlySpan<double> prices, ReadOnlySpan<double> levelWeights)
    {
        CoverTerm term = _model.Covers[cover];
        double price = _rowPrices[term.FirstRow];
        long shortage = Cheapest(SlackLimits.Shortage(cover), -price, prices, levelWeights, out double value);
        term.Shortage.AddTo(LevelCosts, shortage);
        long at = _model.Rows[term.FirstRow].Required - shortage;
        if (term.Surplus is not null)
        {
            long surplus = Cheapest(SlackLimits.Surplus(cover), price, prices, levelWeights, out double over);
            term.Surplus.AddTo(LevelCosts, surplus);
            at += surplus;
            value += over;
        }

        _rowSlopes[term.FirstRow] = at;
        return ToUnits(value) + ToUnits(price * _model.Rows[term.FirstRow].Required);
    }

    private long Cheapest(int slack, double price, ReadOnlySpan<double> prices, ReadOnlySpan<double> levelWeights, out double value)
    {
        double each = Cost(slack, prices, levelWeights) + price;
        long at = each < 0 && Limits.Most[slack] < SlackLimits.None ? Limits.Most[slack] : Limits.Least[slack];
        value = each * at;
        return at;
    }

    /// <summary>What a unit of a slack costs, less the price of the sum it is part of.</summary>
    private double Cost(int slack, ReadOnlySpan<double> prices, ReadOnlySpan<double> levelWeights) =>
        Slope(slack, levelWeights) - prices[_firstGroup + Limits.GroupOf(slack)];

    /// <summary>The price from which a slack without a limit would be worth any number of units; 0 for a slack that costs nothing.</summary>
    private double DearestSlack(int slack, ReadOnlySpan<double> prices, ReadOnlySpan<double> levelWeights) =>
        Limits.GroupOf(slack) < 0 ? 0 : Limits.Most[slack] < SlackLimits.None ? double.PositiveInfinity : Cost(slack, prices, levelWeights);

    private void ProjectGroups(Span<double> prices, ReadOnlySpan<double> levelWeights)
    {
        if (Limits.Groups == 0)
        {
            return;
        }

        for (int group = 0; group < prices.Length; group++)
        {
            prices[group] = Limits.GroupMost[group] == SlackLimits.None ? Math.Max(0, prices[group]) : prices[group];
            prices[group] = Limits.GroupLeast[group] == 0 ? Math.Min(0, prices[group]) : prices[group];
        }

        // A row's price lies between what both slacks cost; prices of sums leave it a range.
        for (int cover = 0; cover < _model.Covers.Length; cover++)
        {
            int shortage = Limits.GroupOf(SlackLimits.Shortage(cover));
            int surplus = Limits.GroupOf(SlackLimits.Surplus(cover));
            if (shortage < 0 || Limits.Most[SlackLimits.Shortage(cover)] < SlackLimits.None)
            {
                continue;
            }

            double both = Slope(SlackLimits.Shortage(cover), levelWeights) + (surplus < 0 ? 0 : Slope(SlackLimits.Surplus(cover), levelWeights));
            prices[shortage] = Round(Math.Min(prices[shortage], both));
            if (surplus >= 0 && Limits.Most[SlackLimits.Surplus(cover)] == SlackLimits.None)
            {
                prices[surplus] = Round(Math.Min(prices[surplus], both - prices[shortage]));
            }
        }
    }

    private double Slope(int slack, ReadOnlySpan<double> levelWeights) => levelWeights[Limits.Hinges[slack].Level] * Limits.Hinges[slack].Weight;

    private Int128 SingleRow(CoverTerm term, double price, ReadOnlySpan<double> levelWeights)
    {
        long required = _model.Rows[term.FirstRow].Required;
        (double Value, long At) best = (double.PositiveInfinity, required);
        (long _, long mostShort) = TermMinimum.Legal(term.Shortage, 0, long.MaxValue);
        long mostOver = term.Surplus is null ? long.MaxValue : TermMinimum.Legal(term.Surplus, 0, long.MaxValue).Most;
        Try(required, levelWeights);
        foreach (Hinge hinge in term.Shortage.Hinges)
        {
            Try(required - Math.Min(mostShort, Math.Max(0, hinge.Threshold)), levelWeights);
        }

        if (term.Surplus is not null)
        {
            Try(term.Ceiling, levelWeights);
            foreach (Hinge hinge in term.Surplus.Hinges)
            {
                Try(term.Ceiling + Math.Min(mostOver, Math.Max(0, hinge.Threshold)), levelWeights);
            }
        }

        term.Shortage.AddTo(LevelCosts, Math.Max(0, required - best.At));
        term.Surplus?.AddTo(LevelCosts, Math.Max(0, best.At - term.Ceiling));
        _rowSlopes[term.FirstRow] = best.At;
        return ToUnits(best.Value);

        void Try(long at, ReadOnlySpan<double> weights)
        {
            if (required - at > mostShort || (term.Surplus is not null && at - term.Ceiling > mostOver))
            {
                return;
            }

            double value = TermMinimum.Cost(term.Shortage, Math.Max(0, required - at), weights) + (price * at);
            if (term.Surplus is not null)
            {
                value += TermMinimum.Cost(term.Surplus, Math.Max(0, at - term.Ceiling), weights);
            }

            best = value < best.Value ? (value, at) : best;
        }
    }
}
