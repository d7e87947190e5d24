using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.RestAfterNights;

/// <content>An automaton that counts the nights of a run, then the days without duty after it.</content>
public sealed partial record RestAfterNightsRule
{
    private const int Off = 0;
    private const int Night = 1;
    private const int OtherDuty = 2;
    private const int Labels = 3;

    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Automaton automaton = Build(compiler.Labelling(o => o.IsOff ? Off : o.IsNight ? Night : OtherDuty));
        foreach (int employee in compiler.EmployeesInScope)
        {
            compiler.Automaton(employee, automaton, 0);
        }
    }

    // States: 0 rested; 1 … AfterNights nights of the run so far (more count as AfterNights); after those 1 … RestDays days of rest so far.
    private Automaton Build(int labelling)
    {
        int states = 1 + AfterNights + RestDays;
        int[] next = new int[states * Labels];
        long[] excess = new long[states * Labels];
        for (int state = 0; state < states; state++)
        {
            bool inRun = state >= 1 && state <= AfterNights;
            bool owesRest = state >= AfterNights;
            int rested = Math.Max(0, state - AfterNights);
            int missing = owesRest ? RestDays + 1 - rested : 0;
            next[(state * Labels) + Off] = missing > 1 ? AfterNights + rested + 1 : 0;
            next[(state * Labels) + Night] = inRun ? Math.Min(state + 1, AfterNights) : 1;
            next[(state * Labels) + OtherDuty] = 0;
            excess[(state * Labels) + Night] = inRun ? 0 : missing;
            excess[(state * Labels) + OtherDuty] = missing;
        }

        return new Automaton(labelling, states, Labels, next, excess, new long[states]);
    }
}
