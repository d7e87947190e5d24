using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>Employees whom nothing in a model tells apart but their names: one schedule is the best of them all, so it is priced once.</summary>
internal sealed class Twins
{
    private readonly EmployeeNetworks _networks;
    private readonly int[] _earlier;

    public Twins(RosterModel model, EmployeeNetworks networks, CoverPrices covers)
    {
        _networks = networks;
        _earlier = new int[model.Employees];
        Dictionary<(DayNetwork, int), List<int>> alike = new();
        for (int employee = 0; employee < model.Employees; employee++)
        {
            _earlier[employee] = -1;
            EmployeeNetwork of = networks.Of[employee];
            if (of.Totals.Length > 0)
            {
                continue;
            }

            (DayNetwork, int) key = (of.Network, covers.KindOf(employee));
            List<int> known = alike.TryGetValue(key, out List<int>? list) ? list : alike[key] = [];
            int twin = known.FindIndex(other => HaveSameCosts(model, other, employee));
            if (twin < 0)
            {
                known.Add(employee);
            }
            else
            {
                _earlier[employee] = known[twin];
            }
        }
    }

    /// <summary>The first employee who is alike and may choose the same options now; −1 when there is none before this one.</summary>
    public int Of(int employee)
    {
        int earlier = _earlier[employee];
        return earlier >= 0 && _networks.Usable[earlier].AsSpan().SequenceEqual(_networks.Usable[employee]) ? earlier : -1;
    }

    private static bool HaveSameCosts(RosterModel model, int one, int other)
    {
        foreach (long[]? costs in model.OptionCosts)
        {
            if (costs is not null && !costs.AsSpan(one * model.HorizonOptions, model.HorizonOptions).SequenceEqual(costs.AsSpan(other * model.HorizonOptions, model.HorizonOptions)))
            {
                return false;
            }
        }

        return true;
    }
}
