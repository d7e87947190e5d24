using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.Fairness;

namespace Scheduling.Engine.Tests.Rules.Fairness;

public sealed class FairnessRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;
    private static readonly LocalDate Friday = Monday.PlusDays(4);

    protected override Rule Rule => new FairnessRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        ShiftType[] earlyAndNight = [TinyProblem.Early, TinyProblem.Night];
        ShiftType[] nightAndStandby = [TinyProblem.Night, TinyProblem.Standby];
        foreach (FairnessMode mode in Enum.GetValues<FairnessMode>())
        {
            FairnessRule rule = new() { Mode = mode };
            yield return With("ABC", 2, rule with { Tolerance = 60 }, earlyAndNight);
            yield return With("ACD", 2, rule with { Measure = "nights", Tolerance = 0, ExtraWeight = 3 }, nightAndStandby);
            yield return With("ABC", 2, rule with { Measure = "band:early", AppliesTo = new RuleScope { Contracts = ["full", "most"] }, Tolerance = 0, Enforcement = Enforcement.Hard, ExpectedTotal = 3 }, earlyAndNight);
            yield return With("ABC", 2, rule with { Measure = "post:phone", Tolerance = 1, ExtraWeight = 0 }, TinyProblem.Early with { Posts = ["phone", "chat"] });
            yield return With("ABC", 2, rule with { Measure = "post:phone", Tolerance = 0 }, TinyProblem.Early with { Posts = ["chat"], Parts = [TinyProblem.Early.Parts[0] with { End = new LocalTime(11, 0) }, TinyProblem.Early.Parts[0] with { Start = new LocalTime(11, 0), Post = "phone" }] }, TinyProblem.Night with { Posts = ["chat"] });
            yield return With("ABC", 2, rule with { Measure = "standby", Tolerance = 0 }, nightAndStandby);
            foreach (decimal carried in new[] { 0.5m, -1.275m })
            {
                yield return Carrying(With("ACD", 2, rule with { Measure = "nights", Tolerance = 0, ExtraWeight = 3 }, nightAndStandby), carried);
                yield return Carrying(With("ABC", 2, rule with { Measure = "minutes", Tolerance = 60 }, TinyProblem.Early), 100 * carried);
                yield return Carrying(Wishing(With("AC", 3, rule with { Measure = "wishes", Tolerance = 0 }, TinyProblem.Early, TinyProblem.Night with { Days = [IsoDayOfWeek.Friday, IsoDayOfWeek.Sunday] })), carried);
            }

            foreach (bool counts in new[] { true, false })
            {
                SchedulingProblem away = With("AC", 2, rule with { Measure = "minutes", Tolerance = 60, CountsLeave = counts }, TinyProblem.Early);
                yield return away with { Leave = [new Leave { Employee = away.Employees[0].Id, From = Friday, Until = Friday.PlusDays(1), Part = LeavePart.Morning, CreditedMinutesPerDay = 90 }] };
            }

            // Both days of a weekend count where weekends are not what is measured; a demand without a post is for the only one there is; standby is asked for twice.
            yield return With("AC", 4, rule with { Measure = "nights", Tolerance = 0 }, TinyProblem.Night);
            SchedulingProblem chat = With("AB", 2, rule with { Measure = "post:chat", Tolerance = 0 }, TinyProblem.Early with { Posts = ["chat"] });
            yield return chat with { Demand = new Demand { Shifts = [new ShiftDemand { ShiftType = "E", Date = Friday, Required = 2 }, new ShiftDemand { ShiftType = "E", Date = Friday.PlusDays(1), Required = 1 }] } };
            SchedulingProblem calls = With("ABC", 2, rule with { Measure = "standby", Tolerance = 0 }, nightAndStandby);
            yield return calls with { Demand = calls.Demand with { Standby = [.. calls.Demand.Standby, new StandbyDemand { Date = Friday.PlusDays(1), Required = 1 }] } };

            // Leave adds to the minutes alone; nobody has a share, or is there for a tenth of the days; a post has the name of a band.
            SchedulingProblem onLeave = With("AC", 2, rule with { Measure = "nights", Tolerance = 0 }, TinyProblem.Night);
            yield return onLeave with { Leave = [new Leave { Employee = "A", From = Friday, Until = Friday }] };
            yield return With("D", 2, rule, TinyProblem.Early) with { History = [], FixedAfter = [] };
            SchedulingProblem brief = With("C", 11, rule with { ExpectedTotal = 480 }, TinyProblem.Early with { Days = [IsoDayOfWeek.Saturday] });
            yield return brief with { History = [], FixedAfter = [], Employees = [brief.Employees[0] with { EmployedUntil = Friday.PlusDays(1) }] };
            SchedulingProblem namesake = With("AC", 2, rule with { Measure = "band:night", Tolerance = 0, ExpectedTotal = 1 }, TinyProblem.Early with { Posts = ["night"] }, TinyProblem.Night);
            yield return namesake with { Posts = [new Post { Id = "night" }] };

            // Somebody is there for a day, somebody not at all.
            SchedulingProblem fleeting = With("ABC", 4, rule with { Measure = "nights", Tolerance = 0, ExpectedTotal = 7 }, TinyProblem.Night);
            yield return fleeting with
            {
                Employees =
                [
                    fleeting.Employees[0], fleeting.Employees[1] with { EmployedFrom = Friday.PlusDays(2), EmployedUntil = Friday.PlusDays(2) },
                    fleeting.Employees[2] with { EmployedFrom = Friday.PlusDays(4) },
                ],
            };

            yield return Wishing(With("ABC", 3, rule with { Measure = "wishes", Tolerance = 0, ExtraWeight = 2 }, TinyProblem.Early, TinyProblem.Night with { Days = [IsoDayOfWeek.Friday, IsoDayOfWeek.Sunday] }));
            yield return With("AC", 2, rule with { Measure = "overtime", Tolerance = 30 }, OvertimeProblem.Long, OvertimeProblem.Extra);
            // Friday to Monday: the weekend counts once however many of its days are worked; the Saturday is a holiday.
            SchedulingProblem weekend = With("AC", 4, rule with { Measure = "weekends", Tolerance = 0 }, nightAndStandby);
            yield return weekend;
            yield return weekend with { Rules = [rule with { Measure = "holidays", Tolerance = 0, Enforcement = Enforcement.Soft(2, "coverage") }] };
            // Eight days from Sunday on: two weekends, cut by both ends.
            yield return Sunday(With("A", 8, rule with { Measure = "weekends", Tolerance = 0, ExpectedTotal = 2 }, TinyProblem.Early));
            yield return Sunday(With("AB", 7, rule with { Measure = "weekends", Tolerance = 0 }, TinyProblem.Early with { Days = [IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Saturday] }));
        }

        // Somebody who comes, somebody who leaves, somebody who is hardly there; with days that have a small common denominator and with some that have none.
        foreach ((int from, int until, int days) in new[] { (1, 2, 4), (4, 10, 17), (6, 0, 11) })
        {
            SchedulingProblem moving = With("ABC", days, new FairnessRule { Measure = "nights", Tolerance = 0, ExtraWeight = 1 }, TinyProblem.Night with { Days = days == 4 ? [] : [IsoDayOfWeek.Friday] });
            yield return moving with
            {
                Employees =
                [
                    moving.Employees[0] with { EmployedFrom = Friday.PlusDays(from) },
                    moving.Employees[1] with { EmployedUntil = Friday.PlusDays(until) },
                    moving.Employees[2] with { EmployedFrom = Friday.PlusDays(days), EmployedUntil = null },
                ],
            };
        }

        // Twenty-five and four of twenty-seven days: exactly a hundred parts.
        SchedulingProblem hundred = With("AB", 27, new FairnessRule { Measure = "nights", Tolerance = 0, ExtraWeight = 1 }, TinyProblem.Night with { Days = [IsoDayOfWeek.Friday] });
        yield return hundred with
        {
            Employees = [hundred.Employees[0] with { EmployedFrom = Friday.PlusDays(2) }, hundred.Employees[1] with { Contract = "full", EmployedUntil = Friday.PlusDays(3) }],
        };

        SchedulingProblem Carrying(SchedulingProblem problem, decimal carried) => problem with
        {
            Employees = [problem.Employees[0] with { Balances = [new CarriedBalance { Measure = ((FairnessRule)problem.Rules[0]).Measure, Amount = carried }] }, .. problem.Employees.Skip(1)],
        };

        SchedulingProblem Sunday(SchedulingProblem problem) => problem with
        {
            Horizon = problem.Horizon with { Start = Friday.PlusDays(2), HistoryDays = 0, FixedDaysAfter = 0 },
            History = [],
            FixedAfter = [],
            Demand = new Demand { Shifts = [.. Enumerable.Range(-1, 9).Select(d => new ShiftDemand { ShiftType = "E", Date = Friday.PlusDays(d + 2), Required = 1 + (d % 3) })] },
        };
    }

    [Theory]
    [InlineData(1, 1, 0, 0)]
    [InlineData(2, 1, 0, 1)]
    [InlineData(2, 1, -1, 0)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1, 1, 0.499, 0)]
    [InlineData(1, 1, 0.5, 1)]
    [InlineData(1, 1, -0.51, 1)]
    public void Carried_balances_count_as_if_worked(int nightsOfA, int nightsOfB, double carriedByA, long excess)
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "nights", Tolerance = 0, ExtraWeight = 0, Enforcement = Enforcement.Soft(1) }, "full", "full");
        problem = problem with { Employees = [problem.Employees[0] with { Balances = [new CarriedBalance { Measure = "nights", Amount = (decimal)carriedByA }, new CarriedBalance { Measure = "minutes", Amount = 99 }] }, problem.Employees[1]] };
        Assert.Equal(excess, Penalty(problem, nightsOfA, nightsOfB));
    }

    [Fact]
    public void Half_a_contract_is_worth_half_the_nights()
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "nights", Tolerance = 0, ExtraWeight = 0, Enforcement = Enforcement.Soft(1) }, "full", "half");
        Assert.Equal(0, Penalty(problem, 4, 2));
        Assert.Equal(2, Penalty(problem, 4, 3));
        Assert.Equal(1, Penalty(problem, 5, 2));
    }

    [Fact]
    public void Beyond_twice_the_tolerance_every_unit_costs_the_extra_weight_too()
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "nights", Tolerance = 1, ExtraWeight = 7 }, "full", "full");
        Assert.Equal(0, Penalty(problem, 1, 0));
        Assert.Equal(5, Penalty(problem, 2, 0));
        Assert.Equal(10 + 7, Penalty(problem, 3, 0));
    }

    [Fact]
    public void The_spread_sees_whoever_comes_or_leaves_by_the_days_employed()
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "nights", Tolerance = 0, ExtraWeight = 0, Enforcement = Enforcement.Soft(1) }, "full", "full");
        problem = problem with { Employees = [problem.Employees[0], problem.Employees[1] with { EmployedFrom = Monday.PlusDays(3) }] };
        // Three of six days: half the nights are as many.
        Assert.Equal(0, Penalty(problem, 4, 2));
        Assert.Equal(4, Penalty(problem, 2, 3));
        // Four of six days: a full-time unit has two parts, one night of the other three of them.
        problem = problem with { Employees = [problem.Employees[0], problem.Employees[1] with { EmployedFrom = Monday.PlusDays(2) }] };
        Assert.Equal(0, Penalty(problem, 3, 2));
        Assert.Equal(2, Penalty(problem, 4, 2));
    }

    [Fact]
    public void Whoever_is_hardly_there_is_not_compared()
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "nights", Tolerance = 0, ExtraWeight = 0, Enforcement = Enforcement.Soft(1) }, "full", "full", "full");
        problem = problem with
        {
            Horizon = problem.Horizon with { Days = 21 },
            Employees = [problem.Employees[0], problem.Employees[1], problem.Employees[2] with { EmployedUntil = Monday.PlusDays(1) }],
        };
        Assert.Equal(0, Penalty(problem, 6, 6, 1));
        Assert.Equal([21, 21], ((FairnessRule)problem.Rules[0]).Standings(new RosterView(problem, new Roster { Assignments = [] })).Members.Select(m => m.DaysEmployed));
    }

    [Theory]
    [InlineData(20, 2)]
    [InlineData(21, 1)]
    public void Whoever_is_there_for_exactly_a_tenth_is_compared(int days, int compared)
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "nights" }, "full", "full");
        problem = problem with { Horizon = problem.Horizon with { Days = days }, Employees = [problem.Employees[0], problem.Employees[1] with { EmployedUntil = Monday.PlusDays(1) }] };
        Assert.Equal(compared, ((FairnessRule)problem.Rules[0]).Standings(new RosterView(problem, new Roster { Assignments = [] })).Members.Count);
        Assert.Equal(compared, Assert.Single(RosterModel.Compile(problem).Balances).Members.Length);
    }

    [Theory]
    [InlineData(27, 25, 4, 100)]
    [InlineData(27, 25, 8, 100)]
    [InlineData(29, 13, 7, 91)]
    [InlineData(29, 17, 6, 100)]
    public void A_full_time_unit_has_at_most_a_hundred_parts_when_shares_are_whole(int days, int ofOne, int ofOther, long parts)
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "nights" }, "full", "full", "full");
        problem = problem with
        {
            Horizon = problem.Horizon with { Days = days },
            Employees = [problem.Employees[0], problem.Employees[1] with { EmployedUntil = Monday.PlusDays(ofOne - 1) }, problem.Employees[2] with { EmployedUntil = Monday.PlusDays(ofOther - 1) }],
        };
        FairnessStandings standings = ((FairnessRule)problem.Rules[0]).Standings(new RosterView(problem, new Roster { Assignments = [] }));
        Assert.Equal(parts, standings.PartsOfUnit);
        Assert.Equal(parts, Assert.Single(RosterModel.Compile(problem).Balances).Members[0].Scale);
    }

    [Fact]
    public void Where_the_shares_alone_need_more_than_a_hundred_parts_days_may_take_as_many()
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "nights" }, "fine", "full");
        problem = problem with
        {
            Horizon = problem.Horizon with { Days = 7 },
            Contracts = [.. problem.Contracts, new Contract { Id = "fine", FairShare = 119 }],
            Employees = [problem.Employees[0] with { EmployedUntil = Monday.PlusDays(2) }, problem.Employees[1] with { EmployedUntil = Monday.PlusDays(1) }],
        };
        // 119 % of three days and 100 % of two of seven: 700/357 and 700/200 of 102 parts are whole, of none fewer.
        Assert.Equal(102, ((FairnessRule)problem.Rules[0]).Standings(new RosterView(problem, new Roster { Assignments = [] })).PartsOfUnit);
        Assert.Equal([200, 357], Assert.Single(RosterModel.Compile(problem).Balances).Members.Select(m => m.Scale));
    }

    [Fact]
    public void Days_without_a_small_common_denominator_are_rounded_to_parts_the_shares_divide()
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "nights" }, "full", "most", "full", "full");
        problem = problem with
        {
            Horizon = problem.Horizon with { Days = 29 },
            Contracts = [.. problem.Contracts, new Contract { Id = "most", FairShare = 75 }],
            Employees = [problem.Employees[0], problem.Employees[1], problem.Employees[2] with { EmployedUntil = Monday.PlusDays(16) }, problem.Employees[3] with { EmployedUntil = Monday.PlusDays(12) }],
        };
        FairnessStandings standings = ((FairnessRule)problem.Rules[0]).Standings(new RosterView(problem, new Roster { Assignments = [.. problem.Employees.Select(e => TinyProblem.Duty(e.Id, Monday, "N"))] }));
        // 102 is the first multiple of 3 from 100 on; 29/17 and 29/13 of it are 174 and 227.5.
        Assert.Equal(102, standings.PartsOfUnit);
        Assert.Equal([102, 136, 174, 228], standings.Members.Select(m => m.Compared));
    }

    [Fact]
    public void A_pair_that_is_far_apart_is_one_violation()
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "nights", Tolerance = 1, ExtraWeight = 7 }, "full", "full");
        RuleViolation violation = Assert.Single(RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. Enumerable.Range(0, 5).Select(d => TinyProblem.Duty("A", Monday.PlusDays(d), "N"))] }).Violations);
        Assert.Equal((4, (5 * 4) + (7 * 3)), (violation.Excess, violation.Penalty));
    }

    [Fact]
    public void Who_had_fewer_wishes_granted_before_is_due_more_now()
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "wishes", Tolerance = 0, ExtraWeight = 0, Enforcement = Enforcement.Soft(1) }, "full", "full", "full");
        problem = problem with
        {
            Employees = [problem.Employees[0] with { Balances = [new CarriedBalance { Measure = "wishes", Amount = 3 }] }, problem.Employees[1], problem.Employees[2]],
            Wishes = [Avoid("A"), Avoid("B")],
        };
        // Both granted: A is three ahead. With B granted only they are even; C made no wish and is not compared.
        Assert.Equal(3, Penalty(problem, 0, 0, 6));
        Assert.Equal(0, Penalty(problem, 1, 0, 6));
        Assert.Equal(6, Penalty(problem, 0, 1, 6));

        static Wish Avoid(string employee) => new() { Employee = employee, Date = Monday, Kind = WishKind.Avoid, Priority = 3 };
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 1, 1)]
    [InlineData(-0.299, 0, 0)]
    [InlineData(-0.3, 0, 1)]
    [InlineData(-0.3, 1, 0)]
    [InlineData(-1.3, 2, 0)]
    [InlineData(0.7, 0, 0)]
    [InlineData(0.8, 0, 1)]
    public void A_share_of_less_than_one_falls_due_once_it_has_added_up(double carriedByA, int nightsOfA, long excess)
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "nights", Mode = FairnessMode.Share, ExpectedTotal = 1, Tolerance = 0, ExtraWeight = 0, Enforcement = Enforcement.Soft(1) }, "full", "full", "full", "full", "full");
        // A fifth of a night each week: one is due when it and what is owed from before make half a one or more.
        problem = problem with { Employees = [problem.Employees[0] with { Balances = [new CarriedBalance { Measure = "nights", Amount = (decimal)carriedByA }] }, .. problem.Employees.Skip(1)] };
        Assert.Equal(excess, Penalty(problem, nightsOfA, 0, 0, 0, 0));
    }

    [Theory]
    [InlineData(3, 1, 0, 0)]
    [InlineData(4, 1, 0, 5)]
    [InlineData(1, 2, 0, 0)]
    [InlineData(1, 3, 0, 5)]
    [InlineData(1, 4, 0, 10 + 7)]
    [InlineData(1, 1, 2, 5)]
    public void A_part_timer_is_tolerated_the_contract_share_of_the_tolerance(int nightsOfFull, int nightsOfHalf, int nightsOfFifth, long penalty)
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "nights", Mode = FairnessMode.Share, ExpectedTotal = 2, Tolerance = 2, ExtraWeight = 7 }, "full", "half", "fifth");
        problem = problem with { Contracts = [.. problem.Contracts, new Contract { Id = "fifth", FairShare = 25 }] };
        // Shares of 1.1, 0.6 and 0.3 nights: 1, 1 and 0 are due, and 2, 1 and 1 (half a unit goes up) are tolerated.
        Assert.Equal(penalty, Penalty(problem, nightsOfFull, nightsOfHalf, nightsOfFifth));
    }

    [Fact]
    public void Somebody_who_leaves_has_a_share_of_the_days_employed()
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "nights", Mode = FairnessMode.Share, ExpectedTotal = 8, Tolerance = 0, ExtraWeight = 0, Enforcement = Enforcement.Soft(1) }, "full", "full");
        Assert.Equal(0, Penalty(problem, 4, 4));
        problem = problem with { Employees = [problem.Employees[0], problem.Employees[1] with { EmployedUntil = Monday.PlusDays(1) }] };
        // 6 and 2 days of employment: shares of 6 and 2.
        Assert.Equal(0, Penalty(problem, 6, 2));
        Assert.Equal(2 + 2, Penalty(problem, 4, 4));
    }

    [Fact]
    public void Shares_of_the_nights_come_from_the_demand_when_no_total_is_set()
    {
        SchedulingProblem problem = Nights(new FairnessRule { Measure = "nights", Mode = FairnessMode.Share, Tolerance = 0, ExtraWeight = 0, Enforcement = Enforcement.Soft(1) }, "full", "half") with
        {
            Demand = new Demand { Shifts = [.. Enumerable.Range(-1, 8).Select(d => new ShiftDemand { ShiftType = "N", Date = Monday.PlusDays(d), Required = 1 })] },
        };
        Assert.Equal(0, Penalty(problem, 4, 2));
    }

    /// <summary>Wishes of A and C of every kind and form; the fixed night before the horizon breaks one of A's.</summary>
    private static SchedulingProblem Wishing(SchedulingProblem problem) => problem with
    {
        History = [TinyProblem.Duty("A", Friday.PlusDays(-1), "N")],
        Wishes =
        [
            new Wish { Employee = "A", Date = Friday, Kind = WishKind.Avoid, Priority = 2 },
            new Wish { Employee = "A", Date = Friday.PlusDays(1), Kind = WishKind.Avoid, Priority = 3 },
            new Wish { Employee = "A", Date = Friday.PlusDays(2), Kind = WishKind.Prefer, Band = "night", Priority = 2 },
            new Wish { Employee = "A", Date = Friday.PlusDays(2), Kind = WishKind.Cannot, Priority = 9 },
            new Wish { Employee = "A", Date = Friday.PlusDays(3), Kind = WishKind.Avoid, Priority = 9 },
            new Wish { Employee = "C", Date = Friday.PlusDays(1), Kind = WishKind.Avoid, ShiftType = "E", Priority = 4 },
            new Wish { Employee = "C", Date = Friday.PlusDays(1), Kind = WishKind.Avoid, From = new LocalTime(5, 0), To = new LocalTime(8, 0) },
            new Wish { Employee = "C", Date = Friday, Kind = WishKind.Prefer, From = new LocalTime(23, 0) },
            new Wish { Employee = "A", Date = Friday, Kind = WishKind.Prefer, Partner = "C", Priority = 7 },
            new Wish { Employee = "C", Date = Friday.PlusDays(-1), Kind = WishKind.Avoid, Priority = 7 },
        ],
    };

    private static long Penalty(SchedulingProblem problem, params int[] nights)
    {
        Roster roster = new() { Assignments = [.. nights.SelectMany((count, i) => Enumerable.Range(0, count).Select(d => TinyProblem.Duty(problem.Employees[i].Id, Monday.PlusDays(d), "N")))] };
        return RosterEvaluator.Evaluate(problem, roster).Penalties[2];
    }

    private static SchedulingProblem Nights(Rule rule, params string[] contracts)
    {
        SchedulingProblem problem = TinyProblem.Of(contracts.Length, 6, rule);
        return problem with { Employees = [.. contracts.Select((c, i) => problem.Employees[i] with { Contract = c })] };
    }

    /// <summary>A full-time, B 75 %, C half-time and there from the second day on, D without share; history, fixed days after and carried balances; from Friday on.</summary>
    private static SchedulingProblem With(string people, int days, FairnessRule rule, params ShiftType[] shiftTypes)
    {
        SchedulingProblem problem = TinyProblem.Of(0, days, rule);
        Employee[] everybody =
        [
            TinyProblem.Person("A") with { Balances = [new CarriedBalance { Measure = rule.Measure, Amount = 1 }] },
            TinyProblem.Person("B", "most") with { Balances = [new CarriedBalance { Measure = "other", Amount = 1000 }, new CarriedBalance { Measure = rule.Measure, Amount = -1 }] },
            TinyProblem.Person("C", "half") with { EmployedFrom = Friday.PlusDays(1) },
            TinyProblem.Person("D", "none"),
        ];
        string known = shiftTypes[0].Id;
        string? post = shiftTypes[0].Posts is [var first, ..] ? first : null;
        ShiftDemand[] demand =
        [
            .. Enumerable.Range(-1, days + 2).Select(d => new ShiftDemand { ShiftType = "N", Date = Friday.PlusDays(d), Required = 2 - (d % 2) }),
            new ShiftDemand { ShiftType = "E", Post = "phone", Date = Friday, Required = 2 },
            new ShiftDemand { ShiftType = "E", Date = Friday.PlusDays(1), Required = 3 },
            new ShiftDemand { ShiftType = "S", Date = Friday.PlusDays(1), Required = 1 },
        ];
        return problem with
        {
            Horizon = problem.Horizon with { Start = Friday, HistoryDays = 1, FixedDaysAfter = 1 },
            Posts = [new Post { Id = "phone" }, new Post { Id = "chat" }],
            Contracts = [.. problem.Contracts, new Contract { Id = "most", FairShare = 75, TargetMinutesPerWeek = 1800 }, new Contract { Id = "none", FairShare = 0 }],
            ShiftTypes = shiftTypes,
            Employees = [.. everybody.Where(e => people.Contains(e.Id[0], StringComparison.Ordinal))],
            Calendar = [new CalendarDay { Date = Friday.PlusDays(1), Kind = CalendarDayKind.PublicHoliday }, new CalendarDay { Date = Friday, Kind = CalendarDayKind.RestDay }],
            History = [TinyProblem.Duty("A", Friday.PlusDays(-1), known, post)],
            FixedAfter = [TinyProblem.Duty("A", Friday.PlusDays(days), known, post)],
            Demand = new Demand
            {
                Shifts = [.. demand.Where(d => shiftTypes.Any(s => s.Id == d.ShiftType))],
                Standby = [new StandbyDemand { Date = Friday, Required = 2 }, new StandbyDemand { Date = Friday.PlusDays(-1), Required = 7 }],
            },
        };
    }
}
