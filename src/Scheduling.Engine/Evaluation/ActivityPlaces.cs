using NodaTime;
using NodaTime.Text;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Evaluation;

/// <summary>Judges whether an off-queue activity lies where it may: at a time of one of its windows, inside one part of work, beside the breaks.</summary>
internal sealed class ActivityPlaces(SchedulingProblem problem)
{
    private readonly Dictionary<string, Activity> _activities = problem.Activities.ToDictionary(a => a.Id);
    private readonly Lazy<RosterView> _clock = new(() => new RosterView(problem with { History = [], FixedAfter = [] }, new Roster { Assignments = [] }));

    /// <summary>Reports what is wrong with the activity of an assignment.</summary>
    public void Check(Assignment assignment, ShiftType shiftType, PlacedActivity held, Action<string, string, string> report)
    {
        string date = LocalDatePattern.Iso.Format(assignment.Date);
        if (!_activities.TryGetValue(held.Activity, out Activity? activity))
        {
            report(
                "unknown-reference",
                $"员工“{assignment.Employee}”在 {date} 的活动“{held.Activity}”不存在；请改用已有活动的编号。",
                $"The activity '{held.Activity}' of employee '{assignment.Employee}' on {date} is unknown; use the id of an activity of the problem.");
            return;
        }

        Duty duty = _clock.Value.Resolve(assignment with { Activity = null, OvertimeMinutes = 0 }, shiftType);
        Instant from = duty.Start + Duration.FromMinutes(held.AfterMinutes);
        Instant until = from + Duration.FromMinutes(activity.Minutes);
        if (!activity.Windows.Any(w => IsIn(w, activity, from, until)) || !duty.Parts.Any(p => p.Kind == PartKind.Work && p.Start <= from && until <= p.End))
        {
            report(
                "activity-not-allowed",
                $"员工“{assignment.Employee}”在 {date} 上班后 {held.AfterMinutes} 分钟参加活动“{held.Activity}”；活动须在其时段内按步长开始，并完全落在一段上班时段之内。",
                $"Employee '{assignment.Employee}' takes part in activity '{held.Activity}' {held.AfterMinutes} min after the start on {date}; it must begin at a step of one of its windows and lie inside one part of work.");
        }
        else if (duty.Breaks.Any(b => b.Start < until && from < b.End) && (assignment.Breaks.Count > 0 || !shiftType.Breaks.All(w => FirstBeside(w, held.AfterMinutes, activity.Minutes) is not null)))
        {
            report(
                "activity-during-break",
                $"员工“{assignment.Employee}”在 {date} 的活动“{held.Activity}”与休息重叠；请移动其中之一。",
                $"The activity '{held.Activity}' of employee '{assignment.Employee}' on {date} overlaps a break; move one of them.");
        }
    }

    /// <summary>The earliest start of a break, in minutes since the shift's start, that lies beside an activity; null when there is none.</summary>
    public static int? FirstBeside(BreakWindow window, int activityAfterMinutes, int activityMinutes)
    {
        for (int after = window.EarliestMinutes; after <= window.LatestMinutes; after += window.StepMinutes)
        {
            if (after + window.Minutes <= activityAfterMinutes || activityAfterMinutes + activityMinutes <= after)
            {
                return after;
            }
        }

        return null;
    }

    private bool IsIn(ActivityWindow window, Activity activity, Instant from, Instant until)
    {
        RosterView clock = _clock.Value;
        Instant opens = clock.StartInstant(window.Date + window.From);
        Instant closes = clock.EndInstant((window.To == LocalTime.Midnight ? window.Date.PlusDays(1) : window.Date) + window.To);
        return opens <= from && until <= closes && (from - opens).TotalMinutes % activity.StepMinutes == 0;
    }
}
