using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.CpSat;

/// <summary>The cells that may change, numbered in order: their slots. Of some cells only the breaks may.</summary>
internal sealed class FreeCells
{
    private readonly int[]? _slots;
    private readonly Dictionary<int, int>? _few;

    /// <param name="model">The model.</param>
    /// <param name="cells">Cells of the horizon whose option and breaks may change; each once, in any order. Sorted in place.</param>
    /// <param name="breaks">Cells of which only the breaks may change; those already in <paramref name="cells"/> are left out.</param>
    public FreeCells(RosterModel model, int[] cells, IReadOnlyCollection<int>? breaks = null)
    {
        Array.Sort(cells);
        Cells = cells;
        if (cells.Length * 4 >= model.Cells)
        {
            _slots = new int[model.Cells];
            Array.Fill(_slots, -1);
        }
        else
        {
            _few = new Dictionary<int, int>(cells.Length);
        }

        for (int slot = 0; slot < cells.Length; slot++)
        {
            if (_slots is not null)
            {
                _slots[cells[slot]] = slot;
            }
            else
            {
                _few![cells[slot]] = slot;
            }
        }

        BreakCells = breaks is null ? [] : [.. breaks.Where(c => SlotOf(c) < 0)];
    }

    /// <summary>Cells whose option may change, in order.</summary>
    public int[] Cells { get; }

    /// <summary>Cells of which only the breaks may change.</summary>
    public int[] BreakCells { get; }

    /// <summary>Every cell of the horizon.</summary>
    public static FreeCells Everything(RosterModel model)
    {
        Timeline timeline = model.Timeline;
        int horizon = timeline.HorizonEnd - timeline.HorizonStart;
        int[] cells = new int[model.Employees * horizon];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = (i / horizon * timeline.Days) + timeline.HorizonStart + (i % horizon);
        }

        return new FreeCells(model, cells);
    }

    /// <summary>The cells of one employee in the horizon, in order.</summary>
    public static int[] CellsOf(RosterModel model, int employee)
    {
        Timeline timeline = model.Timeline;
        return [.. Enumerable.Range((employee * timeline.Days) + timeline.HorizonStart, timeline.HorizonEnd - timeline.HorizonStart)];
    }

    /// <summary>Slot of a cell; −1 when its option may not change.</summary>
    public int SlotOf(int cell) => _slots is not null ? _slots[cell] : _few!.GetValueOrDefault(cell, -1);

    /// <summary>Whether any cell from first to last may change.</summary>
    public bool AnyIn(int first, int last)
    {
        int at = Array.BinarySearch(Cells, first);
        at = at < 0 ? ~at : at;
        return at < Cells.Length && Cells[at] <= last;
    }
}
