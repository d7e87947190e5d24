using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.HandoverBeforeDaysOff;

/// <content>
/// One Cover per employee and day, with a row per post and moment of leaving: the duty takes one, colleagues who are there and duties of the days
/// after give one each. As only one duty is chosen, the largest shortage is that of the chosen one.
/// </content>
public sealed partial record HandoverBeforeDaysOffRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Dictionary<(string Post, int End), List<Option>> there = [];
        foreach (int employee in compiler.EmployeesInScope)
        {
            HashSet<int> named = [.. compiler.Problem.Employees[employee].HandoverTo.Select(compiler.EmployeeIndex)];
            if (named.Count == 0 && !AnyColleague)
            {
                continue;
            }

            int self = compiler.Group(e => e == employee);
            int colleagues = compiler.Group(e => named.Count == 0 ? e != employee : named.Contains(e));
            for (int day = compiler.Timeline.HorizonStart; day < compiler.Timeline.HorizonEnd && day + LeastDaysOff < compiler.Timeline.Days; day++)
            {
                Option[] after = [.. Enumerable.Range(day + 1, LeastDaysOff).SelectMany(compiler.OptionsOf).Where(o => !o.IsOff)];
                CoverRowBuilder[] rows = [.. compiler.OptionsOf(day).Where(IsHandedOver).GroupBy(o => (o.Post!, WorkEnd(o))).Select(leaving => Row(leaving, self, after, colleagues))];
                if (rows.Length > 0)
                {
                    compiler.Cover(rows, [compiler.Above(0)]);
                }
            }
        }

        CoverRowBuilder Row(IGrouping<(string Post, int End), Option> leaving, int self, Option[] after, int colleagues)
        {
            var row = new CoverRowBuilder(0);
            foreach (Option option in leaving)
            {
                row.Add(self, option, -1);
            }

            foreach (Option option in after)
            {
                row.Add(self, option, 1);
            }

            if (!there.TryGetValue(leaving.Key, out List<Option>? throughout))
            {
                int start = leaving.Key.End - OverlapMinutes;
                there[leaving.Key] = throughout = [.. compiler.Options.Where(o =>
                    o.Post == leaving.Key.Post && o.Start <= start && o.End >= leaving.Key.End && o.Overlap(PartKind.Work, start, leaving.Key.End) == OverlapMinutes)];
            }

            foreach (Option option in throughout)
            {
                row.Add(colleagues, option, 1);
            }

            return row;
        }
    }

    private static bool IsHandedOver(Option option) => option.Post is not null && option.Segments.Any(s => s.Kind == PartKind.Work);

    private static int WorkEnd(Option option) => option.Segments.Last(s => s.Kind == PartKind.Work).End;
}
