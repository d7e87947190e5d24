using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Domain;

/// <summary>Sizes are judged from counts alone, at once, and before anything else.</summary>
public sealed class ProblemSizeTests
{
    private static readonly SchedulingProblem Valid = WholeProblem.Valid;

    public static TheoryData<string, string, string> Limits => new()
    {
        { "days", "too-many-days", "/horizon/days" },
        { "history", "too-many-days", "/horizon/historyDays" },
        { "after", "too-many-days", "/horizon/fixedDaysAfter" },
        { "employees", "too-many-employees", "/employees" },
        { "shift types", "too-many-shift-types", "/shiftTypes" },
        { "demand", "too-many-demand-rows", "/demand" },
        { "posts", "list-too-long", "/posts" },
        { "shift days", "list-too-long", "/shiftTypes/0/days" },
        { "scope", "list-too-long", "/rules/0/appliesTo/employees" },
        { "tags", "list-too-long", "/employees/0/tags" },
        { "call-ins", "list-too-long", "/callIns" },
        { "options", "too-many-options", "/shiftTypes" },
        { "break steps", "too-many-break-placements", "/shiftTypes" },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_problem_that_is_too_large_is_told_only_that_and_at_once(string what, string code, string pointer)
    {
        // Another fault, which must not be told beside the size.
        SchedulingProblem tooLarge = TooLarge(what) with { Levels = ["first"] };
        _ = ProblemValidator.Validate(Valid);
        long before = GC.GetAllocatedBytesForCurrentThread();

        IReadOnlyList<InputProblem> found = ProblemValidator.Validate(tooLarge);

        InputProblem only = Assert.Single(found);
        Assert.Equal((code, pointer), (only.Code, only.Pointer));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000, "The size check allocated in proportion to the input.");
    }

    [Fact]
    public void The_largest_problem_is_not_too_large()
    {
        SchedulingProblem large = TinyProblem.Of(0, 7) with
        {
            Horizon = new Horizon { Start = WholeProblem.Monday, Days = 366, HistoryDays = 366, FixedDaysAfter = 366 },
            Employees = [.. Enumerable.Range(0, 3415).Select(i => TinyProblem.Person($"e{i}"))],
        };

        Assert.Empty(ProblemValidator.Validate(large));
        Assert.Equal("too-many-options", Assert.Single(ProblemValidator.Validate(large with { Employees = large.Employees.Plus(TinyProblem.Person("more")) })).Code);
    }

    [Fact]
    public void Days_of_the_week_on_which_a_shift_may_not_start_are_no_options()
    {
        IsoDayOfWeek[] weekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];
        SchedulingProblem everyDay = TinyProblem.Of(0, 366) with { Employees = [.. Enumerable.Range(0, 4300).Select(i => TinyProblem.Person($"e{i}"))] };

        Assert.Equal("too-many-options", Assert.Single(ProblemValidator.Validate(everyDay)).Code);
        Assert.Empty(ProblemValidator.Validate(everyDay with { ShiftTypes = [.. everyDay.ShiftTypes.Select(s => s with { Days = weekdays })] }));
    }

    private static SchedulingProblem TooLarge(string what) => what switch
    {
        "days" => Valid with { Horizon = Valid.Horizon with { Days = 1_000_000 } },
        "history" => Valid with { Horizon = Valid.Horizon with { HistoryDays = int.MaxValue } },
        "after" => Valid with { Horizon = Valid.Horizon with { FixedDaysAfter = 367 } },
        "employees" => Valid with { Employees = [.. Enumerable.Repeat(Valid.Employees[0], 5001)] },
        "shift types" => Valid with { ShiftTypes = [.. Enumerable.Repeat(Valid.ShiftTypes[0], 201)] },
        "demand" => Valid with { Demand = new Demand { Intervals = [new IntervalDemand { Post = "call", Date = WholeProblem.Monday, Required = new int[200_001] }] } },
        "posts" => Valid with { Posts = [.. Enumerable.Repeat(Valid.Posts[0], 1001)] },
        "shift days" => Valid with { ShiftTypes = Valid.ShiftTypes.With(0, s => s with { Days = [.. Enumerable.Repeat(IsoDayOfWeek.Monday, 8)] }) },
        "scope" => Valid with { Rules = Valid.Rules.With(0, r => r with { AppliesTo = new() { Employees = [.. Enumerable.Repeat("li", 5001)] } }) },
        "tags" => Valid with { Employees = Valid.Employees.With(0, e => e with { Tags = [.. Enumerable.Repeat("leader", 49)] }) },
        "call-ins" => Valid with { CallIns = [.. Enumerable.Repeat(Valid.CallIns[0], 5001)] },
        "options" => Valid with
        {
            Horizon = Valid.Horizon with { Days = 366 },
            ShiftTypes = Valid.ShiftTypes.With(0, s => s with { Posts = [.. Enumerable.Repeat("call", 1000)], StartWindow = new StartWindow { Earliest = LocalTime.Midnight, Latest = new LocalTime(23, 59), StepMinutes = 1 } }),
        },
        "break steps" => Valid with { ShiftTypes = Valid.ShiftTypes.With(0, s => s with { Breaks = [new BreakWindow { EarliestMinutes = int.MinValue, LatestMinutes = int.MaxValue, Minutes = 1, StepMinutes = 1 }] }) },
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such size."),
    };
}
