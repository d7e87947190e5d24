namespace Scheduling.Engine.Solving.Bounding;

/// <content>
/// Employees who are alike share one row that says how many schedules they have together, so that the program is as small as the number of kinds of employees. Whoever may do less than the others, in a
/// dive or a branch, has a row alone as long as that is so.
/// </content>
internal sealed partial class ColumnMaster
{
    private const double Whole = 0.999;
    private const double Likely = 0.5;
    private readonly List<Alike> _alike = [];
    private readonly Alike[] _home;
    private readonly Alike?[] _own;

    /// <summary>
    /// Share of each option of the horizon per employee in the combination of the last solve. Of employees who are alike the first gets the schedules with most, until they make a whole, and so on.
    /// </summary>
    public void SharesTo(float[] average)
    {
        Array.Clear(average);
        foreach (IGrouping<Alike, Column> of in _columns.Where(c => c.Value > 1e-9).GroupBy(c => c.Of))
        {
            (int member, double room) = (0, 1);
            foreach (Column column in of.OrderByDescending(c => c.Value))
            {
                for (double left = column.Value; left > 1e-9 && member < of.Key.Members.Count;)
                {
                    double share = Math.Min(left, room);
                    for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
                    {
                        average[(of.Key.Members[member] * _model.HorizonOptions) + column.Options[day] - _model.FirstHorizonOption] += (float)share;
                    }

                    (left, room) = (left - share, room - share);
                    (member, room) = room > 1e-9 ? (member, room) : (member + 1, 1);
                }
            }
        }
    }

    /// <summary>
    /// The schedule of each employee with the largest share in the last solve, null for somebody with none: options per day of the timeline and, where breaks count, their placements. Employees who are alike
    /// get as many of each as there are, whole ones first.
    /// </summary>
    public (int[] Options, int[] Placements)?[] Likeliest()
    {
        var likeliest = new (int[], int[])?[_model.Employees];
        foreach (IGrouping<Alike, Column> of in _columns.Where(c => c.Value > 0).GroupBy(c => c.Of))
        {
            List<int> members = of.Key.Members;
            IEnumerable<Column> whole = of.SelectMany(c => Enumerable.Repeat(c, (int)Math.Floor(c.Value + 1e-6)));
            IEnumerable<Column> parts = of.OrderByDescending(c => c.Value - Math.Floor(c.Value + 1e-6));
            foreach ((int member, Column column) in members.Zip(whole.Concat(parts)))
            {
                likeliest[member] = (column.Options, column.Placements);
            }

            // Fewer schedules than employees: the one with most for all others.
            Column most = of.MaxBy(c => c.Value)!;
            foreach (int member in members.Where(m => likeliest[m] is null))
            {
                likeliest[member] = (most.Options, most.Placements);
            }
        }

        return likeliest;
    }

    /// <summary>Whether most employees are like somebody else, so that schedules are not anybody's own.</summary>
    public bool IsCrowd { get; private set; }

    /// <summary>
    /// Holds schedules of the last solve, so that the program keeps them: those that are in it once or more as often as they are whole, those nearly so once, and when there are none the one with most.
    /// </summary>
    /// <param name="most">How many to hold at most.</param>
    /// <param name="preference">Added to how often a schedule is in the program, for the order.</param>
    /// <returns>How many schedules more are held now.</returns>
    public int Hold(int most, Func<double> preference)
    {
        int held = 0;
        Dictionary<Alike, int> room = _alike.ToDictionary(a => a, a => a.Members.Count);
        foreach (Column column in _columns)
        {
            room[column.Of] -= column.Held;
        }

        foreach (Column column in _columns.Where(c => c.Value - c.Held > 1e-6).OrderByDescending(c => c.Value - c.Held + preference()).ToArray())
        {
            double more = column.Value - column.Held;
            int times = Math.Min(Math.Min(most - held, room[column.Of]), Math.Max((int)Math.Floor(more + 1 - Whole), held == 0 || more > Likely ? 1 : 0));
            column.Held += times;
            column.Share.SetLb(column.Held);
            room[column.Of] -= times;
            held += times;
        }

        return held;
    }

    /// <summary>Lets all schedules go that were held.</summary>
    public void Release()
    {
        foreach (Column column in _columns.Where(c => c.Held > 0))
        {
            column.Held = 0;
            column.Share.SetLb(0);
        }
    }

    private void FindAlike()
    {
        Dictionary<int, Alike> known = [];
        for (int employee = 0; employee < _model.Employees; employee++)
        {
            int first = _dual.TwinOf(employee) is >= 0 and int twin ? twin : employee;
            Alike alike = known.TryGetValue(first, out Alike? of) ? of : known[first] = Begin();
            alike.Members.Add(employee);
            _home[employee] = alike;
        }

        IsCrowd = 2 * _alike.Count < _model.Employees;
        foreach (Alike alike in _alike)
        {
            alike.Convexity.Constraint.SetBounds(alike.Members.Count, alike.Members.Count);
        }
    }

    private Alike Begin()
    {
        var alike = new Alike(Make(0, 0));
        Slack(alike.Convexity, 1, _penalty);
        _alike.Add(alike);
        return alike;
    }

    /// <summary>Lets those who may do the same as most of their kind stay together; the others go alone. Returns whether that gave anybody schedules.</summary>
    private bool Part()
    {
        bool gave = false;
        foreach (Alike alike in _alike)
        {
            alike.Members.Clear();
        }

        foreach (IGrouping<Alike, int> kind in Enumerable.Range(0, _model.Employees).GroupBy(e => _home[e]).ToArray())
        {
            List<List<int>> same = [];
            foreach (int employee in kind)
            {
                bool[] usable = _dual.Networks.Usable[employee];
                if (same.Find(s => _dual.Networks.Usable[s[0]].AsSpan().SequenceEqual(usable)) is { } found)
                {
                    found.Add(employee);
                }
                else
                {
                    same.Add([employee]);
                }
            }

            List<int> most = same.MaxBy(s => s.Count)!;
            kind.Key.Members.AddRange(most);
            foreach (int employee in same.Where(s => s != most).SelectMany(s => s))
            {
                Alike own = _own[employee] ??= Begin();
                own.Members.Add(employee);
                gave |= Give(own, kind.Key);
            }
        }

        foreach (Alike alike in _alike)
        {
            alike.Convexity.Constraint.SetBounds(alike.Members.Count, alike.Members.Count);
        }

        return gave;
    }

    /// <summary>Gives somebody who goes alone the schedules of the kind; whether there were any.</summary>
    private bool Give(Alike own, Alike kind)
    {
        int before = _columns.Count;
        for (int i = 0; i < before; i++)
        {
            Column column = _columns[i];
            if (column.Of == kind && IsAllowed(column.Options, own.Members[0]) && !own.Knows(column.Options, column.Placements))
            {
                Add(own, column.Options, column.Placements, column.Cost, column.Coefficients);
            }
        }

        return _columns.Count > before;
    }

    private bool IsAllowed(int[] options, int employee) => Array.TrueForAll(options, o => _dual.Networks.Usable[employee][o]);

    /// <summary>Employees who share a row, and the schedules known for them.</summary>
    private sealed class Alike(Row convexity)
    {
        private readonly HashSet<ulong> _known = [];

        public Row Convexity => convexity;

        public List<int> Members { get; } = [];

        public bool Knows(int[] options, int[] placements) => _known.Contains(Hash(options, placements));

        public void Learn(int[] options, int[] placements) => _known.Add(Hash(options, placements));

        private static ulong Hash(int[] options, int[] placements)
        {
            ulong hash = 14695981039346656037;
            foreach (int part in options.Concat(placements))
            {
                hash = (hash ^ (uint)part) * 1099511628211;
            }

            return hash;
        }
    }
}
