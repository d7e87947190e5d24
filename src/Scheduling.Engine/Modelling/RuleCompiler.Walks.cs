namespace Scheduling.Engine.Modelling;

/// <content>Automata told as a walk: what a day looks like, and what it does to the state.</content>
public sealed partial class RuleCompiler
{
    /// <summary>
    /// The smallest automaton that walks like this: each day's option is seen as a label, and <paramref name="step"/> says what it makes of the state and at what excess. The
    /// states that can be reached from the start must be few. Gives the automaton and the number of the start state.
    /// </summary>
    public (Automaton Automaton, int Start) Walk<TState, TLabel>(TState start, Func<Option, TLabel> label, Func<TState, TLabel, (TState Next, long Excess)> step)
        where TState : notnull
        where TLabel : notnull
    {
        Dictionary<TLabel, int> labelNumbers = [];
        List<TLabel> labels = [];
        int[] labelOf = new int[Options.Count];
        foreach (Option option in Options)
        {
            labelOf[option.Index] = Number(labelNumbers, labels, label(option));
        }

        Dictionary<TState, int> stateNumbers = [];
        List<TState> states = [];
        Number(stateNumbers, states, start);
        List<int> next = [];
        List<long> excess = [];
        for (int s = 0; s < states.Count; s++)
        {
            foreach (TLabel seen in labels)
            {
                (TState following, long missing) = step(states[s], seen);
                next.Add(Number(stateNumbers, states, following));
                excess.Add(missing);
            }
        }

        (SmallAutomaton small, int[] state, int[] merged) = new SmallAutomaton(states.Count, labels.Count, [.. next], [.. excess]).Merged();
        int labelling = Labelling(o => merged[labelOf[o.Index]]);
        return (new Automaton(labelling, small.States, small.Labels, small.Next, small.ArcExcess, new long[small.States]), state[0]);
    }

    private static int Number<T>(Dictionary<T, int> numbers, List<T> items, T item)
        where T : notnull
    {
        if (!numbers.TryGetValue(item, out int number))
        {
            numbers[item] = number = items.Count;
            items.Add(item);
        }

        return number;
    }
}
