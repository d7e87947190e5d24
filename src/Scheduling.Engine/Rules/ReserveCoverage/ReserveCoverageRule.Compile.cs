using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules.IntervalCoverage;

namespace Scheduling.Engine.Rules.ReserveCoverage;

/// <content>The Covers of coverage per interval, with the requirements raised.</content>
public sealed partial record ReserveCoverageRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        var raise = new RaisedDemand(
            required => required + (int)((((long)required * Percent) + 99) / 100),
            Agents,
            (post, start) => (Posts.Count == 0 || Posts.Contains(post)) && (Windows.Count == 0 || Windows.Any(w => IsIn(w, compiler.Timeline.LocalOf(start)))));
        foreach (PooledInterval interval in PooledRows.Of(compiler, d => d.Required, withNothingRequired: false, raise))
        {
            compiler.Cover(interval.Rows, [compiler.Above(0)]);
        }
    }

    private static bool IsIn(WeeklyWindow window, LocalDateTime time)
    {
        bool overnight = window.To <= window.From;
        bool today = window.Day is null || window.Day == time.DayOfWeek;
        bool yesterday = window.Day is null || window.Day == time.Date.PlusDays(-1).DayOfWeek;
        return overnight
            ? (today && time.TimeOfDay >= window.From) || (yesterday && time.TimeOfDay < window.To)
            : today && time.TimeOfDay >= window.From && time.TimeOfDay < window.To;
    }
}
