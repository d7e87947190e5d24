using NodaTime;
using Scheduling.Engine.Domain;
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
        ILookup<string, Assignment> history = compiler.Problem.History.ToLookup(a => a.Employee);
        foreach (int employee in compiler.EmployeesInScope)
        {
            Employee person = compiler.Problem.Employees[employee];
            if (Phases.TryGetValue(person.Id, out int phase))
            {
                // The state is told for the first known day: as many days back as the history has.
                int back = compiler.Timeline.HorizonStart % cycle.Count;
                compiler.Automaton(employee, automaton, (phase - back + cycle.Count) % cycle.Count);
            }
            else
            {
                compiler.Automaton(employee, automaton, KeepsPhase ? Fitting(compiler, person, history[person.Id], automaton, bands) : anywhere);
            }
        }
    }

    /// <summary>Positions of the first known day with the fewest differing days before the horizon; days of leave and outside employment say nothing.</summary>
    private static int[] Fitting(RuleCompiler compiler, Employee person, IEnumerable<Assignment> duties, Automaton automaton, List<string> bands)
    {
        Timeline timeline = compiler.Timeline;
        int[] label = new int[timeline.HorizonStart];
        foreach (Assignment duty in duties)
        {
            ShiftType type = compiler.Problem.ShiftTypes.First(s => s.Id == duty.ShiftType);
            label[timeline.DayOf(duty.Date)] = type.IsStandby() ? StandbyLabel : FirstBandLabel + bands.IndexOf(type.Band);
        }

        Leave[] leave = [.. compiler.Problem.Leave.Where(l => l.Employee == person.Id && l.Part == LeavePart.FullDay)];
        bool[] counts = [.. label.Select((_, day) =>
        {
            LocalDate date = timeline.DateOf(day);
            return !(date < person.EmployedFrom || date > person.EmployedUntil) && !leave.Any(l => l.From <= date && date <= l.Until);
        })];
        long[] differing = [.. Enumerable.Range(0, automaton.States).Select(start => label
            .Select((l, day) => counts[day] ? automaton.ArcExcess[((start + day) % automaton.States * automaton.Labels) + l] : 0)
            .Sum())];
        long least = differing.Min();
        return [.. Enumerable.Range(0, automaton.States).Where(start => differing[start] == least)];
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
