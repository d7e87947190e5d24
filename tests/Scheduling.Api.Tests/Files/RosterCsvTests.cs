using System.Text;
using NodaTime;
using Scheduling.Api.Files;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Tests.Files;

public sealed class RosterCsvTests
{
    private static readonly Roster Roster = new()
    {
        Assignments = [new Assignment { Employee = "a1", Date = new LocalDate(2026, 7, 6), ShiftType = "E", Start = new LocalTime(7, 30), Post = "call" }],
    };

    [Fact]
    public void The_grid_says_what_the_sheet_says()
    {
        string[] lines = Lines(RosterCsv.Write(FilesSample.Small, Roster, "zh-CN"));

        Assert.Equal("\uFEFF工号,姓名,合同,2026-07-06 周一,2026-07-07 周二,2026-07-08 周三,2026-07-09 周四,2026-07-10 周五,2026-07-11 周六,2026-07-12 周日,工时,早班,夜班,夜班数,周末出勤", lines[0]);
        Assert.Equal("a1,王敏,全职,E 07:30,,,,,,,7.5,1,0,0,0", lines[1]);
        Assert.Equal("a2,李静,half,,,,,,,,0,0,0,0,0", lines[2]);
        Assert.Equal("∑,早班 在岗人数,,1,0,0,0,0,0,0,1", lines[3]);
    }

    [Fact]
    public void The_list_has_one_row_per_assignment()
    {
        string[] lines = Lines(RosterCsv.WriteList(FilesSample.Small, Roster, "en"));

        Assert.Equal("\uFEFFid,name,date,weekday,shift,shift name,band,post,start,end,hours,breaks,overtime minutes,off-queue activity", lines[0]);
        Assert.Equal("a1,王敏,2026-07-06,Mon,E,早班,早班,热线,2026-07-06 07:30,2026-07-06 15:30,7.5,10:30-11:00,0,", lines[1]);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+86", "\"'+86\"")]
    [InlineData("-x", "\"'-x\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    public void A_value_that_a_spreadsheet_would_compute_is_written_as_text(string name, string written)
    {
        SchedulingProblem problem = FilesSample.Small with { Employees = [new Employee { Id = "a1", Name = name, Contract = "full" }] };
        string text = Encoding.UTF8.GetString(RosterCsv.Write(problem, Roster, "en"));
        Assert.Contains($"\r\na1,{written},全职", text, StringComparison.Ordinal);
    }

    private static string[] Lines(byte[] csv) => Encoding.UTF8.GetString(csv).Split("\r\n");
}
