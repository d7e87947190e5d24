using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.CpSat;

/// <content>Covers: employees who give the same are counted per option, breaks per placement.</content>
internal sealed partial class CpSatEncoding
{
    private readonly List<BreakCount> _breakCounts = [];

    /// <summary>How many of a set of employees with one option take each placement of one break.</summary>
    private sealed record BreakCount(int Option, int Slot, int[] Cells, IntVar[] Counts);

    private void AddCovers()
    {
        long[] fixedRows = new long[_model.Rows.Length];
        var variableRows = new LinearTerms?[_model.Rows.Length];
        int[] signature = CoverSignatures.Of(_model);
        var counted = new Dictionary<(int Signature, int Option), List<(int Cell, Lit Literal)>>();
        for (int cell = 0; cell < _model.Cells; cell++)
        {
            int employee = cell / _days;
            switch (_freedom[cell])
            {
                case CellFreedom.Fixed:
                    ModelCost.AddCell(fixedRows, _model, _basis, cell);
                    break;
                case CellFreedom.BreaksOnly:
                    Count(signature[employee], _basis.Options[cell], cell, Lit.True);
                    break;
                default:
                    for (int i = 0; i < _allowed[cell]!.Length; i++)
                    {
                        Count(signature[employee], _allowed[cell]![i], cell, Lit.Of(_literals[cell]![i]));
                    }

                    break;
            }
        }

        foreach (((_, int option), List<(int Cell, Lit Literal)> chosen) in counted)
        {
            AddCounted(variableRows, fixedRows, option, chosen);
        }

        foreach (CoverTerm term in _model.Covers)
        {
            AddCover(term, fixedRows, variableRows);
        }

        void Count(int group, int option, int cell, Lit literal)
        {
            if (!Contributes(option))
            {
                return;
            }

            if (!counted.TryGetValue((group, option), out List<(int, Lit)>? list))
            {
                counted[(group, option)] = list = [];
            }

            list.Add((cell, literal));
        }
    }

    private bool Contributes(int option) =>
        _model.ContributionsOf(option).Length > 0
        || _model.Options[option].Breaks.Any(slot => Enumerable.Range(slot.FirstPlacement, slot.Count).Any(p => _model.ContributionsOfPlacement(p).Length > 0));

    private void AddCounted(LinearTerms?[] rows, long[] fixedRows, int option, List<(int Cell, Lit Literal)> chosen)
    {
        LinearTerms sum = new();
        foreach ((_, Lit literal) in chosen)
        {
            sum.Add(literal, 1);
        }

        int representative = chosen[0].Cell / _days;
        LinearTerms count = sum;
        if (chosen.Count > 1 && !sum.IsConstant)
        {
            IntVar variable = Cp.NewIntVar(sum.Minimum, sum.Maximum, "");
            count = new LinearTerms().Add(variable, 1, sum.Minimum, sum.Maximum);
            Bound(new LinearTerms().Add(sum, 1).Add(variable, -1, sum.Minimum, sum.Maximum), 0, 0);
        }

        foreach (Contribution contribution in _model.ContributionsOf(option))
        {
            if (_model.Groups[contribution.Group][representative])
            {
                AddToRow(contribution.Row, count, contribution.Weight);
            }
        }

        IReadOnlyList<BreakSlot> breaks = _model.Options[option].Breaks;
        for (int slot = 0; slot < breaks.Count; slot++)
        {
            BreakSlot window = breaks[slot];
            LinearTerms balance = new LinearTerms().Add(count, -1);
            IntVar[] counts = new IntVar[window.Count];
            for (int p = 0; p < window.Count; p++)
            {
                counts[p] = Cp.NewIntVar(0, chosen.Count, "");
                balance.Add(counts[p], 1, 0, chosen.Count);
                foreach (Contribution contribution in _model.ContributionsOfPlacement(window.FirstPlacement + p))
                {
                    if (_model.Groups[contribution.Group][representative])
                    {
                        AddToRow(contribution.Row, new LinearTerms().Add(counts[p], 1, 0, chosen.Count), contribution.Weight);
                    }
                }
            }

            Bound(balance, 0, 0);
            _breakCounts.Add(new BreakCount(option, slot, [.. chosen.Select(c => c.Cell)], counts));
        }

        void AddToRow(int row, LinearTerms terms, int weight)
        {
            if (terms.IsConstant)
            {
                fixedRows[row] += terms.Constant * weight;
            }
            else
            {
                (rows[row] ??= new LinearTerms()).Add(terms, weight);
            }
        }
    }

    private void AddCover(CoverTerm term, long[] fixedRows, LinearTerms?[] rows)
    {
        bool variable = false;
        for (int row = term.FirstRow; row < term.FirstRow + term.RowCount; row++)
        {
            variable |= rows[row] is not null;
        }

        if (!variable)
        {
            if (_whole)
            {
                PayConstantCover(term, fixedRows);
            }

            return;
        }

        LinearTerms[] values = new LinearTerms[term.RowCount];
        long divisor = 0;
        for (int i = 0; i < term.RowCount; i++)
        {
            int row = term.FirstRow + i;
            values[i] = (rows[row] ?? new LinearTerms()).Add(fixedRows[row]);
            divisor = LinearTerms.Gcd(values[i].CoefficientDivisor(divisor), _model.Rows[row].Required - values[i].Constant);
        }

        AddShortage(term, values, Math.Max(1, divisor));
        if (term.Surplus is not null)
        {
            PaySurplus(term, values[0]);
        }
    }

    /// <summary>The shortage in units of the divisor of everything that enters it: the largest over the rows, at least 0.</summary>
    private void AddShortage(CoverTerm term, LinearTerms[] values, long divisor)
    {
        long most = 0;
        long least = 0;
        for (int i = 0; i < values.Length; i++)
        {
            long required = _model.Rows[term.FirstRow + i].Required;
            most = Math.Max(most, required - values[i].Minimum);
            least = Math.Max(least, required - values[i].Maximum);
        }

        if (most == 0)
        {
            return;
        }

        // Everything that enters is a multiple of the divisor, so the shortage is counted in units of it.
        (long low, long high) = (least / divisor, most / divisor);
        IntVar shortage = Cp.NewIntVar(low, high, "");
        for (int i = 0; i < values.Length; i++)
        {
            long missing = _model.Rows[term.FirstRow + i].Required - values[i].Constant;
            Bound(values[i].WithoutConstant(divisor).Add(shortage, 1, low, high), missing / divisor, long.MaxValue / 2);
        }

        Pay(new LinearTerms().Add(shortage, divisor, low, high), term.Shortage);
    }

    private void PaySurplus(CoverTerm term, LinearTerms value)
    {
        long most = value.Maximum - term.Ceiling;
        if (most <= 0)
        {
            return;
        }

        // A surplus hinge above t ≥ 0 is a hinge of the value above ceiling + t.
        Pay(value, new CostCurve([.. term.Surplus!.Hinges.Select(h => h with { Threshold = h.Threshold + term.Ceiling })]));
    }

    private void PayConstantCover(CoverTerm term, long[] fixedRows)
    {
        long[] costs = new long[_model.Levels];
        ModelCost.AddCover(costs, _model, term, fixedRows);
        for (int level = 0; level < costs.Length; level++)
        {
            AddConstantCost(level, costs[level]);
        }
    }

    private void PlaceBreaks(RosterCells cells, Func<IntVar, long> value)
    {
        foreach (BreakCount breaks in _breakCounts)
        {
            int first = _model.Options[breaks.Option].Breaks[breaks.Slot].FirstPlacement;
            int placement = 0;
            long left = value(breaks.Counts[0]);
            foreach (int cell in breaks.Cells)
            {
                if (cells.Options[cell] != breaks.Option)
                {
                    continue;
                }

                while (left == 0)
                {
                    left = value(breaks.Counts[++placement]);
                }

                cells.PlacementsOf(cell)[breaks.Slot] = first + placement;
                left--;
            }
        }
    }

    private void ForEachBreakCount(RosterCells cells, Action<IntVar, long> decide)
    {
        foreach (BreakCount breaks in _breakCounts)
        {
            int first = _model.Options[breaks.Option].Breaks[breaks.Slot].FirstPlacement;
            long[] counts = new long[breaks.Counts.Length];
            foreach (int cell in breaks.Cells)
            {
                if (cells.Options[cell] == breaks.Option)
                {
                    counts[cells.PlacementsOf(cell)[breaks.Slot] - first]++;
                }
            }

            for (int p = 0; p < counts.Length; p++)
            {
                decide(breaks.Counts[p], counts[p]);
            }
        }
    }
}
