using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.IntervalCoverage;
using Scheduling.Engine.Rules.MinimumRest;

namespace Scheduling.Engine.Tests.Domain;

/// <summary>One fault to plant in <see cref="WholeProblem.Valid"/>, and the one report it must make.</summary>
internal sealed record PlantedFault(string Name, string Code, string Pointer, Func<SchedulingProblem, SchedulingProblem> Plant, params string[] Told);

/// <summary>Faults of every kind. <c>Told</c> are words the English message must hold: the value and its owner.</summary>
internal static partial class PlantedFaults
{
    private static readonly LocalDate Monday = WholeProblem.Monday;

    public static IReadOnlyList<PlantedFault> All { get; } = [.. OfHorizon(), .. OfPeople(), .. OfHours(), .. OfShifts(), .. OfActivities(), .. OfDemand(), .. OfRequests(), .. OfDuties(), .. OfRules()];

    private static IEnumerable<PlantedFault> OfHorizon() =>
    [
        new("a schema version of tomorrow", "unsupported-schema-version", "/schemaVersion", p => p with { SchemaVersion = 2 }, "2"),
        new("a horizon without days", "out-of-range", "/horizon/days", p => Days(p, h => h with { Days = 0 }), "0", "horizon"),
        new("a negative history", "out-of-range", "/horizon/historyDays", p => Days(p, h => h with { HistoryDays = -1 }) with { History = [] }, "-1"),
        new("negative fixed days", "out-of-range", "/horizon/fixedDaysAfter", p => Days(p, h => h with { FixedDaysAfter = -5 }) with { FixedAfter = [] }, "-5"),
        new("a year before 2000", "date-out-of-range", "/horizon/start", p => Days(p, h => h with { Start = new LocalDate(1999, 12, 31) }), "1999-12-31"),
        new("an unknown time zone", "unknown-time-zone", "/horizon/timeZone", p => Days(p, h => h with { TimeZone = "Asia/Shangai" }), "Asia/Shangai", "did you mean Asia/Shanghai?"),
        new("an interval that does not divide the hour", "interval-not-allowed", "/horizon/intervalMinutes", p => Days(p, h => h with { IntervalMinutes = 25 }), "25"),
        new("a week without weekend", "weekend-empty", "/horizon/weekend", p => Days(p, h => h with { Weekend = [] })),
        new("a week that starts on no day", "unknown-weekday", "/horizon/weekStart", p => Days(p, h => h with { WeekStart = IsoDayOfWeek.None })),
        new("one level only", "level-count", "/levels", p => p with { Levels = ["hard"], Rules = [] }, "1"),
        new("nine levels", "level-count", "/levels", p => p with { Levels = ["hard", "coverage", "quality", "d", "e", "f", "g", "h", "i"] }, "9"),
        new("a first level that is not hard", "first-level-not-hard", "/levels/0", p => p with { Levels = ["law", "coverage", "quality"] }, "law"),
        new("a level that stands twice", "duplicate-id", "/levels/3", p => p with { Levels = ["hard", "coverage", "quality", "coverage"] }, "coverage"),
        new("a level without name", "empty-id", "/levels/3", p => p with { Levels = ["hard", "coverage", "quality", " "] }),
        new("a calendar day that stands twice", "duplicate-calendar-day", "/calendar/2/date", p => p with { Calendar = p.Calendar.Plus(p.Calendar[0]) }, "2026-07-10"),
        new("a calendar day beyond reckoning", "date-out-of-range", "/calendar/2/date", p => p with { Calendar = p.Calendar.Plus(p.Calendar[0] with { Date = new LocalDate(2101, 1, 1) }) }, "2101-01-01"),
        new("opening hours with seconds", "time-not-whole-minute", "/openingHours/0/from", p => p with { OpeningHours = p.OpeningHours.With(0, o => o with { From = new LocalTime(7, 0, 30) }) }, "07:00:30"),
    ];

    private static IEnumerable<PlantedFault> OfPeople() =>
    [
        new("an empty skill id", "empty-id", "/skills/2/id", p => p with { Skills = p.Skills.Plus(new Skill { Id = "" }) }, "skill number 3"),
        new("a skill id that stands twice", "duplicate-id", "/skills/2/id", p => p with { Skills = p.Skills.Plus(new Skill { Id = "en" }) }, "'en'"),
        new("a post id that stands twice", "duplicate-id", "/posts/2/id", p => p with { Posts = p.Posts.Plus(new Post { Id = "chat" }) }, "'chat'"),
        new("a band id that stands twice", "duplicate-id", "/bands/4/id", p => p with { Bands = p.Bands.Plus(new Band { Id = "night" }) }, "'night'"),
        new("a contract id that stands twice", "duplicate-id", "/contracts/2/id", p => p with { Contracts = p.Contracts.Plus(new Contract { Id = "half" }) }, "'half'"),
        new("an employee id that stands twice", "duplicate-id", "/employees/3/id", p => p with { Employees = p.Employees.Plus(p.Employees[1]) }, "'wang'"),
        new("a post of an unknown skill", "unknown-reference", "/posts/1/skill", p => p with { Posts = p.Posts.With(1, x => x with { Skill = "fr" }) }, "Post 'chat'", "'fr'"),
        new("a post of level 10", "out-of-range", "/posts/0/minimumLevel", p => p with { Posts = p.Posts.With(0, x => x with { MinimumLevel = 10 }) }, "10", "post 'call'"),
        new("a band before the first", "out-of-range", "/bands/0/order", p => p with { Bands = p.Bands.With(0, x => x with { Order = -1 }) }, "-1", "band 'early'"),
        new("negative contract minutes", "out-of-range", "/contracts/1/minimumMinutesPerWeek", p => Contract(p, c => c with { MinimumMinutesPerWeek = -30 }), "-30 min", "contract 'half'"),
        new("a contract of more than a week", "out-of-range", "/contracts/1/targetMinutesPerWeek", p => Contract(p, c => c with { TargetMinutesPerWeek = 10_081 }), "10081"),
        new("a maximum beyond a week", "out-of-range", "/contracts/1/maximumMinutesPerWeek", p => Contract(p, c => c with { MaximumMinutesPerWeek = 10_081 }), "10081"),
        new("a maximum below the minimum", "maximum-below-minimum", "/contracts/1/maximumMinutesPerWeek", p => Contract(p, c => c with { MinimumMinutesPerWeek = 600, MaximumMinutesPerWeek = 599 }), "599", "600"),
        new("no fair share", "out-of-range", "/contracts/1/fairShare", p => Contract(p, c => c with { FairShare = 0 }), "0%"),
        new("a fair share of more than double", "out-of-range", "/contracts/1/fairShare", p => Contract(p, c => c with { FairShare = 201 }), "201%"),
        new("an unknown contract", "unknown-reference", "/employees/1/contract", p => Person(p, 1, e => e with { Contract = "Full" }), "Employee 'wang' names the unknown contract 'Full'; add it to contracts or use an existing id."),
        new("employment that ends before it starts", "ends-before-start", "/employees/1/employedUntil", p => Person(p, 1, e => e with { EmployedFrom = Monday, EmployedUntil = Monday.PlusDays(-1) }), "'wang'", "2026-07-05"),
        new("an unknown skill of an employee", "unknown-reference", "/employees/0/skills/1/skill", p => Person(p, 0, e => e with { Skills = e.Skills.With(1, s => s with { Skill = "fr" }) }), "Employee 'li' names the unknown skill 'fr'; add it to skills or use an existing id."),
        new("a skill of level 0", "out-of-range", "/employees/0/skills/0/level", p => Person(p, 0, e => e with { Skills = e.Skills.With(0, s => s with { Level = 0 }) }), "skill 'phone' of employee 'li'", "0"),
        new("a skill that ends before it starts", "ends-before-start", "/employees/0/skills/1/until", p => Person(p, 0, e => e with { Skills = e.Skills.With(1, s => s with { Until = Monday.PlusDays(-1) }) }), "'en'", "'li'"),
        new("a skill held twice at once", "overlapping-skill", "/employees/0/skills/2", p => Person(p, 0, e => e with { Skills = e.Skills.Plus(new EmployeeSkill { Skill = "en", Until = Monday }) }), "'en'", "'li'"),
        new("availability with seconds", "time-not-whole-minute", "/employees/0/availability/1/to", p => Person(p, 0, e => e with { Availability = e.Availability.With(1, w => w with { To = new LocalTime(23, 0, 1) }) }), "'li'"),
        new("a start window on no day", "unknown-weekday", "/employees/0/startWindows/0/day", p => Person(p, 0, e => e with { StartWindows = e.StartWindows.With(0, w => w with { Day = (IsoDayOfWeek)8 }) }), "'li'"),
        new("a balance carried twice", "duplicate-balance", "/employees/0/balances/4/measure", p => Person(p, 0, e => e with { Balances = e.Balances.Plus(e.Balances[0]) }), "nights"),
        new("a balance of an unknown band", "unknown-reference", "/employees/0/balances/1/measure", p => Person(p, 0, e => e with { Balances = e.Balances.With(1, b => b with { Measure = "band:dawn" }) }), "dawn"),
        new("a balance of an unknown post", "unknown-reference", "/employees/0/balances/2/measure", p => Person(p, 0, e => e with { Balances = e.Balances.With(2, b => b with { Measure = "post:mail" }) }), "mail"),
        new("a balance beyond measure", "out-of-range", "/employees/0/balances/0/amount", p => Person(p, 0, e => e with { Balances = e.Balances.With(0, b => b with { Amount = int.MinValue }) }), "-2147483648"),
        new("a balance finer than thousandths", "too-fine", "/employees/0/balances/0/amount", p => Person(p, 0, e => e with { Balances = e.Balances.With(0, b => b with { Amount = 0.1235m }) }), "0.1235", "three decimals"),
        new("an unknown activity completed", "unknown-reference", "/employees/2/completed/0", p => Person(p, 2, e => e with { Completed = ["basics"] }), "'zhao'", "'basics'"),
        new("an activity completed twice", "duplicate-reference", "/employees/2/completed/1", p => Person(p, 2, e => e with { Completed = ["intro", "intro"] }), "'zhao'", "'intro'"),
        new("an empty tag", "empty-id", "/employees/0/tags/1", p => Person(p, 0, e => e with { Tags = e.Tags.With(1, _ => " ") }), "Tag number 2", "'li'"),
        new("a tag that stands twice", "duplicate-reference", "/employees/0/tags/2", p => Person(p, 0, e => e with { Tags = e.Tags.Plus("leader") }), "'leader'", "'li'"),
        new("a handover to nobody known", "unknown-reference", "/employees/0/handoverTo/1", p => Person(p, 0, e => e with { HandoverTo = e.HandoverTo.With(1, _ => "lin") }), "'lin'", "'li'"),
        new("a handover to oneself", "handover-to-self", "/employees/0/handoverTo/0", p => Person(p, 0, e => e with { HandoverTo = e.HandoverTo.With(0, _ => "li") }), "'li'"),
        new("a handover that stands twice", "duplicate-reference", "/employees/0/handoverTo/2", p => Person(p, 0, e => e with { HandoverTo = e.HandoverTo.Plus("wang") }), "'wang'", "'li'"),
        new("a balance of nothing", "empty-id", "/employees/0/balances/0/measure", p => Person(p, 0, e => e with { Balances = e.Balances.With(0, b => b with { Measure = "" }) }), "'li'"),
    ];

    private static IEnumerable<PlantedFault> OfRules() =>
    [
        new("a rule for an unknown employee", "unknown-reference", "/rules/2/appliesTo/employees/0", p => Rule(p, 2, r => r with { AppliesTo = new RuleScope { Employees = ["lin"] } }), "Rule 'consecutive-work-days'", "'lin'"),
        new("a rule for an unknown contract", "unknown-reference", "/rules/2/appliesTo/contracts/0", p => Rule(p, 2, r => r with { AppliesTo = new RuleScope { Contracts = ["quarter"] } }), "'quarter'"),
        new("a rule for an unknown tag", "unknown-reference", "/rules/2/appliesTo/tags/0", p => Rule(p, 2, r => r with { AppliesTo = new RuleScope { Tags = ["Leader"] } }), "Rule 'consecutive-work-days'", "'Leader'"),
        new("a rule on an unknown level", "unknown-reference", "/rules/0/enforcement/level", p => Rule(p, 0, r => r with { Enforcement = Enforcement.Soft(1, "comfort") }), "'comfort'", "minimum-rest"),
        new("a rule of weight 0", "out-of-range", "/rules/0/enforcement/weight", p => Rule(p, 0, r => r with { Enforcement = Enforcement.Soft(0) }), "0", "minimum-rest"),
        new("a rule of too much weight", "out-of-range", "/rules/0/enforcement/weight", p => Rule(p, 0, r => r with { Enforcement = Enforcement.Soft(1_000_001) }), "1000001"),
        new("a further charge of a rule on an unknown level", "unknown-reference", "/rules/3/surplus/level", p => p with { Rules = p.Rules.Plus(new IntervalCoverageRule { Surplus = Enforcement.Soft(1, "nowhere") }) }, "'nowhere'", "interval-coverage"),
        new("a soft rule on the hard level", "soft-on-hard-level", "/rules/0/enforcement/level", p => Rule(p, 0, r => r with { Enforcement = Enforcement.Soft(1, "hard") }), "'hard'"),
        new("a rule setting out of range", "rule-setting-out-of-range", "/rules/0/restMinutes", p => Rule(p, 0, r => (MinimumRestRule)r with { RestMinutes = -30 }), "-30", "minimum-rest"),
    ];

    private static SchedulingProblem Days(SchedulingProblem problem, Func<Horizon, Horizon> change) => problem with { Horizon = change(problem.Horizon) };

    private static SchedulingProblem Contract(SchedulingProblem problem, Func<Contract, Contract> change) => problem with { Contracts = problem.Contracts.With(1, change) };

    private static SchedulingProblem Person(SchedulingProblem problem, int index, Func<Employee, Employee> change) => problem with { Employees = problem.Employees.With(index, change) };

    private static SchedulingProblem Shift(SchedulingProblem problem, int index, Func<ShiftType, ShiftType> change) => problem with { ShiftTypes = problem.ShiftTypes.With(index, change) };

    private static SchedulingProblem Wanted(SchedulingProblem problem, Func<Demand, Demand> change) => problem with { Demand = change(problem.Demand) };

    private static SchedulingProblem Rule(SchedulingProblem problem, int index, Func<Rule, Rule> change) => problem with { Rules = problem.Rules.With(index, change) };
}
