using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.RotationPattern;

/// <content>An automaton that walks round the cycle whatever is worked, and charges each day that differs.</content>
public sealed partial record RotationPatternRule
{
    private const int OffLabel = 0;
    private const int StandbyLabel = 1;
    private const int FirstBandLabel = 2;

    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        IReadOnlyList<string> cycle = Positions();
        List<string> bands = [.. compiler.Problem.Bands.Select(b => b.Id)];
        int labelling = compiler.Labelling(o => o.IsOff ? OffLabel : o.IsStandby ? StandbyLabel : FirstBandLabel + bands.IndexOf(o.Band!.Id));
        Automaton automaton = Build(labelling, cycle, bands);
        int[] anywhere = [.. Enumerable.Range(0, cycle.Count)];
        foreach (int employee in compiler.EmployeesInScope)
        {
            if (Phases.TryGetValue(compiler.Problem.Employees[employee].Id, out int phase))
            {
                // The state is told for the first known day: as many days back as the history has.
                int back = compiler.Timeline.HorizonStart % cycle.Count;
                compiler.Automaton(employee, automaton, (phase - back + cycle.Count) % cycle.Count);
            }
            else
            {
                compiler.Automaton(employee, automaton, anywhere);
            }
        }
    }

    private static Automaton Build(int labelling, IReadOnlyList<string> cycle, List<string> bands)
    {
        int labels = FirstBandLabel + bands.Count;
        int[] next = new int[cycle.Count * labels];
        long[] excess = new long[cycle.Count * labels];
        for (int position = 0; position < cycle.Count; position++)
        {
            for (int label = 0; label < labels; label++)
            {
                bool fits = cycle[position] switch
                {
                    Off => label == OffLabel,
                    Work => label >= FirstBandLabel,
                    string band => label >= FirstBandLabel && bands[label - FirstBandLabel] == band,
                };
                next[(position * labels) + label] = (position + 1) % cycle.Count;
                excess[(position * labels) + label] = fits ? 0 : 1;
            }
        }

        return new Automaton(labelling, cycle.Count, labels, next, excess, new long[cycle.Count]);
    }
}
