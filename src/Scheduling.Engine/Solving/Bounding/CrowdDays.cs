using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// Plans each day by whole people from the linear program over schedules: of each crowd, who can do the same, about as many take shifts of each length as take them there, and which ones, and who has a break
/// when, is an integer program per day. The rows of a program fit each other to a fraction of a person, and rounding off schedules one by one loses what this keeps.
/// </summary>
/// <param name="columns">Column generation of the last level.</param>
/// <param name="loan">A second thread.</param>
internal sealed class CrowdDays(RosterModel model, DualFunction dual, ColumnSearch columns, ThreadLoan loan, CancellationToken stop)
{
    /// <summary>Options that fewer take in the program are left out.</summary>
    private const double LeastShare = 1e-3;

    /// <summary>A day is planned again while its plan may be dearer than need be by more than this share of the program's cost.</summary>
    private const double Near = 0.1;
    private const int MostTries = 2;

    /// <summary>A plan per day of the horizon on which anybody may work; null when a day has none, when covers are served from two days or cost nothing on the last level, or when stopped.</summary>
    /// <param name="seconds">For each day at most, and as much once more where the plan is poor.</param>
    public List<DayPlan>? Plan(double seconds)
    {
        List<int>[] covers = WholeDays.OfOneDay(model);
        if (WholeDays.DearestOf(model) == 0 || covers.Sum(c => c.Count) < model.Covers.Length || Array.Exists(model.Options, o => o.Path is not null))
        {
            return null;
        }

        int[][] crowds = [.. CoverSignatures.Of(model).Select((signature, employee) => (signature, employee)).GroupBy(e => e.signature, e => e.employee).Select(g => g.ToArray())];
        int[] days = [.. Enumerable.Range(model.Timeline.HorizonStart, model.Timeline.HorizonEnd - model.Timeline.HorizonStart).Where(d => model.DayOffsets[d + 1] - model.DayOffsets[d] > 1)];

        // What days have too little of is owed to the next ones: by crowd and length of shift.
        var owed = new Dictionary<(int Crowd, int Minutes), double>();
        List<DayPlan> plans = [];
        foreach (int day in days)
        {
            DayPlan? before = plans.Count > 0 && days[plans.Count - 1] == day - 1 ? plans[^1] : null;
            if (Plan(day, covers[day], crowds, owed, before, seconds, day == days[^1]) is not { } plan)
            {
                return null;
            }

            plans.Add(plan);
        }

        return plans;
    }

    private DayPlan? Plan(int day, List<int> covers, int[][] crowds, Dictionary<(int Crowd, int Minutes), double> owed, DayPlan? before, double seconds, bool isLast)
    {
        var program = new CrowdProgram(model, dual, day, crowds);
        double step = StepOf(day);
        long price = (long)(step * WholeDays.DearestOf(model));
        double supply = 0;
        for (int crowd = 0; crowd < crowds.Length; crowd++)
        {
            Dictionary<int, double> shares = SharesOf(day, crowds[crowd]);
            program.Offer(crowd, shares.Where(s => s.Value > LeastShare).Select(s => s.Key));
            double minutes = 0;
            foreach (IGrouping<int, double> length in shares.GroupBy(s => model.Options[s.Key].PaidMinutes, s => s.Value))
            {
                double wanted = owed[(crowd, length.Key)] = owed.GetValueOrDefault((crowd, length.Key)) + length.Sum();
                minutes += wanted * length.Key;
                program.Want(crowd, length.Key, wanted, price);
            }

            supply += minutes;
            program.Limit(crowd, minutes + (isLast ? 0 : step));
            if (before is not null)
            {
                program.Follow(crowd, before.Crowds[crowd]);
            }
        }

        // What one crowd works more than in the program another works less; at the end none is asked for more than it has.
        program.Limit(supply + (step / 4));
        program.Cover(covers);
        loan.Want();
        for (int tries = 0; tries < MostTries && !stop.IsCancellationRequested && program.Excess > Near * columns.Upper; tries++)
        {
            program.Solve(seconds, tries, loan.Threads, stop);
        }

        if (program.Plan() is not { } plan)
        {
            return null;
        }

        for (int crowd = 0; crowd < crowds.Length; crowd++)
        {
            foreach ((int option, int count) in plan.Crowds[crowd].Options)
            {
                owed[(crowd, model.Options[option].PaidMinutes)] -= count;
            }
        }

        return plan;
    }

    /// <summary>How many of a crowd take each option of a day but being off, in the program.</summary>
    private Dictionary<int, double> SharesOf(int day, int[] crowd) =>
        Enumerable.Range(model.DayOffsets[day] + 1, model.DayOffsets[day + 1] - model.DayOffsets[day] - 1)
            .ToDictionary(o => o, o => crowd.Sum(e => (double)columns.Shares[(e * model.HorizonOptions) + o - model.FirstHorizonOption]));

    /// <summary>Minutes between a shift and the next longer one, at most.</summary>
    private double StepOf(int day)
    {
        int[] lengths = [.. Enumerable.Range(model.DayOffsets[day] + 1, model.DayOffsets[day + 1] - model.DayOffsets[day] - 1).Select(o => model.Options[o].PaidMinutes).Distinct().Order()];
        return lengths.Length == 1 ? lengths[0] : lengths.Zip(lengths.Skip(1), (shorter, longer) => longer - shorter).Max();
    }
}
