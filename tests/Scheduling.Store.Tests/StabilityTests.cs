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
    [InlineData("office-6.json", 100)]
    [InlineData("office-6.json", 5)]
    [InlineData("day-and-night-40.json", 100)]
    [InlineData("day-and-night-40.json", 20)]
    public void Calling_one_person_in_costs_less_than_a_shift_nobody_works(string sample, long missing)
    {
        SchedulingProblem problem = Sample(sample);
        IReadOnlyList<Rule> rules = [.. problem.Rules.Select(r => r is ShiftCoverageRule ? r with { Enforcement = Enforcement.Soft(missing, Enforcement.CoverageLevel) } : r)];

        Assert.InRange(PriceOfCallingIn(TeamSetup.Of(problem) with { Rules = rules }), 1, missing - 1);
    }

    [Fact]
    public void Calling_one_person_in_costs_half_a_shift_of_agent_minutes_where_intervals_alone_are_counted()
    {
        SchedulingProblem problem = Sample("day-and-night-40.json");

        Assert.Equal(ShiftInMinutes / 2, PriceOfCallingIn(TeamSetup.Of(problem) with { Rules = [.. problem.Rules.Where(r => r is not ShiftCoverageRule)] }));
    }

    /// <summary>One cell and one person.</summary>
    private static long PriceOfCallingIn(TeamSetup setup)
    {
        LeastChangeRule rule = Assert.IsType<LeastChangeRule>(WeekAssembly.Stability(setup));
        Assert.Equal(Enforcement.CoverageLevel, rule.Enforcement.Level);
        return rule.Enforcement.Weight * (rule.CellUnits + rule.PersonUnits);
    }

    private static SchedulingProblem Sample(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return ProblemReader.ReadProblem(stream).Value!;
    }
}
