using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// The step in which costs of a level come: the greatest common divisor of all its weights. With weights of 10 and 15 every roster costs a multiple of 5, so a bound of 1,661 proves 1,665.
/// </summary>
internal static class CostStep
{
    /// <summary>The step of each level; 1 where nothing costs anything.</summary>
    public static long[] Of(RosterModel model)
    {
        long[] steps = new long[model.Levels];
        for (int level = 0; level < steps.Length; level++)
        {
            foreach (long cost in model.OptionCosts[level] ?? [])
            {
                Take(level, cost);
            }
        }

        foreach (SequenceTerm term in (IEnumerable<SequenceTerm>)[.. model.Successions, .. model.RunLengths, .. model.Automata, .. model.Stretches])
        {
            Take(term.Level, term.Weight);
        }

        IEnumerable<CostCurve?> curves =
        [
            .. model.Totals.Select(t => t.Curve),
            .. model.Covers.SelectMany(t => new[] { t.Shortage, t.Surplus }),
            .. model.Balances.SelectMany(t => new[] { t.Deviation, t.Spread }),
        ];
        foreach (Hinge hinge in curves.SelectMany(c => c?.Hinges ?? []))
        {
            Take(hinge.Level, hinge.Weight);
        }

        return [.. steps.Select(s => Math.Max(1, s))];

        void Take(int level, long weight) => steps[level] = LinearTerms.Gcd(steps[level], weight);
    }
}
