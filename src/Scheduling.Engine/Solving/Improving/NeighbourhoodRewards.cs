namespace Scheduling.Engine.Solving.Improving;

/// <summary>Which kinds of neighbourhoods to take and how large: time goes to the kinds that gain most per time, sizes adapt to what solves to optimality.</summary>
internal sealed class NeighbourhoodRewards
{
    private const double Memory = 0.85;
    private const double Floor = 0.08;

    /// <summary>What finds much but seldom, late in a search, is not given up.</summary>
    private const double ColumnsFloor = 0.6;

    /// <summary>What takes long and rarely finds anything better.</summary>
    private const double ReheatFloor = 0.02;
    private const double FirstReheatReward = 0.25;
    private const double FirstReheatTime = 4;
    private const double LeastTime = 0.05;
    private readonly double[] _size;
    private readonly double[] _most;
    private readonly double[] _reward;
    private readonly double[] _time;
    private readonly bool[] _usable;
    private readonly double[] _typicalDrop;

    /// <param name="levels">Number of levels.</param>
    /// <param name="size">First size of each kind, in free cells or what else the kind counts.</param>
    /// <param name="most">Largest size of each kind.</param>
    public NeighbourhoodRewards(int levels, double[] size, double[] most)
    {
        (_size, _most) = (size, most);
        _reward = [.. size.Select((_, kind) => kind == (int)NeighbourhoodKind.Reheat ? FirstReheatReward : 1)];
        _time = [.. size.Select((_, kind) => kind == (int)NeighbourhoodKind.Reheat ? FirstReheatTime : 0.5)];
        _usable = new bool[size.Length];
        _typicalDrop = new double[levels];
    }

    public int SizeOf(NeighbourhoodKind kind) => (int)_size[(int)kind];

    public void Use(NeighbourhoodKind kind, bool usable) => _usable[(int)kind] = usable;

    public NeighbourhoodKind Next(Random random)
    {
        double all = 0;
        for (int k = 0; k < _reward.Length; k++)
        {
            all += Chance(k);
        }

        double pick = random.NextDouble() * all;
        int last = 0;
        for (int k = 0; k < _reward.Length; k++)
        {
            if (_usable[k])
            {
                last = k;
                pick -= Chance(k);
                if (pick < 0)
                {
                    break;
                }
            }
        }

        return (NeighbourhoodKind)last;
    }

    /// <summary>Learns from a step: optimal in little time wants more cells, not optimal fewer.</summary>
    /// <param name="limit">The step's limit, in those of an ordinary step.</param>
    public void Learn(NeighbourhoodKind kind, bool optimal, ReadOnlySpan<long> before, ReadOnlySpan<long> after, double shareOfLimit, double limit)
    {
        int k = (int)kind;
        if (optimal && shareOfLimit < 0.5)
        {
            _size[k] = Math.Min(_size[k] * (shareOfLimit < 0.1 ? 1.25 : 1.1), _most[k]);
        }
        else if (!optimal)
        {
            _size[k] = Math.Max(_size[k] * 0.8, kind == NeighbourhoodKind.Breaks ? 1 : 6);
        }

        double time = Math.Max(LeastTime, shareOfLimit * limit);
        _time[k] = (Memory * _time[k]) + ((1 - Memory) * time);
        double reward = Math.Min(4, Gain(before, after) / time / 4);
        _reward[k] = Math.Max(FloorOf(kind), (Memory * _reward[k]) + ((1 - Memory) * reward));
    }

    private static double FloorOf(NeighbourhoodKind kind) => kind switch
    {
        NeighbourhoodKind.Columns => ColumnsFloor,
        NeighbourhoodKind.Reheat => ReheatFloor,
        _ => Floor,
    };

    /// <summary>A kind's share of time is its reward per time, so its share of picks is less the longer a step takes.</summary>
    private double Chance(int k) => _usable[k] ? _reward[k] / Math.Max(LeastTime, _time[k]) : 0;

    /// <summary>The drop on the first level that changed, against the typical drop there.</summary>
    private double Gain(ReadOnlySpan<long> before, ReadOnlySpan<long> after)
    {
        for (int level = 0; level < before.Length; level++)
        {
            double drop = before[level] - after[level];
            if (drop == 0)
            {
                continue;
            }

            if (drop < 0)
            {
                return 0;
            }

            _typicalDrop[level] = _typicalDrop[level] == 0 ? drop : (Memory * _typicalDrop[level]) + ((1 - Memory) * drop);
            return Math.Clamp(drop / _typicalDrop[level], 0.2, 4);
        }

        return 0;
    }
}
