using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.OperatingPeriod;

namespace Scheduling.Engine.Tests.Rules.OperatingPeriod;

public sealed class OperatingPeriodRuleTests : RuleContract
{
    private static readonly LocalDateTime Opening = TinyProblem.Monday + new LocalTime(8, 30);
    private static readonly LocalDateTime Closing = TinyProblem.Monday.PlusDays(1) + new LocalTime(5, 0);

    private static readonly ShiftType Split = new()
    {
        Id = "P",
        Name = "P",
        Band = "mid",
        Parts = [new ShiftPart { Start = new LocalTime(6, 0), End = new LocalTime(8, 0) }, new ShiftPart { Start = new LocalTime(9, 0), End = new LocalTime(12, 0) }],
    };

    protected override Rule Rule => new OperatingPeriodRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return With(new OperatingPeriodRule { From = Opening });
        yield return With(new OperatingPeriodRule { Until = Closing });
        yield return With(new OperatingPeriodRule { From = Opening, Until = Closing, Enforcement = Enforcement.Soft(3), AppliesTo = new RuleScope { Employees = ["B"] } });
        SchedulingProblem joined = With(new OperatingPeriodRule { From = Opening.PlusDays(-1), Until = Closing.PlusDays(1) });
        yield return joined with
        {
            Horizon = joined.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-1), "E")],
            FixedAfter = [TinyProblem.Duty("B", TinyProblem.Monday.PlusDays(2), "N")],
        };
        foreach (LocalDate start in new[] { new LocalDate(2026, 3, 28), new LocalDate(2026, 10, 24) })
        {
            // 02:30 comes twice, or not at all.
            SchedulingProblem change = With(new OperatingPeriodRule { From = start.PlusDays(1) + new LocalTime(2, 30), Until = start.PlusDays(1) + new LocalTime(2, 45) });
            yield return change with { Horizon = change.Horizon with { Start = start, TimeZone = "Europe/Berlin" } };
        }

        static SchedulingProblem With(Rule rule) => TinyProblem.Of(2, 2, rule) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby, Split] };
    }

    [Theory]
    [InlineData("E", 90)]
    [InlineData("S", 30)]
    [InlineData("P", 120)]
    [InlineData("N", 60)]
    public void Minutes_before_and_after_count_and_gaps_between_parts_do_not(string shiftType, long excess)
    {
        SchedulingProblem problem = TinyProblem.Of(1, 1, new OperatingPeriodRule { From = Opening, Until = Closing }) with
        {
            ShiftTypes = [TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby, Split],
        };
        Assert.Equal(excess, RosterEvaluator.Evaluate(problem, new Roster { Assignments = [TinyProblem.Duty("A", TinyProblem.Monday, shiftType)] }).Penalties[0]);
    }

    [Theory]
    [InlineData("2026-07-06T08:00:00", "2026-07-06T08:01:00", "")]
    [InlineData("2026-07-06T08:00:00", "2026-07-06T08:00:00", "/rules/0/until ends-before-start")]
    [InlineData("2026-07-06T08:00:01", null, "/rules/0/from not-a-whole-minute")]
    [InlineData(null, "2026-07-06T08:00:59", "/rules/0/until not-a-whole-minute")]
    [InlineData(null, null, "")]
    public void A_period_has_a_length_and_whole_minutes(string? from, string? until, string told)
    {
        List<InputProblem> found = [];
        var rule = new OperatingPeriodRule { From = Parse(from), Until = Parse(until) };
        rule.Validate(TinyProblem.Of(1, 1, rule), new RuleSettingsReport(rule, "/rules/0", found));
        Assert.Equal(told, string.Join(' ', found.Select(p => $"{p.Pointer} {p.Code}")));

        static LocalDateTime? Parse(string? text) => text is null ? null : NodaTime.Text.LocalDateTimePattern.GeneralIso.Parse(text).Value;
    }
}
