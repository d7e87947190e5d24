using System.Reflection;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.LeastChange;
using Scheduling.Engine.Rules.ShiftCoverage;
using Scheduling.Engine.Serialization;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Tests;

/// <summary>What an automatic run pays for changing what people know.</summary>
public sealed class StabilityTests
{
    private const long ShiftInMinutes = 480;

    [Theory]
    [InlineData(100)]
    [InlineData(400)]
    [InlineData(8)]
    public void Calling_one_more_person_in_costs_at_most_half_of_what_somebody_missing_costs_where_shifts_are_counted(long missing)
    {
        SchedulingProblem problem = Sample("office-6.json");
        TeamSetup setup = TeamSetup.Of(problem) with { Rules = [.. problem.Rules.Select(r => r is ShiftCoverageRule ? r with { Enforcement = Enforcement.Soft(missing, Enforcement.CoverageLevel) } : r)] };

        long price = PriceOfCallingIn(setup, problem.Demand);

        Assert.InRange(price, 1, missing / 2);
    }

    [Fact]
    public void Calling_one_more_person_in_costs_half_a_shift_of_agent_minutes_where_intervals_are_counted()
    {
        SchedulingProblem problem = Sample("day-and-night-40.json");

        Assert.Equal(ShiftInMinutes / 2, PriceOfCallingIn(TeamSetup.Of(problem), problem.Demand));
    }

    /// <summary>One cell and one person.</summary>
    private static long PriceOfCallingIn(TeamSetup setup, Demand demand)
    {
        LeastChangeRule rule = Assert.IsType<LeastChangeRule>(WeekAssembly.Stability(setup, demand));
        Assert.Equal(Enforcement.CoverageLevel, rule.Enforcement.Level);
        return rule.Enforcement.Weight * (rule.CellUnits + rule.PersonUnits);
    }

    private static SchedulingProblem Sample(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return ProblemReader.ReadProblem(stream).Value!;
    }
}
