using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.Pins;

namespace Scheduling.Engine.Tests.Rules.Pins;

public sealed class PinsRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new PinsRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        Pin[] pins =
        [
            PinOf("A", 0, "E", null, "desk"), PinOf("A", 1, null), PinOf("B", 0, "E", new LocalTime(8, 0)), PinOf("B", 1, "N"), PinOf("B", 1, "E"),
            PinOf("A", -1, null), PinOf("B", 2, "N"),
        ];
        yield return With(Rule, pins);
        yield return With(Rule, PinOf("A", 0, "E", new LocalTime(7, 0), "phone"), PinOf("A", 1, null), PinOf("B", 1, "N"));
        yield return With(Rule with { Enforcement = Enforcement.Soft(6), AppliesTo = new RuleScope { Employees = ["B"] } }, pins);
        SchedulingProblem joined = With(Rule, pins);
        yield return joined with
        {
            Horizon = joined.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N")],
            FixedAfter = [TinyProblem.Duty("B", Monday.PlusDays(2), "E", "phone")],
        };
    }

    [Fact]
    public void A_pin_without_start_and_post_leaves_both_free()
    {
        Assert.Equal(0, Penalty(PinOf("A", 0, "E"), "E", new LocalTime(8, 0), "desk"));
        Assert.Equal(0, Penalty(PinOf("A", 0, "E"), "E", new LocalTime(7, 0), "phone"));
        Assert.Equal(1, Penalty(PinOf("A", 0, "E"), "N", null, null));
    }

    [Fact]
    public void A_pinned_start_or_post_that_differs_is_one_cell()
    {
        Pin pin = PinOf("A", 0, "E", new LocalTime(8, 0), "desk");
        Assert.Equal(0, Penalty(pin, "E", new LocalTime(8, 0), "desk"));
        Assert.Equal(1, Penalty(pin, "E", new LocalTime(7, 0), "desk"));
        Assert.Equal(1, Penalty(pin, "E", new LocalTime(7, 0), "phone"));
    }

    [Fact]
    public void A_pin_to_the_nominal_start_is_kept_by_an_assignment_without_start() =>
        Assert.Equal(0, Penalty(PinOf("A", 0, "E", new LocalTime(7, 0)), "E", null, "desk"));

    [Fact]
    public void A_pinned_day_off_is_broken_by_a_duty_of_the_day_and_not_by_the_night_before()
    {
        Assert.Equal(1, Penalty(PinOf("A", 0, null), "N", null, null));
        Assert.Equal(0, Penalty(PinOf("A", 1, null), "N", null, null));
    }

    private static Pin PinOf(string employee, int day, string? shiftType, LocalTime? start = null, string? post = null) =>
        new() { Employee = employee, Date = Monday.PlusDays(day), ShiftType = shiftType, Start = start, Post = post };

    private static SchedulingProblem With(Rule rule, params Pin[] pins) => TinyProblem.Of(2, 2, rule) with
    {
        Posts = [new Post { Id = "phone", Name = "phone" }, new Post { Id = "desk", Name = "desk" }],
        ShiftTypes =
        [
            TinyProblem.Night,
            TinyProblem.Early with { Posts = ["phone", "desk"], StartWindow = new StartWindow { Earliest = new LocalTime(7, 0), Latest = new LocalTime(8, 0), StepMinutes = 60 } },
        ],
        Pins = pins,
    };

    private static long Penalty(Pin pin, string shiftType, LocalTime? start, string? post) =>
        RosterEvaluator.Evaluate(With(new PinsRule(), pin), new Roster { Assignments = [TinyProblem.Duty("A", Monday, shiftType, post) with { Start = start }] }).Penalties[0];
}
