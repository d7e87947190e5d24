using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.LeaderPresent;

/// <content>One Cover per post and band of a day, or per post and stretch of intervals with the same options: leaders give, others take.</content>
public sealed partial record LeaderPresentRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        var certified = new CertifiedGroups(compiler);
        HashSet<int> inScope = [.. compiler.EmployeesInScope];
        Dictionary<int, (int Leaders, int Others)> groups = [];
        foreach (string? post in Posts.Distinct().DefaultIfEmpty<string?>(null))
        {
            Option[] options = [.. compiler.Options.Where(o =>
                o.IsWork && (post is null || o.IsOn(post)) && (Bands.Count == 0 || Bands.Contains(o.Band!.Id)))];
            for (int day = compiler.Timeline.HorizonStart; day < compiler.Timeline.HorizonEnd; day++)
            {
                if (Weekdays.Count > 0 && !Weekdays.Contains(compiler.Timeline.DateOf(day).DayOfWeek))
                {
                    continue;
                }

                foreach ((Option[] present, int times) in Per == LeaderPer.Band ? BandsOf(day, options) : IntervalsOf(compiler, day, post, options))
                {
                    Cover(present, times);
                }
            }
        }

        void Cover(Option[] present, int times)
        {
            var row = new CoverRowBuilder(MostPerLeader is null ? Least : 0);
            foreach (Option option in present)
            {
                (int leaders, int others) = GroupsOn(option.Day);
                row.Add(leaders, option, MostPerLeader ?? 1);
                row.Add(others, option, MostPerLeader is null ? 0 : -1);
            }

            compiler.Cover([row], [compiler.Above(0, weightFactor: times)]);
        }

        (int Leaders, int Others) GroupsOn(int day)
        {
            if (!groups.TryGetValue(day, out (int, int) known))
            {
                LocalDate date = compiler.Timeline.DateOf(day);
                bool Leads(int e) => (Tag.Length > 0 && compiler.Problem.Employees[e].Tags.Contains(Tag)) || (Skill is not null && certified.IsCertified(e, Skill, MinimumLevel, date));
                groups[day] = known = (compiler.Group(e => inScope.Contains(e) && Leads(e)), compiler.Group(e => inScope.Contains(e) && !Leads(e)));
            }

            return known;
        }
    }

    private static IEnumerable<(Option[] Present, int Times)> BandsOf(int day, Option[] options) =>
        options.Where(o => o.Day == day).GroupBy(o => o.Band!.Id).Select(band => (band.ToArray(), 1));

    private IEnumerable<(Option[] Present, int Times)> IntervalsOf(RuleCompiler compiler, int day, string? post, Option[] options)
    {
        int end = compiler.Timeline.DayStart(day + 1);
        int length = compiler.Problem.Horizon.IntervalMinutes;
        Option[]? present = null;
        int times = 0;
        for (int start = compiler.Timeline.DayStart(day); start < end; start += length)
        {
            int until = Math.Min(start + length, end);
            if (MostPerLeader is null && !OpenMinutes.IsOpenAfter(start, compiler.Problem.OpeningHours, compiler.Timeline))
            {
                continue;
            }

            Option[] now = [.. options.Where(o => (post is null ? o.Overlap(PartKind.Work, start, until) : o.WorkOn(post, start, until)) == until - start)];
            if (present is not null && !now.AsSpan().SequenceEqual(present))
            {
                yield return (present, times);
                times = 0;
            }

            present = now;
            times++;
        }

        if (present is not null)
        {
            yield return (present, times);
        }
    }
}
