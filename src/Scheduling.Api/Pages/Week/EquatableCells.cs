using System.Collections;

namespace Scheduling.Api.Pages.Week;

/// <summary>A row of cells that equals another row with equal cells.</summary>
public sealed class EquatableCells(IReadOnlyList<GridCell> cells) : IReadOnlyList<GridCell>, IEquatable<EquatableCells>
{
    public int Count => cells.Count;

    public GridCell this[int index] => cells[index];

    public bool Equals(EquatableCells? other) => other is not null && cells.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as EquatableCells);

    public override int GetHashCode() => cells.Count == 0 ? 0 : HashCode.Combine(cells.Count, cells[0], cells[^1]);

    public IEnumerator<GridCell> GetEnumerator() => cells.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
