namespace Scheduling.Engine.Solving.Pricing;

/// <summary>What one step through a day network costs beside the price of the option: costs per level, and blocks touched for the first time.</summary>
internal sealed class StepCost(int levels)
{
    public long[] Levels { get; } = new long[levels];

    public List<int> Blocks { get; } = [];

    /// <summary>Whether the step breaks a hard rule.</summary>
    public bool IsForbidden { get; private set; }

    /// <summary>Whether nothing has been added.</summary>
    public bool IsNothing { get; private set; } = true;

    public void Clear()
    {
        if (IsNothing)
        {
            return;
        }

        Array.Clear(Levels);
        Blocks.Clear();
        IsForbidden = false;
        IsNothing = true;
    }

    /// <summary>Reports that a block is touched for the first time.</summary>
    public void Touch(int block)
    {
        Blocks.Add(block);
        IsNothing = false;
    }

    /// <summary>Adds a cost; any on level 0 forbids the step.</summary>
    public void Add(int level, long cost)
    {
        Levels[level] += cost;
        IsNothing = false;
        IsForbidden |= level == 0 && cost > 0;
    }
}
