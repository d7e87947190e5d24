using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// Raises bounds by whole numbers: at given prices each day's covers are an integer program of their own (<see cref="DayProgram"/>), which costs more than the covers cost one by one, for people come whole and work
/// whole shifts. Everybody is paid, beside row prices, a wage per minute that is searched for: work is what days compete for.
/// </summary>
internal sealed class WholeDays
{
    private const double Precision = 0.002;
    private const int MostWages = 12;
    private const double FirstWage = 1.0 / 64;
    private const double WageStep = 4;
    private const double NearStep = 1.1;
    private const double MostWage = 4;

    /// <summary>How far from what people can work a plan may be, as a share.</summary>
    private const double Near = 0.02;
    private const double LastPrecision = 5e-4;

    /// <summary>More than what is lost in sums of doubles.</summary>
    private const double Inexact = 1e-6;

    /// <summary>Of the time there is, how much one search for a wage may take.</summary>
    private const double Longest = 0.1;
    private readonly RosterModel _model;
    private readonly DualFunction _dual;
    private readonly DayProgram[] _days;
    private readonly int[] _minutes;
    private readonly Func<double> _spent;
    private readonly Func<bool> _ended;
    private readonly CancellationToken _stop;
    private (List<DayPlan> Plans, double Slope)? _more;
    private (List<DayPlan> Plans, double Slope)? _less;
    private double _supply;
    private double _off;

    /// <param name="spent">Share of the time limit that is over; 0 without a limit.</param>
    /// <param name="ended">Asked often.</param>
    /// <param name="stop">Ends a day's program at once.</param>
    public WholeDays(RosterModel model, DualFunction dual, Func<double> spent, Func<bool> ended, CancellationToken stop)
    {
        (_model, _dual, _spent, _ended, _stop) = (model, dual, spent, ended, stop);
        _minutes = new int[model.Options.Length];
        _days = Array.Exists(model.Options, o => o.Path is not null) ? [] : [.. Programs(dual)];
    }

    /// <summary>The wage per minute at which days ask for most nearly what people can work.</summary>
    public double Wage { get; private set; }

    /// <summary>Whether there is a day for which whole numbers say more.</summary>
    public bool IsOfUse => _days.Length > 0;

    /// <summary>Proves what it can of a level, from row prices.</summary>
    /// <param name="seconds">For each day and wage at most.</param>
    /// <param name="likely">A wage that may be the best one; 0 when nothing is known.</param>
    public void Run(int level, ReadOnlySpan<double> rowPrices, ReadOnlySpan<double> weights, double likely, double seconds, Action<int, Int128, double[]> prove)
    {
        (_more, _less, Wage, _off) = (null, null, 0, double.PositiveInfinity);
        double end = _spent() + Longest;
        double[] prices = rowPrices.ToArray();
        double[] levelWeights = weights.ToArray();
        _dual.Project(prices, levelWeights);
        double[] ofLevel = [.. levelWeights.Select((w, l) => l == level ? w : 0)];
        double dearest = LimitOf(_model, ofLevel);
        likely = DualFunction.Round(likely);
        if (Try(likely) is not { } first || first.Slope == 0 || (likely == 0 && first.Slope < 0))
        {
            return;
        }

        // The value is concave in the wage. A wage that is too high is looked for in growing steps, then the best one lies between the tangents at the nearest wages that are too low and too high.
        (double Wage, double Value, double Slope) left = (likely, first.Value, first.Slope);
        (double Wage, double Value, double Slope)? right = null;
        if (first.Slope < 0)
        {
            if (Try(0) is not { Slope: > 0 } low)
            {
                return;
            }

            (left, right) = ((0, low.Value, low.Slope), left);
        }

        double growth = likely > 0 ? NearStep : WageStep;
        double limit = Math.Max(MostWage * dearest, LimitOf(_model, levelWeights));
        for (int i = 0; i < MostWages; i++)
        {
            double wage = right is { } above
                ? (above.Value - left.Value + (left.Slope * left.Wage) - (above.Slope * above.Wage)) / (left.Slope - above.Slope)
                : Math.Max(FirstWage * dearest, growth * left.Wage);
            wage = DualFunction.Round(wage);
            double hope = left.Value + (left.Slope * (wage - left.Wage));
            bool isBetween = wage > left.Wage && (right is null || wage < right.Value.Wage);
            if (!isBetween || wage > limit || (right is { } known && hope - Math.Max(left.Value, known.Value) <= Precision * Math.Abs(hope)) || Try(wage) is not { } tried)
            {
                break;
            }

            if (tried.Slope > 0)
            {
                left = (wage, tried.Value, tried.Slope);
                growth *= growth < WageStep ? growth : 1;
            }
            else
            {
                right = (wage, tried.Value, tried.Slope);
            }

            if (tried.Slope == 0)
            {
                break;
            }
        }

        bool Ends() => _ended() || _spent() > end;

        (double Value, double Slope)? Try(double wage)
        {
            _dual.Rewards = [.. _minutes[_model.FirstHorizonOption..(_model.FirstHorizonOption + _model.HorizonOptions)].Select(m => wage * m)];
            try
            {
                return AtRewards(wage);
            }
            finally
            {
                _dual.Rewards = null;
            }
        }

        (double Value, double Slope)? AtRewards(double wage)
        {
            Int128? evaluated = Ends() ? null : _dual.Evaluate(prices, levelWeights, out _);
            if (evaluated is not { } exact)
            {
                return null;
            }

            List<DayPlan> plans = [];
            double supply = 0;
            for (int cell = 0; cell < _model.Cells; cell++)
            {
                supply += _model.Timeline.IsInHorizon(cell % _model.Timeline.Days) ? _minutes[_dual.Schedules[cell]] : 0;
            }

            double slope = -supply;
            double raised = 0;
            foreach (DayProgram day in _days)
            {
                DayPlan? plan = null;
                double? known = Ends() ? null : day.Raise(levelWeights, level < _model.Levels - 1 ? 0 : LastPrecision, seconds, _minutes, _stop, out plan);
                if (known is not { } more || plan is null)
                {
                    return null;
                }

                slope += plan.Minutes;
                plans.Add(plan);
                raised += wage > 0 ? more : Math.Max(0, more);
            }

            prove(level, exact + (Int128)Math.Floor((raised - Inexact) * DualFunction.Units), levelWeights);
            Remember(wage, plans, supply, slope);
            return (((double)exact / DualFunction.Units) + raised, slope);
        }
    }

    /// <summary>
    /// A plan per day that together ask for what people can work: of two plans that ask for a little more and a little less, the days are taken in turn, evenly over the horizon; one alone when it is near. Null when there is none.
    /// </summary>
    public List<DayPlan>? Plan()
    {
        bool isNear = (_more is not null && _less is not null) || Math.Abs((_more ?? _less)?.Slope ?? double.PositiveInfinity) <= Near * _supply;
        if (!isNear || (_more ?? _less) is not { } more || (_less ?? _more) is not { } less)
        {
            return null;
        }

        double share = more.Slope - less.Slope > 0 ? -less.Slope / (more.Slope - less.Slope) : 0;
        List<DayPlan> plan = [];
        double owed = 0;
        for (int day = 0; day < _days.Length; day++)
        {
            double difference = more.Plans[day].Minutes - less.Plans[day].Minutes;
            owed += share * difference;
            bool takesMore = difference > 0 && owed >= difference / 2;
            owed -= takesMore ? difference : 0;
            plan.Add(takesMore ? more.Plans[day] : less.Plans[day]);
        }

        return plan;
    }

    /// <summary>The days for which whole numbers say more. On others nobody is paid a wage.</summary>
    private IEnumerable<DayProgram> Programs(DualFunction dual)
    {
        List<int>[] covers = OfOneDay(_model);
        for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
        {
            if (covers[day].Count > 0 && new DayProgram(_model, dual, day, [.. covers[day]]) is { SaysMore: true } program)
            {
                for (int option = _model.DayOffsets[day]; option < _model.DayOffsets[day + 1]; option++)
                {
                    _minutes[option] = _model.Options[option].PaidMinutes;
                }

                yield return program;
            }
        }
    }

    /// <summary>What a minute costs at most on the last level that nobody serves.</summary>
    public static double DearestOf(RosterModel model) => LimitOf(model, [.. Enumerable.Range(0, model.Levels).Select(l => l == model.Levels - 1 ? 1.0 : 0)]);

    /// <summary>What a minute costs at most that nobody serves.</summary>
    private static double LimitOf(RosterModel model, double[] weights) =>
        model.Covers.Select(c => TermMinimum.Slope(c.Shortage, true, weights)).Where(double.IsFinite).DefaultIfEmpty().Max();

    /// <summary>Keeps the plans nearest to what people can work, from both sides.</summary>
    private void Remember(double wage, List<DayPlan> plans, double supply, double slope)
    {
        if (slope >= 0 && (_more is null || slope <= _more.Value.Slope))
        {
            _more = (plans, slope);
        }

        if (slope <= 0 && (_less is null || slope >= _less.Value.Slope))
        {
            _less = (plans, slope);
        }

        if (Math.Abs(slope) <= _off)
        {
            (Wage, _supply, _off) = (wage, supply, Math.Abs(slope));
        }
    }

    /// <summary>For each day the covers that its options alone give to.</summary>
    public static List<int>[] OfOneDay(RosterModel model)
    {
        int[] day = new int[model.Covers.Length];
        Array.Fill(day, -1);
        for (int option = model.FirstHorizonOption; option < model.FirstHorizonOption + model.HorizonOptions; option++)
        {
            foreach (Contribution contribution in model.ContributionsOf(option))
            {
                ref int known = ref day[model.Rows[contribution.Row].Term];
                known = known < 0 || known == model.Options[option].Day ? model.Options[option].Day : int.MaxValue;
            }
        }

        List<int>[] covers = [.. Enumerable.Range(0, model.Timeline.Days).Select(_ => new List<int>())];
        for (int cover = 0; cover < day.Length; cover++)
        {
            if (day[cover] is >= 0 and < int.MaxValue)
            {
                covers[day[cover]].Add(cover);
            }
        }

        return covers;
    }
}
