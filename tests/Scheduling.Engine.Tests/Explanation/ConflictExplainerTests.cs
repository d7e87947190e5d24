using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Explanation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Explanation;

public sealed class ConflictExplainerTests
{
    private static readonly Duration Limit = Duration.FromMinutes(5);

    [Fact]
    public void Two_rules_that_clash_are_named_and_the_innocent_third_is_not()
    {
        // Two days off at least between runs is impossible to keep with history and fixed days around a single free day.
        SchedulingProblem problem = TinyProblem.Of(1, 1, new MinimumRestRule(), new ConsecutiveWorkDaysRule { MaximumDays = 2 }, new ConsecutiveWorkDaysRule { MaximumDays = 6, MinimumDays = 3 });
        problem = problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 3, FixedDaysAfter = 2 },
            History = [TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-1), "E"), TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-2), "E")],
        };
        ConflictReport report = ConflictExplainer.Explain(problem, Limit);
        Assert.True(report.IsProven);
        Assert.True(report.IsMinimal);
        Assert.Equal(["/rules/1", "/rules/2"], report.Members.Select(m => m.Pointer));
        Assert.Contains("不可能同时成立", report.Message.Zh, StringComparison.Ordinal);
        Assert.Contains("cannot all hold", report.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_possible_problem_has_no_conflict()
    {
        ConflictReport report = ConflictExplainer.Explain(TinyProblem.Of(2, 3, new MinimumRestRule()), Limit);
        Assert.False(report.IsProven);
        Assert.Empty(report.Members);
    }

    [Fact]
    public void A_soft_rule_takes_no_part()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 1, new ConsecutiveWorkDaysRule { MaximumDays = 2, Enforcement = Enforcement.Soft(1) }, new ConsecutiveWorkDaysRule { MinimumDays = 3 });
        problem = problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 3, FixedDaysAfter = 2 },
            History = [TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-1), "E"), TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-2), "E")],
        };
        Assert.False(ConflictExplainer.Explain(problem, Limit).IsProven);
    }
}
