using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.SameBandInWeek;

/// <content>A Total per employee and week over touched blocks, one for each band.</content>
public sealed partial record SameBandInWeekRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        List<(int First, int Last, int[] Bands)> weeks = [];
        for (int first = 0; first < timeline.HorizonEnd;)
        {
            int last = first;
            while (last + 1 < timeline.Days && timeline.DateOf(last + 1).DayOfWeek != compiler.Problem.Horizon.WeekStart)
            {
                last++;
            }

            (int from, int until) = (first, last);
            if (last >= timeline.HorizonStart)
            {
                string[] bands = [.. compiler.Options.Where(o => o.IsWork && o.Day >= from && o.Day <= until).Select(o => o.Band!.Id).Distinct()];
                if (bands.Length > MaximumBands)
                {
                    weeks.Add((from, until, [.. bands.Select(band => compiler.Class(o => o.IsWork && o.Band!.Id == band && o.Day >= from && o.Day <= until))]));
                }
            }

            first = last + 1;
        }

        foreach (int employee in compiler.EmployeesInScope)
        {
            foreach ((int first, int last, int[] bands) in weeks)
            {
                compiler.Total(
                    new TotalExpression
                    {
                        Employee = employee,
                        Measure = -1,
                        FirstDay = first,
                        LastDay = last,
                        Blocks = [.. bands.Select(band => compiler.Block(employee, band))],
                    },
                    compiler.Above(MaximumBands));
            }
        }
    }
}
