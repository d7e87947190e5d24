using System.Numerics;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Pricing;

/// <summary>A total carried exactly: the state is its value so far and which of its open blocks are touched. The cost is paid on the last day that can change it.</summary>
internal sealed class TotalPart : StatePart
{
    private readonly TotalExpression _expression;
    private readonly CostCurve _curve;
    private readonly int[]? _measure;
    private readonly bool[][] _blockClasses;
    private readonly int[] _blockLast;
    private readonly int _first;
    private readonly int _last;
    private readonly bool _rises;
    private readonly long _forbiddenAbove = long.MaxValue;
    private readonly long _saturation = long.MaxValue;
    private readonly Dictionary<(long Sum, ulong Touched), int> _ids = [];
    private readonly List<(long Sum, ulong Touched)> _states = [];
    private readonly Dictionary<(int Measure, ulong Blocks), int> _labelIds = [];
    private readonly List<(int Measure, ulong Blocks)> _labels = [];
    private readonly long[] _probe;

    public TotalPart(RosterModel model, TotalExpression expression, CostCurve curve)
    {
        (_expression, _curve) = (expression, curve);
        _probe = new long[model.Levels];
        _measure = expression.Measure < 0 ? null : model.Measures[expression.Measure];
        int[] classes = [.. expression.Blocks.Select(b => model.Blocks[b].Class)];
        _blockClasses = [.. classes.Select(c => model.Classes[c])];
        (int First, int Last)[] spans = [.. classes.Select(c => BlockPart.DaysOf(model, model.Classes[c]))];
        _blockLast = [.. spans.Select(s => s.Last)];
        _first = spans.Where(s => s.Last >= 0).Select(s => s.First).Append(_measure is null ? int.MaxValue : expression.FirstDay).Min();
        _last = spans.Select(s => s.Last).Append(_measure is null ? -1 : expression.LastDay).Max();
        _rises = expression.Scale > 0 && expression.BlockWeight >= 0
            && (_measure is null || Within(model, expression).All(o => _measure[o] >= 0));
        if (_rises)
        {
            long[] hard = [.. curve.Hinges.Where(h => h is { Level: 0, IsAbove: true }).Select(h => h.Threshold)];
            _forbiddenAbove = hard.Length == 0 ? long.MaxValue : hard.Min();

            // Above every threshold nothing but hinges that are not there could still tell values apart.
            if (curve.Hinges.All(h => !h.IsAbove))
            {
                _saturation = curve.Hinges.Max(h => h.Threshold);
            }
        }

        IdOf(0, 0);
        Key = $"total {expression.Measure} {expression.FirstDay} {expression.LastDay} {expression.Constant} {expression.Scale} {expression.BlockWeight} "
            + $"{string.Join(',', classes)} {string.Join(',', curve.Hinges)}";
    }

    public override string Key { get; }

    /// <summary>Whether the blocks can be carried: at most 64 of them.</summary>
    public static bool CanCarry(TotalExpression expression) => expression.Blocks.Length <= 64;

    public override int Label(int day, int option)
    {
        int measure = _measure is not null && day >= _expression.FirstDay && day <= _expression.LastDay ? _measure[option] : 0;
        ulong blocks = 0;
        for (int block = 0; block < _blockClasses.Length; block++)
        {
            blocks |= _blockClasses[block][option] ? 1UL << block : 0;
        }

        if (!_labelIds.TryGetValue((measure, blocks), out int id))
        {
            _labelIds[(measure, blocks)] = id = _labels.Count;
            _labels.Add((measure, blocks));
        }

        return id;
    }

    public override int Step(int day, int state, int label, StepCost cost)
    {
        if (day < _first || day > _last)
        {
            // A total that no option can change is paid at the end of the days; see Finish.
            return 0;
        }

        (long sum, ulong touched) = _states[state];
        (int measure, ulong blocks) = _labels[label];
        sum += measure + ((long)_expression.BlockWeight * BitOperations.PopCount(blocks & ~touched));
        touched |= blocks;
        for (ulong left = touched; left != 0; left &= left - 1)
        {
            int block = BitOperations.TrailingZeroCount(left);
            touched &= _blockLast[block] <= day ? ~(1UL << block) : ulong.MaxValue;
        }

        long value = _expression.Constant + (_expression.Scale * sum);
        if (_rises && value > _forbiddenAbove)
        {
            cost.Add(0, 1);
            return 0;
        }

        if (day == _last)
        {
            Pay(value, cost);
            return 0;
        }

        if (value > _saturation)
        {
            sum -= (value - _saturation) / _expression.Scale;
        }

        return IdOf(sum, touched);
    }

    public override void Finish(int state, StepCost cost)
    {
        if (_last < 0)
        {
            Pay(_expression.Constant, cost);
        }
    }

    private void Pay(long value, StepCost cost)
    {
        Array.Clear(_probe);
        _curve.AddTo(_probe, value);
        for (int level = 0; level < _probe.Length; level++)
        {
            if (_probe[level] != 0)
            {
                cost.Add(level, _probe[level]);
            }
        }
    }

    private int IdOf(long sum, ulong touched)
    {
        if (!_ids.TryGetValue((sum, touched), out int id))
        {
            _ids[(sum, touched)] = id = _states.Count;
            _states.Add((sum, touched));
        }

        return id;
    }

    private static IEnumerable<int> Within(RosterModel model, TotalExpression expression) =>
        Enumerable.Range(model.DayOffsets[expression.FirstDay], model.DayOffsets[expression.LastDay + 1] - model.DayOffsets[expression.FirstDay]);
}
