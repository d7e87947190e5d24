using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ReserveCoverage;
using Scheduling.Engine.Tests.Rules.IntervalCoverage;

namespace Scheduling.Engine.Tests.Rules.ReserveCoverage;

public sealed class ReserveCoverageRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;
    private static readonly LocalTime Eight = new(8, 0);

    private static readonly ReserveCoverageRule EqualEnds = new() { Windows = [new WeeklyWindow { Day = IsoDayOfWeek.Monday, From = new LocalTime(9, 0), To = new LocalTime(9, 0) }] };

    protected override Rule Rule => new ReserveCoverageRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        // Whatever coverage per interval is compared on, with a reserve by percent and one by number that takes anybody on the post.
        foreach (SchedulingProblem problem in PhoneProblem.All(new ReserveCoverageRule { Percent = 50 }, new ReserveCoverageRule { Percent = 0, Agents = 1, Enforcement = Enforcement.Hard }))
        {
            yield return problem;
        }

        // One that can be met: an agent for the demand and one more, or two for it.
        yield return PhoneProblem.Of(1, Rule with { Enforcement = Enforcement.Hard }, [PhoneProblem.Needs("orders", new LocalTime(9, 30), [1, 0])], [PhoneProblem.Holds("orders")], [PhoneProblem.Holds("orders")]);
        yield return PhoneProblem.Of(1, new ReserveCoverageRule { Percent = 0, Agents = 1 }, [PhoneProblem.Needs("orders", new LocalTime(9, 30), [1, 0])], [PhoneProblem.Holds("orders")], [], []);

        // Windows: on Mondays, every day, over midnight from the day before; another post has no reserve.
        SchedulingProblem windows = PhoneProblem.Of(2, new ReserveCoverageRule
        {
            Percent = 25,
            Agents = 1,
            Posts = ["phone"],
            Windows =
            [
                new WeeklyWindow { Day = IsoDayOfWeek.Monday, From = new LocalTime(8, 30), To = new LocalTime(9, 0) },
                new WeeklyWindow { From = new LocalTime(9, 30), To = new LocalTime(9, 45) },
                new WeeklyWindow { Day = IsoDayOfWeek.Monday, From = new LocalTime(23, 30), To = new LocalTime(0, 30) },
            ],
        },
            [
                PhoneProblem.Needs(null, Eight, [1, 1, 0, 1]), PhoneProblem.Needs(null, Eight, [1, 1, 1, 1], date: Monday.PlusDays(1)),
                PhoneProblem.Needs(null, new LocalTime(23, 0), [1, 1, 1, 1]), PhoneProblem.Needs("orders", Eight, [0, 0, 1]) with { Post = "chat" },
            ],
            [PhoneProblem.Holds("orders")], []);
        yield return windows with { ShiftTypes = [PhoneProblem.Morning, PhoneProblem.Midnight with { Posts = ["phone", "chat"] }] };

        // A window that ends when it begins, a day later.
        yield return PhoneProblem.Of(2, EqualEnds, [PhoneProblem.Needs(null, Eight, [1, 1, 1, 1]), PhoneProblem.Needs(null, Eight, [1, 1, 1, 1], date: Monday.PlusDays(1))], [], []);
    }

    [Theory]
    [InlineData(0, 8, 30, 0)]
    [InlineData(0, 9, 0, 2)]
    [InlineData(1, 8, 30, 2)]
    [InlineData(1, 9, 0, 0)]
    public void A_window_of_equal_ends_lasts_a_day(int day, int hour, int minute, int agents)
    {
        IntervalDemand demand = PhoneProblem.Needs(null, new LocalTime(hour, minute), [1], date: Monday.PlusDays(day));
        Assert.Equal(30 * agents, Penalty(PhoneProblem.Of(2, EqualEnds with { Enforcement = Enforcement.Soft(1) }, [demand], [])));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(100, 2)]
    [InlineData(101, 3)]
    public void A_reserve_is_rounded_up_to_whole_agents(int percent, int agents)
    {
        // Nobody works: all that is asked for half an hour is missing.
        SchedulingProblem problem = PhoneProblem.Of(1, new ReserveCoverageRule { Percent = percent, Enforcement = Enforcement.Soft(1) }, [PhoneProblem.Needs(null, Eight, [1])], [], []);
        Assert.Equal(30 * agents, Penalty(problem));
    }

    [Fact]
    public void Agents_in_reserve_may_have_any_skill_and_are_asked_only_where_somebody_is()
    {
        SchedulingProblem problem = PhoneProblem.Of(1, new ReserveCoverageRule { Percent = 0, Agents = 1, Enforcement = Enforcement.Soft(1) },
            [PhoneProblem.Needs("orders", new LocalTime(9, 30), [1, 0])], [PhoneProblem.Holds("orders")], []);
        Assert.Equal(60, Penalty(problem));
        Assert.Equal(30, Penalty(problem, "A"));
        Assert.Equal(0, Penalty(problem, "A", "B"));
    }

    [Fact]
    public void A_window_over_midnight_lasts_until_the_morning_after()
    {
        SchedulingProblem At(LocalTime start) => PhoneProblem.Of(2, new ReserveCoverageRule
        {
            Percent = 100,
            Enforcement = Enforcement.Soft(1),
            Windows = [new WeeklyWindow { Day = IsoDayOfWeek.Monday, From = new LocalTime(22, 0), To = new LocalTime(6, 0) }],
        }, [PhoneProblem.Needs(null, start, [1], date: Monday.PlusDays(1))], []);
        Assert.Equal(60, Penalty(At(new LocalTime(5, 30))));
        Assert.Equal(0, Penalty(At(new LocalTime(6, 0))));
    }

    [Fact]
    public void Settings_out_of_range_and_unknown_posts_are_refused()
    {
        List<InputProblem> problems = [];
        var rule = new ReserveCoverageRule { Percent = 501, Agents = -1, Posts = ["fax"] };
        rule.Validate(PhoneProblem.Of(1, rule, []), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["/rules/0/percent", "/rules/0/agents", "/rules/0/posts"], problems.Select(p => p.Pointer));
    }

    private static long Penalty(SchedulingProblem problem, params string[] working) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. working.Select(e => TinyProblem.Duty(e, Monday, "S", "phone"))] }).Penalties[2];
}
