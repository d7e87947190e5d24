using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.MostWeekends;

/// <content>A Total per employee and window: a touched block for each weekend that is still open, a constant for those worked before the horizon.</content>
public sealed partial record MostWeekendsRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        List<WeekendSpan> weekends = [.. WeekendSpan.Of(timeline, compiler.Problem.Horizon)
            .Where(w => w.Touches(timeline) || (CountsHistory && w.LastDay < timeline.HorizonStart))];
        int[] classes = [.. weekends.Select(weekend => weekend.Touches(timeline) ? compiler.Class(o => Counts(timeline, weekend, o)) : -1)];
        ILookup<int, Option> history = compiler.Problem.History.ToLookup(a => compiler.EmployeeIndex(a.Employee), compiler.OptionOf);
        int length = Math.Min(WindowWeeks, weekends.Count);
        foreach (int employee in compiler.EmployeesInScope)
        {
            bool[] worked = [.. weekends.Select(weekend => history[employee].Any(o => Counts(timeline, weekend, o)))];
            for (int first = 0; first + length <= weekends.Count; first++)
            {
                int[] window = [.. Enumerable.Range(first, length)];
                int before = window.Count(w => worked[w]);
                int[] blocks = [.. window.Where(w => weekends[w].Touches(timeline) && !worked[w]).Select(w => compiler.Block(employee, classes[w]))];
                if (blocks.Length == 0)
                {
                    continue;
                }

                compiler.Total(
                    new TotalExpression
                    {
                        Employee = employee,
                        Measure = -1,
                        FirstDay = weekends[first].FirstDay,
                        LastDay = weekends[first + length - 1].LastDay,
                        Constant = before,
                        Blocks = blocks,
                    },
                    compiler.Above(Math.Max(Maximum, before)));
            }
        }
    }

    private bool Counts(Timeline timeline, WeekendSpan weekend, Option option) =>
        option.IsWork
        && ((option.Day >= weekend.FirstDay && option.Day <= weekend.LastDay)
            || (CountsNightBefore && option.Day == weekend.FirstDay - 1 && option.End > timeline.DayStart(weekend.FirstDay)));
}
