namespace Scheduling.Engine.Modelling;

/// <summary>
/// An automaton while a rule builds it: as many states and labels as are easy to write down, of which <see cref="Merged"/> keeps one of each that behave alike.
/// </summary>
/// <param name="States">Number of states.</param>
/// <param name="Labels">Number of labels.</param>
/// <param name="Next">Next state, at state × labels + label.</param>
/// <param name="ArcExcess">Excess of the arc, same index.</param>
internal sealed record SmallAutomaton(int States, int Labels, int[] Next, long[] ArcExcess)
{
    /// <summary>
    /// The smallest automaton that charges the same, by partition refinement: states that no sequence of labels tells apart become one, then labels that lead
    /// every state the same way at the same excess. Gives the state and the label that each one has become.
    /// </summary>
    public (SmallAutomaton Automaton, int[] State, int[] Label) Merged()
    {
        int[] state = new int[States];
        int states = States == 0 ? 0 : 1;
        while (true)
        {
            (int[] finer, int count) = Numbered(States, s => Key(Labels, l => (state[Next[(s * Labels) + l]], ArcExcess[(s * Labels) + l]), state[s]));
            if (count == states)
            {
                break;
            }

            (state, states) = (finer, count);
        }

        int[] representative = FirstOfEach(state, states);
        (int[] label, int labels) = Numbered(Labels, l => Key(states, s => (state[Next[(representative[s] * Labels) + l]], ArcExcess[(representative[s] * Labels) + l]), 0));
        int[] labelOf = FirstOfEach(label, labels);
        int[] next = new int[states * labels];
        long[] excess = new long[states * labels];
        for (int s = 0; s < states; s++)
        {
            for (int l = 0; l < labels; l++)
            {
                int arc = (representative[s] * Labels) + labelOf[l];
                next[(s * labels) + l] = state[Next[arc]];
                excess[(s * labels) + l] = ArcExcess[arc];
            }
        }

        return (new SmallAutomaton(states, labels, next, excess), state, label);
    }

    private static Row Key(int count, Func<int, (int Next, long Excess)> at, int own) => new([own, .. Enumerable.Range(0, count).SelectMany(i => Pair(at(i)))]);

    private static long[] Pair((int Next, long Excess) arc) => [arc.Next, arc.Excess];

    private static (int[] Number, int Count) Numbered(int count, Func<int, Row> key)
    {
        Dictionary<Row, int> numbers = [];
        int[] number = new int[count];
        for (int i = 0; i < count; i++)
        {
            Row row = key(i);
            if (!numbers.TryGetValue(row, out int known))
            {
                numbers[row] = known = numbers.Count;
            }

            number[i] = known;
        }

        return (number, numbers.Count);
    }

    private static int[] FirstOfEach(int[] number, int count)
    {
        int[] first = new int[count];
        for (int i = number.Length - 1; i >= 0; i--)
        {
            first[number[i]] = i;
        }

        return first;
    }

    /// <summary>Numbers compared by content.</summary>
    private sealed class Row(long[] values) : IEquatable<Row>
    {
        private readonly int _hash = Hash(values);

        public bool Equals(Row? other) => other is not null && other._hash == _hash && other.Values.AsSpan().SequenceEqual(values);

        public override bool Equals(object? obj) => Equals(obj as Row);

        public override int GetHashCode() => _hash;

        private long[] Values => values;

        private static int Hash(long[] values)
        {
            var hash = default(HashCode);
            foreach (long value in values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
