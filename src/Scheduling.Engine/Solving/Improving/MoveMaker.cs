using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>Makes random small changes of a roster, and takes the last one back.</summary>
internal sealed class MoveMaker
{
    private const int LongestSwap = 28;
    private readonly RosterModel _model;
    private readonly DeltaEvaluator _evaluator;
    private readonly Random _random;
    private readonly int[][] _allowed;
    private readonly int[] _employees;
    private readonly int[] _undoCells;
    private readonly int[] _undoOptions;
    private readonly int[] _undoPlacements;
    private readonly int[] _buffer;
    private readonly Dictionary<(int Option, int Day), int> _sameOn = [];
    private readonly int _first;
    private readonly int _horizon;
    private int _undoCount;

    public MoveMaker(RosterModel model, DeltaEvaluator evaluator, Random random)
    {
        _model = model;
        _evaluator = evaluator;
        _random = random;
        _first = model.Timeline.HorizonStart;
        _horizon = model.Timeline.HorizonEnd - _first;
        _allowed = Allowed(model);
        _employees = [.. Enumerable.Range(0, model.Employees)];
        int most = 2 * _horizon;
        _undoCells = new int[most];
        _undoOptions = new int[most];
        _undoPlacements = new int[most * model.MaximumBreaks];
        _buffer = new int[model.MaximumBreaks];
    }

    /// <summary>The cells of the last move; a cell may stand there twice.</summary>
    public ReadOnlySpan<int> Changed => _undoCells.AsSpan(0, _undoCount);

    /// <summary>Makes a move; false when the one picked changes nothing.</summary>
    public bool Make()
    {
        _undoCount = 0;
        int employee = _employees[_random.Next(_employees.Length)];
        int day = _first + _random.Next(_horizon);
        return _random.Next(10) switch
        {
            < 4 => Change(employee, day),
            < 6 => SwapDays(employee, day),
            < 8 => SwapEmployees(employee, day),
            _ => MoveBreak(employee, day),
        };
    }

    /// <summary>Takes the last move back.</summary>
    public void Undo()
    {
        while (_undoCount > 0)
        {
            _undoCount--;
            int cell = _undoCells[_undoCount];
            _evaluator.Set(cell / _model.Timeline.Days, cell % _model.Timeline.Days, _undoOptions[_undoCount], _undoPlacements.AsSpan(_undoCount * _model.MaximumBreaks, _model.MaximumBreaks));
        }
    }

    private bool Change(int employee, int day)
    {
        int[] allowed = _allowed[(employee * _horizon) + day - _first];
        int option = allowed[_random.Next(allowed.Length)];
        return Set(employee, day, option);
    }

    /// <summary>An employee works on another day instead, or at the other day's hours.</summary>
    private bool SwapDays(int employee, int day)
    {
        int other = _first + _random.Next(_horizon);
        int here = OptionAt(employee, day);
        int there = OptionAt(employee, other);
        if (day == other || _model.Options[here].IsOff == _model.Options[there].IsOff)
        {
            return false;
        }

        int moved = SameOn(_model.Options[here].IsOff ? there : here, _model.Options[here].IsOff ? day : other);
        (int work, int off) = _model.Options[here].IsOff ? (day, other) : (other, day);
        return moved >= 0 && IsAllowed(employee, work, moved)
            && Set(employee, off, _model.DayOffsets[off]) & Set(employee, work, moved);
    }

    /// <summary>Two employees change places on a day, or over some days in a row.</summary>
    private bool SwapEmployees(int employee, int day)
    {
        int other = _employees[_random.Next(_employees.Length)];
        int last = Math.Min(_first + _horizon - 1, day + (_random.Next(3) == 0 ? _random.Next(Math.Min(_horizon, LongestSwap)) : 0));
        bool changed = false;
        for (int d = day; d <= last && employee != other; d++)
        {
            int here = OptionAt(employee, d);
            int there = OptionAt(other, d);
            if (here == there)
            {
                continue;
            }

            if (!IsAllowed(employee, d, there) || !IsAllowed(other, d, here))
            {
                Undo();
                return false;
            }

            changed |= Set(employee, d, there) | Set(other, d, here);
        }

        return changed;
    }

    private bool MoveBreak(int employee, int day)
    {
        int cell = (employee * _model.Timeline.Days) + day;
        int option = _evaluator.Cells.Options[cell];
        IReadOnlyList<BreakSlot> breaks = _model.Options[option].Breaks;
        if (breaks.Count == 0)
        {
            return false;
        }

        _evaluator.Cells.PlacementsOf(cell).CopyTo(_buffer);
        int slot = _random.Next(breaks.Count);
        int placement = breaks[slot].FirstPlacement + _random.Next(breaks[slot].Count);
        if (placement == _buffer[slot])
        {
            return false;
        }

        _buffer[slot] = placement;
        Remember(cell);
        _evaluator.Set(employee, day, option, _buffer);
        return true;
    }

    private bool Set(int employee, int day, int option)
    {
        int cell = (employee * _model.Timeline.Days) + day;
        if (_evaluator.Cells.Options[cell] == option)
        {
            return false;
        }

        Remember(cell);
        IReadOnlyList<BreakSlot> breaks = _model.Options[option].Breaks;
        for (int slot = 0; slot < breaks.Count; slot++)
        {
            _buffer[slot] = breaks[slot].FirstPlacement + _random.Next(breaks[slot].Count);
        }

        _evaluator.Set(employee, day, option, _buffer);
        return true;
    }

    private void Remember(int cell)
    {
        _undoCells[_undoCount] = cell;
        _undoOptions[_undoCount] = _evaluator.Cells.Options[cell];
        _evaluator.Cells.PlacementsOf(cell).CopyTo(_undoPlacements.AsSpan(_undoCount * _model.MaximumBreaks));
        _undoCount++;
    }

    private int OptionAt(int employee, int day) => _evaluator.Cells.Options[(employee * _model.Timeline.Days) + day];

    private bool IsAllowed(int employee, int day, int option) =>
        Array.BinarySearch(_allowed[(employee * _horizon) + day - _first], option) >= 0;

    /// <summary>The option of another day with the same shift type, start, post and overtime; −1 when there is none.</summary>
    private int SameOn(int option, int day)
    {
        if (!_sameOn.TryGetValue((option, day), out int same))
        {
            // An activity belongs to its day: on another one the shift is worked without it.
            OptionKey key = _model.Options[option].Key with { Activity = null, ActivityAfterMinutes = 0 };
            same = _model.OptionIndex.TryGetValue((day, key), out int found) ? found : -1;
            _sameOn[(option, day)] = same;
        }

        return same;
    }

    /// <summary>Options no hard rule forbids by themselves; all of a day when there is none. Employees with the same share one array.</summary>
    private static int[][] Allowed(RosterModel model)
    {
        int first = model.Timeline.HorizonStart;
        int horizon = model.Timeline.HorizonEnd - first;
        int[][] everything = [.. Enumerable.Range(first, horizon).Select(d => Enumerable.Range(model.DayOffsets[d], model.DayOffsets[d + 1] - model.DayOffsets[d]).ToArray())];
        int[][] allowed = new int[model.Employees * horizon][];
        for (int employee = 0; employee < model.Employees; employee++)
        {
            for (int d = 0; d < horizon; d++)
            {
                int[] all = everything[d];
                bool free = true;
                foreach (int option in all)
                {
                    free &= model.OptionCost(0, employee, option) == 0;
                }

                int[] some = free ? all : [.. all.Where(o => model.OptionCost(0, employee, o) == 0)];
                allowed[(employee * horizon) + d] = some.Length == 0 ? all : some;
            }
        }

        return allowed;
    }
}
