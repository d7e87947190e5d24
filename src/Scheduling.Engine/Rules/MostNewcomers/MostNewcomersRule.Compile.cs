using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.MostNewcomers;

/// <content>One Cover per band of a day, and post: every newcomer takes one of those allowed.</content>
public sealed partial record MostNewcomersRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        HashSet<int> inScope = [.. compiler.EmployeesInScope];
        for (int day = compiler.Timeline.HorizonStart; day < compiler.Timeline.HorizonEnd; day++)
        {
            LocalDate date = compiler.Timeline.DateOf(day);
            bool[] newcomers = [.. Enumerable.Range(0, compiler.Employees).Select(e => inScope.Contains(e) && IsNew(compiler.Problem.Employees[e], date))];
            if (newcomers.Count(n => n) <= Most)
            {
                continue;
            }

            int group = compiler.Group(e => newcomers[e]);
            foreach (IGrouping<(string, string?), Option> place in compiler.OptionsOf(day)
                .Where(o => o.IsWork && (Bands.Count == 0 || Bands.Contains(o.Band!.Id)))
                .SelectMany(o => PostsOf(o).Select(post => (Post: post, Option: o)))
                .GroupBy(o => (o.Option.Band!.Id, o.Post), o => o.Option))
            {
                var row = new CoverRowBuilder(-Most);
                foreach (Option option in place)
                {
                    row.Add(group, option, -1);
                }

                compiler.Cover([row], [compiler.Above(0)]);
            }
        }
    }

    /// <summary>The posts of the rule on which any part of the option is; one place for all when the rule names none.</summary>
    private IEnumerable<string?> PostsOf(Option option) => Posts.Count == 0 ? [null] : Posts.Distinct().Where(option.IsOn).Cast<string?>();

    private bool IsNew(Employee employee, LocalDate date) =>
        (Tag.Length > 0 && employee.Tags.Contains(Tag)) || employee.EmployedFrom > date.PlusDays(-NewcomerDays);
}
