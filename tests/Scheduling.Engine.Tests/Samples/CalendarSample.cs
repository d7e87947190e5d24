using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;

namespace Scheduling.Engine.Tests.Samples;

/// <summary>
/// The days of two years that differ from their weekday in mainland China, as the General Office of the State Council published them:
/// statutory holidays (法定节假日), weekdays joined to them (调休放假) and weekend days worked for them (调休上班).
/// Weekend days that lie within a holiday are free anyway and are not listed.
/// </summary>
internal static class CalendarSample
{
    public static CalendarFile China2025 { get; } = Year(
        2025,
        "国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）",
        new Festival("元旦", "01-01", "", ""),
        new Festival("春节", "01-28 01-29 01-30 01-31", "02-03 02-04", "01-26 02-08"),
        new Festival("清明节", "04-04", "", ""),
        new Festival("劳动节", "05-01 05-02", "05-05", "04-27"),
        new Festival("端午节", "05-31", "06-02", ""),
        new Festival("国庆节", "10-01 10-02 10-03", "10-07 10-08", "09-28 10-11"),
        new Festival("中秋节", "10-06", "", ""));

    public static CalendarFile China2026 { get; } = Year(
        2026,
        "国务院办公厅关于2026年部分节假日安排的通知（2025年11月4日）",
        new Festival("元旦", "01-01", "01-02", "01-04"),
        new Festival("春节", "02-16 02-17 02-18 02-19", "02-20 02-23", "02-14 02-28"),
        new Festival("清明节", "04-05", "04-06", ""),
        new Festival("劳动节", "05-01 05-02", "05-04 05-05", "05-09"),
        new Festival("端午节", "06-19", "", ""),
        new Festival("中秋节", "09-25", "", ""),
        new Festival("国庆节", "10-01 10-02 10-03", "10-05 10-06 10-07", "09-20 10-10"));

    private static CalendarFile Year(int year, string source, params Festival[] festivals) => new()
    {
        Name = $"中国 {year} 年节假日与调休",
        Source = source,
        Calendar =
        [
            .. festivals.SelectMany(f => Days(year, f.Holidays, CalendarDayKind.PublicHoliday, f.Name)
                .Concat(Days(year, f.Joined, CalendarDayKind.RestDay, f.Name + "放假调休"))
                .Concat(Days(year, f.Worked, CalendarDayKind.MakeUpWorkday, f.Name + "调休上班"))).OrderBy(d => d.Date),
        ],
    };

    private static IEnumerable<CalendarDay> Days(int year, string days, CalendarDayKind kind, string name) =>
        days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => new CalendarDay
        {
            Date = NodaTime.Text.LocalDatePattern.Iso.Parse($"{year}-{day}").Value,
            Kind = kind,
            Name = name,
        });

    private sealed record Festival(string Name, string Holidays, string Joined, string Worked);
}
