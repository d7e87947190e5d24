using Scheduling.Benchmarks.Instances;

namespace Scheduling.Benchmarks.Tests.Instances;

public sealed class NurseSeamTests
{
    private static readonly NurseHistory Before = new("Ann", 5, 1, "Night", 2, 3, 0);

    [Theory]
    [InlineData("-------", 5, 1, null, 0, 0, 7)]
    [InlineData("N------", 6, 1, null, 0, 0, 6)]
    [InlineData("NNNNNNN", 12, 2, "Night", 9, 10, 0)]
    [InlineData("-EE-ENN", 10, 2, "Night", 2, 3, 0)]
    [InlineData("-----E-", 6, 2, null, 0, 0, 1)]
    [InlineData("NE-----", 7, 1, null, 0, 0, 5)]
    [InlineData("EEEEEEE", 12, 2, "Early", 7, 10, 0)]
    public void Runs_and_totals_go_on_over_the_week(string week, int shifts, int weekends, string? last, int same, int work, int off)
    {
        IEnumerable<NurseDuty> duties = week.Select((s, d) => (s, d)).Where(d => d.s != '-').Select(d => new NurseDuty("Ann", 14 + d.d, d.s == 'E' ? "Early" : "Night", "Nurse"));
        Assert.Equal([new NurseHistory("Ann", shifts, weekends, last, same, work, off)], NurseSeam.After([Before], duties, 14));
    }
}
