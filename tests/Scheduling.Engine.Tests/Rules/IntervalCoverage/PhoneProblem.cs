using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Tests.Rules.IntervalCoverage;

/// <summary>Tiny problems with demand per interval on the post phone, for the coverage rules.</summary>
internal static class PhoneProblem
{
    public static readonly LocalDate Monday = TinyProblem.Monday;

    /// <summary>08:00–10:00 with half an hour of break after 30 or 60 minutes.</summary>
    public static readonly ShiftType Morning = OnPhone(TinyProblem.Shift("M", "early", new LocalTime(8, 0), new LocalTime(10, 0))) with
    {
        Breaks = [new BreakWindow { EarliestMinutes = 30, LatestMinutes = 60, StepMinutes = 30, Minutes = 30 }],
    };

    /// <summary>09:15–10:30, so that intervals are met in part.</summary>
    public static readonly ShiftType Short = OnPhone(TinyProblem.Shift("S", "mid", new LocalTime(9, 15), new LocalTime(10, 30)));

    /// <summary>23:00–01:15, over midnight.</summary>
    public static readonly ShiftType Midnight = OnPhone(TinyProblem.Shift("N", "night", new LocalTime(23, 0), new LocalTime(1, 15)));

    public static ShiftType OnPhone(ShiftType shift) => shift with { Posts = ["phone"] };

    public static EmployeeSkill Holds(string skill, int level = 1, bool certified = true, LocalDate? from = null) =>
        new() { Skill = skill, Level = level, Certified = certified, From = from };

    public static IntervalDemand Needs(string? skill, LocalTime from, int[] required, int level = 1, LocalDate? date = null, int[]? minimum = null) =>
        new() { Post = "phone", Skill = skill, MinimumLevel = level, Date = date ?? Monday, From = from, Required = required, Minimum = minimum ?? required };

    /// <summary>Employees A, B, … hold the skills given; the post asks no skill of its own.</summary>
    public static SchedulingProblem Of(int days, Rule rule, IReadOnlyList<IntervalDemand> demand, params EmployeeSkill[][] people) =>
        TinyProblem.Of(people.Length, days, rule) with
        {
            Skills = [new Skill { Id = "orders" }, new Skill { Id = "billing" }, new Skill { Id = "french" }],
            Posts = [new Post { Id = "phone", Name = "phone" }, new Post { Id = "chat", Name = "chat" }],
            ShiftTypes = [Morning, Short],
            Employees = [.. people.Select((skills, i) => TinyProblem.Person(((char)('A' + i)).ToString()) with { Skills = skills })],
            Demand = new Demand { Intervals = demand },
        };

    /// <summary>The tiny problems both coverage rules are compared on.</summary>
    public static IEnumerable<SchedulingProblem> All(Rule rule, Rule other)
    {
        var eight = new LocalTime(8, 0);

        // Two pooled skills, agents with one and with both, breaks, an agent of another scope, two series for one skill.
        yield return Of(1, rule,
            [Needs("orders", eight, [1, 1, 2, 0, 1, 1]), Needs("billing", eight, [0, 1, 1, 1, 0]), Needs("orders", new LocalTime(9, 30), [1])],
            [Holds("orders")], [Holds("billing")], [Holds("orders"), Holds("billing")], []);

        // Levels, demand for anybody, a skill valid from the second day only, a scope.
        yield return Of(2, other with { AppliesTo = new RuleScope { Employees = ["A", "B"] } },
            [Needs("orders", eight, [1, 1, 1, 1], level: 2), Needs("orders", eight, [1, 2, 1, 1], date: Monday.PlusDays(1)), Needs(null, eight, [1, 1, 1], date: Monday.PlusDays(1)), Needs("orders", eight, [1, 1], level: 2, date: Monday.PlusDays(1))],
            [Holds("orders", 1), Holds("orders", 3, from: Monday.PlusDays(1))], [Holds("orders")], [Holds("orders", 9)]) with
        { ShiftTypes = [Morning] };

        // Four demands at once on one post, so that many subsets count.
        yield return Of(1, other,
            [Needs("orders", eight, [1, 2]), Needs("billing", eight, [1, 1]), Needs("french", eight, [0, 1]), Needs("orders", eight, [1, 1], level: 3)],
            [Holds("orders", 3)], [Holds("orders"), Holds("billing")], [Holds("french"), Holds("billing")], [Holds("french")], [Holds("orders", 5), Holds("french")]) with
        { ShiftTypes = [Morning] };

        // A post with a skill of its own: a trainee counts 0, whatever else he or she can do.
        yield return Of(1, rule, [Needs(null, eight, [1, 2, 1]), Needs("billing", eight, [1, 0, 1])],
            [Holds("french", 1), Holds("billing")], [Holds("french", 2)], [Holds("french", 2, certified: false), Holds("billing")], [Holds("french", 3), Holds("billing")]) with
        {
            Posts = [new Post { Id = "phone", Name = "phone", Skill = "french", MinimumLevel = 2 }],
        };

        // Nights of the day before, of history and of the last day; demand before, over and after the horizon.
        SchedulingProblem nights = Of(2, other, [Needs(null, new LocalTime(22, 0), [.. Enumerable.Repeat(1, 120)], date: Monday.PlusDays(-1))], [], []) with { ShiftTypes = [Midnight] };
        yield return nights with
        {
            Horizon = nights.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N", "phone")],
            FixedAfter = [TinyProblem.Duty("B", Monday.PlusDays(2), "N", "phone")],
        };

        // The night in which an hour is missing, and the one that has an hour twice.
        ShiftType night = OnPhone(TinyProblem.Night) with { Breaks = [new BreakWindow { EarliestMinutes = 150, LatestMinutes = 210, StepMinutes = 60, Minutes = 30 }] };
        foreach (LocalDate date in new[] { new LocalDate(2026, 3, 28), new LocalDate(2026, 10, 24) })
        {
            SchedulingProblem clock = Of(2, rule, [Needs(null, new LocalTime(0, 0), [.. Enumerable.Repeat(1, 16)], date: date.PlusDays(1))], [], []) with { ShiftTypes = [night] };
            yield return clock with { Horizon = clock.Horizon with { Start = date, TimeZone = "Europe/Berlin" } };
        }

        // Activities and split shifts: only parts of work are on queue, also where a break lies in a part that is none.
        ShiftType split = OnPhone(TinyProblem.Shift("P", "early", eight, new LocalTime(9, 0))) with
        {
            Parts =
            [
                new ShiftPart { Start = eight, End = new LocalTime(8, 20), Kind = PartKind.Activity },
                new ShiftPart { Start = new LocalTime(8, 20), End = new LocalTime(8, 50) },
                new ShiftPart { Start = new LocalTime(8, 55), End = new LocalTime(10, 0) },
            ],
            Breaks = [new BreakWindow { EarliestMinutes = 10, LatestMinutes = 50, StepMinutes = 20, Minutes = 15 }],
        };
        yield return Of(1, rule, [Needs(null, eight, [1, 2, 1, 1, 1])], [], [], []) with { ShiftTypes = [split, Short with { Posts = ["phone", "chat"] }] };

        // A duty without a post beside one with it; nobody at all can serve one of the demands.
        yield return Of(1, rule, [Needs(null, eight, [1, 1]), Needs("french", eight, [1, 1])], [], []) with { ShiftTypes = [Morning, Short with { Id = "Q", Posts = [] }] };
    }
}
