using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Pricing;

/// <summary>
/// Rows to which one kind of employee always gives the same, whatever the option: one price of them all is enough. Of a cover of pooled demands, with up to 255 rows, one is left.
/// </summary>
internal sealed class JoinedRows
{
    private readonly int[] _keyOf;
    private readonly int[] _rows;
    private readonly int[] _start;
    private readonly int[] _keysOfCover;
    private readonly double[] _prices;

    /// <param name="sources">What options, and what placements, give: start per source, and rows with weights.</param>
    public JoinedRows(RosterModel model, IReadOnlyList<(int[] Start, (int Row, int Weight)[] Gives)> sources)
    {
        int[]?[] setOf = new int[]?[model.Covers.Length];
        bool[] apart = new bool[model.Covers.Length];
        foreach ((int[] start, (int Row, int Weight)[] gives) in sources)
        {
            for (int source = 0; source + 1 < start.Length; source++)
            {
                foreach (IGrouping<int, (int Row, int Weight)> own in gives[start[source]..start[source + 1]].GroupBy(g => model.Rows[g.Row].Term))
                {
                    int[] rows = [.. own.Select(g => g.Row).Order()];
                    apart[own.Key] |= own.Any(g => g.Weight != own.First().Weight)
                        || rows.Zip(rows.Skip(1)).Any(pair => pair.First == pair.Second)
                        || !(setOf[own.Key] ??= rows).AsSpan().SequenceEqual(rows);
                }
            }
        }

        _keyOf = new int[model.Rows.Length];
        Array.Fill(_keyOf, -1);
        List<int> flat = [];
        List<int> starts = [0];
        _keysOfCover = new int[model.Covers.Length + 1];
        for (int cover = 0; cover < model.Covers.Length; cover++)
        {
            CoverTerm term = model.Covers[cover];
            IEnumerable<int[]> sets = apart[cover] ? Enumerable.Range(term.FirstRow, term.RowCount).Select(r => new[] { r }) : setOf[cover] is { } rows ? [rows] : [];
            foreach (int[] set in sets)
            {
                _keyOf[set[0]] = starts.Count - 1;
                flat.AddRange(set);
                starts.Add(flat.Count);
            }

            _keysOfCover[cover + 1] = starts.Count - 1;
        }

        (_rows, _start) = ([.. flat], [.. starts]);
        _prices = new double[starts.Count - 1];
    }

    /// <summary>Number of sets of joined rows.</summary>
    public int Count => _prices.Length;

    /// <summary>The sets of a cover: first, and first of the next cover.</summary>
    public (int First, int End) KeysOf(int cover) => (_keysOfCover[cover], _keysOfCover[cover + 1]);

    /// <summary>The rows of a set.</summary>
    public ReadOnlySpan<int> RowsOf(int key) => _rows.AsSpan(_start[key].._start[key + 1]);

    /// <summary>Gives by rows, as gives by joined rows.</summary>
    public (int[] Start, (int Key, int Weight)[] Gives) Join(int[] start, (int Row, int Weight)[] gives)
    {
        int[] joinedStart = new int[start.Length];
        List<(int, int)> joined = [];
        for (int source = 0; source + 1 < start.Length; source++)
        {
            for (int i = start[source]; i < start[source + 1]; i++)
            {
                if (_keyOf[gives[i].Row] >= 0)
                {
                    joined.Add((_keyOf[gives[i].Row], gives[i].Weight));
                }
            }

            joinedStart[source + 1] = joined.Count;
        }

        return (joinedStart, [.. joined]);
    }

    /// <summary>The price of each set of joined rows.</summary>
    public ReadOnlySpan<double> Prices(ReadOnlySpan<double> rowPrices)
    {
        for (int key = 0; key < _prices.Length; key++)
        {
            double price = 0;
            for (int i = _start[key]; i < _start[key + 1]; i++)
            {
                price += rowPrices[_rows[i]];
            }

            _prices[key] = price;
        }

        return _prices;
    }
}
