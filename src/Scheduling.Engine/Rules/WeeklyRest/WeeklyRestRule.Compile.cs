using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.WeeklyRest;

/// <content>An automaton that remembers how long somebody has been free and whether the week had its rest.</content>
public sealed partial record WeeklyRestRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        var plan = new WeekPlan(compiler.Problem.Horizon.WeekStart, timeline);
        if (!plan.AnyWeek)
        {
            return;
        }

        (Automaton automaton, int start) = compiler.Walk(new RestState(0, true), option => See(option, timeline, plan), Step);
        foreach (int employee in compiler.EmployeesInScope)
        {
            compiler.Automaton(employee, automaton, start);
        }
    }

    private DayLabel See(Option option, Timeline timeline, WeekPlan plan)
    {
        int dayStart = timeline.DayStart(option.Day);
        bool occupies = option.End > option.Start && (CountsStandby || !option.IsStandby);
        return new DayLabel(
            occupies ? option.Start - dayStart : -1,
            occupies ? option.End - dayStart : -1,
            timeline.DayStart(option.Day + 1) - dayStart,
            plan.Begins[option.Day],
            plan.Ends[option.Day]);
    }

    private (RestState After, long Missing) Step(RestState before, DayLabel day)
    {
        int restMinutes = RestHours * 60;
        // Before a week the state is settled: what was free before its first midnight does not count.
        int freeSince = before.FreeSince;
        bool rested = before.Rested && !day.BeginsWeek;
        if (day.End >= 0)
        {
            rested |= day.Start - freeSince >= restMinutes;
            freeSince = Math.Max(freeSince, day.End);
        }

        freeSince -= day.Minutes;
        rested |= -freeSince >= restMinutes;
        long missing = day.EndsWeek && !rested ? 1 : 0;
        // With the rest had, or outside the judged weeks, only what reaches over midnight matters.
        bool settled = rested || day.EndsWeek;
        return (new RestState(settled ? Math.Max(0, freeSince) : freeSince, settled), missing);
    }

    /// <summary>Minute since which an employee is free, from the midnight at which the next day begins, and whether the rest was had (or is not asked).</summary>
    private readonly record struct RestState(int FreeSince, bool Rested);

    /// <summary>A day as the automaton sees it: minutes from its midnight at which the duty begins and ends (−1 without one), its length, its place in a judged week.</summary>
    private readonly record struct DayLabel(int Start, int End, int Minutes, bool BeginsWeek, bool EndsWeek);

    /// <summary>Which days begin and end a week that is judged: known entirely and with a day in the horizon.</summary>
    private sealed class WeekPlan
    {
        public WeekPlan(NodaTime.IsoDayOfWeek weekStart, Timeline timeline)
        {
            Begins = new bool[timeline.Days];
            Ends = new bool[timeline.Days];
            for (int first = 0; first + 7 <= timeline.Days && first < timeline.HorizonEnd; first++)
            {
                if (timeline.DateOf(first).DayOfWeek == weekStart && first + 6 >= timeline.HorizonStart)
                {
                    Begins[first] = Ends[first + 6] = AnyWeek = true;
                }
            }
        }

        public bool[] Begins { get; }

        public bool[] Ends { get; }

        public bool AnyWeek { get; }
    }
}
