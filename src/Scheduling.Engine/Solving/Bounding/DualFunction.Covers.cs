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
            if (term.RowCount == 1)
            {
                sum += SingleRow(term, _rowPrices[term.FirstRow], levelWeights);
                continue;
            }

            double all = 0;
            double constant = 0;
            for (int row = term.FirstRow; row < term.FirstRow + term.RowCount; row++)
            {
                all += _rowPrices[row];
                constant += _rowPrices[row] * _model.Rows[row].Required;
            }

            (long _, long most) = TermMinimum.Legal(term.Shortage, 0, long.MaxValue);
            (double value, long shortage) = OverThresholds(term.Shortage, -all, most, levelWeights);
            sum += ToUnits(value) + ToUnits(constant);
            term.Shortage.AddTo(LevelCosts, shortage);
            for (int row = term.FirstRow; row < term.FirstRow + term.RowCount; row++)
            {
                _rowSlopes[row] = _model.Rows[row].Required - shortage;
            }

            if (_slots.Surplus(index) is >= 0 and int slot)
            {
                (long _, long mostOver) = TermMinimum.Legal(term.Surplus!, 0, long.MaxValue);
                (double over, long surplus) = OverThresholds(term.Surplus!, prices[slot], mostOver, levelWeights);
                sum += ToUnits(over) + ToUnits(prices[slot] * term.Ceiling);
                term.Surplus!.AddTo(LevelCosts, surplus);
                Subgradient[slot] = term.Ceiling + surplus;
                _rowPrices[term.FirstRow] += prices[slot];
            }
        }

        for (int row = 0; row < _rows.Length; row++)
        {
            sum -= ToUnits(_rowPrices[row] * _fixedRows[row]);
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
