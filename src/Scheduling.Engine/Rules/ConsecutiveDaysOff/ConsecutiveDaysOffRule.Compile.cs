using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.ConsecutiveDaysOff;

/// <content>Run lengths over the class of off options, or an automaton where the duty before decides whether a day is off.</content>
public sealed partial record ConsecutiveDaysOffRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        if (CountsDayAfterNight)
        {
            int off = compiler.Class(o => o.IsOff);
            foreach (int employee in compiler.EmployeesInScope)
            {
                compiler.RunLength(employee, off, MinimumDays, MaximumDays ?? int.MaxValue);
            }

            return;
        }

        (Automaton automaton, int start) = compiler.Walk(new OffState(0, RunKind.Open, 0), option => See(option, compiler.Timeline), Step);
        foreach (int employee in compiler.EmployeesInScope)
        {
            compiler.Automaton(employee, automaton, start);
        }
    }

    private DayLabel See(Option option, Timeline timeline)
    {
        int reach = 0;
        for (int later = 1; option.Day + later <= timeline.Days && timeline.DayStart(option.Day + later) < option.End; later++)
        {
            int from = timeline.DayStart(option.Day + later);
            reach |= option.Overlap(from, timeline.DayStart(option.Day + later + 1)) > 0 ? 1 << later : 0;
        }

        // Further after the horizon all days are alike.
        int daysAfter = Math.Clamp(option.Day - timeline.HorizonEnd + 1, 0, Math.Max(2, (MaximumDays ?? 0) + 1));
        return new DayLabel(!option.IsOff, reach, daysAfter);
    }

    private (OffState Next, long Excess) Step(OffState before, DayLabel day)
    {
        bool occupied = day.IsDuty || (before.Reach & 2) > 0;
        int reach = ((before.Reach >> 1) & ~1) | day.Reach;
        if (occupied)
        {
            bool isShort = before.Kind == RunKind.Judged && before.Days > 0 && before.Days < MinimumDays;
            return (new OffState(0, RunKind.Judged, reach), isShort ? MinimumDays - before.Days : 0);
        }

        // A run that begins where its day before is fixed and after the horizon is nobody's to choose.
        RunKind kind = before.Kind == RunKind.Judged && before.Days == 0 && day.DaysAfter > 1 ? RunKind.Fixed : before.Kind;
        bool isLong = before.Days >= MaximumDays && day.DaysAfter <= MaximumDays;
        return (new OffState(Math.Min(before.Days + 1, Math.Max(MinimumDays, MaximumDays ?? 0)), kind, reach), isLong ? 1 : 0);
    }

    /// <summary>Whether a run that ends may be too short: one open at the first known day or fixed after the horizon may not.</summary>
    private enum RunKind
    {
        Judged,
        Open,
        Fixed,
    }

    /// <summary>Days off so far, and the days after today that duties before reach into: bit n for the n-th.</summary>
    private readonly record struct OffState(int Days, RunKind Kind, int Reach);

    /// <summary>Whether a duty starts, the later days it reaches into (bit n for the n-th), and how many days after the horizon the day lies, 0 for none.</summary>
    private readonly record struct DayLabel(bool IsDuty, int Reach, int DaysAfter);
}
