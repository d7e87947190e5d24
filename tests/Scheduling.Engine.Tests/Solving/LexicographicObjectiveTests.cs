using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Tests.Solving;

public sealed class LexicographicObjectiveTests
{
    [Fact]
    public void A_unit_of_an_earlier_level_outweighs_everything_later()
    {
        LexicographicObjective objective = Of((0, 3), (2, 10))!;
        Assert.Equal(0, objective.Scalar.Minimum);
        Assert.Equal((3 * 9) + 8, objective.Scalar.Maximum);
    }

    [Fact]
    public void Levels_whose_range_does_not_fit_are_not_weighted() => Assert.Null(Of((0, 1L << 30), (0, 1L << 30)));

    [Theory]
    [InlineData(35, new long[] { 3, 10 }, new long[] { 3, 10 })]
    [InlineData(26, new long[] { 3, 10 }, new long[] { 2, 2 })]
    [InlineData(27.2, new long[] { 3, 10 }, new long[] { 3, 3 })]
    [InlineData(0, new long[] { 0, 5 }, new long[] { 0, 2 })]
    public void A_bound_of_the_scalar_bounds_each_level_given_the_earlier_ones(double bound, long[] incumbent, long[] expected) =>
        Assert.Equal(expected, Of((0, 3), (2, 10))!.LevelBounds(bound, incumbent));

    private static LexicographicObjective? Of(params (long Least, long Most)[] ranges)
    {
        var model = new CpSatWriter();
        return LexicographicObjective.TryCreate([.. ranges.Select(r =>
            r.Least == r.Most ? new LinearTerms().Add(r.Least) : new LinearTerms().Add(model.Variable(r.Least, r.Most, r.Least), 1, r.Least, r.Most))]);
    }
}
