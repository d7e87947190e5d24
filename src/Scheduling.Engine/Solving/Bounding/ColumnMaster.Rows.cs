using Google.OrTools.LinearSolver;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Bounding;

/// <content>Rows of the linear program and what may be short of them or too much.</content>
internal sealed partial class ColumnMaster
{
    private void AddCover(int index)
    {
        CoverTerm term = _model.Covers[index];
        bool joined = term is { RowCount: 1, Surplus: not null } && term.Ceiling >= _model.Rows[term.FirstRow].Required;
        for (int row = term.FirstRow; row < term.FirstRow + term.RowCount; row++)
        {
            double fixedValue = _dual.FixedRows[row];
            double most = joined ? term.Ceiling - fixedValue : double.PositiveInfinity;
            Row made = Make(_model.Rows[row].Required - fixedValue, most);
            _gets[row].Add(made);
            foreach (int slot in _dual.CoverSlots.OfRow(row))
            {
                _slots[slot].Add(made);
            }
        }

        Row[] rows = [.. Enumerable.Range(term.FirstRow, term.RowCount).Select(r => _gets[r][0])];
        Take(SlackLimits.Shortage(index), Segments(term.Shortage, rows, 1));
        if (term.Surplus is null)
        {
            return;
        }

        Row over = rows[0];
        if (!joined)
        {
            over = Make(double.NegativeInfinity, term.Ceiling - _dual.FixedRows[term.FirstRow]);
            _gets[term.FirstRow].Add(over);
            _slots[_dual.CoverSlots.Surplus(index) is >= 0 and int apart ? apart : _dual.CoverSlots.OfRow(term.FirstRow).Single()].Add(over);
        }

        Take(SlackLimits.Surplus(index), Segments(term.Surplus, [over], -1));
    }

    /// <summary>A slack that costs the same from the first unit on is part of a sum.</summary>
    private void Take(int slack, Variable first)
    {
        if (_dual.Limits.GroupOf(slack) is >= 0 and int group)
        {
            _slacks[slack] = first;
            _groups[group].SetCoefficient(first, 1);
        }
    }

    /// <summary>Under limits the schedules known may not do, so that a row may be broken at the price of what cannot be.</summary>
    private void Relax(Row row)
    {
        Slack(row, 1, _penalty);
        Slack(row, -1, _penalty);
    }

    private Constraint AddGroup(int slot)
    {
        Row made = Make(double.NegativeInfinity, double.PositiveInfinity);
        _slots[slot].Add(made);
        Relax(made);
        return made.Constraint;
    }

    /// <summary>What a convex cost of an excess from 0 adds to rows: one variable per piece between thresholds. Returns the first piece that costs.</summary>
    private Variable Segments(CostCurve curve, Row[] rows, double sign)
    {
        double slope = 0;
        long at = 0;
        Variable? first = null;
        foreach (IGrouping<long, Hinge> hinges in curve.Hinges.GroupBy(h => Math.Max(0, h.Threshold)).OrderBy(g => g.Key))
        {
            if (hinges.Key > at)
            {
                Piece(hinges.Key - at, slope);
            }

            at = hinges.Key;
            foreach (Hinge hinge in hinges)
            {
                slope += hinge.Level == 0 ? _penalty : _weights[hinge.Level] * hinge.Weight;
            }
        }

        Piece(double.PositiveInfinity, slope);
        return first!;

        void Piece(double length, double price)
        {
            Variable piece = _solver.MakeNumVar(0, length, "");
            first ??= price > 0 || double.IsPositiveInfinity(length) ? piece : null;
            _solver.Objective().SetCoefficient(piece, price);
            foreach (Row row in rows)
            {
                row.Constraint.SetCoefficient(piece, sign);
            }
        }
    }

    private void AddTotal(PricedTotal total)
    {
        // One row per hinge: the excess is paid; on level 0 at the price of what cannot be.
        foreach (Hinge hinge in total.Curve.Hinges)
        {
            double price = hinge.Level == 0 ? _penalty : _weights[hinge.Level] * hinge.Weight;
            if (price <= 0)
            {
                continue;
            }

            Row row = hinge.IsAbove ? Make(double.NegativeInfinity, hinge.Threshold) : Make(hinge.Threshold, double.PositiveInfinity);
            Slack(row, hinge.IsAbove ? -1 : 1, price);
            _slots[_dual.FirstTotal + total.Slot].Add(row);
        }
    }

    private Row Make(double least, double most)
    {
        var row = new Row(_solver.MakeConstraint(least, most, ""));
        _rows.Add(row);
        return row;
    }

    private void Slack(Row row, double coefficient, double price)
    {
        Variable slack = _solver.MakeNumVar(0, double.PositiveInfinity, "");
        _solver.Objective().SetCoefficient(slack, price);
        row.Constraint.SetCoefficient(slack, coefficient);
    }
}
