using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.MentorWithTrainee;

namespace Scheduling.Engine.Tests.Rules.MentorWithTrainee;

public sealed class MentorWithTraineeRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new MentorWithTraineeRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        EmployeeSkill trainee = Orders(1, certified: false);
        yield return With(1, Rule, [trainee], [trainee, Orders(1)], [trainee], [Orders(2)]);
        yield return With(1, new MentorWithTraineeRule { MentorLevel = 3, MaximumTraineesPerMentor = 2, Enforcement = Enforcement.Hard }, [trainee], [trainee], [trainee], [Orders(3)]);

        // Certified from the second day on, a mentor until the first; the scope names the trainees; another post and other intervals.
        SchedulingProblem dated = With(2, Rule with { AppliesTo = new RuleScope { Employees = ["A"] } },
            [trainee with { Until = Monday }, Orders(1) with { From = Monday.PlusDays(1) }], [Orders(4) with { Until = Monday }]);
        yield return dated with
        {
            Horizon = dated.Horizon with { IntervalMinutes = 60 },
            ShiftTypes = [dated.ShiftTypes[0] with { Posts = ["phone", "chat"] }, dated.ShiftTypes[1] with { Parts = [new ShiftPart { Start = new LocalTime(8, 20), End = new LocalTime(11, 10) }, new ShiftPart { Start = new LocalTime(12, 0), End = new LocalTime(14, 0) }] }],
        };

        // Certificates held twice, ended and still to come, of trainees and of mentors.
        EmployeeSkill ended = Orders(2) with { Until = Monday.PlusDays(-1) };
        EmployeeSkill coming = Orders(2) with { From = Monday.PlusDays(1) };
        yield return With(1, Rule, [trainee, trainee], [Orders(2), Orders(2)], [Orders(1), trainee, Orders(1)], [ended, trainee]) with { ShiftTypes = [OnPhone(TinyProblem.Early)] };
        yield return With(1, Rule, [trainee, coming], [Orders(2), Orders(1)], [Orders(1), Orders(2), trainee], [ended, Orders(1)]) with { ShiftTypes = [OnPhone(TinyProblem.Early)] };
        yield return With(1, Rule, [trainee with { Until = Monday.PlusDays(-1) }, trainee with { From = Monday.PlusDays(1) }], [trainee with { From = Monday, Until = Monday }], [ended, coming],
            [Orders(2) with { From = Monday, Until = Monday }]) with
        { ShiftTypes = [OnPhone(TinyProblem.Early)] };

        // From the phone to a post without the skill at noon, and back from it.
        yield return With(1, Rule, [trainee], [Orders(2)], [Orders(3), trainee with { Until = Monday.PlusDays(-1) }]) with { ShiftTypes = [OnPhone(TinyProblem.Early), Split(false), Split(true)] };

        // Nights over midnight, from history on and into fixed days; the night in which an hour is missing.
        SchedulingProblem nights = With(2, new MentorWithTraineeRule { MentorLevel = 1 }, [trainee], [Orders(2)]) with { ShiftTypes = [OnPhone(TinyProblem.Night), OnPhone(TinyProblem.Early)] };
        yield return nights with
        {
            Horizon = nights.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N", "phone")],
            FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(2), "E", "phone")],
        };
        yield return nights with { Horizon = nights.Horizon with { Start = new LocalDate(2026, 3, 28), TimeZone = "Europe/Berlin" } };
        // Half an hour is missing here, so that the day's last interval is a short one.
        yield return nights with
        {
            Horizon = nights.Horizon with { Start = new LocalDate(2026, 10, 3), TimeZone = "Australia/Lord_Howe", IntervalMinutes = 60 },
            ShiftTypes = [OnPhone(TinyProblem.Night), OnPhone(TinyProblem.Shift("L", "late", new LocalTime(16, 0), LocalTime.Midnight))],
        };
    }

    [Theory]
    [InlineData(1, 160)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    public void A_mentor_of_exactly_the_level_is_enough(int level, long penalty)
    {
        // 07:00–15:00 is 16 half-hours of 10 each.
        SchedulingProblem problem = With(1, Rule, [Orders(1, certified: false)], [Orders(level)]) with { ShiftTypes = [OnPhone(TinyProblem.Early)] };
        Assert.Equal(penalty, Penalty(problem, "E", "E"));
    }

    [Fact]
    public void A_mentor_who_changes_to_another_post_leaves_the_trainee_alone()
    {
        SchedulingProblem problem = With(1, Rule, [Orders(1, certified: false)], [Orders(2)]) with { ShiftTypes = [OnPhone(TinyProblem.Early), Split(false)] };
        Assert.Equal(60, Penalty(problem, "E", "P"));
    }

    /// <summary>07:00–12:00 on the phone and until 15:00 on the chat, or the other way round.</summary>
    private static ShiftType Split(bool chatFirst) => OnPhone(TinyProblem.Early) with
    {
        Id = chatFirst ? "Q" : "P",
        Parts =
        [
            new ShiftPart { Start = new LocalTime(7, 0), End = new LocalTime(12, 0), Post = chatFirst ? "chat" : null },
            new ShiftPart { Start = new LocalTime(12, 0), End = new LocalTime(15, 0), Post = chatFirst ? null : "chat" },
        ],
    };

    [Fact]
    public void Only_intervals_worked_whole_count()
    {
        ShiftType early = OnPhone(TinyProblem.Early);
        SchedulingProblem problem = With(1, Rule, [Orders(1, certified: false)], [Orders(2)]) with
        {
            ShiftTypes = [early, OnPhone(TinyProblem.Shift("M", "mid", new LocalTime(7, 10), new LocalTime(14, 50)))],
        };
        Assert.Equal(20, Penalty(problem, "E", "M"));
        Assert.Equal(0, Penalty(problem, "M", "E"));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        List<InputProblem> problems = [];
        var rule = new MentorWithTraineeRule { MentorLevel = 10, MaximumTraineesPerMentor = 0 };
        rule.Validate(With(1, rule, []), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["/rules/0/mentorLevel", "/rules/0/maximumTraineesPerMentor"], problems.Select(p => p.Pointer));
    }

    private static long Penalty(SchedulingProblem problem, params string[] shifts) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. shifts.Select((s, i) => TinyProblem.Duty(problem.Employees[i].Id, Monday, s, "phone"))] }).Penalties[2];

    private static EmployeeSkill Orders(int level, bool certified = true) => new() { Skill = "orders", Level = level, Certified = certified };

    private static ShiftType OnPhone(ShiftType shift) => shift with { Posts = ["phone"] };

    private static SchedulingProblem With(int days, Rule rule, params EmployeeSkill[][] people) => TinyProblem.Of(people.Length, days, rule) with
    {
        Skills = [new Skill { Id = "orders" }],
        Posts = [new Post { Id = "phone", Name = "phone", Skill = "orders" }, new Post { Id = "chat" }],
        ShiftTypes = [OnPhone(TinyProblem.Early), OnPhone(TinyProblem.Shift("D", "mid", new LocalTime(8, 20), new LocalTime(17, 0)))],
        Employees = [.. people.Select((skills, i) => TinyProblem.Person(((char)('A' + i)).ToString()) with { Skills = skills })],
    };
}
