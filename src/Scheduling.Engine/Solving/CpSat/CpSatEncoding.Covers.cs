using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.CpSat;

/// <content>Covers: employees who give the same are counted per option, breaks per placement. A row starts from its value in the basis, of which free cells are taken off.</content>
internal sealed partial class CpSatEncoding
{
    private readonly List<BreakCount> _breakCounts = [];
    private readonly Dictionary<int, LinearTerms> _rows = [];

    /// <summary>How many of a set of employees with one option take each placement of one break.</summary>
    private sealed record BreakCount(int Option, int Slot, List<int> Cells, int[] Counts);

    private void AddCovers()
    {
        int[] signature = CoverSignatures.Of(_model);
        var counted = new Dictionary<(int Signature, int Option, int Cell), List<(int Cell, Lit Literal)>>();
        foreach (int cell in _free.BreakCells)
        {
            TakeOff(cell);
            Count(signature[cell / _days], _basis.Options[cell], cell, Lit.True);
        }

        for (int slot = 0; slot < _allowed.Length; slot++)
        {
            int cell = _free.Cells[slot];
            TakeOff(cell);
            for (int i = 0; i < _allowed[slot].Length; i++)
            {
                Count(signature[cell / _days], _allowed[slot][i], cell, Literal(slot, i));
            }
        }

        foreach (((_, int option, _), List<(int Cell, Lit Literal)> chosen) in counted)
        {
            AddCounted(option, chosen);
        }

        if (_whole)
        {
            foreach (CoverTerm term in _model.Covers)
            {
                AddCover(term);
            }

            return;
        }

        int[] touched = [.. _rows.Where(r => !r.Value.IsConstant).Select(r => _model.Rows[r.Key].Term).Distinct().Order()];
        foreach (int term in touched)
        {
            AddCover(_model.Covers[term]);
        }

        void Count(int group, int option, int cell, Lit literal)
        {
            if (!Contributes(option))
            {
                return;
            }

            // Stretches on a post are somebody's own, so such options are not counted together.
            (int, int, int) key = (group, option, _model.Options[option].Path is null ? -1 : cell);
            if (!counted.TryGetValue(key, out List<(int, Lit)>? list))
            {
                counted[key] = list = [];
            }

            list.Add((cell, literal));
        }
    }

    /// <summary>A row as it is without what free cells give.</summary>
    private LinearTerms Row(int row)
    {
        if (!_rows.TryGetValue(row, out LinearTerms? terms))
        {
            _rows[row] = terms = new LinearTerms().Add(_around.RowValues[row]);
        }

        return terms;
    }

    private void TakeOff(int cell)
    {
        TakeOff(cell / _days, _model.ContributionsOf(_basis.Options[cell]));
        foreach (int placement in _basis.PlacementsOf(cell))
        {
            if (placement >= 0)
            {
                TakeOff(cell / _days, _model.ContributionsOfPlacement(placement));
            }
        }
    }

    private void TakeOff(int employee, ReadOnlySpan<Contribution> contributions)
    {
        foreach (Contribution contribution in contributions)
        {
            if (_model.Groups[contribution.Group][employee])
            {
                Row(contribution.Row).Add(-contribution.Weight);
            }
        }
    }

    private bool Contributes(int option)
    {
        if (_model.ContributionsOf(option).Length > 0 || (_model.Options[option].Path is not null && _model.Stretches.Length > 0))
        {
            return true;
        }

        foreach (BreakSlot slot in _model.Options[option].Breaks)
        {
            int[] start = _model.PlacementContributionStart;
            if (start[slot.FirstPlacement + slot.Count] > start[slot.FirstPlacement])
            {
                return true;
            }
        }

        return false;
    }

    private void AddCounted(int option, List<(int Cell, Lit Literal)> chosen)
    {
        LinearTerms count = new();
        foreach ((_, Lit literal) in chosen)
        {
            count.Add(literal, 1);
        }

        int representative = chosen[0].Cell / _days;
        IReadOnlyList<BreakSlot> breaks = _model.Options[option].Breaks;
        ReadOnlySpan<Contribution> contributions = _model.ContributionsOf(option);
        if (chosen.Count > 1 && !count.IsConstant && contributions.Length + breaks.Count > 1)
        {
            (long least, long most) = (count.Minimum, count.Maximum);
            int variable = _cp.Variable(least, most, count.Evaluate(_cp.Basis));
            _costs.Bound(count.Add(variable, -1, least, most), 0, 0);
            count = new LinearTerms().Add(variable, 1, least, most);
        }

        foreach (Contribution contribution in contributions)
        {
            if (_model.Groups[contribution.Group][representative])
            {
                Row(contribution.Row).Add(count, contribution.Weight);
            }
        }

        for (int slot = 0; slot < breaks.Count; slot++)
        {
            AddBreak(option, slot, representative, [.. chosen.Select(c => c.Cell)], count);
        }

        if (_model.Options[option].Path is { } path)
        {
            foreach (StretchTerm term in _index.Stretches[representative])
            {
                AddStretches(term, path, breaks, _breakCounts.Count - path.Steps);
            }
        }
    }

    /// <summary>A clause for each stretch on a post that would be too short: it does not begin there, or does not end there.</summary>
    private void AddStretches(StretchTerm term, PostPath path, IReadOnlyList<BreakSlot> steps, int firstCount)
    {
        for (int post = 0; post < path.Posts; post++)
        {
            for (int begin = 0; begin < path.Steps; begin++)
            {
                int minutes = 0;
                for (int end = begin + 1; end <= path.Steps && (minutes += steps[end - 1].Minutes) < term.MinimumMinutes; end++)
                {
                    _clause.Clear();
                    for (int step = Math.Max(0, begin - 1); step < Math.Min(path.Steps, end + 1); step++)
                    {
                        Lit there = new(_breakCounts[firstCount + step].Counts[post]);
                        _clause.Add(step < begin || step >= end ? there : there.Not());
                    }

                    Clause(_clause, term.Level, term.Weight * (term.MinimumMinutes - minutes));
                }
            }
        }
    }

    private void AddBreak(int option, int slot, int representative, List<int> cells, LinearTerms count)
    {
        BreakSlot window = _model.Options[option].Breaks[slot];
        LinearTerms balance = new LinearTerms().Add(count, -1);
        var breaks = new BreakCount(option, slot, cells, new int[window.Count]);
        for (int p = 0; p < window.Count; p++)
        {
            int placed = breaks.Counts[p] = _cp.Variable(0, cells.Count, CountPlaced(_basis, breaks, p));
            balance.Add(placed, 1, 0, cells.Count);
            foreach (Contribution contribution in _model.ContributionsOfPlacement(window.FirstPlacement + p))
            {
                if (_model.Groups[contribution.Group][representative])
                {
                    Row(contribution.Row).Add(placed, contribution.Weight, 0, cells.Count);
                }
            }
        }

        _costs.Bound(balance, 0, 0);
        _breakCounts.Add(breaks);
    }

    private void AddCover(CoverTerm term) =>
        _costs.Cover(term, [.. Enumerable.Range(term.FirstRow, term.RowCount).Select(row => _rows.GetValueOrDefault(row) ?? new LinearTerms().Add(_around.RowValues[row]))]);

    private void PlaceBreaks(RosterCells cells, IReadOnlyList<long> values)
    {
        foreach (BreakCount breaks in _breakCounts)
        {
            int first = _model.Options[breaks.Option].Breaks[breaks.Slot].FirstPlacement;
            int placement = 0;
            long left = values[breaks.Counts[0]];
            foreach (int cell in breaks.Cells)
            {
                if (cells.Options[cell] != breaks.Option)
                {
                    continue;
                }

                while (left == 0)
                {
                    left = values[breaks.Counts[++placement]];
                }

                cells.PlacementsOf(cell)[breaks.Slot] = first + placement;
                left--;
            }
        }
    }

    /// <summary>How many of the break's employees have it at its p-th placement.</summary>
    private long CountPlaced(RosterCells cells, BreakCount breaks, int p)
    {
        int placement = _model.Options[breaks.Option].Breaks[breaks.Slot].FirstPlacement + p;
        long count = 0;
        foreach (int cell in breaks.Cells)
        {
            count += cells.Options[cell] == breaks.Option && cells.PlacementsOf(cell)[breaks.Slot] == placement ? 1 : 0;
        }

        return count;
    }
}
