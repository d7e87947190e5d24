namespace Scheduling.Engine.Modelling;

/// <summary>Compares cost vectors: the first level that differs decides.</summary>
public static class Lexicographic
{
    /// <summary>Negative when the left vector is better (smaller), 0 when equal, positive when worse.</summary>
    public static int Compare(ReadOnlySpan<long> left, ReadOnlySpan<long> right) => left.SequenceCompareTo(right);
}
