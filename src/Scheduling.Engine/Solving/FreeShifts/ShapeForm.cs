using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Solving.FreeShifts;

/// <summary>
/// A model with very many options a day, as flat arrays: shapes (a start and a length each), which shape may follow which, how long runs of work may be, one total of each employee, and
/// covers to which everybody gives one unit at a time. The posts of a shape are a decision of their own inside it. <see cref="TryCreate"/> says which models have this form.
/// </summary>
internal sealed class ShapeForm
{
    /// <summary>Options a day from which on the search of shapes is worth its while.</summary>
    private const int ManyOptions = 150;

    private ShapeForm(RosterModel model) => Model = model;

    public RosterModel Model { get; }

    public int Days => Model.Timeline.Days;

    /// <summary>Class of each option as successor, within its day; being off is no class.</summary>
    public int[] StartClass { get; private set; } = [];

    /// <summary>Class of each option as predecessor, within its day, from 1; being off is class 0.</summary>
    public int[] EndClass { get; private set; } = [];

    /// <summary>End classes of each day, that of being off included.</summary>
    public int[] EndClasses { get; private set; } = [];

    /// <summary>Start classes of each day.</summary>
    public int[] StartClasses { get; private set; } = [];

    /// <summary>Whether a start class of a day may follow an end class of the day before: at [day][end × start classes + start].</summary>
    public bool[][] MayFollow { get; private set; } = [];

    /// <summary>Most working days in a row of each employee.</summary>
    public int[] MostRun { get; private set; } = [];

    /// <summary>Units of each option in everybody's total.</summary>
    public int[] Units { get; private set; } = [];

    /// <summary>Least units of each employee.</summary>
    public int[] Least { get; private set; } = [];

    /// <summary>Most units of each employee.</summary>
    public int[] Most { get; private set; } = [];

    /// <summary>Least steps on a post of each employee.</summary>
    public int[] LeastSteps { get; private set; } = [];

    /// <summary>Options that each employee may take; employees who may take the same share an array.</summary>
    public bool[][] Usable { get; private set; } = [];

    /// <summary>Starts of each day whose posts may change: the placement of each step on the first post.</summary>
    public int[][][] Starts { get; private set; } = [];

    /// <summary>Start of each option among its day's; −1 where the post does not change.</summary>
    public int[] StartOf { get; private set; } = [];

    /// <summary>Steps of each option whose post may change.</summary>
    public int[] Steps { get; private set; } = [];

    /// <summary>First placement of each day, and their number at the end.</summary>
    public int[] PlacementStart { get; private set; } = [];

    /// <summary>Number of posts among which a step chooses.</summary>
    public int Posts { get; private set; } = 1;

    /// <summary>What one employee gives to a row.</summary>
    public int Unit { get; private set; } = 1;

    /// <summary>Kind of each row: rows of a kind cost alike.</summary>
    public int[] RowKind { get; private set; } = [];

    /// <summary>Cost on level 0 of each kind at 0, 1, … employees.</summary>
    public double[][] Hard { get; private set; } = [];

    /// <summary>Cost on the other levels, weighted into one number, of each kind at 0, 1, … employees.</summary>
    public double[][] Soft { get; private set; } = [];

    /// <summary>Weight of each level in <see cref="Soft"/>.</summary>
    public double[] LevelWeights { get; private set; } = [];

    /// <summary>The least change of <see cref="Soft"/> by one employee; 1 when nothing costs.</summary>
    public double SoftStep { get; private set; } = 1;

    /// <summary>The least change of <see cref="Hard"/> by one employee; 1 when nothing costs.</summary>
    public double HardStep { get; private set; } = 1;

    /// <summary>Costs per level as one number, level 0 left out.</summary>
    public double Weighted(ReadOnlySpan<long> costs)
    {
        double sum = 0;
        for (int level = 1; level < costs.Length; level++)
        {
            sum += LevelWeights[level] * costs[level];
        }

        return sum;
    }

    /// <summary>The model in this form; null when it has another.</summary>
    public static ShapeForm? TryCreate(RosterModel model)
    {
        Timeline timeline = model.Timeline;
        bool simple = timeline.HorizonStart == 0 && timeline.HorizonEnd == timeline.Days
            && model.HorizonOptions >= ManyOptions * (long)timeline.Days && model.Rows.Length > 0
            && model.Automata.Length == 0 && model.Balances.Length == 0 && model.Blocks.Length == 0
            && Array.TrueForAll(model.Covers, c => c.RowCount == 1)
            && Array.TrueForAll(model.Options, o => o.Path is not null || o.Breaks.Count == 0);
        var form = new ShapeForm(model);
        return simple && form.ReadSuccessions() && form.ReadRuns() && form.ReadTotals() && form.ReadPaths() && form.ReadCovers() ? form.WithUsable() : null;
    }

    private bool ReadSuccessions()
    {
        SuccessionTable? table = First(Model.Successions);
        bool alike = Model.Successions.Length == 0
            || (Model.Successions.Length == Model.Employees && Array.TrueForAll(Model.Successions, s => ReferenceEquals(s.Table, table) && s.Level == 0)
                && Model.Successions.Select(s => s.Employee).Distinct().Count() == Model.Employees && table!.Gap == 1);
        if (!alike)
        {
            return false;
        }

        (StartClass, EndClass) = (new int[Model.Options.Length], new int[Model.Options.Length]);
        (EndClasses, StartClasses, MayFollow) = (new int[Days], new int[Days], new bool[Days][]);
        for (int day = 0; day < Days; day++)
        {
            SuccessionDay? after = day + 1 < Days ? table?.Days[day] : null;
            SuccessionDay? before = day > 0 ? table?.Days[day - 1] : null;
            EndClasses[day] = 1 + Classify(day, EndClass, 1, o => after is null ? "" : Row(after, table!.PredecessorGroup[o]));
            StartClasses[day] = Classify(day, StartClass, 0, o => before is null ? "" : Column(before, table!.SuccessorGroup[o]));
            MayFollow[day] = day == 0 ? [] : Follow(day, before, table);
            if (MayFollow[day].AsSpan(0, day == 0 ? 0 : StartClasses[day]).Contains(false))
            {
                return false;
            }
        }

        return true;

        static SuccessionTable? First(SuccessionTerm[] terms) => terms.Length == 0 ? null : terms[0].Table;

        static string Row(SuccessionDay day, int row) => string.Concat(Enumerable.Range(0, day.Columns).Select(c => day.Excess[(row * day.Columns) + c] == 0 ? '1' : '0'));

        static string Column(SuccessionDay day, int column) => string.Concat(Enumerable.Range(0, day.Rows).Select(r => day.Excess[(r * day.Columns) + column] == 0 ? '1' : '0'));
    }

    /// <summary>Numbers the options of a day that work by a key.</summary>
    private int Classify(int day, int[] classes, int first, Func<int, string> key)
    {
        Dictionary<string, int> known = [];
        for (int option = Model.DayOffsets[day] + 1; option < Model.DayOffsets[day + 1]; option++)
        {
            string k = key(option);
            if (!known.TryGetValue(k, out int id))
            {
                known[k] = id = first + known.Count;
            }

            classes[option] = id;
        }

        return known.Count;
    }

    private bool[] Follow(int day, SuccessionDay? table, SuccessionTable? all)
    {
        int starts = StartClasses[day];
        bool[] may = new bool[EndClasses[day - 1] * starts];
        for (int before = Model.DayOffsets[day - 1]; before < Model.DayOffsets[day]; before++)
        {
            for (int after = Model.DayOffsets[day] + 1; after < Model.DayOffsets[day + 1]; after++)
            {
                may[(EndClass[before] * starts) + StartClass[after]] = table is null || all!.Excess(before, day - 1, after) == 0;
            }
        }

        return may;
    }

    private bool ReadRuns()
    {
        MostRun = [.. Enumerable.Repeat(Days, Model.Employees)];
        foreach (RunLengthTerm term in Model.RunLengths)
        {
            bool[] belongs = Model.Classes[term.Class];
            if (term.Level != 0 || term.Minimum > 1 || !Array.TrueForAll(Model.Options, o => belongs[o.Index] != o.IsOff))
            {
                return false;
            }

            MostRun[term.Employee] = Math.Min(MostRun[term.Employee], term.Maximum);
        }

        return Array.TrueForAll(MostRun, m => m > 0);
    }

    private bool ReadTotals()
    {
        (Least, Most) = (new int[Model.Employees], new int[Model.Employees]);
        Units = new int[Model.Options.Length];
        if (Model.Totals.Length == 0)
        {
            return true;
        }

        int measure = Model.Totals[0].Expression.Measure;
        bool alike = Model.Totals.Length == Model.Employees && measure >= 0
            && Model.Totals.Select(t => t.Expression.Employee).Distinct().Count() == Model.Employees
            && Array.TrueForAll(Model.Totals, t => t.Expression is { Scale: 1, Blocks.Length: 0, FirstDay: 0 } e && e.LastDay == Days - 1 && e.Measure == measure
                && Array.TrueForAll(t.Curve.Hinges, h => h.Level == 0))
            && Array.TrueForAll(Model.Measures[measure], m => m >= 0);
        if (!alike)
        {
            return false;
        }

        long unit = 0;
        foreach (int value in Model.Measures[measure])
        {
            unit = LinearTerms.Gcd(unit, value);
        }

        unit = Math.Max(1, unit);
        Units = [.. Model.Measures[measure].Select(m => (int)(m / unit))];
        int widest = Enumerable.Range(0, Days).Sum(d => Units[Model.DayOffsets[d]..Model.DayOffsets[d + 1]].Max());
        foreach (TotalTerm term in Model.Totals)
        {
            (long least, long most) = (0, widest * unit);
            foreach (Hinge hinge in term.Curve.Hinges)
            {
                (least, most) = hinge.IsAbove ? (least, Math.Min(most, hinge.Threshold - term.Expression.Constant)) : (Math.Max(least, hinge.Threshold - term.Expression.Constant), most);
            }

            if (most < 0 || least > most)
            {
                return false;
            }

            (Least[term.Expression.Employee], Most[term.Expression.Employee]) = ((int)((least + unit - 1) / unit), (int)(most / unit));
        }

        return true;
    }

    private bool ReadPaths()
    {
        StartOf = [.. Enumerable.Repeat(-1, Model.Options.Length)];
        Steps = [.. Model.Options.Select(o => o.Path?.Steps ?? 0)];
        Starts = new int[Days][][];
        PlacementStart = new int[Days + 1];
        int minutes = 0;
        for (int day = 0; day < Days; day++)
        {
            Dictionary<int, int> known = [];
            List<int[]> starts = [];
            Option[] paths = [.. Model.Options[Model.DayOffsets[day]..Model.DayOffsets[day + 1]].Where(o => o.Path is not null)];
            foreach (Option option in paths.OrderByDescending(o => o.Path!.Steps))
            {
                int[] steps = [.. option.Breaks.Select(b => b.FirstPlacement)];
                if (!known.TryGetValue(option.Start, out int start))
                {
                    known[option.Start] = start = starts.Count;
                    starts.Add(steps);
                }

                (minutes, Posts) = minutes == 0 ? (option.Breaks[0].Minutes, option.Path!.Posts) : (minutes, Posts);
                StartOf[option.Index] = start;
                if (!starts[start].AsSpan(0, steps.Length).SequenceEqual(steps) || option.Path!.Posts != Posts || option.Breaks.Any(b => b.Minutes != minutes))
                {
                    return false;
                }
            }

            Starts[day] = [.. starts];
            PlacementStart[day + 1] = Math.Max(PlacementStart[day], starts.Count == 0 ? 0 : starts.Max(s => s[^1]) + Posts);
        }

        LeastSteps = [.. Enumerable.Repeat(1, Model.Employees)];
        foreach (StretchTerm term in Model.Stretches)
        {
            if (term.Level != 0)
            {
                return false;
            }

            LeastSteps[term.Employee] = Math.Max(LeastSteps[term.Employee], (term.MinimumMinutes + minutes - 1) / minutes);
        }

        return PlacementStart[Days] == Model.Placements.Length;
    }

    private bool ReadCovers()
    {
        Unit = Model.OptionContributions.Concat(Model.PlacementContributions).Select(c => c.Weight).FirstOrDefault(1);
        bool[][] groups = Model.Groups;
        bool alike = Unit > 0
            && Array.TrueForAll(Model.OptionContributions, c => c.Weight == Unit && Array.TrueForAll(groups[c.Group], m => m))
            && Array.TrueForAll(Model.PlacementContributions, c => c.Weight == Unit && Array.TrueForAll(groups[c.Group], m => m));
        if (!alike)
        {
            return false;
        }

        LevelWeights = new double[Model.Levels];
        for (int level = Model.Levels - 1; level > 0; level--)
        {
            LevelWeights[level] = level == Model.Levels - 1 ? 1 : LevelWeights[level + 1] * 10_000;
        }

        RowKind = new int[Model.Rows.Length];
        Dictionary<(long, long, CostCurve?, string), int> kinds = [];
        List<double[]> hard = [];
        List<double[]> soft = [];
        foreach (CoverTerm term in Model.Covers)
        {
            var key = (Model.Rows[term.FirstRow].Required, term.Ceiling, term.Surplus, string.Join(',', term.Shortage.Hinges));
            if (!kinds.TryGetValue(key, out int kind))
            {
                kinds[key] = kind = hard.Count;
                hard.Add(new double[Model.Employees + 2]);
                soft.Add(new double[Model.Employees + 2]);
                FillCosts(term, hard[kind], soft[kind]);
            }

            RowKind[term.FirstRow] = kind;
        }

        (Hard, Soft) = ([.. hard], [.. soft]);
        (HardStep, SoftStep) = (LeastStep(Hard), LeastStep(Soft));
        return true;
    }

    private static double LeastStep(double[][] costs)
    {
        double least = double.PositiveInfinity;
        foreach (double[] kind in costs)
        {
            for (int there = 1; there < kind.Length; there++)
            {
                double step = Math.Abs(kind[there] - kind[there - 1]);
                least = step > 0 ? Math.Min(least, step) : least;
            }
        }

        return double.IsPositiveInfinity(least) ? 1 : least;
    }

    private void FillCosts(CoverTerm term, double[] hard, double[] soft)
    {
        long[] costs = new long[Model.Levels];
        for (int there = 0; there < hard.Length; there++)
        {
            Array.Clear(costs);
            term.Shortage.AddTo(costs, Math.Max(0, Model.Rows[term.FirstRow].Required - (there * (long)Unit)));
            term.Surplus?.AddTo(costs, Math.Max(0, (there * (long)Unit) - term.Ceiling));
            hard[there] = costs[0];
            for (int level = 1; level < costs.Length; level++)
            {
                soft[there] += LevelWeights[level] * costs[level];
            }
        }
    }

    private ShapeForm WithUsable()
    {
        Usable = new bool[Model.Employees][];
        for (int employee = 0; employee < Model.Employees; employee++)
        {
            bool[] usable = [.. Model.Options.Select(o => Model.OptionCost(0, employee, o.Index) == 0)];
            Usable[employee] = Usable.Take(employee).FirstOrDefault(u => u.AsSpan().SequenceEqual(usable)) ?? usable;
        }

        return this;
    }
}
