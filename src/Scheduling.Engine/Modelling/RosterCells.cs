namespace Scheduling.Engine.Modelling;

/// <summary>
/// A roster in the model's terms: for each cell (employee × days of the timeline + day) the option chosen, and for each of
/// its breaks the placement. Mutable, for solvers.
/// </summary>
public sealed class RosterCells
{
    internal RosterCells(int cells, int maximumBreaks)
    {
        MaximumBreaks = maximumBreaks;
        Options = new int[cells];
        Placements = new int[cells * maximumBreaks];
        Array.Fill(Placements, -1);
    }

    private RosterCells(RosterCells other)
    {
        MaximumBreaks = other.MaximumBreaks;
        Options = (int[])other.Options.Clone();
        Placements = (int[])other.Placements.Clone();
    }

    /// <summary>Places for breaks per cell.</summary>
    public int MaximumBreaks { get; }

    /// <summary>Option of each cell.</summary>
    public int[] Options { get; }

    /// <summary>Placement of each break, at cell × <see cref="MaximumBreaks"/> + slot; −1 where the option has no such break.</summary>
    public int[] Placements { get; }

    /// <summary>Placements of a cell.</summary>
    public Span<int> PlacementsOf(int cell) => Placements.AsSpan(cell * MaximumBreaks, MaximumBreaks);

    /// <summary>A copy.</summary>
    public RosterCells Clone() => new(this);

    /// <summary>Takes over another roster of the same model.</summary>
    public void CopyFrom(RosterCells other)
    {
        other.Options.CopyTo(Options, 0);
        other.Placements.CopyTo(Placements, 0);
    }

    /// <summary>Takes over one cell of another roster of the same model.</summary>
    public void CopyFrom(RosterCells other, int cell)
    {
        Options[cell] = other.Options[cell];
        other.PlacementsOf(cell).CopyTo(PlacementsOf(cell));
    }

    /// <summary>Chooses an option with each break at its first placement.</summary>
    public void Choose(RosterModel model, int cell, int option)
    {
        Options[cell] = option;
        Span<int> placements = PlacementsOf(cell);
        placements.Fill(-1);
        IReadOnlyList<BreakSlot> breaks = model.Options[option].Breaks;
        for (int slot = 0; slot < breaks.Count; slot++)
        {
            placements[slot] = breaks[slot].FirstPlacement;
        }
    }
}
