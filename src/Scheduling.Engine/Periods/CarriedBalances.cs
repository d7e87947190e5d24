using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules.Fairness;

namespace Scheduling.Engine.Periods;

/// <summary>What each employee carries over from a finished roster, so that who did more than the fair share does less afterwards.</summary>
public static class CarriedBalances
{
    private const int Thousand = 1000;

    /// <summary>
    /// The employees with the balances they go on with: for each measure a fairness rule of the problem speaks of, what was carried over before plus what the
    /// roster adds, less the fair share of all that, by contract share and days employed. Shares are counted in thousandths of a unit (in whole ones, whoever's fifth of a standby
    /// duty was rounded up would owe one each week and all others none) and have the same sum as what is shared, the largest remainders rounded up, so that balances of a
    /// measure always add up to 0. Balances of other measures, and of people a rule does not speak of, stay.
    /// </summary>
    public static IReadOnlyList<Employee> After(SchedulingProblem problem, Roster roster)
    {
        var view = new RosterView(problem, roster);
        Dictionary<(string Employee, string Measure), decimal> balances = [];
        foreach (FairnessRule rule in problem.Rules.OfType<FairnessRule>().Where(r => !r.Enforcement.IsOff).DistinctBy(r => (r.Measure, r.AppliesTo)))
        {
            IReadOnlyList<FairnessStanding> members = rule.Standings(view).Members;
            long[] have = [.. members.Select(m => (m.Amount * Thousand) + (long)(m.Carried * Thousand))];
            long[] shares = Shares(have.Sum(), [.. members.Select(m => (long)m.ContractShare * m.DaysEmployed)]);
            for (int i = 0; i < members.Count; i++)
            {
                balances[(members[i].Employee.Id, rule.Measure)] = (have[i] - shares[i]) / (decimal)Thousand;
            }
        }

        ILookup<string, CarriedBalance> after = balances.Where(b => b.Value != 0).OrderBy(b => b.Key.Measure, StringComparer.Ordinal)
            .ToLookup(b => b.Key.Employee, b => new CarriedBalance { Measure = b.Key.Measure, Amount = b.Value });
        return [.. problem.Employees.Select(employee => employee with
        {
            Balances = [.. employee.Balances.Where(b => !balances.ContainsKey((employee.Id, b.Measure))), .. after[employee.Id]],
        })];
    }

    /// <summary>A whole amount shared out by weights, the largest remainders rounded up; the first of equals comes first.</summary>
    private static long[] Shares(long amount, long[] weights)
    {
        long sum = weights.Sum();
        if (sum == 0)
        {
            return new long[weights.Length];
        }

        long[] shares = [.. weights.Select(w => (long)Math.Floor((decimal)amount * w / sum))];
        IEnumerable<int> byRemainder = Enumerable.Range(0, weights.Length).OrderByDescending(i => ((decimal)amount * weights[i] / sum) - shares[i]).ThenBy(i => i);
        foreach (int i in byRemainder.Take((int)(amount - shares.Sum())))
        {
            shares[i]++;
        }

        return shares;
    }
}
