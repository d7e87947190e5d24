using System.Runtime.InteropServices;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Pricing;

/// <summary>
/// Builds day networks: walks all states that can be reached from the first known day, drops those that cannot reach the end,
/// and merges those that nothing later can tell apart.
/// </summary>
internal sealed class NetworkBuilder
{
    private readonly RosterModel _model;
    private readonly StatePart[] _parts;
    private readonly Band? _band;
    private readonly int _mostNodesPerDay;
    private readonly int _days;
    private readonly List<NetworkCost> _costs = [];
    private readonly Dictionary<string, int> _costIds = [];
    private readonly int[] _labelOf;
    private readonly int[][][] _labels;
    private readonly StepCost _step;

    /// <param name="usable">Options that some employee of this kind may choose.</param>
    private NetworkBuilder(RosterModel model, StatePart[] parts, bool[] usable, Band? band, int mostNodesPerDay)
    {
        (_model, _parts, _band, _mostNodesPerDay) = (model, parts, band, mostNodesPerDay);
        _days = model.Timeline.Days;
        _step = new StepCost(model.Levels);
        CostId();
        _labelOf = new int[model.Options.Length];
        Array.Fill(_labelOf, -1);
        _labels = new int[_days][][];
        var key = new int[parts.Length];
        for (int day = 0; day < _days; day++)
        {
            Dictionary<StateKey, int> ids = [];
            for (int option = model.DayOffsets[day]; option < model.DayOffsets[day + 1]; option++)
            {
                if (!usable[option])
                {
                    continue;
                }

                for (int part = 0; part < parts.Length; part++)
                {
                    key[part] = parts[part].Label(day, option);
                }

                if (!ids.TryGetValue(new StateKey(key), out int id))
                {
                    ids[new StateKey([.. key])] = id = ids.Count;
                }

                _labelOf[option] = id;
            }

            _labels[day] = [.. ids.OrderBy(i => i.Value).Select(i => i.Key.States)];
        }
    }

    /// <summary>Builds; null when a day has more nodes than allowed, or no schedule is legal.</summary>
    public static DayNetwork? TryBuild(RosterModel model, StatePart[] parts, bool[] usable, Band? band, int mostNodesPerDay) =>
        new NetworkBuilder(model, parts, usable, band, mostNodesPerDay).Build();

    private DayNetwork? Build()
    {
        List<int[]>[] nodes = new List<int[]>[_days + 1];
        List<(int Source, int Label, int Target, int Cost)>[] arcs = new List<(int, int, int, int)>[_days];
        nodes[0] = [.. StartStates()];
        int[] next = new int[_parts.Length];
        for (int day = 0; day < _days; day++)
        {
            Dictionary<StateKey, int> ids = [];
            nodes[day + 1] = [];
            arcs[day] = [];
            for (int node = 0; node < nodes[day].Count; node++)
            {
                int[] states = nodes[day][node];
                for (int label = 0; label < _labels[day].Length; label++)
                {
                    _step.Clear();
                    for (int part = 0; part < _parts.Length && !_step.IsForbidden; part++)
                    {
                        next[part] = _parts[part].Step(day, states[part], _labels[day][label][part], _step);
                    }

                    if (_step.IsForbidden)
                    {
                        continue;
                    }

                    if (!ids.TryGetValue(new StateKey(next), out int target))
                    {
                        target = nodes[day + 1].Count;
                        int[] kept = [.. next];
                        ids[new StateKey(kept)] = target;
                        nodes[day + 1].Add(kept);
                        if (nodes[day + 1].Count > _mostNodesPerDay)
                        {
                            return null;
                        }
                    }

                    arcs[day].Add((node, label, target, CostId()));
                }
            }
        }

        return Merge(nodes, arcs);
    }

    private IEnumerable<int[]> StartStates()
    {
        IEnumerable<int[]> starts = [[]];
        foreach (StatePart part in _parts)
        {
            starts = starts.SelectMany(s => part.Starts.Select(state => (int[])[.. s, state]));
        }

        return starts;
    }

    /// <summary>From the last day back: nodes with the same arcs become one, nodes without any go.</summary>
    private DayNetwork? Merge(List<int[]>[] nodes, List<(int Source, int Label, int Target, int Cost)>[] arcs)
    {
        int[][] merged = new int[_days + 1][];
        List<int> endCosts = [];
        merged[_days] = new int[nodes[_days].Count];
        Dictionary<int, int> ends = [];
        for (int node = 0; node < nodes[_days].Count; node++)
        {
            _step.Clear();
            for (int part = 0; part < _parts.Length; part++)
            {
                _parts[part].Finish(nodes[_days][node][part], _step);
            }

            if (_step.IsForbidden)
            {
                merged[_days][node] = -1;
                continue;
            }

            int cost = CostId();
            if (!ends.TryGetValue(cost, out merged[_days][node]))
            {
                ends[cost] = merged[_days][node] = endCosts.Count;
                endCosts.Add(cost);
            }
        }

        var kept = new List<int[]>[_days];
        for (int day = _days - 1; day >= 0; day--)
        {
            kept[day] = [];
            merged[day] = new int[nodes[day].Count];
            Array.Fill(merged[day], -1);
            Dictionary<StateKey, int> ids = [];
            List<(int Source, int Label, int Target, int Cost)> list = arcs[day];
            List<int> signature = [];
            for (int at = 0; at < list.Count;)
            {
                int source = list[at].Source;
                signature.Clear();
                for (; at < list.Count && list[at].Source == source; at++)
                {
                    int target = merged[day + 1][list[at].Target];
                    if (target >= 0)
                    {
                        signature.AddRange([list[at].Label, target, list[at].Cost]);
                    }
                }

                if (signature.Count == 0)
                {
                    continue;
                }

                if (!ids.TryGetValue(new StateKey([.. signature]), out int id))
                {
                    id = kept[day].Count;
                    int[] copy = [.. signature];
                    ids[new StateKey(copy)] = id;
                    kept[day].Add(copy);
                }

                merged[day][source] = id;
            }
        }

        int[] starts = [.. merged[0].Where(n => n >= 0).Distinct()];
        return starts.Length == 0 ? null : Flatten(kept, endCosts, starts);
    }

    private DayNetwork? Flatten(List<int[]>[] kept, List<int> endCosts, int[] starts)
    {
        int[] nodeStart = new int[_days + 2];
        for (int day = 0; day < _days; day++)
        {
            nodeStart[day + 1] = nodeStart[day] + kept[day].Count;
        }

        nodeStart[_days + 1] = nodeStart[_days] + endCosts.Count;
        List<int> arcStart = [0];
        List<int> label = [];
        List<int> target = [];
        List<int> cost = [];
        for (int day = 0; day < _days; day++)
        {
            foreach (int[] signature in kept[day])
            {
                for (int i = 0; i < signature.Length; i += 3)
                {
                    label.Add(signature[i]);
                    target.Add(nodeStart[day + 1] + signature[i + 1]);
                    cost.Add(signature[i + 2]);
                }

                arcStart.Add(label.Count);
            }
        }

        (int[] intoStart, int[] arcInto, int[] arcSource) = Reverse(nodeStart[^1], arcStart, target);
        Choices choices = MakeChoices();
        var network = new DayNetwork
        {
            Days = _days,
            NodeStart = nodeStart,
            ArcStart = [.. arcStart],
            ArcLabel = [.. label],
            ArcTarget = [.. target],
            ArcCost = [.. cost],
            IntoStart = intoStart,
            ArcInto = arcInto,
            ArcSource = arcSource,
            Costs = [.. _costs],
            Starts = starts,
            EndCost = [.. endCosts],
            ChoiceStart = choices.Start,
            LabelChoices = [.. choices.OfLabel],
            LabelStart = choices.LabelStart,
            ChoiceUnits = [.. choices.Units],
            ChoiceOf = choices.Of,
            BandRange = new (int, int)[_days + 1],
        };
        return _band is null || BandReach.TryFill(network, _band) ? network : null;
    }

    /// <summary>Arcs by the node they lead to, and where each comes from.</summary>
    private static (int[] IntoStart, int[] ArcInto, int[] ArcSource) Reverse(int nodes, List<int> arcStart, List<int> target)
    {
        int[] start = new int[nodes + 1];
        foreach (int node in target)
        {
            start[node + 1]++;
        }

        for (int node = 0; node < nodes; node++)
        {
            start[node + 1] += start[node];
        }

        int[] next = [.. start];
        int[] into = new int[target.Count];
        int[] source = new int[target.Count];
        for (int node = 0; node + 1 < arcStart.Count; node++)
        {
            for (int arc = arcStart[node]; arc < arcStart[node + 1]; arc++)
            {
                into[next[target[arc]]++] = arc;
                source[arc] = node;
            }
        }

        return (start, into, source);
    }

    private sealed record Choices(int[] Start, List<int> OfLabel, int[] LabelStart, List<int> Units, int[] Of);

    private Choices MakeChoices()
    {
        var choices = new Choices(new int[_days + 1], [], new int[_days + 1], [], new int[_model.Options.Length]);
        Array.Fill(choices.Of, -1);
        for (int day = 0; day < _days; day++)
        {
            choices.Start[day] = choices.Units.Count;
            choices.LabelStart[day] = choices.OfLabel.Count;
            for (int label = 0; label < _labels[day].Length; label++)
            {
                choices.OfLabel.Add(choices.Units.Count);
                Dictionary<int, int> byUnits = [];
                for (int option = _model.DayOffsets[day]; option < _model.DayOffsets[day + 1]; option++)
                {
                    if (_labelOf[option] != label)
                    {
                        continue;
                    }

                    int units = _band?.UnitsOf(day, option) ?? 0;
                    ref int choice = ref CollectionsMarshal.GetValueRefOrAddDefault(byUnits, units, out bool known);
                    if (!known)
                    {
                        choice = choices.Units.Count;
                        choices.Units.Add(units);
                    }

                    choices.Of[option] = choice;
                }
            }
        }

        choices.Start[_days] = choices.Units.Count;
        choices.LabelStart[_days] = choices.OfLabel.Count;
        choices.OfLabel.Add(choices.Units.Count);
        return choices;
    }

    /// <summary>Number of the costs of the last step.</summary>
    private int CostId()
    {
        if (_costs.Count > 0 && _step.IsNothing)
        {
            return 0;
        }

        string key = string.Join(',', _step.Levels) + ";" + string.Join(',', _step.Blocks);
        if (!_costIds.TryGetValue(key, out int id))
        {
            _costIds[key] = id = _costs.Count;
            _costs.Add(new NetworkCost([.. _step.Levels], [.. _step.Blocks]));
        }

        return id;
    }

    /// <summary>Integers compared by content.</summary>
    private readonly struct StateKey(int[] states) : IEquatable<StateKey>
    {
        public int[] States => states;

        public bool Equals(StateKey other) => states.AsSpan().SequenceEqual(other.States);

        public override bool Equals(object? obj) => obj is StateKey other && Equals(other);

        public override int GetHashCode()
        {
            HashCode hash = default;
            hash.AddBytes(MemoryMarshal.AsBytes(states.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
