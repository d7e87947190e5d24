using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.OffQueueActivities;

/// <content>Lists who takes part in what and when, and judges the list person by person and time by time.</content>
public sealed partial record OffQueueActivitiesRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        List<Presence> everything = [.. roster.Duties.Where(d => d.Assignment.Activity is not null).Select(d => Presence.Of(d, roster.Horizon))];
        foreach (Activity activity in roster.Problem.Activities)
        {
            List<Presence> present = [.. everything.Where(p => p.Activity == activity.Id)];
            string[] invited = activity.Host is null ? [.. activity.Attendees] : [.. activity.Attendees, activity.Host];
            foreach (Presence stray in present.Where(p => p.IsFree && IsFor(p.Employee) && !invited.Contains(p.Employee.Id)))
            {
                report.Add(
                    1,
                    new LocalizedText($"{NameOf(stray.Employee)} 未受邀参加“{NameOf(activity)}”，却在 {stray.Date:MM-dd} 被安排参加。", $"{NameOf(stray.Employee)} is not invited to '{NameOf(activity)}' but takes part on {stray.Date:MM-dd}."),
                    stray.Employee.Id,
                    stray.Date);
            }

            foreach (Employee attendee in activity.Attendees.Select(roster.EmployeeOf).Where(IsFor))
            {
                JudgeAttendance(roster, report, activity, attendee, [.. present.Where(p => p.Employee == attendee)]);
                JudgeOrder(report, activity, attendee, everything);
            }

            if (invited.Any(id => IsFor(roster.EmployeeOf(id))))
            {
                foreach (IGrouping<Instant, Presence> time in present.GroupBy(p => p.Start))
                {
                    JudgeGroup(roster, report, activity, time.Key, [.. time]);
                }

                JudgeTogether(report, activity, present);
            }
        }
    }

    private static void JudgeAttendance(RosterView roster, RuleReport report, Activity activity, Employee attendee, List<Presence> times)
    {
        int earlier = attendee.Completed.Contains(activity.Id) ? 1 : 0;
        int given = earlier + times.Count(t => !t.IsFree);
        int all = earlier + times.Count;
        LocalDate end = roster.Horizon.End();
        if (all == 0 && activity.Windows.Max(w => w.Date) <= end)
        {
            LocalDate[] dates = [.. activity.Windows.Select(w => w.Date).Where(roster.Horizon.Contains).Order()];
            if (dates.Length > 0)
            {
                report.Add(
                    1,
                    new LocalizedText(
                        $"{NameOf(attendee)} 没有参加“{NameOf(activity)}”（{activity.Minutes} 分钟，最后可选日 {dates[^1]:MM-dd}）。",
                        $"{NameOf(attendee)} does not take part in '{NameOf(activity)}' ({activity.Minutes} min; its last window is on {dates[^1]:MM-dd})."),
                    attendee.Id,
                    dates[0],
                    dates[^1]);
            }
        }
        else if (all > Math.Max(1, given))
        {
            Presence[] free = [.. times.Where(t => t.IsFree)];
            report.Add(
                all - Math.Max(1, given),
                new LocalizedText(
                    $"{NameOf(attendee)} 共参加“{NameOf(activity)}” {all} 次，只需 1 次（{string.Join("、", free.Select(t => $"{t.Date:MM-dd}"))}）。",
                    $"{NameOf(attendee)} takes part in '{NameOf(activity)}' {all} times where once is enough ({string.Join(", ", free.Select(t => $"{t.Date:MM-dd}"))})."),
                attendee.Id,
                free[0].Date,
                free[^1].Date);
        }
    }

    private static void JudgeOrder(RuleReport report, Activity activity, Employee attendee, List<Presence> everything)
    {
        List<Presence> own = [.. everything.Where(p => p.Employee == attendee)];
        foreach (Presence held in own.Where(p => p.IsFree && p.Activity == activity.Id))
        {
            foreach (string required in activity.Requires.Distinct())
            {
                if (!attendee.Completed.Contains(required) && !own.Exists(p => p.Activity == required && p.Date < held.Date))
                {
                    report.Add(
                        1,
                        new LocalizedText(
                            $"{NameOf(attendee)} 在 {held.Date:MM-dd} 参加“{NameOf(activity)}”，之前没有完成先修的“{required}”。",
                            $"{NameOf(attendee)} takes part in '{NameOf(activity)}' on {held.Date:MM-dd} without '{required}' on a day before it."),
                        attendee.Id,
                        held.Date);
                }
            }
        }
    }

    /// <summary>People without host, without place, or too few for a group; less what fixed duties alone come to.</summary>
    private static void JudgeGroup(RosterView roster, RuleReport report, Activity activity, Instant time, List<Presence> there)
    {
        long excess = Misplaced(there) - Misplaced([.. there.Where(p => !p.IsFree)]);
        if (excess <= 0)
        {
            return;
        }

        LocalDateTime local = roster.LocalOf(time);
        int attendees = there.Count(IsAttendee);
        bool led = there.Exists(p => p.Employee.Id == activity.Host);
        LocalizedText size = activity.MaximumAttendees is { } most
            ? new LocalizedText($"{activity.MinimumAttendees} 至 {most} 人", $"{activity.MinimumAttendees} to {most}")
            : new LocalizedText($"至少 {activity.MinimumAttendees} 人", $"at least {activity.MinimumAttendees}");
        LocalizedText host = activity.Host is null ? new LocalizedText("", "") : led ? new LocalizedText("，主持人在场", " with the host") : new LocalizedText("，主持人不在场", " without the host");
        report.Add(
            excess,
            new LocalizedText(
                $"“{NameOf(activity)}” {local:MM-dd HH:mm}：{attendees} 人参加{host.Zh}；每次应为 {size.Zh}。",
                $"'{NameOf(activity)}' at {local:MM-dd HH:mm}: {attendees} attend{host.En}; groups are of {size.En}."),
            from: local.Date);

        bool IsAttendee(Presence presence) => activity.Attendees.Contains(presence.Employee.Id);

        long Misplaced(List<Presence> some)
        {
            int came = some.Count(IsAttendee);
            if (activity.Host is null)
            {
                return activity.MaximumAttendees is { } places && came > places ? came - places : 0;
            }

            int hosts = some.Count(p => p.Employee.Id == activity.Host);
            int seats = hosts * (activity.MaximumAttendees ?? activity.Attendees.Count);
            int needed = hosts * activity.MinimumAttendees;
            return came > seats ? came - seats : came < needed ? needed - came : 0;
        }
    }

    /// <summary>Counts the pairs of attendees who take part at different times of the horizon.</summary>
    private static void JudgeTogether(RuleReport report, Activity activity, List<Presence> present)
    {
        Presence[] attending = [.. present.Where(p => p.IsFree && activity.Attendees.Contains(p.Employee.Id))];
        Dictionary<Instant, int> sizes = attending.GroupBy(p => p.Start).ToDictionary(g => g.Key, g => g.Count());
        if (!activity.Together || sizes.Count < 2)
        {
            return;
        }

        // All pairs at different times, less those of one person with him- or herself.
        long pairs = attending.Sum(p => (long)attending.Length - sizes[p.Start]) / 2;
        pairs -= attending.GroupBy(p => p.Employee).Sum(own => own.Sum(p => (long)own.Count(q => q.Start != p.Start)) / 2);
        report.Add(
            pairs,
            new LocalizedText(
                $"“{NameOf(activity)}”应由所有人同时参加，却分在 {sizes.Count} 个时间（{attending.Length} 人次，{pairs} 对员工不在同一时间）。",
                $"'{NameOf(activity)}' is for all at one time but is held at {sizes.Count} ({attending.Length} attend, {pairs} pairs of them at different times)."),
            from: attending.Min(p => p.Date),
            until: attending.Max(p => p.Date));
    }

    private static string NameOf(Employee employee) => employee.Name.Length > 0 ? employee.Name : employee.Id;

    private static string NameOf(Activity activity) => activity.Name.Length > 0 ? activity.Name : activity.Id;

    /// <summary>Somebody who takes part in an activity; free when the duty is of the horizon.</summary>
    private sealed record Presence(string Activity, Employee Employee, LocalDate Date, Instant Start, bool IsFree)
    {
        public static Presence Of(Duty duty, Horizon horizon) => new(
            duty.Assignment.Activity!.Activity, duty.Employee, duty.Date, duty.Start + Duration.FromMinutes(duty.Assignment.Activity.AfterMinutes), horizon.Contains(duty.Date));
    }
}
