using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Files;

/// <summary>The sheet that says what codes, colours and signs mean.</summary>
internal static class RosterLegend
{
    private static readonly CellLook Head = new() { Bold = true, Fill = "DCE3EA" };
    private static readonly CellLook Text = new() { Wraps = true };

    private static readonly LocalizedText[] Titles =
    [
        new("代码", "code"), new("班次名称", "shift name"), new("班段", "band"), new("时间", "times"), new("可开始时间", "may start"), new("岗位（第一个为默认）", "posts (the first one by default)"),
    ];

    public static WorkbookSheet Sheet(SchedulingProblem problem, RosterGrid grid, string culture)
    {
        var sheet = new WorkbookSheet(FileWords.Legend.In(culture));
        foreach (double width in new[] { 16, 18, 14, 26, 18, 36.0 })
        {
            sheet.Widths(width);
        }

        foreach ((int column, LocalizedText title) in Titles.Index())
        {
            sheet.Put(0, column, title.In(culture), Head);
        }

        int row = 1;
        foreach (ShiftType type in problem.ShiftTypes)
        {
            bool standby = type.IsStandby();
            Band band = problem.Bands.First(b => b.Id == type.Band);
            sheet.Put(row, 0, standby ? $"{type.Id} ({FileWords.Standby.In(culture)})" : type.Id, RosterWorkbook.LookOf(grid.Bands, type.Band, standby));
            sheet.Put(row, 1, type.Name, Text);
            sheet.Put(row, 2, FileWords.NameOr(band.Name, band.Id), Text);
            sheet.Put(row, 3, string.Join(", ", type.Parts.Select(part => $"{Clock(part.Start)}–{Clock(part.End)}")), Text);
            sheet.Put(row, 4, type.StartWindow is { } window ? $"{Clock(window.Earliest)}–{Clock(window.Latest)}" : "", Text);
            sheet.Put(row, 5, string.Join(", ", type.Posts.Select(id => problem.Posts.First(post => post.Id == id) is { Name.Length: > 0 } post ? $"{post.Id} {post.Name}" : id)), Text);
            row++;
        }

        row++;
        foreach ((string sign, CellLook look, LocalizedText meaning) in Signs(culture))
        {
            sheet.Put(row, 0, sign, look);
            sheet.Put(row, 1, meaning.In(culture), Text with { Bare = true, Wraps = false });
            row++;
        }

        return sheet;
    }

    private static IEnumerable<(string Sign, CellLook Look, LocalizedText Meaning)> Signs(string culture)
    {
        var centred = new CellLook { Place = CellPlace.Centre };
        yield return ("E 07:30", centred, new("班次从 07:30 开始，而不是通常的时间", "the shift starts at 07:30 instead of its usual time"));
        yield return ("E+60", centred, new("班次之后加班 60 分钟", "60 min of overtime after the shift"));
        yield return ("E*", centred, new("班次中安排了培训、会议等非接待活动", "an off-queue activity, such as training, is held during the shift"));
        yield return ("E@chat", centred, new("在岗位 chat 上，而不是该班次的第一个岗位", "on the post chat instead of the shift's first one"));
        yield return ($"S ({FileWords.Standby.In(culture)})", centred with { Italic = true, Broken = true }, new("备班：不在岗，可被召回", "standby: not at work, may be called in"));
        yield return (FileWords.LeaveDay.In(culture), new CellLook { Fill = BandColours.Leave, Place = CellPlace.Centre, Italic = true }, new("请假", "on leave"));
        yield return (FileWords.NotEmployed, centred, new("当天不在职", "not employed on that day"));
        yield return ("", centred, new("休息", "off"));
        yield return ("", centred with { Fill = BandColours.Weekend }, new("周末", "weekend"));
        yield return ("", centred with { Fill = BandColours.Holiday }, new("节假日或调休放假", "public holiday or a day off joined to one"));
        yield return (FileWords.TotalSign, centred, new("每天的合计；缺口大于零时为红色", "totals per day; a gap above zero is red"));
    }

    private static string Clock(LocalTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
