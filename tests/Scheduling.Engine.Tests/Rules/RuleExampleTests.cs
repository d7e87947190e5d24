using System.Text.RegularExpressions;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ForbiddenSuccessions;
using Scheduling.Engine.Rules.KeepApart;
using Scheduling.Engine.Rules.OperatingPeriod;
using Scheduling.Engine.Rules.SameDaysOff;
using Scheduling.Engine.Rules.ShiftCount;
using Scheduling.Engine.Rules.WorkTogether;

namespace Scheduling.Engine.Tests.Rules;

/// <summary>The examples of the rules, each as a roster: what the rule, at its defaults, says of it is what its text says.</summary>
public sealed class RuleExampleTests
{
    private const string Phone = "phone";

    private static readonly LocalDate Monday = TinyProblem.Monday;

    // Early, late, night and standby of the tiny problems, and by their hours what else the examples need.
    private static readonly ShiftType[] Shifts =
    [
        TinyProblem.Early, TinyProblem.Late, TinyProblem.Night, TinyProblem.Standby,
        Shift("M", "mid", 11, 19), Shift("U", "late", 15, 23), Shift("V", "early", 8, 16), Shift("W", "early", 6, 14), Shift("D", "early", 9, 12),
        Shift("Z", "mid", 8, 20) with { PaidMinutes = 660 },
        TinyProblem.Shift("T", "mid", new LocalTime(10, 30), new LocalTime(18, 30)),
        TinyProblem.Shift("Y", "late", new LocalTime(14, 50), new LocalTime(22, 50)),
        TinyProblem.Shift("R", "late", new LocalTime(16, 0), LocalTime.Midnight),
        Shift("F", "early", 8, 16) with { Overtime = new OvertimeTail { MaximumMinutes = 240 } },
    ];

    private static readonly Dictionary<string, (Case Case, long[] Excess)> Cases = new()
    {
        ["complete-weekends"] = (new(["-----E-"]), [1]),
        ["consecutive-band"] = (new(["EEEEEE-"]), [1]),
        ["consecutive-days-off"] = (new(["EEE-E--"]), [1]),
        ["consecutive-nights"] = (new(["NNNNN--"]), [2]),
        ["consecutive-work-days"] = (new(["EEEEEEEE-"]), [2]),
        ["contract-minutes"] = (new(["EEEE---"], p => p with { Contracts = [p.Contracts[0] with { MinimumMinutesPerWeek = 2400 }] }), [480]),
        ["coverage-floor"] = (
            new(["N-", "N-"], p => p with
            {
                ShiftTypes = [TinyProblem.Night with { Posts = [Phone], Breaks = [new BreakWindow { EarliestMinutes = 240, LatestMinutes = 300, Minutes = 30, StepMinutes = 30 }] }],
                Demand = new Demand { Intervals = [new IntervalDemand { Post = Phone, Date = Monday.PlusDays(1), From = new LocalTime(2, 0), Required = [0], Minimum = [2] }] },
            })
            {
                Post = Phone,
                Breaks = [240, 270],
            }, [30]),
        ["days-off-in-seven"] = (new(["-EEEEEN--"]) { Before = 1, Days = 7 }, [1]),
        ["fairness"] = (new(["EEEEE--", "EE-----"], p => p with { Employees = [p.Employees[0], p.Employees[1] with { Contract = "half" }] }), [479]),
        ["forbidden-successions"] = (new(["LE-----"], p => p with { Rules = [new ForbiddenSuccessionsRule { NotFollowedBy = new Dictionary<string, IReadOnlyList<string>> { ["L"] = ["E"] } }] }), [1]),
        ["forward-rotation"] = (new(["-N-E---"]), [3]),
        ["handover-before-days-off"] = (new(["----E--", "----U--"], p => p with { Employees = [p.Employees[0] with { HandoverTo = ["B"] }, p.Employees[1]] }) { Post = Phone }, [1]),
        ["handover-overlap"] = (
            new(["E", "E", "Y"], p => p with { OpeningHours = [new OpeningPeriod { Day = IsoDayOfWeek.Monday, From = new LocalTime(7, 0), To = new LocalTime(22, 0) }] }) { Post = Phone }, [2]),
        ["interval-coverage"] = (new(["E", "E", "E", "E"], p => p with { Demand = AtTen(5) }) { Post = Phone }, [15, 30]),
        ["keep-apart"] = (new(["E", "L"], p => p with { Rules = [new KeepApartRule { Groups = [["A", "B"]] }] }), [60]),
        ["labour-cost"] = (new(["F"], p => p with { Contracts = [p.Contracts[0] with { PayPerHour = 3000 }] }) { Overtime = 60 }, [285]),
        ["leader-present"] = (new(["N", "N", "N"], p => p with { ShiftTypes = [TinyProblem.Night] }), [1]),
        ["least-change"] = (new(["---E---"], p => p with { Published = [TinyProblem.Duty("A", Monday.PlusDays(2), "E")] }), [7]),
        ["leave-and-availability"] = (
            new(["N-"], p => p with { Leave = [new Leave { Employee = "A", From = Monday.PlusDays(1), Until = Monday.PlusDays(1) }] }), [360]),
        ["longest-day"] = (new(["--Z----"]), [60]),
        ["longest-period"] = (new(["EEEEE-EEEEEEEEE-EEEEEEEEEE"]), [480]),
        ["longest-week"] = (new(["EEEEEE-"]), [240]),
        ["mentor-with-trainee"] = (new(["D", "D", "D"], p => Skilled(p, (1, false), (1, false), (2, true))) { Post = Phone }, [6]),
        ["minimum-rest"] = (new(["UE"]), [180]),
        ["most-newcomers"] = (new(["-E", "-E", "-E"], p => p with { Employees = [.. p.Employees.Select(e => e with { EmployedFrom = Monday.PlusDays(-30) })] }), [2]),
        ["most-standby"] = (new(["SS-S-S-S----"]) { Before = 5, Days = 7 }, [1]),
        ["most-weekends"] = (new(["-----E------E-------E"]) { Before = 7, Days = 14 }, [1]),
        ["off-queue-activities"] = (
            new(["EEE"], p => p with
            {
                Activities =
                [
                    new Activity
                    {
                        Id = "training",
                        Minutes = 60,
                        Attendees = ["A"],
                        Windows = [.. Enumerable.Range(0, 3).Select(day => new ActivityWindow { Date = Monday.PlusDays(day), From = new LocalTime(9, 0), To = new LocalTime(12, 0) })],
                    },
                ],
            }), [1]),
        ["operating-period"] = (
            new(["-N"], p => p with { Rules = [new OperatingPeriodRule { Until = Monday.PlusDays(2) + new LocalTime(5, 0) }] }), [60]),
        ["overtime-approved"] = (
            new(["---F---"], p => p with { OvertimeApprovals = [new OvertimeApproval { Employee = "A", Date = Monday.PlusDays(3), Minutes = 60 }] }) { Overtime = 120 }, [60]),
        ["overtime-cost"] = (new(["------F"]) { Overtime = 120 }, [240]),
        ["overtime-limit"] = (
            new(["--F----"], p => p with
            {
                Employees = [p.Employees[0] with { EarlierWork = [new EarlierWork { From = new LocalDate(2026, 7, 1), Until = new LocalDate(2026, 7, 5), Minutes = 3000, OvertimeMinutes = 1560 }] }],
            })
            {
                Overtime = 240,
            }, [60, 72]),
        ["personal-restrictions"] = (
            new(["-R"], p => p with { Employees = [p.Employees[0] with { Restrictions = [new PersonalRestriction { Kind = RestrictionKind.Agreement }] }] }), [120]),
        ["pins"] = (new(["--E----"], p => p with { Pins = [new Pin { Employee = "A", Date = Monday.PlusDays(2) }] }), [1]),
        ["public-holidays"] = (
            new(["EEE"], p => p with
            {
                Calendar = [.. Enumerable.Range(0, 3).Select(day => new CalendarDay { Date = Monday.PlusDays(day), Kind = CalendarDayKind.PublicHoliday })],
            }), [2]),
        ["reserve-coverage"] = (new([.. Enumerable.Repeat("E", 15)], p => p with { Demand = AtTen(15) }) { Post = Phone }, [60]),
        ["rest-after-call-in"] = (
            new(["SV"], p => p with { CallIns = [new CallIn { Employee = "A", Start = Monday + new LocalTime(19, 0), End = Monday.PlusDays(1) + new LocalTime(2, 0) }] }), [300]),
        ["rest-after-nights"] = (new(["NN-E---"]), [1]),
        ["rotating-days-off"] = (new([string.Concat(Enumerable.Repeat("EEEEEE-", 4))]), [2]),
        ["rotation-pattern"] = (new(["EEEMNN--"]), [1]),
        ["same-band-in-week"] = (new(["EEEML--"]), [2]),
        ["same-days-off"] = (new(["E--", "EE-"], p => p with { Rules = [new SameDaysOffRule { Groups = [["A", "B"]] }] }), [1]),
        ["shift-count"] = (new(["NNN----"], p => p with { Rules = [new ShiftCountRule { Bands = ["night"], Maximum = 2 }] }), [1]),
        ["shift-coverage"] = (
            new(["E", "E", "E", "E", "E"], p => Skilled(p, (1, true), (1, true), (1, true), (1, true), (1, false)) with
            {
                Demand = new Demand { Shifts = [new ShiftDemand { ShiftType = "E", Post = Phone, Date = Monday, Required = 5 }] },
            })
            {
                Post = Phone,
            }, [1]),
        ["shift-floor"] = (
            new(["E", "E"], p => Skilled(p, (1, true), (1, false)) with
            {
                Demand = new Demand { Shifts = [new ShiftDemand { ShiftType = "E", Post = Phone, Date = Monday, Required = 4, Minimum = 3 }] },
            })
            {
                Post = Phone,
            }, [2]),
        ["shortest-stretch"] = (
            new(["C"], p => p with
            {
                Posts = [new Post { Id = Phone }, new Post { Id = "chat" }],
                ShiftTypes = [Shift("C", "early", 8, 16) with { Posts = [Phone, "chat"], PostStepMinutes = 30 }],
            })
            {
                Post = Phone,
                PostChanges = [new PostChange { AfterMinutes = 120, Post = "chat" }, new PostChange { AfterMinutes = 150, Post = Phone }],
            }, [30]),
        ["skill-required"] = (
            new(["---E---"], p => Skilled(p, (1, true)) is var skilled ? skilled with { Posts = [skilled.Posts[0] with { MinimumLevel = 2 }] } : p) { Post = Phone }, [1]),
        ["standby-cover"] = (new(["S", "-"], p => p with { Demand = new Demand { Standby = [new StandbyDemand { Date = Monday, Required = 2 }] } }), [1]),
        ["standby-rest"] = (new(["SW"]), [60]),
        ["start-window"] = (
            new(["--T"], p => p with { Employees = [p.Employees[0] with { StartWindows = [new WeeklyWindow { From = new LocalTime(8, 0), To = new LocalTime(10, 0) }] }] }), [30]),
        ["time-in-lieu"] = (
            new(["-----"], p => p with
            {
                Leave = [new Leave { Employee = "A", From = Monday.PlusDays(4), Until = Monday.PlusDays(4), Kind = Leave.TimeInLieuKind }],
                Employees = [p.Employees[0] with { TimeInLieu = [new LieuTime { Minutes = 300 }] }],
            }), [180]),
        ["weekly-rest"] = (new(["LN-EEEE"]), [1]),
        ["wishes"] = (
            new(["----N--"], p => p with { Wishes = [new Wish { Employee = "A", Date = Monday.PlusDays(4), Kind = WishKind.Avoid, Band = "night", Priority = 3 }] }), [3]),
        ["work-together"] = (new(["-E", "-M"], p => p with { Rules = [new WorkTogetherRule { Groups = [["A", "B"]] }] }), [2]),
    };

    public static TheoryData<string> Ids => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_an_example_says_is_what_the_rule_says(string id)
    {
        (Case example, long[] excess) = Cases[id];
        Rule rule = RuleCatalog.Default.Find(id)!;
        (SchedulingProblem problem, Roster roster) = example.With(rule);
        Engine.Evaluation.Evaluation evaluation = RosterEvaluator.Evaluate(problem, roster);
        Assert.Empty(evaluation.ShapeProblems);
        Assert.Equal(excess, evaluation.Violations.GroupBy(v => v.Level).OrderBy(level => level.Key).Select(level => level.Sum(v => v.Excess)));
        Assert.All(excess, number =>
        {
            string alone = $"(?<![0-9]){number}(?![0-9])";
            Assert.Matches(new Regex(alone), rule.Descriptor.Example!.Zh);
            Assert.Matches(new Regex(alone), rule.Descriptor.Example.En);
        });
    }

    private static ShiftType Shift(string id, string band, int from, int to) => TinyProblem.Shift(id, band, new LocalTime(from, 0), new LocalTime(to, 0));

    private static Demand AtTen(int required) => new()
    {
        Intervals = [new IntervalDemand { Post = Phone, Date = Monday, From = new LocalTime(10, 0), Required = [required] }],
    };

    private static SchedulingProblem Skilled(SchedulingProblem problem, params (int Level, bool Certified)[] held) => problem with
    {
        Skills = [new Skill { Id = "calls" }],
        Posts = [new Post { Id = Phone, Skill = "calls" }],
        Employees = [.. problem.Employees.Select((e, i) => e with { Skills = [new EmployeeSkill { Skill = "calls", Level = held[i].Level, Certified = held[i].Certified }] })],
    };

    /// <summary>A roster: for each employee a line with the shift of each day, the first <c>Before</c> of them history, those after <c>Days</c> fixed.</summary>
    private sealed record Case(string[] Lines, Func<SchedulingProblem, SchedulingProblem>? Adapt = null)
    {
        public int Before { get; init; }

        public int Days { get; init; } = Lines[0].Length;

        public string? Post { get; init; }

        public int Overtime { get; init; }

        public int[] Breaks { get; init; } = [];

        public PostChange[]? PostChanges { get; init; }

        public (SchedulingProblem Problem, Roster Roster) With(Rule rule)
        {
            Assignment[] duties =
            [
                .. Lines.SelectMany((line, i) => line.Select((shift, day) => (shift, day)).Where(d => d.shift != '-').Select(d =>
                    TinyProblem.Duty(((char)('A' + i)).ToString(), Monday.PlusDays(d.day - Before), d.shift.ToString(), Post) with
                    {
                        OvertimeMinutes = Overtime,
                        PostChanges = PostChanges,
                        Breaks = Breaks.Length == 0 ? [] : [new PlacedBreak { AfterMinutes = Breaks[i], Minutes = 30 }],
                    })),
            ];
            SchedulingProblem plain = TinyProblem.Of(Lines.Length, Days, rule);
            SchedulingProblem problem = plain with
            {
                Horizon = plain.Horizon with { HistoryDays = Before, FixedDaysAfter = Math.Max(0, Lines[0].Length - Before - Days) },
                ShiftTypes = [.. Shifts.Select(s => Post is null ? s : s with { Posts = [Post] })],
                Posts = Post is null ? [] : [new Post { Id = Post }],
            };
            problem = Adapt?.Invoke(problem) ?? problem;
            Horizon horizon = problem.Horizon;
            return (
                problem with { History = [.. duties.Where(d => d.Date < horizon.Start)], FixedAfter = [.. duties.Where(d => d.Date > horizon.End())] },
                new Roster { Assignments = [.. duties.Where(d => horizon.Contains(d.Date))] });
        }
    }
}
