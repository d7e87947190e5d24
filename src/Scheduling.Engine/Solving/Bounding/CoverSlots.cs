using System.Numerics;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// Which prices a cover has. Most covers have a price per row. A cover of pooled demands, with a row for every set of demands that asks something of its own, has a price per demand instead: whoever
/// serves several is worth the dearest of them. That is the best there is in terms of rows (sort demands by price; the rows of the dearest one, the two dearest … carry the differences), with 6
/// prices in place of 63, each in a range of its own.
/// </summary>
internal sealed class CoverSlots
{
    private readonly RosterModel _model;
    private readonly Pool?[] _pools;
    private readonly int[] _first;
    private readonly int[] _surplus;
    private readonly int[] _rowOf;
    private readonly long[] _required;

    public CoverSlots(RosterModel model)
    {
        _model = model;
        int covers = model.Covers.Length;
        (_pools, _first, _surplus) = (new Pool?[covers], new int[covers], new int[covers]);
        List<int> rowOf = [];
        for (int cover = 0; cover < covers; cover++)
        {
            CoverTerm term = model.Covers[cover];
            _pools[cover] = Pool.TryCreate(model, term);
            _first[cover] = rowOf.Count;
            rowOf.AddRange(_pools[cover] is { } pool ? Enumerable.Repeat(term.FirstRow, pool.Demands) : Enumerable.Range(term.FirstRow, term.RowCount));
        }

        for (int cover = 0; cover < covers; cover++)
        {
            _surplus[cover] = model.Covers[cover] is { RowCount: > 1, Surplus: not null } ? rowOf.Count : -1;
            if (_surplus[cover] >= 0)
            {
                rowOf.Add(model.Covers[cover].FirstRow);
            }
        }

        _rowOf = [.. rowOf];
        _required = new long[Count];
        for (int cover = 0; cover < covers; cover++)
        {
            int first = model.Covers[cover].FirstRow;
            int slot = _first[cover];
            foreach (long required in _pools[cover]?.Requires(model, first) ?? model.Rows[first..(first + model.Covers[cover].RowCount)].Select(r => r.Required))
            {
                _required[slot++] = required;
            }
        }
    }

    /// <summary>Number of prices.</summary>
    public int Count => _rowOf.Length;

    /// <summary>The row, or one of the rows, whose value a price is for.</summary>
    public int RowOf(int slot) => _rowOf[slot];

    /// <summary>Slot of the price of what a cover's first row has too much, where it is apart from the row's own; −1 elsewhere.</summary>
    public int Surplus(int cover) => _surplus[cover];

    /// <summary>The slots of a cover's rows or demands.</summary>
    public Range Of(int cover) => _first[cover]..(_first[cover] + (_pools[cover]?.Demands ?? _model.Covers[cover].RowCount));

    /// <summary>Whether a cover has a price per demand.</summary>
    public bool IsPooled(int cover) => _pools[cover] is not null;

    /// <summary>The slots whose prices a row's price is a part of: its own, or those of the demands it joins.</summary>
    public IEnumerable<int> OfRow(int row)
    {
        int cover = _model.Rows[row].Term;
        return _pools[cover] is null
            ? [_first[cover] + row - _model.Covers[cover].FirstRow]
            : Enumerable.Range(0, 32).Where(d => (_model.Rows[row].Demands >> d & 1) == 1).Select(d => _first[cover] + d);
    }

    /// <summary>Prices of rows, prices of surpluses not included.</summary>
    public void ToRows(ReadOnlySpan<double> prices, Span<double> rowPrices)
    {
        for (int cover = 0; cover < _first.Length; cover++)
        {
            ToRows(cover, prices, rowPrices);
        }
    }

    /// <summary>Prices of the rows of one cover.</summary>
    public void ToRows(int cover, ReadOnlySpan<double> prices, Span<double> rowPrices)
    {
        CoverTerm term = _model.Covers[cover];
        ReadOnlySpan<double> own = prices[Of(cover)];
        Span<double> rows = rowPrices.Slice(term.FirstRow, term.RowCount);
        if (_pools[cover] is { } pool)
        {
            pool.ToRows(own, rows);
        }
        else
        {
            own.CopyTo(rows);
        }
    }

    /// <summary>From the slopes along prices of rows to those along the prices last turned into prices of rows.</summary>
    public void FromRows(ReadOnlySpan<double> rowSlopes, Span<double> slopes)
    {
        for (int cover = 0; cover < _first.Length; cover++)
        {
            FromRows(cover, rowSlopes, slopes);
        }
    }

    /// <summary>The slopes along the prices of one cover.</summary>
    public void FromRows(int cover, ReadOnlySpan<double> rowSlopes, Span<double> slopes)
    {
        CoverTerm term = _model.Covers[cover];
        ReadOnlySpan<double> rows = rowSlopes.Slice(term.FirstRow, term.RowCount);
        Span<double> own = slopes[Of(cover)];
        if (_pools[cover] is { } pool)
        {
            pool.FromRows(rows, own);
        }
        else
        {
            rows.CopyTo(own);
        }
    }

    /// <summary>What a row, or a demand alone, requires.</summary>
    public long Required(int slot) => _required[slot];

    /// <summary>The demands of one cover, from the dearest to the cheapest, and for each the row of it and all dearer ones.</summary>
    private sealed class Pool
    {
        private readonly int[] _row;
        private readonly int[] _order;

        private Pool(int demands, int[] row) => (Demands, _row, _order) = (demands, row, [.. Enumerable.Range(0, demands)]);

        public int Demands { get; }

        /// <summary>Null when the cover's rows do not stand for sets of demands.</summary>
        public static Pool? TryCreate(RosterModel model, CoverTerm term)
        {
            CoverRow[] rows = model.Rows[term.FirstRow..(term.FirstRow + term.RowCount)];
            int all = rows.Max(r => r.Demands);
            if (rows.Length == 1 || Array.Exists(rows, r => r.Demands == 0) || Array.Exists(rows, r => (r.Demands & ~all) != 0))
            {
                return null;
            }

            // A set without a row of its own is served by the same people as the smallest set around it that has one.
            int[] row = new int[all + 1];
            for (int set = 1; set <= all; set++)
            {
                row[set] = Enumerable.Range(0, rows.Length).Where(r => (rows[r].Demands & set) == set).MinBy(r => BitOperations.PopCount((uint)rows[r].Demands));
            }

            return new Pool(BitOperations.PopCount((uint)all), row);
        }

        /// <summary>What each demand requires by itself: of all demands what remains without the others.</summary>
        public IEnumerable<long> Requires(RosterModel model, int firstRow)
        {
            long known = 0;
            int set = 0;
            for (int demand = 0; demand < Demands; demand++)
            {
                set |= 1 << demand;
                long required = model.Rows[firstRow + _row[set]].Required;
                yield return required - known;
                known = required;
            }
        }

        public void ToRows(ReadOnlySpan<double> prices, Span<double> rows)
        {
            rows.Clear();
            Sort(prices);
            int set = 0;
            for (int i = 0; i < _order.Length; i++)
            {
                set |= 1 << _order[i];
                rows[_row[set]] += prices[_order[i]] - (i + 1 < _order.Length ? prices[_order[i + 1]] : 0);
            }
        }

        public void FromRows(ReadOnlySpan<double> rows, Span<double> slopes)
        {
            int set = 0;
            double before = 0;
            foreach (int demand in _order)
            {
                set |= 1 << demand;
                double slope = rows[_row[set]];
                slopes[demand] = slope - before;
                before = slope;
            }
        }

        /// <summary>By insertion: the order changes little from one evaluation to the next.</summary>
        private void Sort(ReadOnlySpan<double> prices)
        {
            for (int i = 1; i < _order.Length; i++)
            {
                int demand = _order[i];
                int at = i;
                for (; at > 0 && prices[_order[at - 1]] < prices[demand]; at--)
                {
                    _order[at] = _order[at - 1];
                }

                _order[at] = demand;
            }
        }
    }
}
