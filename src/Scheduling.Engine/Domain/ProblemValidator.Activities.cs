using NodaTime;

namespace Scheduling.Engine.Domain;

/// <content>Off-queue activities: length, windows, people, what must come before.</content>
public static partial class ProblemValidator
{
    private static void CheckActivities(ProblemInspection inspection)
    {
        IReadOnlyList<Activity> activities = inspection.Problem.Activities;
        CheckIds(inspection, "activities", new LocalizedText("活动", "activity"), activities, a => a.Id);
        for (int i = 0; i < activities.Count; i++)
        {
            Activity activity = activities[i];
            string pointer = $"/activities/{i}";
            var owner = new LocalizedText($"活动“{activity.Id}”", $"activity '{activity.Id}'");
            inspection.Range(pointer + "/minutes", new LocalizedText("时长", "Length"), owner, activity.Minutes, 1, MinutesPerDay, "min");
            inspection.Range(pointer + "/stepMinutes", new LocalizedText("步长", "Step"), owner, activity.StepMinutes, 1, MinutesPerDay, "min");
            inspection.Range(pointer + "/minimumAttendees", new LocalizedText("最少参加人数", "Fewest attendees"), owner, activity.MinimumAttendees, 1, MostEmployees);
            if (activity.MaximumAttendees is { } most)
            {
                inspection.Range(pointer + "/maximumAttendees", new LocalizedText("最多参加人数", "Most attendees"), owner, most, activity.MinimumAttendees, MostEmployees);
            }

            CheckActivityWindows(inspection, pointer + "/windows", activity, owner);
            CheckActivityPeople(inspection, pointer, activity, owner);
            for (int r = 0; r < activity.Requires.Count; r++)
            {
                inspection.Activity($"{pointer}/requires/{r}", owner, activity.Requires[r]);
            }
        }

        CheckActivityOrder(inspection);
    }

    private static void CheckActivityWindows(ProblemInspection inspection, string list, Activity activity, LocalizedText owner)
    {
        if (activity.Windows.Count == 0)
        {
            inspection.Add("activity-without-window", list, $"{owner.Zh}没有可选时段；请至少写一个（date、from、to）。", $"{ProblemInspection.Sentence(owner.En)} has no window; give it at least one with date, from and to.");
        }

        for (int w = 0; w < activity.Windows.Count; w++)
        {
            ActivityWindow window = activity.Windows[w];
            inspection.Year($"{list}/{w}/date", new LocalizedText("日期", "Date"), owner, window.Date);
            inspection.WholeMinute($"{list}/{w}/from", owner, window.From);
            inspection.WholeMinute($"{list}/{w}/to", owner, window.To);
            long to = window.To == LocalTime.Midnight ? MinutesPerDay : Minute(window.To);
            if (to - Minute(window.From) < activity.Minutes)
            {
                inspection.Add(
                    "activity-window-too-short", $"{list}/{w}",
                    $"{owner.Zh}需要 {activity.Minutes} 分钟，而 {ProblemInspection.Iso(window.Date)} 的时段 {ProblemInspection.Clock(window.From)} 至 {ProblemInspection.Clock(window.To)} 不够长；请放宽时段或缩短活动。",
                    $"{ProblemInspection.Sentence(owner.En)} takes {activity.Minutes} min, but its window of {ProblemInspection.Iso(window.Date)} from {ProblemInspection.Clock(window.From)} to {ProblemInspection.Clock(window.To)} is shorter; widen the window or shorten the activity.");
            }
        }
    }

    private static void CheckActivityPeople(ProblemInspection inspection, string pointer, Activity activity, LocalizedText owner)
    {
        HashSet<string> invited = [];
        for (int a = 0; a < activity.Attendees.Count; a++)
        {
            string attendee = activity.Attendees[a];
            inspection.Employee($"{pointer}/attendees/{a}", owner, attendee);
            if (!invited.Add(attendee))
            {
                inspection.Add("duplicate-reference", $"{pointer}/attendees/{a}", $"{owner.Zh}两次邀请员工“{attendee}”；请删除一个。", $"{ProblemInspection.Sentence(owner.En)} invites the employee '{attendee}' twice; remove one.");
            }
        }

        if (activity.Host is { } host)
        {
            inspection.Employee(pointer + "/host", owner, host);
            if (invited.Contains(host))
            {
                inspection.Add("host-among-attendees", pointer + "/host", $"{owner.Zh}的主持人“{host}”也在受邀员工之中；请从 attendees 中删除。", $"The host '{host}' of {owner.En} is among the attendees too; remove the host from attendees.");
            }
        }
        else if (activity.MinimumAttendees > 1)
        {
            inspection.Add(
                "group-without-host", pointer + "/minimumAttendees",
                $"{owner.Zh}要求每次至少 {activity.MinimumAttendees} 人，但没有主持人；请指定 host，或用 together 让所有人同时参加。",
                $"{ProblemInspection.Sentence(owner.En)} asks for at least {activity.MinimumAttendees} attendees at one time but has no host; name one, or let all meet with together.");
        }
    }

    /// <summary>Activities must not require each other in a circle.</summary>
    private static void CheckActivityOrder(ProblemInspection inspection)
    {
        IReadOnlyList<Activity> activities = inspection.Problem.Activities;
        Dictionary<string, int> index = [];
        for (int i = 0; i < activities.Count; i++)
        {
            index.TryAdd(activities[i].Id, i);
        }

        // Take away what requires nothing that is left, until nothing changes.
        HashSet<int> left = [.. Enumerable.Range(0, activities.Count)];
        while (left.RemoveWhere(i => !activities[i].Requires.Any(r => index.TryGetValue(r, out int required) && left.Contains(required))) > 0)
        {
        }

        if (left.Count > 0)
        {
            int first = left.Min();
            inspection.Add(
                "activities-in-a-circle", $"/activities/{first}/requires",
                $"活动“{activities[first].Id}”的先修要求构成循环；请删除其中一个 requires。",
                $"The activities that '{activities[first].Id}' requires lead back in a circle; remove one of the requires.");
        }
    }
}
