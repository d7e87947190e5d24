using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// Branch and price: where the linear program over schedules has a fraction that no roster can have, it is split in two that exclude it, and the bound is the least of all that are left. First the sums of
/// slacks (3.7 people short in all: at most 3, or at least 4), then the slack of one cover, then whether somebody works on a day, and what.
/// </summary>
internal sealed class BranchSearch
{
    private const double Whole = 1e-3;
    private const int MostLeavesToForbidBy = 24;
    private const int PlungeEvery = 10;
    private const double LeastRise = 1e-4;
    private readonly RosterModel _model;
    private readonly EmployeeNetworks _networks;
    private readonly ColumnSearch _columns;
    private readonly bool[][] _usable;
    private readonly DualFunction _dual;
    private readonly SlackLimits _limits;
    private readonly PriorityQueue<Branch, (double Value, int Order)> _open = new();
    private readonly List<Branch> _waiting = [];
    private readonly double _root;
    private Int128? _closed;
    private Branch? _next;
    private bool _plunging;
    private int _made;

    /// <param name="columns">Column generation that has converged; it holds for one branch at a time from then on.</param>
    public BranchSearch(RosterModel model, EmployeeNetworks networks, ColumnSearch columns)
    {
        (_model, _networks, _columns) = (model, networks, columns);
        _usable = [.. networks.Usable.Select(u => (bool[])u.Clone())];
        _limits = new SlackLimits(model);
        _dual = new DualFunction(model, networks.With(_usable), _limits);
        _root = columns.Value;
        Open(new Branch(null, _ => { }, null, columns.Exact, columns.Prices.ToArray()));
    }

    /// <summary>Branches not done.</summary>
    public int Leaves => _open.Count + _waiting.Count + (_next is null ? 0 : 1);

    /// <summary>Branches looked at.</summary>
    public int Done { get; private set; }

    /// <summary>What all branches together prove, in units of the dual function; null when no branch has any roster.</summary>
    public Int128? Value => Lowest() is { } lowest ? Least(_closed, lowest.Value) : _closed;

    /// <summary>The limits of the branch with the least bound; null where they raise it by nothing.</summary>
    public SlackLimits? LowestLimits()
    {
        if (Lowest() is not { } lowest || Worth(lowest.Value) - _root <= LeastRise * Math.Max(1, Math.Abs(_root)))
        {
            return null;
        }

        var limits = new SlackLimits(_model);
        for (Branch? at = lowest; at is not null; at = at.Parent)
        {
            at.NarrowSlacks(limits);
        }

        return limits;
    }

    /// <summary>Takes the branch with the least bound and splits it, until none is below the limit or it is ended.</summary>
    /// <param name="deep">Whether to split by more than sums, of which there are few; branches that have none left wait otherwise.</param>
    /// <param name="limit">Weighted cost above which no better roster is.</param>
    /// <param name="prove">Takes the bound of all branches whenever it has risen.</param>
    /// <param name="found">Takes rosters.</param>
    public void Run(bool deep, Func<double> limit, Action<int, Int128, double[]> prove, Action<RosterCells> found, Func<bool> ended)
    {
        if (deep)
        {
            _waiting.ForEach(Open);
            _waiting.Clear();
        }

        while (!ended() && Next() is { } branch)
        {
            Int128 value = branch.Value;
            if (Worth(value) > limit())
            {
                (_closed, _plunging) = (Least(_closed, value), false);
                continue;
            }

            Enter(branch);
            bool going = true;
            while (going && Worth(value) <= limit())
            {
                if (ended())
                {
                    Open(branch with { Value = value, Prices = _columns.Prices.ToArray() });
                    return;
                }

                going = _columns.Step((_, exact, _) => value = Int128.Max(value, exact));
            }

            Done++;
            if (_columns.IsImpossible)
            {
                _plunging = false;
            }
            else if (Worth(value) > limit())
            {
                (_closed, _plunging) = (Least(_closed, value), false);
            }
            else
            {
                Split(branch with { Value = value, Prices = _columns.Prices.ToArray() }, deep, found);
            }

            if (Value is { } proven)
            {
                prove(_columns.Level, proven, _columns.Weights);
            }
        }
    }

    /// <summary>Takes options away that no roster of at most a weighted cost has, in whatever branch it is; returns how many. Does nothing while there are many branches.</summary>
    public int ForbidAbove(double limit, Func<bool> ended)
    {
        // A branch that is closed without being above the limit (another roster was the best one then, or the networks leave something out) may have a better roster.
        if (Leaves > MostLeavesToForbidBy || (_closed is { } closed && Worth(closed) <= limit))
        {
            return 0;
        }

        bool[][] some = [.. _networks.Usable.Select(u => new bool[u.Length])];
        foreach (Branch branch in _open.UnorderedItems.Select(o => o.Element).Concat(_waiting).Concat(_next is null ? [] : [_next]))
        {
            if (ended())
            {
                return 0;
            }

            Enter(branch);
            _dual.ForbidAbove(branch.Prices, _columns.Weights, limit);
            for (int employee = 0; employee < some.Length; employee++)
            {
                for (int option = 0; option < some[employee].Length; option++)
                {
                    some[employee][option] |= _usable[employee][option];
                }
            }
        }

        int forbidden = 0;
        for (int employee = 0; employee < some.Length; employee++)
        {
            for (int option = _model.FirstHorizonOption; option < _model.FirstHorizonOption + _model.HorizonOptions; option++)
            {
                if (_networks.Usable[employee][option] && !some[employee][option])
                {
                    _networks.Usable[employee][option] = false;
                    forbidden++;
                }
            }
        }

        return forbidden;
    }

    private static Int128? Least(Int128? one, Int128 other) => one is { } value ? Int128.Min(value, other) : other;

    private static double Worth(Int128 value) => (double)value / DualFunction.Units;

    private void Open(Branch branch) => _open.Enqueue(branch, (Worth(branch.Value), -_made++));

    /// <summary>Both halves of a branch; while plunging the likelier one comes next.</summary>
    private void Open(Branch one, Branch other, bool oneIsLikelier)
    {
        (Branch likelier, Branch rest) = oneIsLikelier ? (one, other) : (other, one);
        Open(rest);
        if (_plunging)
        {
            _next = likelier;
        }
        else
        {
            Open(likelier);
        }
    }

    /// <summary>Sets the limits and options of a branch.</summary>
    private void Enter(Branch branch)
    {
        _limits.Clear();
        for (int employee = 0; employee < _usable.Length; employee++)
        {
            _networks.Usable[employee].CopyTo(_usable[employee], 0);
        }

        for (Branch? at = branch; at is not null; at = at.Parent)
        {
            at.NarrowSlacks(_limits);
            at.NarrowOptions?.Invoke(this);
        }

        _columns.Restrict(_dual, branch.Prices);
    }

    /// <summary>The branch with the least bound; now and then the more likely half of the last one instead, down to a roster or until nothing better is in it.</summary>
    private Branch? Next()
    {
        Branch? next = _next ?? (_open.TryDequeue(out Branch? lowest, out _) ? lowest : null);
        _next = null;
        _plunging = next is not null && (_plunging || Done % PlungeEvery == 0);
        return next;
    }

    private Branch? Lowest()
    {
        Branch? lowest = _open.TryPeek(out Branch? peeked, out _) ? peeked : null;
        foreach (Branch other in _next is null ? _waiting : [.. _waiting, _next])
        {
            lowest = lowest is null || other.Value < lowest.Value ? other : lowest;
        }

        return lowest;
    }

    /// <summary>Splits a branch at a fraction; one that has none is a roster.</summary>
    private void Split(Branch branch, bool deep, Action<RosterCells> found)
    {
        double[] sums = new double[_limits.Groups];
        (double Merit, int Slack) best = (0, -1);
        for (int slack = 0; slack < _limits.Slacks; slack++)
        {
            if (_limits.GroupOf(slack) is >= 0 and int group)
            {
                sums[group] += _columns.Slacks[slack];
                double fraction = Fraction(_columns.Slacks[slack]);
                double merit = fraction * Math.Max(1e-6, _columns.Weights[_limits.Hinges[slack].Level] * _limits.Hinges[slack].Weight);
                best = fraction > Whole && merit > best.Merit ? (merit, slack) : best;
            }
        }

        int sum = Enumerable.Range(0, sums.Length).DefaultIfEmpty(-1).MaxBy(g => g < 0 ? 0 : Fraction(sums[g]));
        if (sum >= 0 && Fraction(sums[sum]) > Whole)
        {
            long below = (long)Math.Floor(sums[sum]);
            Open(branch.Child(l => l.GroupMost[sum] = Math.Min(l.GroupMost[sum], below)));
            Open(branch.Child(l => l.GroupLeast[sum] = Math.Max(l.GroupLeast[sum], below + 1)));
        }
        else if (!deep)
        {
            _waiting.Add(branch);
        }
        else if (best.Slack >= 0)
        {
            long below = (long)Math.Floor(_columns.Slacks[best.Slack]);
            Branch less = branch.Child(l => l.Most[best.Slack] = Math.Min(l.Most[best.Slack], below));
            Branch more = branch.Child(l => l.Least[best.Slack] = Math.Max(l.Least[best.Slack], below + 1));
            Open(less, more, _columns.Slacks[best.Slack] - below < 0.5);
        }
        else if (!SplitCell(branch))
        {
            found(_columns.LikeliestRoster());
            _closed = Least(_closed, branch.Value);
        }
    }

    /// <summary>Splits the options of somebody's day in two, each with a share as near to a half as there is.</summary>
    private bool SplitCell(Branch branch)
    {
        (double Fraction, double Share, int Employee, bool[] Left, int First) best = (Whole, 0, -1, [], 0);
        for (int employee = 0; employee < _model.Employees; employee++)
        {
            ReadOnlySpan<float> shares = _columns.Shares.AsSpan(employee * _model.HorizonOptions, _model.HorizonOptions);
            for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
            {
                int first = _model.DayOffsets[day];
                int last = _model.DayOffsets[day + 1];
                double works = 0;
                (float Share, int Option) largest = (0, -1);
                for (int option = first; option < last; option++)
                {
                    float share = shares[option - _model.FirstHorizonOption];
                    works += _model.Options[option].ShiftType is not null ? share : 0;
                    largest = share > largest.Share ? (share, option) : largest;
                }

                if (Fraction(works) > best.Fraction)
                {
                    best = (Fraction(works), works, employee, [.. Enumerable.Range(first, last - first).Select(o => _model.Options[o].ShiftType is not null)], first);
                }
                else if (best.Employee < 0 && largest.Share < 1 - Whole && largest.Option >= 0)
                {
                    best = (Whole, largest.Share, employee, [.. Enumerable.Range(first, last - first).Select(o => o == largest.Option)], first);
                }
            }
        }

        if (best.Employee < 0)
        {
            return false;
        }

        Branch others = branch.Child(_ => { }, s => s.Keep(best.Employee, best.First, best.Left, false));
        Branch these = branch.Child(_ => { }, s => s.Keep(best.Employee, best.First, best.Left, true));
        Open(these, others, best.Share >= 0.5);
        return true;
    }

    private void Keep(int employee, int first, bool[] left, bool which)
    {
        for (int i = 0; i < left.Length; i++)
        {
            _usable[employee][first + i] &= left[i] == which;
        }
    }

    private static double Fraction(double value) => Math.Min(value - Math.Floor(value), Math.Ceiling(value) - value);

    /// <param name="NarrowSlacks">What sets this branch apart from its parent: limits of slacks.</param>
    /// <param name="NarrowOptions">The same for options.</param>
    /// <param name="Value">What is proven of it.</param>
    /// <param name="Prices">Prices that prove it.</param>
    private sealed record Branch(Branch? Parent, Action<SlackLimits> NarrowSlacks, Action<BranchSearch>? NarrowOptions, Int128 Value, double[] Prices)
    {
        public Branch Child(Action<SlackLimits> slacks, Action<BranchSearch>? options = null) => new(this, slacks, options, Value, Prices);
    }
}
