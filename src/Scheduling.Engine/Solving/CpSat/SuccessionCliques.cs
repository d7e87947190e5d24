using System.Runtime.CompilerServices;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.CpSat;

/// <summary>Groups of predecessors and successors that exclude each other.</summary>
/// <param name="Rows">Whether a predecessor group belongs to it.</param>
/// <param name="Columns">Whether a successor group belongs to it.</param>
internal sealed record SuccessionClique(bool[] Rows, bool[] Columns)
{
    private static readonly ConditionalWeakTable<SuccessionDay, SuccessionClique[]> Cache = [];

    /// <summary>One clique per distinct set of forbidden successors: everything that forbids them all, and they. Found once per table.</summary>
    public static SuccessionClique[] Of(SuccessionDay table) => Cache.GetValue(table, Find);

    private static SuccessionClique[] Find(SuccessionDay table)
    {
        List<SuccessionClique> cliques = [];
        for (int row = 0; row < table.Rows; row++)
        {
            bool[] columns = [.. Enumerable.Range(0, table.Columns).Select(c => Forbids(row, c))];
            if (!columns.Contains(true) || cliques.Exists(c => c.Columns.AsSpan().SequenceEqual(columns)))
            {
                continue;
            }

            bool[] rows = [.. Enumerable.Range(0, table.Rows).Select(r => Enumerable.Range(0, table.Columns).All(c => !columns[c] || Forbids(r, c)))];
            cliques.Add(new SuccessionClique(rows, columns));
        }

        return [.. cliques];

        bool Forbids(int row, int column) => table.Excess[(row * table.Columns) + column] > 0;
    }
}
