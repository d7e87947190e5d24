using System.Runtime.CompilerServices;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.CpSat;

/// <summary>Numbers employees so that those who belong to the same groups, and so give the same to every row, have the same number.</summary>
internal static class CoverSignatures
{
    private static readonly ConditionalWeakTable<RosterModel, int[]> Cache = [];

    public static int[] Of(RosterModel model) => Cache.GetValue(model, Compute);

    private static int[] Compute(RosterModel model)
    {
        Dictionary<string, int> numbers = [];
        int[] signatures = new int[model.Employees];
        for (int employee = 0; employee < model.Employees; employee++)
        {
            string key = string.Concat(model.Groups.Select(g => g[employee] ? '1' : '0'));
            if (!numbers.TryGetValue(key, out int number))
            {
                numbers[key] = number = numbers.Count;
            }

            signatures[employee] = number;
        }

        return signatures;
    }
}
