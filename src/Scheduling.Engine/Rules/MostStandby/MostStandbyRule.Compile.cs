using NodaTime;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.MostStandby;

/// <content>A Total per employee and month, or week, that touches the horizon, cut to the known days.</content>
public sealed partial record MostStandbyRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        int standby = compiler.Measure(o => o.IsStandby ? 1 : 0);
        ILookup<int, int> settled = compiler.FixedDuties().Where(d => d.Option.IsStandby).ToLookup(d => d.Employee, d => d.Option.Day);
        AddTotals(compiler, standby, settled, MostPerMonth, DateAdjusters.StartOfMonth);
        if (MostPerWeek is { } mostPerWeek)
        {
            AddTotals(compiler, standby, settled, mostPerWeek, DateAdjusters.PreviousOrSame(compiler.Problem.Horizon.WeekStart));
        }
    }

    private static void AddTotals(RuleCompiler compiler, int standby, ILookup<int, int> settled, int most, Func<LocalDate, LocalDate> startOf)
    {
        foreach (IGrouping<LocalDate, int> days in Enumerable.Range(0, compiler.Timeline.Days).GroupBy(day => startOf(compiler.Timeline.DateOf(day))).Where(p => p.Any(compiler.Timeline.IsInHorizon)))
        {
            (int first, int last) = (days.First(), days.Last());
            foreach (int employee in compiler.EmployeesInScope)
            {
                int before = settled[employee].Count(day => day >= first && day <= last);
                compiler.Total(
                    new TotalExpression { Employee = employee, Measure = standby, FirstDay = first, LastDay = last },
                    compiler.Above(Math.Max(most, before)));
            }
        }
    }
}
