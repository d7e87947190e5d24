using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Api.Files;

/// <summary>A roster as one row per assignment, for whatever file shows it.</summary>
internal static class RosterList
{
    private static readonly LocalizedText[] Titles =
    [
        FileWords.EmployeeId, FileWords.EmployeeName, new("日期", "date"), new("星期", "weekday"), new("班次", "shift"), new("班次名称", "shift name"),
        new("班段", "band"), new("岗位", "post"), new("开始", "start"), new("结束", "end"), FileWords.Hours, new("休息", "breaks"), new("加班分钟", "overtime minutes"), new("非接待活动", "off-queue activity"),
    ];

    /// <summary>Place of the paid hours among the columns; all others are text.</summary>
    public const int HoursColumn = 10;

    public static IReadOnlyList<string> Header(string culture) => [.. Titles.Select(title => title.In(culture))];

    public static IEnumerable<IReadOnlyList<string>> Rows(RosterView view, string culture)
    {
        foreach (Duty duty in view.Problem.Employees.SelectMany(view.HorizonDutiesOf))
        {
            yield return
            [
                duty.Employee.Id,
                duty.Employee.Name,
                duty.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
                FileWords.Weekday(duty.Date, culture),
                duty.ShiftType.Id,
                duty.ShiftType.Name,
                FileWords.NameOr(duty.Band.Name, duty.Band.Id),
                duty.Post is null ? "" : FileWords.NameOr(view.PostOf(duty.Post).Name, duty.Post),
                Moment(duty.Start),
                Moment(duty.End),
                (duty.PaidMinutes / 60.0).ToString("0.##", CultureInfo.InvariantCulture),
                string.Join("; ", duty.Breaks.Select(pause => $"{Clock(pause.Start)}-{Clock(pause.End)} {pause.Activity}".TrimEnd())),
                duty.OvertimeMinutes.ToString(CultureInfo.InvariantCulture),
                Held(duty),
            ];
        }

        string Held(Duty duty)
        {
            if (duty.Assignment.Activity is not { } held)
            {
                return "";
            }

            Activity activity = view.ActivityOf(held.Activity);
            Instant start = duty.Start + Duration.FromMinutes(held.AfterMinutes);
            return $"{Clock(start)}-{Clock(start + Duration.FromMinutes(activity.Minutes))} {FileWords.NameOr(activity.Name, activity.Id)}";
        }

        string Moment(Instant instant) => view.LocalOf(instant).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

        string Clock(Instant instant) => view.LocalOf(instant).ToString("HH:mm", CultureInfo.InvariantCulture);
    }
}
