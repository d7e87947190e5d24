namespace Scheduling.Engine.Solving.Pricing;

/// <summary>What one step through a day network costs beside the price of the option: costs per level, and blocks touched for the first time.</summary>
internal sealed class StepCost(int levels)
{
    public long[] Levels { get; } = new long[levels];

    public List<int> Blocks { get; } = [];

    /// <summary>Whether the step breaks a hard rule.</summary>
    public bool IsForbidden { get; private set; }

    public void Clear()
    {
        Array.Clear(Levels);
        Blocks.Clear();
        IsForbidden = false;
    }

    /// <summary>Adds a cost; any on level 0 forbids the step.</summary>
    public void Add(int level, long cost)
    {
        Levels[level] += cost;
        IsForbidden |= level == 0 && cost > 0;
    }
}
