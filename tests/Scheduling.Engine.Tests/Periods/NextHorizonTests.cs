using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Periods;
using Scheduling.Engine.Rules.Fairness;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Periods;

public sealed class NextHorizonTests
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    [Fact]
    public void The_roster_becomes_the_history_of_the_days_after_it_and_demand_keeps_its_weekday()
    {
        SchedulingProblem problem = TinyProblem.Of(2, 7) with
        {
            Posts = [new Post { Id = "phone" }],
            Demand = new Demand
            {
                Intervals = [new IntervalDemand { Post = "phone", Date = Monday.PlusDays(1), Required = [1] }],
                Shifts = [new ShiftDemand { ShiftType = "E", Date = Monday, Required = 1 }],
                Standby = [new StandbyDemand { Date = Monday.PlusDays(6), Required = 1 }],
            },
            Pins = [new Pin { Employee = "A", Date = Monday }],
            Wishes = [new Wish { Employee = "A", Date = Monday, Kind = WishKind.Avoid }],
            Leave = [new Leave { Employee = "B", From = Monday.PlusDays(5), Until = Monday.PlusDays(8) }],
        };
        SchedulingProblem next = NextHorizon.After(problem, new Roster { Assignments = [TinyProblem.Duty("A", Monday.PlusDays(6), "N")] });

        Assert.Equal((Monday.PlusDays(7), 7, 7), (next.Horizon.Start, next.Horizon.Days, next.Horizon.HistoryDays));
        Assert.Equal([TinyProblem.Duty("A", Monday.PlusDays(6), "N")], next.History);
        Assert.Equal(
            [Monday.PlusDays(8), Monday.PlusDays(7), Monday.PlusDays(13)],
            [next.Demand.Intervals[0].Date, next.Demand.Shifts[0].Date, next.Demand.Standby[0].Date]);
        Assert.Equal((0, 0, 1), (next.Pins.Count, next.Wishes.Count, next.Leave.Count));
        Assert.Empty(ProblemValidator.Validate(next));
    }

    [Fact]
    public void What_is_no_longer_kept_is_remembered_by_month_and_its_activities_as_completed()
    {
        LocalDate first = new(2026, 7, 30);
        SchedulingProblem problem = TinyProblem.Of(1, 4) with
        {
            Horizon = new Horizon { Start = first, Days = 4 },
            ShiftTypes = [TinyProblem.Early with { Overtime = new OvertimeTail { MaximumMinutes = 60 } }],
            Activities = [.. new[] { "first", "second" }.Select(id => new Activity { Id = id, Minutes = 30, Attendees = ["A"], Windows = [new ActivityWindow { Date = first, From = new LocalTime(9, 0), To = new LocalTime(10, 0) }] })],
        };
        Roster roster = new() { Assignments = [Taking("first", 0), Taking("second", 3), TinyProblem.Duty("A", first.PlusDays(2), "E") with { OvertimeMinutes = 60 }] };

        SchedulingProblem next = NextHorizon.After(problem, roster, historyDays: 1);

        Assert.Equal(["first"], next.Employees[0].Completed);
        Assert.Equal("second", Assert.Single(next.History).Activity!.Activity);
        Assert.Equal(
            [new EarlierWork { From = first, Until = new LocalDate(2026, 7, 31), Minutes = 480 }, new EarlierWork { From = new LocalDate(2026, 8, 1), Until = new LocalDate(2026, 8, 1), Minutes = 540, OvertimeMinutes = 60 }],
            next.Employees[0].EarlierWork);

        Assignment Taking(string activity, int day) => TinyProblem.Duty("A", first.PlusDays(day), "E") with { Activity = new PlacedActivity { Activity = activity, AfterMinutes = 120 } };
    }

    [Fact]
    public void Who_worked_more_nights_than_the_share_carries_the_difference_and_balances_add_up_to_nothing()
    {
        SchedulingProblem problem = TinyProblem.Of(3, 7, new FairnessRule { Measure = "nights" }) with
        {
            Employees = [TinyProblem.Person("A") with { Balances = [new CarriedBalance { Measure = "nights", Amount = 1 }, new CarriedBalance { Measure = "weekends", Amount = 4 }] }, TinyProblem.Person("B"), TinyProblem.Person("C", "half")],
        };
        Roster roster = new() { Assignments = [.. Enumerable.Range(0, 4).Select(d => TinyProblem.Duty("A", Monday.PlusDays(d), "N")), TinyProblem.Duty("C", Monday, "N")] };

        IReadOnlyList<Employee> after = CarriedBalances.After(problem, roster);

        // Six nights, the carried one included, are shared 2.4 : 2.4 : 1.2.
        Assert.Equal([2.6m, -2.4m, -0.2m], after.Select(e => e.Balances.Where(b => b.Measure == "nights").Sum(b => b.Amount)));
        Assert.Equal(4, after[0].Balances.Single(b => b.Measure == "weekends").Amount);
    }

    [Fact]
    public void Nobody_owes_a_whole_duty_for_a_share_of_less_than_one()
    {
        // One night a week for seven: whoever it falls to, after seven weeks all have had one, and nobody is ahead or behind at any time by more than that.
        SchedulingProblem problem = TinyProblem.Of(7, 7, new FairnessRule { Measure = "nights", Mode = FairnessMode.Share, ExpectedTotal = 1 });
        for (int week = 0; week < 7; week++)
        {
            problem = NextHorizon.After(problem, new Roster { Assignments = [TinyProblem.Duty(problem.Employees[6 - week].Id, problem.Horizon.Start, "N")] });
            Assert.All(problem.Employees, e => Assert.InRange(Nights(e), -1, 1));
        }

        Assert.All(problem.Employees, e => Assert.InRange(Nights(e), -0.01m, 0.01m));

        static decimal Nights(Employee employee) => employee.Balances.Where(b => b.Measure == "nights").Sum(b => b.Amount);
    }

    [Fact]
    public void Balances_of_a_measure_always_add_up_to_nothing()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            SchedulingProblem problem = TinyProblem.Of(5, 7, new FairnessRule { Measure = "nights" });
            problem = problem with { Employees = [.. problem.Employees.Select((e, i) => i % 2 == 0 ? e : e with { Contract = "half" })] };
            for (int week = 0; week < 4; week++)
            {
                Roster roster = new()
                {
                    Assignments = [.. from e in problem.Employees from d in Enumerable.Range(0, 7) where random.Next(3) == 0 select TinyProblem.Duty(e.Id, problem.Horizon.Start.PlusDays(d), "N")],
                };
                problem = NextHorizon.After(problem, roster);
                Assert.Equal(0, problem.Employees.Sum(e => e.Balances.Sum(b => b.Amount)));
                Assert.Empty(ProblemValidator.Validate(problem));
            }
        }
    }
}
