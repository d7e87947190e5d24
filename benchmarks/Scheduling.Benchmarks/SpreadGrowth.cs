using System.Globalization;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules.Fairness;

namespace Scheduling.Benchmarks;

/// <summary>
/// Whether the spread of a measure grows over weeks that build on each other. The first week is left out, as it starts from the balances of the sample; of the others the largest spread
/// of the first three (weeks 2 to 4) is compared with the largest of those after. Growth is more than what the fairness rule of the measure tolerates: a duty, or its minutes.
/// </summary>
/// <param name="Measure">The measure.</param>
/// <param name="Before">Largest spread of weeks 2 to 4, in full-time units.</param>
/// <param name="After">Largest spread of the weeks after, in full-time units; as before when there are none.</param>
/// <param name="Tolerance">What the rule tolerates, in full-time units.</param>
internal sealed record SpreadGrowth(string Measure, decimal Before, decimal After, int Tolerance)
{
    private const int FirstWeeks = 3;

    public bool Grows => After > Before + Tolerance;

    public static IEnumerable<SpreadGrowth> Of(SchedulingProblem problem, IReadOnlyList<IReadOnlyDictionary<string, decimal>> weeks)
    {
        foreach (FairnessRule rule in problem.Rules.OfType<FairnessRule>().Where(r => !r.Enforcement.IsOff).DistinctBy(r => r.Measure))
        {
            decimal[] spreads = [.. weeks.Skip(1).Select(w => w[rule.Measure])];
            decimal before = spreads.Take(FirstWeeks).DefaultIfEmpty().Max();
            yield return new SpreadGrowth(rule.Measure, before, spreads.Skip(FirstWeeks).DefaultIfEmpty(before).Max(), rule.Tolerance);
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Measure}: largest spread of weeks 2-4 {Before}, of the weeks after {After}; {(Grows ? "grows" : "does not grow")} by more than {Tolerance}");
}
