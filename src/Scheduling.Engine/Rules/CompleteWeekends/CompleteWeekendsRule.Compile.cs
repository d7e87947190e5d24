using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.CompleteWeekends;

/// <content>Weekends of two days are pairs of days; longer ones are a Total of a touched block and the days worked.</content>
public sealed partial record CompleteWeekendsRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        List<WeekendSpan> weekends = [.. WeekendSpan.Of(compiler.Timeline, compiler.Problem.Horizon).Where(w => w.IsWhole && w.Touches(compiler.Timeline))];
        HashSet<int> pairs = [.. weekends.Where(w => w.Days == 2).Select(w => w.FirstDay)];
        SuccessionTable table = compiler.SuccessionTable(
            1,
            first => first.IsWork ? 1 : 0,
            second => second.IsWork ? 1 : 0,
            (first, second) => pairs.Contains(first.Day) && first.IsWork != second.IsWork ? 1 : 0);
        List<(WeekendSpan Weekend, int Class)> longer = [.. weekends.Where(w => w.Days > 2)
            .Select(w => (w, compiler.Class(o => o.IsWork && o.Day >= w.FirstDay && o.Day <= w.LastDay)))];
        int workedDay = longer.Count > 0 ? compiler.Measure(o => o.IsWork ? -1 : 0) : -1;
        foreach (int employee in compiler.EmployeesInScope)
        {
            compiler.Succession(employee, table);
            foreach ((WeekendSpan weekend, int @class) in longer)
            {
                compiler.Total(
                    new TotalExpression
                    {
                        Employee = employee,
                        Measure = workedDay,
                        FirstDay = weekend.FirstDay,
                        LastDay = weekend.LastDay,
                        Blocks = [compiler.Block(employee, @class)],
                        BlockWeight = weekend.Days,
                    },
                    compiler.Above(0));
            }
        }
    }
}
