using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.MostNewcomers;

namespace Scheduling.Engine.Tests.Rules.MostNewcomers;

public sealed class MostNewcomersRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new MostNewcomersRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return With(Rule, 1, 10, 30, 100);
        yield return With(new MostNewcomersRule { Most = 0, Enforcement = Enforcement.Hard, NewcomerDays = 1, Bands = ["night"] }, 2, 0, 0);

        yield return With(Rule, 1, 10, 30, 60) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Standby] };

        // By tag and post, in scope; the second day is one too many for one of them; history and fixed days say nothing.
        SchedulingProblem posts = With(new MostNewcomersRule { Tag = "new", NewcomerDays = 8, Posts = ["chat", "phone"], AppliesTo = new RuleScope { Tags = ["new"], Employees = ["A", "B"] } }, 1, 7, 6, 5);
        yield return posts with
        {
            ShiftTypes =
            [
                TinyProblem.Early with { Posts = ["phone", "chat"] },
                TinyProblem.Early with
                {
                    Id = "P", Posts = ["phone"],
                    Parts = [new ShiftPart { Start = new LocalTime(7, 0), End = new LocalTime(11, 0) }, new ShiftPart { Start = new LocalTime(11, 0), End = new LocalTime(15, 0), Post = "chat" }],
                },
            ],
        };
        yield return posts with
        {
            ShiftTypes = [TinyProblem.Early with { Posts = ["phone", "chat"] }, TinyProblem.Late],
            Employees = [.. posts.Employees, TinyProblem.Person("D") with { Tags = ["new"] }],
        };
        yield return posts with
        {
            Horizon = posts.Horizon with { Days = 2, HistoryDays = 1, FixedDaysAfter = 1 },
            ShiftTypes = [TinyProblem.Night with { Posts = ["phone"] }, TinyProblem.Standby],
            Employees = [posts.Employees[0], posts.Employees[1], posts.Employees[2] with { Tags = ["new"] }],
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N", "phone"), TinyProblem.Duty("B", Monday.PlusDays(-1), "N", "phone")],
            FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(2), "N", "phone"), TinyProblem.Duty("B", Monday.PlusDays(2), "N", "phone")],
        };
    }

    [Theory]
    [InlineData(89, 20)]
    [InlineData(90, 0)]
    public void After_exactly_so_many_days_one_is_no_newcomer(int days, long penalty) => Assert.Equal(penalty, Penalty(With(Rule, 1, days, 0), "E", "E"));

    [Fact]
    public void Newcomers_of_different_bands_are_counted_apart_and_standby_is_not_counted()
    {
        Assert.Equal(0, Penalty(With(Rule, 1, 0, 0), "E", "N"));
        Assert.Equal(0, Penalty(With(Rule, 1, 0, 0) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Standby] }, "E", "S"));
        Assert.Equal(20, Penalty(With(Rule, 1, 0, 0), "N", "N"));
    }

    [Fact]
    public void Whoever_has_no_first_day_is_a_newcomer_by_tag_only()
    {
        SchedulingProblem problem = TinyProblem.Of(2, 1, Rule);
        Assert.Equal(0, Penalty(problem, "E", "E"));
        Assert.Equal(20, Penalty(problem with { Employees = [.. problem.Employees.Select(e => e with { Tags = ["new"] })], Rules = [new MostNewcomersRule { Tag = "new", NewcomerDays = 0 }] }, "E", "E"));
    }

    [Fact]
    public void A_first_day_at_the_end_of_the_calendar_is_one_still_to_come()
    {
        SchedulingProblem problem = TinyProblem.Of(2, 1, new MostNewcomersRule { NewcomerDays = 3660 });
        problem = problem with { Employees = [.. problem.Employees.Select(e => e with { EmployedFrom = LocalDate.MaxIsoValue })] };
        Roster roster = new() { Assignments = [TinyProblem.Duty("A", Monday, "E"), TinyProblem.Duty("B", Monday, "E")] };
        RosterModel model = RosterModel.Compile(problem);
        Assert.Equal(RosterEvaluator.Evaluate(problem, roster).Penalties, ModelCost.Of(model, RosterCodec.Encode(model, roster)));
        Assert.Equal(20, Penalty(problem, "E", "E"));
    }

    [Fact]
    public void Settings_out_of_range_and_unknown_names_are_refused()
    {
        List<InputProblem> problems = [];
        var rule = new MostNewcomersRule { Most = -1, NewcomerDays = 3661, Tag = "x", Bands = ["x"], Posts = ["x"] };
        rule.Validate(TinyProblem.Of(1, 1, rule), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["/rules/0/most", "/rules/0/newcomerDays", "/rules/0/tag", "/rules/0/bands", "/rules/0/posts"], problems.Select(p => p.Pointer));
    }

    private static long Penalty(SchedulingProblem problem, params string[] shifts) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. shifts.Select((s, i) => TinyProblem.Duty(problem.Employees[i].Id, Monday, s))] }).Penalties[2];

    /// <summary>One employee for each number of days since the first of employment.</summary>
    private static SchedulingProblem With(Rule rule, int days, params int[] employedFor)
    {
        SchedulingProblem problem = TinyProblem.Of(employedFor.Length, days, rule);
        return problem with
        {
            Posts = [new Post { Id = "phone" }, new Post { Id = "chat" }],
            Employees = [.. problem.Employees.Select((e, i) => e with { EmployedFrom = Monday.PlusDays(-employedFor[i]) })],
        };
    }
}
