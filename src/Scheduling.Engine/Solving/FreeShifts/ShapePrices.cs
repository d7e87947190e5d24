using System.Numerics;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.FreeShifts;

/// <summary>
/// Prices of shapes from prices of rows. The posts inside a shape are a shortest path over its steps, on which each stretch on a post lasts long enough:
/// best(i) = min over posts of going on there, or of having come from anywhere so many steps ago. One walk from a start prices all lengths.
/// </summary>
internal sealed class ShapePrices
{
    private readonly ShapeForm _form;
    private readonly RosterModel _model;
    private readonly float[] _step;
    private readonly float[] _best;
    private readonly float[] _walked;
    private readonly float[] _on;

    public ShapePrices(ShapeForm form)
    {
        (_form, _model) = (form, form.Model);
        int steps = Math.Max(1, form.Starts.SelectMany(d => d).Select(s => s.Length).DefaultIfEmpty(0).Max());
        _step = new float[_model.Placements.Length];
        _best = new float[steps + 1];
        _walked = new float[_best.Length * Math.Max(1, form.Starts.Max(d => d.Length))];
        _on = new float[(steps + 1) * form.Posts];
        Prices = new float[_model.Options.Length];
    }

    /// <summary>Price of each option after <see cref="Update"/> of its day; being off is free of rows.</summary>
    public float[] Prices { get; }

    /// <summary>Prices the options of a day.</summary>
    /// <param name="rows">What one more employee at a row costs.</param>
    /// <param name="noise">Most that chance adds to a step.</param>
    public void Update(int day, int employee, ReadOnlySpan<float> rows, float noise, Random random)
    {
        for (int placement = _form.PlacementStart[day]; placement < _form.PlacementStart[day + 1]; placement++)
        {
            float price = noise > 0 ? noise * random.NextSingle() : 0;
            foreach (Contribution contribution in _model.ContributionsOfPlacement(placement))
            {
                price += rows[contribution.Row];
            }

            _step[placement] = price;
        }

        int first = _model.DayOffsets[day];
        int end = _model.DayOffsets[day + 1];
        Array.Fill(Prices, float.PositiveInfinity, first, end - first);
        int[][] starts = _form.Starts[day];
        for (int start = 0; start < starts.Length; start++)
        {
            Walk(starts[start], _form.LeastSteps[employee]);
            _best.CopyTo(_walked.AsSpan(start * _best.Length));
        }

        for (int option = first; option < end; option++)
        {
            if (!_form.Usable[employee][option])
            {
                continue;
            }

            float price = 0;
            if (_form.StartOf[option] is var start and >= 0)
            {
                price = _walked[(start * _best.Length) + _form.Steps[option]];
            }
            else
            {
                foreach (Contribution contribution in _model.ContributionsOf(option))
                {
                    price += rows[contribution.Row];
                }

                price += noise > 0 ? noise * random.NextSingle() : 0;
            }

            for (int level = 1; level < _model.Levels; level++)
            {
                if (_model.OptionCosts[level] is not null)
                {
                    price += (float)(_form.LevelWeights[level] * _model.OptionCost(level, employee, option));
                }
            }

            Prices[option] = price;
        }
    }

    /// <summary>The placements of an option's steps on its cheapest posts, after <see cref="Update"/> of its day.</summary>
    public void Place(int day, int employee, int option, Span<int> placements)
    {
        placements.Fill(-1);
        int start = _form.StartOf[option];
        if (start < 0)
        {
            return;
        }

        int[] steps = _form.Starts[day][start];
        int least = _form.LeastSteps[employee];
        int posts = _form.Posts;
        Walk(steps, least);
        int at = _form.Steps[option];
        int post = Cheapest(at);
        while (at > 0)
        {
            float fresh = _best[at - least];
            for (int i = at - least; i < at; i++)
            {
                fresh += _step[steps[i] + post];
            }

            bool begins = fresh <= _on[((at - 1) * posts) + post] + _step[steps[at - 1] + post];
            for (int back = begins ? least : 1; back > 0; back--)
            {
                at--;
                placements[at] = steps[at] + post;
            }

            post = begins && at > 0 ? Cheapest(at) : post;
        }
    }

    /// <summary>The cheapest post on which a stretch may end after so many steps.</summary>
    private int Cheapest(int at) => _on.AsSpan(at * _form.Posts, _form.Posts).IndexOf(_best[at]);

    private void Walk(int[] steps, int least)
    {
        int posts = _form.Posts;
        int unreached = Math.Min(least, steps.Length + 1);
        Array.Fill(_on, float.PositiveInfinity, 0, unreached * posts);
        Array.Fill(_best, float.PositiveInfinity, 0, unreached);
        _best[0] = 0;
        for (int at = least; at <= steps.Length; at++)
        {
            var from = new Vector<float>(_best[at - least]);
            Span<float> on = _on.AsSpan(at * posts, posts);
            ReadOnlySpan<float> before = _on.AsSpan((at - 1) * posts, posts);
            int post = 0;
            for (; post + Vector<float>.Count <= posts; post += Vector<float>.Count)
            {
                Vector<float> fresh = from;
                for (int i = at - least; i < at; i++)
                {
                    fresh += new Vector<float>(_step.AsSpan(steps[i] + post));
                }

                Vector.Min(fresh, new Vector<float>(before[post..]) + new Vector<float>(_step.AsSpan(steps[at - 1] + post))).CopyTo(on[post..]);
            }

            for (; post < posts; post++)
            {
                float fresh = from[0];
                for (int i = at - least; i < at; i++)
                {
                    fresh += _step[steps[i] + post];
                }

                on[post] = Math.Min(fresh, before[post] + _step[steps[at - 1] + post]);
            }

            _best[at] = Least(on);
        }
    }

    private static float Least(ReadOnlySpan<float> values)
    {
        float least = values[0];
        foreach (float value in values)
        {
            least = Math.Min(least, value);
        }

        return least;
    }
}
