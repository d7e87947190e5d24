using NodaTime;
using Scheduling.Cli.Output;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Cli.Week;

/// <summary>
/// What a roster really puts on the queue: rostered on-queue minutes less shrinkage, against the agents needed on the queue. With skills
/// an interval is short by what no assignment of agents to skills can serve: the largest, over all sets of skills, of what they need
/// together less what the agents who hold any of them give.
/// </summary>
internal sealed record DeliveredCoverage
{
    private DeliveredCoverage(IReadOnlyList<ChartedInterval> intervals, int intervalMinutes) => (Intervals, IntervalMinutes) = (intervals, intervalMinutes);

    public IReadOnlyList<ChartedInterval> Intervals { get; }

    public int IntervalMinutes { get; }

    public double RequiredHours => Hours(i => i.Required);

    public double ShortHours => Hours(i => i.ShortAgents);

    public double OverHours => Hours(i => Math.Max(0, i.Reached - i.Required));

    /// <param name="need">What the week needs.</param>
    /// <param name="view">The roster; null when there is none, so that everything is short.</param>
    public static DeliveredCoverage Of(WeekNeed need, RosterView? view)
    {
        double present = (double)(1 - need.Shrinkage);
        (Duty Duty, int Skills)[] duties = view is null ? [] : [.. view.Duties.Select(duty => (duty, SkillsOf(duty.Employee, need)))];
        List<ChartedInterval> intervals = [];
        foreach (IntervalNeed interval in need.Intervals)
        {
            var minutes = new double[1 << interval.OnQueueBySkill.Count];
            if (view is not null)
            {
                Instant from = view.StartInstant(interval.Start);
                Instant until = from + Duration.FromMinutes(need.IntervalMinutes);
                foreach ((Duty duty, int skills) in duties)
                {
                    if (duty.Start < until && duty.End > from)
                    {
                        minutes[skills] += duty.OnQueue(from, until, duty.Post) * present;
                    }
                }
            }

            intervals.Add(new ChartedInterval(interval.Start, interval.OnQueue, minutes.Skip(1).Sum() / need.IntervalMinutes, Unserved(interval, minutes, need.IntervalMinutes) / need.IntervalMinutes));
        }

        return new DeliveredCoverage(intervals, need.IntervalMinutes);
    }

    private static double Unserved(IntervalNeed interval, double[] minutes, int intervalMinutes)
    {
        double worst = 0;
        for (int set = 1; set < minutes.Length; set++)
        {
            double needed = Enumerable.Range(0, interval.OnQueueBySkill.Count).Where(k => (set >> k & 1) == 1).Sum(k => (double)interval.OnQueueBySkill[k] * intervalMinutes);
            double given = Enumerable.Range(0, minutes.Length).Where(holders => (holders & set) != 0).Sum(holders => minutes[holders]);
            worst = Math.Max(worst, needed - given);
        }

        return worst;
    }

    private static int SkillsOf(Employee employee, WeekNeed need) =>
        need.Skills.Count == 0 ? 1 : Enumerable.Range(0, need.Skills.Count).Where(k => employee.Skills.Any(held => held.Skill == need.Skills[k].Skill)).Sum(k => 1 << k);

    private double Hours(Func<ChartedInterval, double> agents) => Intervals.Sum(agents) * IntervalMinutes / 60;
}
