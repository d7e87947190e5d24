using NodaTime;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.ShiftCount;

/// <content>A Total per employee and period; where none of the shifts is allowed, a cost of each option.</content>
public sealed partial record ShiftCountRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        int measure = compiler.Measure(o => Counts(o) ? 1 : 0);
        ILookup<int, int> settled = compiler.FixedDuties().Where(d => Counts(d.Option)).ToLookup(d => d.Employee, d => d.Option.Day);
        foreach ((int first, int last, bool whole) in Periods(compiler))
        {
            Option[] counted = [.. compiler.HorizonOptions().Where(o => o.Day >= first && o.Day <= last && Counts(o))];
            int most = counted.DistinctBy(o => o.Day).Count();
            int least = whole ? Minimum : 0;
            foreach (int employee in compiler.EmployeesInScope)
            {
                int before = settled[employee].Count(day => day >= first && day <= last);
                List<Hinge> hinges = [];
                if (before < least)
                {
                    hinges.Add(compiler.Below(least));
                }

                if (Maximum == 0)
                {
                    foreach (Option option in counted)
                    {
                        compiler.OptionCost(employee, option, 1);
                    }
                }
                else if (Maximum is { } maximum && before + most > maximum)
                {
                    hinges.Add(compiler.Above(Math.Max(maximum, before)));
                }

                if (hinges.Count > 0)
                {
                    compiler.Total(new TotalExpression { Employee = employee, Measure = measure, FirstDay = first, LastDay = last }, [.. hinges]);
                }
            }
        }
    }

    private bool Counts(Option option) =>
        option.ShiftType is { } type
        && (ShiftTypes.Contains(type.Id) || (option.IsWork && (Bands.Contains(type.Band) || (ShiftTypes.Count == 0 && Bands.Count == 0))));

    /// <summary>First and last known day of each period that touches the horizon, and whether all of it is known.</summary>
    private IEnumerable<(int First, int Last, bool Whole)> Periods(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        if (Period == CountPeriod.Horizon)
        {
            yield return (timeline.HorizonStart, timeline.HorizonEnd - 1, true);
            yield break;
        }

        LocalDate end = timeline.DateOf(timeline.HorizonEnd - 1);
        LocalDate first = timeline.DateOf(timeline.HorizonStart);
        first = Period == CountPeriod.Month ? new LocalDate(first.Year, first.Month, 1) : DateAdjusters.PreviousOrSame(compiler.Problem.Horizon.WeekStart)(first);
        while (first <= end)
        {
            LocalDate next = Period == CountPeriod.Month ? first.PlusMonths(1) : first.PlusDays(7);
            (int from, int until) = (timeline.DayOf(first), timeline.DayOf(next) - 1);
            yield return (Math.Max(0, from), Math.Min(timeline.Days - 1, until), from >= 0 && until < timeline.Days);
            first = next;
        }
    }
}
