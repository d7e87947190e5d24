using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.PersonalRestrictions;

namespace Scheduling.Engine.Tests.Rules.PersonalRestrictions;

public sealed class PersonalRestrictionsRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new PersonalRestrictionsRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        SchedulingProblem hard = OvertimeProblem.Of(2, 2, Rule) with { ShiftTypes = [OvertimeProblem.LongNight, TinyProblem.Late] };
        yield return Restricted(hard, RestrictionKind.Pregnancy, 1, 1);
        SchedulingProblem soft = OvertimeProblem.Of(1, 4, new PersonalRestrictionsRule
        {
            Kinds = [RestrictionKind.Minor, RestrictionKind.Medical],
            NightFrom = new LocalTime(14, 30),
            NightUntil = new LocalTime(16, 30),
            ForbidsStandby = true,
            MaximumMinutesPerDay = 100,
            Enforcement = Enforcement.Soft(2),
        }).At(Monday, history: 1, after: 1);
        soft = soft with
        {
            ShiftTypes = [OvertimeProblem.Long, OvertimeProblem.Extra, TinyProblem.Standby],
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "E")],
            FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(4), "X")],
        };
        soft = Restricted(soft, RestrictionKind.Medical, null, 1);
        yield return soft.WithPerson(e => e with { Restrictions = [e.Restrictions[0], new PersonalRestriction { Kind = RestrictionKind.Minor, From = Monday.PlusDays(3) }, new PersonalRestriction { Kind = RestrictionKind.Nursing }] });

        // Neither overtime nor standby is forbidden; the night is.
        SchedulingProblem allowing = OvertimeProblem.Of(1, 2, new PersonalRestrictionsRule { ForbidsOvertime = false, NightFrom = new LocalTime(16, 0) });
        yield return Restricted(allowing with { ShiftTypes = [OvertimeProblem.Long, TinyProblem.Standby] }, RestrictionKind.Minor, 0, 1);

        // The hour that comes twice: one night's window ends in it and the next one begins in it.
        SchedulingProblem autumn = TinyProblem.Of(2, 2, new PersonalRestrictionsRule { NightFrom = new LocalTime(2, 30), NightUntil = new LocalTime(2, 30), AppliesTo = new RuleScope { Employees = ["A"] } });
        autumn = autumn.At(new LocalDate(2026, 10, 24), zone: "Europe/Berlin") with { ShiftTypes = [TinyProblem.Night, TinyProblem.Early] };
        yield return autumn.WithPerson(e => e with { Restrictions = [new PersonalRestriction { Kind = RestrictionKind.Agreement, From = new LocalDate(2026, 10, 25), Until = new LocalDate(2026, 10, 25) }] });
        foreach ((int from, int until) in new[] { (22 * 60, 150), (150, 360) })
        {
            SchedulingProblem edge = TinyProblem.Of(1, 2, new PersonalRestrictionsRule { NightFrom = LocalTime.FromMinutesSinceMidnight(from), NightUntil = LocalTime.FromMinutesSinceMidnight(until), Enforcement = Enforcement.Soft(1) });
            yield return edge.At(new LocalDate(2026, 10, 24), zone: "Europe/Berlin").WithPerson(e => e with { Restrictions = [new PersonalRestriction { Kind = RestrictionKind.Nursing }] });
        }

        SchedulingProblem spring = TinyProblem.Of(1, 3, Rule).At(new LocalDate(2026, 3, 27), zone: "Europe/Berlin");
        yield return spring.WithPerson(e => e with { Restrictions = [new PersonalRestriction { Kind = RestrictionKind.Nursing }] });
    }

    [Theory]
    [InlineData(null, null, 480)]
    [InlineData(1, null, 360)]
    [InlineData(null, 0, 120)]
    [InlineData(2, null, 0)]
    public void A_night_is_charged_with_the_minutes_that_lie_on_restricted_dates(int? from, int? until, long excess) =>
        Assert.Equal(excess, OvertimeProblem.Penalty(Restricted(TinyProblem.Of(1, 1, Rule), RestrictionKind.Pregnancy, from, until), 0, TinyProblem.Duty("A", Monday, "N")));

    [Theory]
    [InlineData(14, 22, 0)]
    [InlineData(15, 23, 60)]
    [InlineData(6, 14, 0)]
    [InlineData(5, 13, 60)]
    public void Work_may_reach_the_night_but_not_into_it(int from, int to, long excess)
    {
        SchedulingProblem problem = TinyProblem.Of(1, 1, Rule) with { ShiftTypes = [TinyProblem.Shift("E", "early", new LocalTime(from, 0), new LocalTime(to, 0))] };
        Assert.Equal(excess, OvertimeProblem.Penalty(Restricted(problem, RestrictionKind.Nursing, 0, null), 0, TinyProblem.Duty("A", Monday, "E")));
    }

    [Fact]
    public void Overtime_is_forbidden_and_an_ordinary_shift_is_not()
    {
        SchedulingProblem problem = Restricted(OvertimeProblem.Of(1, 1, Rule), RestrictionKind.Minor, null, null);
        Assert.Equal(0, OvertimeProblem.Penalty(problem, 0, OvertimeProblem.Duty("A", Monday, "E")));
        Assert.Equal(60, OvertimeProblem.Penalty(problem, 0, OvertimeProblem.Duty("A", Monday, "E", 60)));
        Assert.Equal(0, OvertimeProblem.Penalty(problem with { Rules = [new PersonalRestrictionsRule { ForbidsOvertime = false }] }, 0, OvertimeProblem.Duty("A", Monday, "E", 60)));
    }

    [Fact]
    public void The_kind_is_told_neither_in_messages_nor_by_different_ones()
    {
        HashSet<LocalizedText> told = [];
        foreach (RestrictionKind kind in Enum.GetValues<RestrictionKind>())
        {
            SchedulingProblem problem = Restricted(OvertimeProblem.Of(1, 1, new PersonalRestrictionsRule { ForbidsStandby = true, MaximumMinutesPerDay = 60 }) with { ShiftTypes = [OvertimeProblem.LongNight] }, kind, null, null);
            foreach (RuleViolation violation in RosterEvaluator.Evaluate(problem, new Roster { Assignments = [OvertimeProblem.Duty("A", Monday, "N", 60)] }).Violations)
            {
                told.Add(violation.Message);
                Assert.Contains("personal restriction", violation.Message.En, StringComparison.Ordinal);
                Assert.Contains("个人排班限制", violation.Message.Zh, StringComparison.Ordinal);
                Assert.DoesNotContain(kind.ToString(), violation.ToString(), StringComparison.OrdinalIgnoreCase);
            }
        }

        Assert.Equal(3, told.Count);
    }

    [Fact]
    public void Settings_outside_their_range_are_reported() =>
        Assert.Equal(
            ["rule-setting-out-of-range maximumMinutesPerDay", "rule-setting-out-of-range nightFrom"],
            OvertimeProblem.Faults(new PersonalRestrictionsRule { MaximumMinutesPerDay = 1441, NightFrom = new LocalTime(22, 0, 30) }));

    private static SchedulingProblem Restricted(SchedulingProblem problem, RestrictionKind kind, int? from, int? until) => problem.WithPerson(e => e with
    {
        Restrictions = [new PersonalRestriction { Kind = kind, From = from is { } f ? Monday.PlusDays(f) : null, Until = until is { } u ? Monday.PlusDays(u) : null }],
    });
}
