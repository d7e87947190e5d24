using System.Text.RegularExpressions;
using CsCheck;
using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Domain;

public sealed partial class ProblemValidatorTests
{
    public static TheoryData<string> FaultNames => [.. PlantedFaults.All.Select(f => f.Name)];

    [Fact]
    public void A_problem_with_every_member_filled_in_is_valid() => Assert.Empty(ProblemValidator.Validate(WholeProblem.Valid));

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void A_planted_fault_is_reported_alone_at_its_place(string name)
    {
        PlantedFault fault = PlantedFaults.All.Single(f => f.Name == name);

        IReadOnlyList<InputProblem> found = ProblemValidator.Validate(fault.Plant(WholeProblem.Valid));

        InputProblem only = Assert.Single(found);
        Assert.Equal((fault.Code, fault.Pointer), (only.Code, only.Pointer));
        Assert.All(fault.Told, word => Assert.Contains(word, only.Message.En, StringComparison.Ordinal));
        Assert.Matches(Chinese(), only.Message.Zh);
        Assert.Matches(KebabCase(), only.Code);
    }

    [Fact]
    public void Any_two_faults_of_different_places_are_reported_together()
    {
        PlantedFault[] faults = [.. PlantedFaults.All.Where(f => f.Code != "unsupported-schema-version")];
        Gen.Select(Gen.Int[0, faults.Length - 1], Gen.Int[0, faults.Length - 1])
            .Where(pair => Area(faults[pair.Item1]) != Area(faults[pair.Item2]))
            .Where(pair => !Touches(faults[pair.Item1], faults[pair.Item2]) && !Touches(faults[pair.Item2], faults[pair.Item1]))
            .Sample(
                pair =>
                {
                    PlantedFault first = faults[pair.Item1], second = faults[pair.Item2];
                    IReadOnlyList<InputProblem> found = ProblemValidator.Validate(second.Plant(first.Plant(WholeProblem.Valid)));
                    Assert.Equal(
                        new[] { (first.Code, first.Pointer), (second.Code, second.Pointer) }.Order(),
                        found.Select(p => (p.Code, p.Pointer)).Order());
                },
                iter: 2000);

        static string Area(PlantedFault fault) => fault.Pointer.Split('/')[1];

        // Where the horizon, the levels or a shift type are at fault, what leans on them is judged differently.
        static bool Touches(PlantedFault fault, PlantedFault other) => Area(fault) is "horizon" or "levels" || (Area(fault) == "shiftTypes" && Area(other) is "demand" or "pins");
    }

    [Fact]
    public void A_fault_planted_in_a_random_valid_problem_is_reported_exactly()
    {
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 14], Gen.Int[0, 3], Gen.Int[0, 1_000_000]).Sample(
            (people, days, kind, where) =>
            {
                SchedulingProblem valid = RandomProblem(people, days);
                Assert.Empty(ProblemValidator.Validate(valid));
                int i = where % people;
                (SchedulingProblem faulty, string code, string pointer) = kind switch
                {
                    0 => (valid with { Employees = valid.Employees.With(i, e => e with { Contract = "none" }) }, "unknown-reference", $"/employees/{i}/contract"),
                    1 => (valid with { Wishes = valid.Wishes.With(i, w => w with { Priority = 0 }) }, "out-of-range", $"/wishes/{i}/priority"),
                    2 => (valid with { Pins = valid.Pins.With(i, x => x with { Date = valid.Horizon.End().PlusDays(1) }) }, "date-outside-horizon", $"/pins/{i}/date"),
                    _ => (valid with { Leave = valid.Leave.With(i, l => l with { Until = l.From.PlusDays(-1) }) }, "ends-before-start", $"/leave/{i}/until"),
                };

                InputProblem only = Assert.Single(ProblemValidator.Validate(faulty));
                Assert.Equal((code, pointer), (only.Code, only.Pointer));
            },
            iter: 200);
    }

    [Fact]
    public void A_day_of_23_hours_has_room_for_46_half_hours_only()
    {
        SchedulingProblem Berlin(int intervals) => WholeProblem.Valid with
        {
            Horizon = new Horizon { Start = new LocalDate(2026, 3, 28), Days = 3, TimeZone = "Europe/Berlin" },
            Employees = WholeProblem.Valid.Employees.With(2, e => e with { EarlierWork = [] }),
            Calendar = [],
            Leave = [],
            Wishes = [],
            Pins = [],
            History = [],
            FixedAfter = [],
            CallIns = [],
            Published = null,
            Demand = new Demand
            {
                Intervals =
                [
                    new IntervalDemand { Post = "call", Date = new LocalDate(2026, 3, 29), Required = [.. Enumerable.Repeat(1, intervals)] },
                    new IntervalDemand { Post = "call", Date = new LocalDate(2026, 3, 30), Required = [1] },
                ],
            },
        };

        Assert.Empty(ProblemValidator.Validate(Berlin(46)));
        Assert.Equal("overlapping-demand", Assert.Single(ProblemValidator.Validate(Berlin(47))).Code);
    }

    [Fact]
    public void More_than_a_thousand_problems_are_counted_and_not_told()
    {
        Wish unknown = WholeProblem.Valid.Wishes[0] with { Employee = "nobody" };

        IReadOnlyList<InputProblem> found = ProblemValidator.Validate(WholeProblem.Valid with { Wishes = [.. Enumerable.Repeat(unknown, 1500)] });

        Assert.Equal(1001, found.Count);
        Assert.Equal("too-many-problems", found[^1].Code);
        Assert.Contains("500", found[^1].Message.En, StringComparison.Ordinal);
    }

    private static SchedulingProblem RandomProblem(int people, int days) => WholeProblem.Valid with
    {
        Horizon = WholeProblem.Valid.Horizon with { Days = days },
        Employees = [.. Enumerable.Range(0, people).Select(i => new Employee { Id = $"e{i}", Contract = i % 2 == 0 ? "full" : "half" })],
        Calendar = [],
        Published = null,
        OvertimeApprovals = [],
        Activities = [],
        History = [],
        FixedAfter = [],
        CallIns = [],
        Rules = [],
        Demand = new Demand(),
        Wishes = [.. Enumerable.Range(0, people).Select(i => new Wish { Employee = $"e{i}", Date = WholeProblem.Monday.PlusDays(i % days), Kind = WishKind.Prefer })],
        Pins = [.. Enumerable.Range(0, people).Select(i => new Pin { Employee = $"e{i}", Date = WholeProblem.Monday.PlusDays(i % days) })],
        Leave = [.. Enumerable.Range(0, people).Select(i => new Leave { Employee = $"e{i}", From = WholeProblem.Monday, Until = WholeProblem.Monday.PlusDays(i) })],
    };

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex KebabCase();
}
