using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ForbiddenSuccessions;

namespace Scheduling.Engine.Tests.Rules.ForbiddenSuccessions;

public sealed class ForbiddenSuccessionsRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new ForbiddenSuccessionsRule { NotFollowedBy = Not(("N", ["E", "L"]), ("L", ["E"])) };

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return TinyProblem.Of(1, 4, Rule);
        SchedulingProblem known = TinyProblem.Of(2, 2, Rule with { Enforcement = Enforcement.Soft(3), AppliesTo = new RuleScope { Employees = ["A"] } });
        yield return known with
        {
            Horizon = known.Horizon with { HistoryDays = 2, FixedDaysAfter = 2 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-2), "N"), TinyProblem.Duty("A", Monday.PlusDays(-1), "L"), TinyProblem.Duty("B", Monday.PlusDays(-1), "N")],
            FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(2), "E"), TinyProblem.Duty("A", Monday.PlusDays(3), "E")],
        };

        // A shift that does not follow itself, and standby, in the night in which an hour comes twice.
        SchedulingProblem autumn = TinyProblem.Of(1, 3, new ForbiddenSuccessionsRule { NotFollowedBy = Not(("N", ["N", "S"]), ("S", ["N", "S"]), ("E", [])) });
        yield return autumn with
        {
            Horizon = autumn.Horizon with { Start = new LocalDate(2026, 10, 24), TimeZone = "Europe/Berlin" },
            ShiftTypes = [.. autumn.ShiftTypes, TinyProblem.Standby],
        };
    }

    [Theory]
    [InlineData("NE-", 1)]
    [InlineData("N-E", 0)]
    [InlineData("EN-", 0)]
    [InlineData("NLE", 2)]
    [InlineData("NNN", 0)]
    public void Only_shifts_of_the_next_day_are_held_against_each_other(string shifts, long excess) =>
        Assert.Equal(excess, Penalty(TinyProblem.Of(1, 3, Rule), shifts));

    [Fact]
    public void A_shift_of_the_history_has_its_say_and_two_of_it_are_not_judged()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 2, Rule);
        problem = problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 2 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-2), "N"), TinyProblem.Duty("A", Monday.PlusDays(-1), "L")],
        };
        Assert.Equal(0, Penalty(problem, "-E"));
        Assert.Equal(1, Penalty(problem, "E-"));
    }

    [Theory]
    [InlineData("", "E")]
    [InlineData("early bird", "early bird")]
    public void A_shift_is_told_by_its_name_or_by_its_id_when_it_has_none(string name, string told)
    {
        SchedulingProblem problem = TinyProblem.Of(1, 2, Rule) with { ShiftTypes = [TinyProblem.Early with { Name = name }, TinyProblem.Night] };
        Roster roster = new() { Assignments = [TinyProblem.Duty("A", Monday, "N"), TinyProblem.Duty("A", Monday.PlusDays(1), "E")] };
        Assert.Equal($"A: shift '{told}' of 07-07 may not follow 'N' of 07-06.", Assert.Single(RosterEvaluator.Evaluate(problem, roster).Violations).Message.En);
    }

    [Fact]
    public void Unknown_shift_types_are_told_with_their_place()
    {
        List<InputProblem> problems = [];
        var rule = new ForbiddenSuccessionsRule { NotFollowedBy = Not(("N", ["E", "X"]), ("Y/Z", ["E", "W"])) };
        rule.Validate(TinyProblem.Of(1, 1, rule), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["/rules/0/notFollowedBy/N", "/rules/0/notFollowedBy/Y~1Z", "/rules/0/notFollowedBy/Y~1Z"], problems.Select(p => p.Pointer));
        Assert.Equal(["X", "Y/Z", "W"], problems.Select(p => p.Message.En.Split('\'')[3]));
    }

    private static Dictionary<string, IReadOnlyList<string>> Not(params (string Before, string[] After)[] successions) =>
        successions.ToDictionary(s => s.Before, s => (IReadOnlyList<string>)s.After);

    private static long Penalty(SchedulingProblem problem, string shifts) => RosterEvaluator.Evaluate(problem, new Roster
    {
        Assignments = [.. shifts.Select((s, i) => (s, i)).Where(d => d.s != '-').Select(d => TinyProblem.Duty("A", Monday.PlusDays(d.i), d.s.ToString()))],
    }).Penalties[0];
}
