using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Files;

/// <summary>The words of roster files.</summary>
internal static class FileWords
{
    public static readonly LocalizedText Roster = new("排班表", "Roster");
    public static readonly LocalizedText List = new("明细", "List");
    public static readonly LocalizedText Legend = new("图例", "Legend");
    public static readonly LocalizedText EmployeeId = new("工号", "id");
    public static readonly LocalizedText EmployeeName = new("姓名", "name");
    public static readonly LocalizedText Contract = new("合同", "contract");
    public static readonly LocalizedText Hours = new("工时", "hours");
    public static readonly LocalizedText Nights = new("夜班数", "nights");
    public static readonly LocalizedText WeekendDays = new("周末出勤", "weekend days");
    public static readonly LocalizedText Standby = new("备班", "standby");
    public static readonly LocalizedText OnDuty = new("在岗人数", "on duty");
    public static readonly LocalizedText RequiredHours = new("需求人时", "required hours");
    public static readonly LocalizedText OnQueueHours = new("接待人时", "on-queue hours");
    public static readonly LocalizedText ShortHours = new("缺口人时", "short hours");
    public static readonly LocalizedText Total = new("合计", "total");
    public static readonly LocalizedText LeaveDay = new("假", "lv");
    public static readonly LocalizedText LeaveMorning = new("上午假", "lv am");
    public static readonly LocalizedText LeaveAfternoon = new("下午假", "lv pm");

    /// <summary>The sign before rows that add up, by which readers tell them from people.</summary>
    public const string TotalSign = "∑";

    /// <summary>The sign of a day on which somebody is not employed.</summary>
    public const string NotEmployed = "—";

    public static string Weekday(LocalDate date, string culture) => WeekdayOf(date.DayOfWeek).In(culture);

    public static LocalizedText WeekdayOf(IsoDayOfWeek day) => new(
        "周" + "一二三四五六日"[(int)day - 1],
        CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames[(int)day % 7]);

    /// <summary>A name, or the id of what has none.</summary>
    public static string NameOr(string name, string id) => name.Length > 0 ? name : id;
}
