using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.KeepApart;

/// <content>One Cover per group and day, band of a day, or stretch of time in which the same options are on duty.</content>
public sealed partial record KeepApartRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        IReadOnlyList<int[]> groups = new GroupMembers(compiler, Groups).Groups;
        if (groups.Count == 0)
        {
            return;
        }

        List<(Option[] Options, int Factor)> meetings = [.. By == ApartBy.Time ? Stretches(compiler) : Days(compiler)];
        foreach (int[] members in groups)
        {
            int group = compiler.Group(members.Contains);
            Dictionary<int, int> fixedThere = compiler.FixedDuties().Where(d => members.Contains(d.Employee)).CountBy(d => d.Option.Index).ToDictionary();
            foreach ((Option[] options, int factor) in meetings)
            {
                // What fixed duties share among themselves cannot be mended, and is not charged.
                int met = options.Sum(o => fixedThere.GetValueOrDefault(o.Index));
                var row = new CoverRowBuilder(-Math.Max(1, met));
                foreach (Option option in options)
                {
                    row.Add(group, option, -1);
                }

                compiler.Cover([row], [compiler.Above(0, weightFactor: factor)]);
            }
        }
    }

    private bool Counts(Option option) => option.IsWork || (CountsStandby && option.IsStandby);

    private IEnumerable<(Option[] Options, int Factor)> Days(RuleCompiler compiler)
    {
        for (int day = compiler.Timeline.HorizonStart; day < compiler.Timeline.HorizonEnd; day++)
        {
            foreach (IGrouping<string, Option> options in compiler.OptionsOf(day).Where(Counts).GroupBy(o => By == ApartBy.Band ? o.Band!.Id : ""))
            {
                yield return ([.. options], 1);
            }
        }
    }

    /// <summary>Stretches between the moments at which any option begins or ends a segment, from the horizon's start to the last end of its options.</summary>
    private IEnumerable<(Option[] Options, int Factor)> Stretches(RuleCompiler compiler)
    {
        int first = compiler.Timeline.DayStart(compiler.Timeline.HorizonStart);
        List<(int Minute, bool Begins, Option Option)> changes = [];
        foreach (Option option in compiler.Options.Where(o => Counts(o) && o.End > first))
        {
            foreach (Segment segment in option.Segments.Where(s => s.End > Math.Max(first, s.Start)))
            {
                changes.Add((Math.Max(first, segment.Start), true, option));
                changes.Add((segment.End, false, option));
            }
        }

        HashSet<Option> present = [];
        int since = first;
        foreach (IGrouping<int, (int Minute, bool Begins, Option Option)> moment in changes.GroupBy(c => c.Minute).OrderBy(m => m.Key))
        {
            if (present.Any(o => compiler.Timeline.IsInHorizon(o.Day)))
            {
                yield return ([.. present.OrderBy(o => o.Index)], moment.Key - since);
            }

            // An option that ends one segment and begins another at once stays.
            foreach ((_, bool begins, Option option) in moment.OrderBy(c => c.Begins))
            {
                _ = begins ? present.Add(option) : present.Remove(option);
            }

            since = moment.Key;
        }
    }
}
