using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// Limits on the slacks of covers, for branching: how short a cover is and what it has too much are whole numbers, and so are their sums over covers that cost the same. Where a linear program says
/// 3.7, every roster has at most 3 or at least 4. Such a limit changes prices of rows only, so the day networks stay as they are.
/// </summary>
internal sealed class SlackLimits
{
    /// <summary>A limit there is none of.</summary>
    public const long None = long.MaxValue;
    private readonly int[] _group;
    private readonly long[] _mostBefore;

    public SlackLimits(RosterModel model)
    {
        int slacks = 2 * model.Covers.Length;
        (_group, _mostBefore, Hinges) = (new int[slacks], new long[slacks], new Hinge[slacks]);
        Array.Fill(_group, -1);
        Dictionary<(bool IsSurplus, int Level, long Weight), int> groups = [];
        for (int cover = 0; cover < model.Covers.Length; cover++)
        {
            CoverTerm term = model.Covers[cover];
            if (term.RowCount != 1 || Slope(term.Shortage) is not { } shortage || (term.Surplus is not null && (term.Ceiling != model.Rows[term.FirstRow].Required || Slope(term.Surplus) is null)))
            {
                continue;
            }

            Add(Shortage(cover), term.Shortage, shortage);
            if (term.Surplus is not null)
            {
                Add(Surplus(cover), term.Surplus, Slope(term.Surplus)!.Value);
            }
        }

        Groups = groups.Count;
        (Least, Most) = (new long[slacks], (long[])_mostBefore.Clone());
        (GroupLeast, GroupMost) = (new long[Groups], new long[Groups]);
        Array.Fill(GroupMost, None);

        void Add(int slack, CostCurve curve, Hinge hinge)
        {
            (bool, int, long) key = (slack % 2 == 1, hinge.Level, hinge.Weight);
            _group[slack] = groups.TryGetValue(key, out int group) ? group : groups[key] = groups.Count;
            Hinges[slack] = hinge;
            _mostBefore[slack] = TermMinimum.Legal(curve, 0, None).Most;
        }
    }

    /// <summary>Number of sums.</summary>
    public int Groups { get; }

    /// <summary>What a unit of each slack costs.</summary>
    public Hinge[] Hinges { get; }

    /// <summary>Least and most of each slack; hard rules count.</summary>
    public long[] Least { get; }

    /// <inheritdoc cref="Least"/>
    public long[] Most { get; }

    /// <summary>Least and most of each sum.</summary>
    public long[] GroupLeast { get; }

    /// <inheritdoc cref="GroupLeast"/>
    public long[] GroupMost { get; }

    /// <summary>Number of slacks, two for each cover.</summary>
    public int Slacks => _group.Length;

    /// <summary>How short a cover is.</summary>
    public static int Shortage(int cover) => 2 * cover;

    /// <summary>What a cover has too much.</summary>
    public static int Surplus(int cover) => (2 * cover) + 1;

    /// <summary>The sum a slack is part of; −1 where its cost is not one per unit from the first on, so that nothing can be said of it.</summary>
    public int GroupOf(int slack) => _group[slack];

    /// <summary>Whether a slack has limits of its own, those of hard rules apart.</summary>
    public bool IsLimited(int slack) => Least[slack] > 0 || Most[slack] < _mostBefore[slack];

    /// <summary>Takes all limits off but those of hard rules.</summary>
    public void Clear()
    {
        Array.Clear(Least);
        _mostBefore.CopyTo(Most, 0);
        Array.Clear(GroupLeast);
        Array.Fill(GroupMost, None);
    }

    /// <summary>The hinge of a curve that costs the same from the first unit on, hard limits apart; null for others.</summary>
    private static Hinge? Slope(CostCurve curve)
    {
        Hinge[] soft = [.. curve.Hinges.Where(h => h.Level > 0)];
        return soft is [{ IsAbove: true, Threshold: <= 0 }] && curve.Hinges.All(h => h.IsAbove) ? soft[0] : null;
    }
}
