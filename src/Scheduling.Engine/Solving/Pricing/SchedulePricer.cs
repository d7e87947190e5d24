using System.Numerics;
using System.Runtime.InteropServices;

namespace Scheduling.Engine.Solving.Pricing;

/// <summary>
/// The cheapest path through a day network: the best schedule of one employee under prices. Reuses its buffers; for one thread.
/// With whole-numbered prices (in any common unit) and sums below 2^53 the result is exact.
/// </summary>
internal sealed class SchedulePricer
{
    private double[] _values = [];
    private double[] _toCome = [];
    private double[] _labelPrice = [];
    private int[] _offsets = [];

    /// <summary>
    /// The least cost, and its schedule as one choice per day; <see cref="double.PositiveInfinity"/> when no schedule is allowed.
    /// </summary>
    /// <param name="choicePrice">Price of each choice of the network; infinite where the employee may not choose it.</param>
    /// <param name="costOf">Price of each of the network's costs.</param>
    /// <param name="bandEnd">Price of ending with the least legal units, one more, …; empty without a band.</param>
    /// <param name="schedule">Receives the choice of each day.</param>
    /// <param name="steps">Receives the cost index of each day's arc and, last, of the end.</param>
    /// <param name="units">Band units at the end, counted from the least legal ones.</param>
    public double Price(
        DayNetwork network, ReadOnlySpan<double> choicePrice, ReadOnlySpan<double> costOf, ReadOnlySpan<double> bandEnd, Span<int> schedule, Span<int> steps, out int units)
    {
        Prepare(network);
        for (int day = 0; day < network.Days; day++)
        {
            Relax(network, day, choicePrice, costOf);
        }

        return Best(network, choicePrice, costOf, bandEnd, schedule, steps, out units);
    }

    /// <summary>
    /// After <see cref="Price"/> with the same arguments: the least cost of a schedule that makes each choice, infinite where none does.
    /// </summary>
    public void PriceThrough(DayNetwork network, ReadOnlySpan<double> choicePrice, ReadOnlySpan<double> costOf, ReadOnlySpan<double> bandEnd, Span<double> through)
    {
        int days = network.Days;
        if (_toCome.Length < _offsets[days + 1])
        {
            _toCome = new double[_offsets[days + 1]];
        }

        _toCome.AsSpan(0, _offsets[days + 1]).Fill(double.PositiveInfinity);
        through[..network.ChoiceUnits.Length].Fill(double.PositiveInfinity);
        int lastWidth = Width(network, days);
        for (int end = network.NodeStart[days]; end < network.NodeStart[days + 1]; end++)
        {
            int at = end - network.NodeStart[days];
            for (int units = 0; units < lastWidth; units++)
            {
                _toCome[_offsets[days] + (at * lastWidth) + units] = costOf[network.EndCost[at]] + (bandEnd.IsEmpty ? 0 : bandEnd[units]);
            }
        }

        for (int day = days - 1; day >= 0; day--)
        {
            GoBack(network, day, choicePrice, costOf, through);
        }
    }

    private void GoBack(DayNetwork network, int day, ReadOnlySpan<double> choicePrice, ReadOnlySpan<double> costOf, Span<double> through)
    {
        int width = Width(network, day);
        int nextWidth = Width(network, day + 1);
        int shift = network.BandRange[day].Least - network.BandRange[day + 1].Least;
        int first = network.NodeStart[day];
        for (int node = first; node < network.NodeStart[day + 1]; node++)
        {
            int source = _offsets[day] + ((node - first) * width);
            for (int arc = network.ArcStart[node]; arc < network.ArcStart[node + 1]; arc++)
            {
                int target = _offsets[day + 1] + ((network.ArcTarget[arc] - network.NodeStart[day + 1]) * nextWidth);
                int label = network.LabelStart[day] + network.ArcLabel[arc];
                for (int choice = network.LabelChoices[label]; choice < network.LabelChoices[label + 1]; choice++)
                {
                    double price = choicePrice[choice] + costOf[network.ArcCost[arc]];
                    int move = network.ChoiceUnits[choice] + shift;
                    int until = Math.Min(width, nextWidth - move);
                    for (int units = Math.Max(0, -move); units < until; units++)
                    {
                        double rest = _toCome[target + units + move] + price;
                        _toCome[source + units] = Math.Min(_toCome[source + units], rest);
                        through[choice] = Math.Min(through[choice], _values[source + units] + rest);
                    }
                }
            }
        }
    }

    private static int Width(DayNetwork network, int day) => network.BandRange[day].Most - network.BandRange[day].Least + 1;

    private void Prepare(DayNetwork network)
    {
        int days = network.Days;
        if (_offsets.Length < days + 2)
        {
            _offsets = new int[days + 2];
        }

        for (int day = 0; day <= days; day++)
        {
            _offsets[day + 1] = checked(_offsets[day] + ((network.NodeStart[day + 1] - network.NodeStart[day]) * Width(network, day)));
        }

        if (_values.Length < _offsets[days + 1])
        {
            _values = new double[_offsets[days + 1]];
        }

        _values.AsSpan(0, _offsets[days + 1]).Fill(double.PositiveInfinity);
        foreach (int start in network.Starts)
        {
            if (network.BandRange[0] is { Least: <= 0, Most: >= 0 })
            {
                _values[(start * Width(network, 0)) - network.BandRange[0].Least] = 0;
            }
        }
    }

    private void Relax(DayNetwork network, int day, ReadOnlySpan<double> choicePrice, ReadOnlySpan<double> costOf)
    {
        int width = Width(network, day);
        int nextWidth = Width(network, day + 1);
        int shift = network.BandRange[day].Least - network.BandRange[day + 1].Least;
        int first = network.NodeStart[day];
        int nextFirst = network.NodeStart[day + 1];
        if (width == 1 && nextWidth == 1)
        {
            RelaxNarrow(network, day, choicePrice, costOf, shift);
            return;
        }

        for (int node = first; node < nextFirst; node++)
        {
            Span<double> source = _values.AsSpan(_offsets[day] + ((node - first) * width), width);
            for (int arc = network.ArcStart[node]; arc < network.ArcStart[node + 1]; arc++)
            {
                int target = _offsets[day + 1] + ((network.ArcTarget[arc] - nextFirst) * nextWidth);
                int label = network.LabelStart[day] + network.ArcLabel[arc];
                for (int choice = network.LabelChoices[label]; choice < network.LabelChoices[label + 1]; choice++)
                {
                    double price = choicePrice[choice] + costOf[network.ArcCost[arc]];
                    if (double.IsPositiveInfinity(price))
                    {
                        continue;
                    }

                    // Units b before the day become b + units after it.
                    int move = network.ChoiceUnits[choice] + shift;
                    int from = Math.Max(0, -move);
                    int count = Math.Min(width, nextWidth - move) - from;
                    if (count > 0)
                    {
                        Lower(_values.AsSpan(target + from + move, count), source.Slice(from, count), price);
                    }
                }
            }
        }
    }

    /// <summary>The same where there is one value per node: each label then has a cheapest choice, whatever the node.</summary>
    private void RelaxNarrow(DayNetwork network, int day, ReadOnlySpan<double> choicePrice, ReadOnlySpan<double> costOf, int shift)
    {
        int labels = network.LabelStart[day];
        int count = network.LabelStart[day + 1] - labels;
        if (_labelPrice.Length < count)
        {
            _labelPrice = new double[count];
        }

        Span<double> labelPrice = _labelPrice.AsSpan(0, count);
        for (int label = 0; label < count; label++)
        {
            double least = double.PositiveInfinity;
            for (int choice = network.LabelChoices[labels + label]; choice < network.LabelChoices[labels + label + 1]; choice++)
            {
                least = network.ChoiceUnits[choice] + shift == 0 ? Math.Min(least, choicePrice[choice]) : least;
            }

            labelPrice[label] = least;
        }

        int first = network.NodeStart[day];
        int nextFirst = network.NodeStart[day + 1];
        ReadOnlySpan<int> starts = network.ArcStart.AsSpan(first..(nextFirst + 1));
        ReadOnlySpan<double> values = _values.AsSpan(_offsets[day], nextFirst - first);
        Span<double> next = _values.AsSpan(_offsets[day + 1], network.NodeStart[day + 2] - nextFirst);
        for (int node = 0; node < values.Length; node++)
        {
            double value = values[node];
            if (double.IsPositiveInfinity(value))
            {
                continue;
            }

            Range arcs = starts[node]..starts[node + 1];
            ReadOnlySpan<int> label = network.ArcLabel.AsSpan(arcs);
            ReadOnlySpan<int> target = network.ArcTarget.AsSpan(arcs)[..label.Length];
            ReadOnlySpan<int> cost = network.ArcCost.AsSpan(arcs)[..label.Length];
            for (int arc = 0; arc < label.Length; arc++)
            {
                double reached = value + (labelPrice[label[arc]] + costOf[cost[arc]]);
                ref double best = ref next[target[arc] - nextFirst];
                if (reached < best)
                {
                    best = reached;
                }
            }
        }
    }

    private static void Lower(Span<double> target, ReadOnlySpan<double> source, double price)
    {
        int at = 0;
        if (target.Length >= Vector<double>.Count)
        {
            Span<Vector<double>> to = MemoryMarshal.Cast<double, Vector<double>>(target);
            ReadOnlySpan<Vector<double>> from = MemoryMarshal.Cast<double, Vector<double>>(source);
            var added = new Vector<double>(price);
            for (int i = 0; i < to.Length; i++)
            {
                to[i] = Vector.Min(to[i], from[i] + added);
            }

            at = to.Length * Vector<double>.Count;
        }

        for (; at < target.Length; at++)
        {
            target[at] = Math.Min(target[at], source[at] + price);
        }
    }

    private double Best(
        DayNetwork network, ReadOnlySpan<double> choicePrice, ReadOnlySpan<double> costOf, ReadOnlySpan<double> bandEnd, Span<int> schedule, Span<int> steps, out int units)
    {
        int days = network.Days;
        int width = Width(network, days);
        int first = network.NodeStart[days];
        double best = double.PositiveInfinity;
        (int node, int band) = (-1, 0);
        for (int end = first; end < network.NodeStart[days + 1]; end++)
        {
            double finish = costOf[network.EndCost[end - first]];
            for (int at = 0; at < width; at++)
            {
                double value = _values[_offsets[days] + ((end - first) * width) + at] + finish + (bandEnd.IsEmpty ? 0 : bandEnd[at]);
                if (value < best)
                {
                    (best, node, band) = (value, end, at);
                }
            }
        }

        units = band;
        if (node >= 0)
        {
            steps[days] = network.EndCost[node - first];
        }

        for (int day = days - 1; node >= 0 && day >= 0; day--)
        {
            (node, band, schedule[day], steps[day]) = Before(network, day, node, band, choicePrice, costOf);
        }

        return best;
    }

    /// <summary>Where a value came from.</summary>
    private (int Node, int Band, int Choice, int Cost) Before(DayNetwork network, int day, int target, int band, ReadOnlySpan<double> choicePrice, ReadOnlySpan<double> costOf)
    {
        int width = Width(network, day);
        int shift = network.BandRange[day].Least - network.BandRange[day + 1].Least;
        int first = network.NodeStart[day];
        double wanted = _values[_offsets[day + 1] + ((target - network.NodeStart[day + 1]) * Width(network, day + 1)) + band];
        foreach (int arc in network.ArcInto.AsSpan(network.IntoStart[target]..network.IntoStart[target + 1]))
        {
            int source = _offsets[day] + ((network.ArcSource[arc] - first) * width);
            int label = network.LabelStart[day] + network.ArcLabel[arc];
            for (int choice = network.LabelChoices[label]; choice < network.LabelChoices[label + 1]; choice++)
            {
                int before = band - network.ChoiceUnits[choice] - shift;
                if (before >= 0 && before < width && _values[source + before] + (choicePrice[choice] + costOf[network.ArcCost[arc]]) == wanted)
                {
                    return (network.ArcSource[arc], before, choice, network.ArcCost[arc]);
                }
            }
        }

        throw new InvalidOperationException("A path through a day network was lost.");
    }
}
