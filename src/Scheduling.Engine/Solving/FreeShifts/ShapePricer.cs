using System.Numerics;
using System.Runtime.InteropServices;

namespace Scheduling.Engine.Solving.FreeShifts;

/// <summary>
/// The cheapest options of one employee on some days in a row, everything before and after them as it is. States are how many days in a row were worked and how the last duty
/// ended; each holds the least cost for every number of units so far. Between two days a hub for each class of starts gathers what may go on that way, so that a day costs the number of
/// shapes, not the pairs of them. Reuses its buffers; for one thread.
/// </summary>
internal sealed class ShapePricer
{
    private readonly ShapeForm _form;
    private readonly int _width;
    private readonly int _mostRun;
    private readonly float[][] _values;
    private readonly (int Low, int High)[][] _range;
    private readonly float[] _hub;
    private readonly (int Class, int Basis, int[] More)[][] _plans;
    private readonly (int Low, int High)[] _hubRange;

    public ShapePricer(ShapeForm form)
    {
        _form = form;
        _width = form.Most.Max() + 1;
        _mostRun = Math.Min(form.MostRun.Max(), form.Days);
        _values = new float[form.Days + 1][];
        _range = new (int, int)[form.Days + 1][];
        for (int day = 0; day <= form.Days; day++)
        {
            int states = 1 + (_mostRun * (day == 0 ? 1 : form.EndClasses[day - 1]));
            _values[day] = new float[states * _width];
            _range[day] = new (int, int)[states];
        }

        int most = form.StartClasses.Max();
        _hub = new float[most * _width];
        _hubRange = new (int, int)[most];
        _plans = [.. Enumerable.Range(0, form.Days).Select(Plan)];
    }

    /// <summary>Cheapest options of days from … until − 1; infinite when there are none.</summary>
    /// <param name="chosen">Options of all days; those of the days asked for are replaced.</param>
    /// <param name="prices">Price of each option.</param>
    public float Price(int employee, int from, int until, Span<int> chosen, ReadOnlySpan<float> prices)
    {
        int mostRun = Math.Min(_form.MostRun[employee], _mostRun);
        int before = 0;
        int run = 0;
        for (int day = 0; day < from; day++)
        {
            before += _form.Units[chosen[day]];
            run = IsOff(day, chosen[day]) ? 0 : run + 1;
        }

        int after = 0;
        int next = 0;
        for (int day = _form.Days - 1; day >= until; day--)
        {
            after += _form.Units[chosen[day]];
            next = IsOff(day, chosen[day]) ? 0 : next + 1;
        }

        int most = _form.Most[employee] - after;
        Clear(from);
        int start = State(from, run, from == 0 ? 0 : _form.EndClass[chosen[from - 1]]);
        if (before > most || run > mostRun)
        {
            return float.PositiveInfinity;
        }

        _values[from][(start * _width) + before] = 0;
        _range[from][start] = (before, before);
        for (int day = from; day < until; day++)
        {
            Relax(employee, day, mostRun, most, prices);
        }

        // What follows must be able to follow, and the total must end where it may.
        float best = float.PositiveInfinity;
        (int state, int units) = (-1, 0);
        int least = Math.Max(0, _form.Least[employee] - after);
        for (int end = 0; end < _range[until].Length; end++)
        {
            (int length, int last) = Split(until, end);
            if (length + next > mostRun || (next > 0 && !Follows(until, last, chosen[until])))
            {
                continue;
            }

            (int low, int high) = _range[until][end];
            for (int at = Math.Max(low, least); at <= Math.Min(high, most); at++)
            {
                float value = _values[until][(end * _width) + at];
                if (value < best)
                {
                    (best, state, units) = (value, end, at);
                }
            }
        }

        for (int day = until - 1; state >= 0 && day >= from; day--)
        {
            (state, units, chosen[day]) = Before(employee, day, state, units, prices);
        }

        return best;
    }

    private bool IsOff(int day, int option) => option == _form.Model.DayOffsets[day];

    private bool Follows(int day, int end, int option) =>
        day == 0 || _form.MayFollow[day][(end * _form.StartClasses[day]) + _form.StartClass[option]];

    private int State(int day, int run, int end) => run == 0 ? 0 : 1 + ((run - 1) * _form.EndClasses[day - 1]) + end;

    private (int Run, int End) Split(int day, int state) =>
        state == 0 ? (0, 0) : (1 + ((state - 1) / _form.EndClasses[day - 1]), (state - 1) % _form.EndClasses[day - 1]);

    private void Clear(int day) => Array.Fill(_range[day], (0, -1));

    private void Relax(int employee, int day, int mostRun, int most, ReadOnlySpan<float> prices)
    {
        Clear(day + 1);
        bool[] usable = _form.Usable[employee];
        int first = _form.Model.DayOffsets[day];
        int end = _form.Model.DayOffsets[day + 1];
        float off = prices[first];
        for (int state = 0; state < _range[day].Length; state++)
        {
            Lower(day + 1, 0, _values[day].AsSpan(state * _width, _width), _range[day][state], 0, off, most);
        }

        for (int run = 0; run < mostRun; run++)
        {
            if (!FillHubs(day, run))
            {
                continue;
            }

            int target = State(day + 1, run + 1, 0);
            for (int option = first + 1; option < end; option++)
            {
                int start = _form.StartClass[option];
                if (usable[option] && _hubRange[start].High >= _hubRange[start].Low && !float.IsPositiveInfinity(prices[option]))
                {
                    Lower(day + 1, target + _form.EndClass[option], _hub.AsSpan(start * _width, _width), _hubRange[start], _form.Units[option], prices[option], most);
                }
            }
        }
    }

    /// <summary>For each class of starts: the least of all states of a run that it may follow. False when there are none.</summary>
    private bool FillHubs(int day, int run)
    {
        bool any = false;
        foreach ((int start, int basis, int[] more) in _plans[day])
        {
            (int low, int high) = basis < 0 ? (int.MaxValue, -1) : _hubRange[basis];
            foreach (int end in run == 0 ? [] : more)
            {
                (int l, int h) = _range[day][State(day, run, end)];
                (low, high) = h < l ? (low, high) : (Math.Min(low, l), Math.Max(high, h));
            }

            Span<float> hub = _hub.AsSpan(start * _width, _width);
            if (run == 0)
            {
                (low, high) = _range[day][0];
                _hubRange[start] = (low, high);
                if (low <= high)
                {
                    _values[day].AsSpan(low, high - low + 1).CopyTo(hub[low..]);
                    any = true;
                }

                continue;
            }

            _hubRange[start] = (low, high);
            if (low > high)
            {
                continue;
            }

            any = true;
            hub[low..(high + 1)].Fill(float.PositiveInfinity);
            if (basis >= 0)
            {
                Min(hub, _hub.AsSpan(basis * _width, _width), _hubRange[basis]);
            }

            foreach (int end in more)
            {
                int state = State(day, run, end);
                Min(hub, _values[day].AsSpan(state * _width, _width), _range[day][state]);
            }
        }

        return any;
    }

    private static void Min(Span<float> target, ReadOnlySpan<float> source, (int Low, int High) range)
    {
        if (range.High >= range.Low)
        {
            Lower(target[range.Low..(range.High + 1)], source[range.Low..(range.High + 1)], 0);
        }
    }

    /// <summary>Lowers a state of a day by what a source and a step cost, units moved up.</summary>
    private void Lower(int day, int state, ReadOnlySpan<float> source, (int Low, int High) range, int units, float price, int most)
    {
        int high = Math.Min(range.High, most - units);
        if (high < range.Low)
        {
            return;
        }

        Span<float> target = _values[day].AsSpan(state * _width, _width);
        ref (int Low, int High) known = ref _range[day][state];
        (int from, int until) = (range.Low + units, high + units);
        if (known.High < known.Low)
        {
            target[from..(until + 1)].Fill(float.PositiveInfinity);
            known = (from, until);
        }
        else
        {
            if (from < known.Low)
            {
                target[from..known.Low].Fill(float.PositiveInfinity);
                known.Low = from;
            }

            if (until > known.High)
            {
                target[(known.High + 1)..(until + 1)].Fill(float.PositiveInfinity);
                known.High = until;
            }
        }

        Lower(target[from..(until + 1)], source[range.Low..(high + 1)], price);
    }

    private static void Lower(Span<float> target, ReadOnlySpan<float> source, float price)
    {
        int at = 0;
        if (target.Length >= Vector<float>.Count)
        {
            Span<Vector<float>> to = MemoryMarshal.Cast<float, Vector<float>>(target);
            ReadOnlySpan<Vector<float>> from = MemoryMarshal.Cast<float, Vector<float>>(source);
            var added = new Vector<float>(price);
            for (int i = 0; i < to.Length; i++)
            {
                to[i] = Vector.Min(to[i], from[i] + added);
            }

            at = to.Length * Vector<float>.Count;
        }

        for (; at < target.Length; at++)
        {
            target[at] = Math.Min(target[at], source[at] + price);
        }
    }

    /// <summary>Where a value came from: state and units before the day, and its option.</summary>
    private (int State, int Units, int Option) Before(int employee, int day, int state, int units, ReadOnlySpan<float> prices)
    {
        float wanted = _values[day + 1][(state * _width) + units];
        int first = _form.Model.DayOffsets[day];
        (int run, int end) = Split(day + 1, state);
        if (run == 0)
        {
            for (int source = 0; source < _range[day].Length; source++)
            {
                if (Has(day, source, units) && _values[day][(source * _width) + units] + prices[first] == wanted)
                {
                    return (source, units, first);
                }
            }
        }

        int sources = run > 1 ? _form.EndClasses[day - 1] : 1;
        for (int option = first + 1; run > 0 && option < _form.Model.DayOffsets[day + 1]; option++)
        {
            int before = units - _form.Units[option];
            if (_form.EndClass[option] != end || before < 0 || !_form.Usable[employee][option] || float.IsPositiveInfinity(prices[option]))
            {
                continue;
            }

            for (int ended = 0; ended < sources; ended++)
            {
                int source = State(day, run - 1, ended);
                if ((run == 1 || Follows(day, ended, option)) && Has(day, source, before) && _values[day][(source * _width) + before] + prices[option] == wanted)
                {
                    return (source, before, option);
                }
            }
        }

        throw new InvalidOperationException("A path through shapes was lost.");
    }

    private bool Has(int day, int state, int units) => units >= _range[day][state].Low && units <= _range[day][state].High;

    /// <summary>In which order the hubs of a day are filled: each from the widest one before that it contains, and the ends that it has besides.</summary>
    private (int Class, int Basis, int[] More)[] Plan(int day)
    {
        int starts = _form.StartClasses[day];
        if (day == 0)
        {
            return [.. Enumerable.Range(0, starts).Select(c => (c, -1, Array.Empty<int>()))];
        }

        HashSet<int>[] ends = [.. Enumerable.Range(0, starts).Select(c => Enumerable.Range(1, _form.EndClasses[day - 1] - 1).Where(e => _form.MayFollow[day][(e * starts) + c]).ToHashSet())];
        int[] order = [.. Enumerable.Range(0, starts).OrderBy(c => ends[c].Count)];
        List<(int, int, int[])> plan = [];
        for (int i = 0; i < order.Length; i++)
        {
            int basis = order.Take(i).LastOrDefault(c => ends[c].IsSubsetOf(ends[order[i]]), -1);
            plan.Add((order[i], basis, [.. basis < 0 ? ends[order[i]] : ends[order[i]].Except(ends[basis])]));
        }

        return [.. plan];
    }
}
