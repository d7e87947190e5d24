using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.LeastChange;

namespace Scheduling.Engine.Tests.Rules.LeastChange;

public sealed class LeastChangeRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new LeastChangeRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        Assignment[] published =
        [
            TinyProblem.Duty("A", Monday, "E", "desk"), TinyProblem.Duty("A", Monday.PlusDays(1), "E", "phone") with { Start = new LocalTime(8, 0) },
            TinyProblem.Duty("B", Monday, "N"), TinyProblem.Duty("B", Monday.PlusDays(1), "gone"), TinyProblem.Duty("A", Monday.PlusDays(2), "E", "desk"),
            TinyProblem.Duty("A", Monday.PlusDays(-1), "N"), TinyProblem.Duty("nobody", Monday, "E"),
        ];
        yield return With(Rule, published);
        yield return With(Rule, []);
        yield return With(new LeastChangeRule { CellUnits = 3, PersonUnits = 0 }, null);
        yield return With(new LeastChangeRule { CellUnits = 3, PersonUnits = 0, AppliesTo = new RuleScope { Employees = ["B"] } }, published);
        SchedulingProblem joined = With(new LeastChangeRule { CellUnits = 0, PersonUnits = 2, Enforcement = Enforcement.Hard }, published);
        yield return joined with
        {
            Horizon = joined.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("B", Monday.PlusDays(-1), "N")],
            FixedAfter = [TinyProblem.Duty("B", Monday.PlusDays(2), "N")],
        };
        // Overtime that was published, and overtime that was not.
        yield return OvertimeProblem.Of(1, 2, Rule) with { Published = [OvertimeProblem.Duty("A", Monday, "E", 60), OvertimeProblem.Duty("A", Monday.PlusDays(1), "E")] };

        // Breaks move freely.
        ShiftType withBreak = TinyProblem.Early with { Breaks = [new BreakWindow { EarliestMinutes = 180, LatestMinutes = 240, Minutes = 30, StepMinutes = 30 }] };
        yield return TinyProblem.Of(2, 2, Rule) with { ShiftTypes = [withBreak, TinyProblem.Late], Published = [TinyProblem.Duty("A", Monday, "E"), TinyProblem.Duty("B", Monday.PlusDays(1), "E")] };
    }

    [Fact]
    public void The_published_roster_itself_costs_nothing() =>
        Assert.Equal(0, Penalty(TinyProblem.Duty("A", Monday, "E", "desk") with { Start = new LocalTime(7, 0) }));

    [Fact]
    public void A_person_counts_once_however_many_cells_change()
    {
        Assert.Equal((1 + 5) * 20, Penalty());
        Assert.Equal((2 + 5) * 20, Penalty(TinyProblem.Duty("A", Monday, "N"), TinyProblem.Duty("A", Monday.PlusDays(1), "N")));
        Assert.Equal((1 + 5 + 1 + 5) * 20, Penalty(TinyProblem.Duty("B", Monday, "N")));
    }

    [Fact]
    public void Another_start_or_post_is_a_change()
    {
        Assert.Equal(120, Penalty(TinyProblem.Duty("A", Monday, "E", "desk") with { Start = new LocalTime(8, 0) }));
        Assert.Equal(120, Penalty(TinyProblem.Duty("A", Monday, "E", "phone")));
    }

    [Fact]
    public void Overtime_that_was_not_published_is_a_change_told_in_minutes()
    {
        SchedulingProblem problem = OvertimeProblem.Of(1, 1, Rule) with { Published = [OvertimeProblem.Duty("A", Monday, "E")] };
        Roster roster = new() { Assignments = [OvertimeProblem.Duty("A", Monday, "E", 60)] };
        Assert.Equal("A: 07-06 changes from 'E 07:00' to 'E 07:00 +60 min'.", RosterEvaluator.Evaluate(problem, roster).Violations[0].Message.En);
    }

    [Fact]
    public void Without_a_published_roster_nothing_is_asked() =>
        Assert.Equal(0, RosterEvaluator.Evaluate(With(Rule, null), new Roster { Assignments = [TinyProblem.Duty("A", Monday, "N")] }).Penalties[2]);

    [Fact]
    public void Settings_outside_their_range_are_reported()
    {
        List<InputProblem> found = [];
        var rule = new LeastChangeRule { CellUnits = 1001, PersonUnits = -1 };
        rule.Validate(TinyProblem.Of(1, 1, rule), new RuleSettingsReport(rule, "/rules/0", found));
        Assert.Equal(["/rules/0/cellUnits", "/rules/0/personUnits"], found.Select(p => p.Pointer));
    }

    private static long Penalty(params Assignment[] roster) =>
        RosterEvaluator.Evaluate(With(new LeastChangeRule(), [TinyProblem.Duty("A", Monday, "E", "desk")]), new Roster { Assignments = roster }).Penalties[2];

    private static SchedulingProblem With(Rule rule, IReadOnlyList<Assignment>? published) => TinyProblem.Of(2, 2, rule) with
    {
        Posts = [new Post { Id = "phone", Name = "phone" }, new Post { Id = "desk", Name = "desk" }],
        ShiftTypes =
        [
            TinyProblem.Night,
            TinyProblem.Early with { Posts = ["phone", "desk"], StartWindow = new StartWindow { Earliest = new LocalTime(7, 0), Latest = new LocalTime(8, 0), StepMinutes = 60 } },
        ],
        Published = published,
    };
}
