using System.Text;
using CsCheck;
using NodaTime;
using Scheduling.Api.Files;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Api.Tests.Files;

public sealed class RosterFileTests
{
    private static readonly SchedulingProblem Small = FilesSample.Small;

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Whatever_grid_is_written_as_CSV_is_read_back(string culture) =>
        FilesSample.Rosters(FilesSample.DayAndNight).Sample(
            roster => Same(roster, RosterFile.Read(FilesSample.DayAndNight, RosterCsv.Write(FilesSample.DayAndNight, roster, culture), "r.csv")), iter: 20, threads: 1);

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Whatever_grid_is_written_as_a_workbook_is_read_back(string culture) =>
        FilesSample.Rosters(FilesSample.DayAndNight).Sample(
            roster => Same(roster, RosterFile.Read(FilesSample.DayAndNight, RosterWorkbook.Write(FilesSample.DayAndNight, roster, culture), "r.xlsx")), iter: 10, threads: 1);

    [Fact]
    public void What_is_read_has_a_sound_shape()
    {
        Roster roster = FilesSample.RosterOf(FilesSample.DayAndNight);
        Roster read = RosterFile.Read(FilesSample.DayAndNight, RosterCsv.Write(FilesSample.DayAndNight, roster, "en"), "r.csv").Value!;
        Assert.Empty(RosterShape.Check(FilesSample.DayAndNight, read));
    }

    [Fact]
    public void A_grid_pasted_from_a_sheet_with_names_and_short_dates_is_read()
    {
        Roster roster = Read("姓名\t7/6\t周二 7-7\t7月8日(周三)\n王敏\tE\t早班\t休\n李静\tn\t\tE 8:00@chat\n").Value!;

        Assert.Equal(
        [
            new Assignment { Employee = "a1", Date = Day(0), ShiftType = "E", Post = "call" },
            new Assignment { Employee = "a1", Date = Day(1), ShiftType = "E", Post = "call" },
            new Assignment { Employee = "a2", Date = Day(0), ShiftType = "N" },
            new Assignment { Employee = "a2", Date = Day(2), ShiftType = "E", Start = new LocalTime(8, 0), Post = "chat" },
        ], roster.Assignments, Alike);
    }

    [Fact]
    public void People_and_dates_the_grid_does_not_name_stay_as_they_are()
    {
        Roster current = new()
        {
            Assignments =
            [
                new Assignment { Employee = "a1", Date = Day(0), ShiftType = "E", Post = "call", Breaks = [new PlacedBreak { AfterMinutes = 240, Minutes = 30 }] },
                new Assignment { Employee = "a1", Date = Day(1), ShiftType = "E", Post = "call" },
                new Assignment { Employee = "a1", Date = Day(5), ShiftType = "E", Post = "chat" },
                new Assignment { Employee = "a2", Date = Day(0), ShiftType = "N" },
            ],
        };
        Roster roster = RosterFile.Read(Small, Encoding.UTF8.GetBytes("id,2026-07-06,2026-07-07\na1,E,\n"), "r.csv", current).Value!;

        Assert.Equal([current.Assignments[0], current.Assignments[2], current.Assignments[3]], roster.Assignments);
    }

    [Fact]
    public void Overtime_is_read_and_a_shift_that_stays_keeps_its_activity()
    {
        SchedulingProblem problem = WithOvertime();
        Assignment held = new() { Employee = "a1", Date = Day(0), ShiftType = "E", Post = "call", OvertimeMinutes = 60, Activity = new PlacedActivity { Activity = "course", AfterMinutes = 60 } };
        Roster current = new() { Assignments = [held, held with { Date = Day(1), Post = "chat" }, held with { Date = Day(2) }] };
        string written = Encoding.UTF8.GetString(RosterCsv.Write(problem, current, "en"));
        Assert.Contains("E+60*,E+60*@chat,E+60*", written, StringComparison.Ordinal);
        Assert.Equal(current.Assignments, RosterFile.Read(problem, RosterCsv.Write(problem, current, "en"), "r.csv", current).Value!.Assignments);

        Roster changed = RosterFile.Read(problem, Encoding.UTF8.GetBytes("id,2026-07-06,2026-07-07,2026-07-08\na1,E+30*,E,E 08:00+60@chat\n"), "r.csv", current).Value!;
        Assert.Equal(
            [(30, "course", "call"), (0, null, "call"), (60, null, "chat")],
            changed.Assignments.Select(a => (a.OvertimeMinutes, a.Activity?.Activity, a.Post)));
    }

    [Fact]
    public void A_list_tells_overtime_and_activity()
    {
        Assignment held = new() { Employee = "a1", Date = Day(0), ShiftType = "E", Post = "call", OvertimeMinutes = 60, Activity = new PlacedActivity { Activity = "course", AfterMinutes = 60 } };
        string[] rows = Encoding.UTF8.GetString(RosterCsv.WriteList(WithOvertime(), new Roster { Assignments = [held] }, "en")).TrimEnd().Split("\r\n");
        Assert.EndsWith("breaks,overtime minutes,off-queue activity", rows[0], StringComparison.Ordinal);
        Assert.EndsWith(",60,08:00-08:30 课程", rows[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E+45", "one of: 30 60")]
    [InlineData("N+60", "has no overtime")]
    public void Overtime_that_a_shift_does_not_allow_is_refused(string cell, string told)
    {
        FileResult<Roster> result = RosterFile.Read(WithOvertime(), Encoding.UTF8.GetBytes($"id,2026-07-06\na1,{cell}\n"), "r.csv");
        FileProblem problem = Assert.Single(result.Problems);
        Assert.Equal("overtime-not-allowed", problem.Code);
        Assert.Contains(told, problem.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_with_a_plus_in_it_is_no_overtime()
    {
        SchedulingProblem problem = Small with { ShiftTypes = [Small.ShiftTypes[0] with { Id = "E+1" }] };
        Roster roster = RosterFile.Read(problem, Encoding.UTF8.GetBytes("id,2026-07-06,2026-07-07,2026-07-08\na1,E+1,E+1@chat,E+1 08:00\n"), "r.csv").Value!;
        Assert.All(roster.Assignments, a => Assert.Equal(("E+1", 0), (a.ShiftType, a.OvertimeMinutes)));
        Assert.Equal(3, roster.Assignments.Count);
    }

    private static SchedulingProblem WithOvertime() => Small with
    {
        ShiftTypes = [Small.ShiftTypes[0] with { Overtime = new OvertimeTail { MaximumMinutes = 60, StepMinutes = 30 } }, Small.ShiftTypes[1]],
        Activities = [new Activity { Id = "course", Name = "课程", Minutes = 30, Attendees = ["a1"], Windows = [new ActivityWindow { Date = Day(0), From = new LocalTime(7, 0), To = new LocalTime(9, 0) }] }],
    };

    [Theory]
    [InlineData("unknown-person", 2, "A", "a9", "id,2026-07-06\na9,E\n")]
    [InlineData("duplicate-person", 3, "", "a1", "id,2026-07-06\na1,E\n王敏,E\n")]
    [InlineData("unknown-code", 2, "B", "Q", "id,2026-07-06\na1,Q\n")]
    [InlineData("unknown-code", 2, "B", "E 25:00", "id,2026-07-06\na1,E 25:00\n")]
    [InlineData("start-not-allowed", 2, "B", "E 09:00", "id,2026-07-06\na1,E 09:00\n")]
    [InlineData("day-not-allowed", 2, "B", "N", "id,2026-07-10\na1,N\n")]
    [InlineData("post-not-allowed", 2, "B", "E@mail", "id,2026-07-06\na1,E@mail\n")]
    [InlineData("date-outside-horizon", 1, "C", "2026-07-13", "id,2026-07-06,2026-07-13\na1,E,E\n")]
    [InlineData("date-outside-horizon", 1, "B", "7/13", "id,7/13\na1,E\n")]
    [InlineData("duplicate-date", 1, "C", "7-6", "id,2026-07-06,7-6\na1,E,E\n")]
    [InlineData("invalid-date", 1, "C", "7-32", "id,7-6,7-32,7-8\na1,E,E,E\n")]
    [InlineData("no-dates", 0, "", "", "id,monday\na1,E\n")]
    [InlineData("no-rows", 1, "", "", "id,2026-07-06\n∑,3\n")]
    public void Each_fault_is_told_with_its_place_in_both_languages(string code, int line, string column, string value, string grid)
    {
        FileProblem problem = Assert.Single(Read(grid).Problems);

        Assert.Equal((code, line, column, value), (problem.Code, problem.Line, problem.Column, problem.Value));
        Assert.Contains(problem.Message.Zh, c => c > 0x4E00);
        Assert.DoesNotContain(problem.Message.En, c => c > 0x4E00);
        Assert.EndsWith(".", problem.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once_and_nothing_is_read_by_halves()
    {
        FileResult<Roster> result = Read("id,2026-07-06,2026-07-14\na1,Q,E\na9,E,E\n");

        Assert.False(result.Succeeded);
        Assert.Equal(["date-outside-horizon", "unknown-code", "unknown-person"], result.Problems.Select(problem => problem.Code));
        Assert.Equal("Column 'B' of line 2 is 'Q'; it must be a code of a shift (E N), or nothing for a day off.", result.Problems[1].Message.En);
        Assert.Equal("第 2 行的“B”为“Q”；应为班次代码（E N），休息请留空。", result.Problems[1].Message.Zh);
        Assert.Equal("r.csv:2:B", result.Problems[1].In("r.csv").Pointer);
    }

    [Fact]
    public void A_name_that_two_people_have_needs_the_id()
    {
        SchedulingProblem twins = Small with { Employees = [.. Small.Employees.Select(e => e with { Name = "王敏" })] };
        FileProblem problem = Assert.Single(RosterFile.Read(twins, Encoding.UTF8.GetBytes("姓名,2026-07-06\n王敏,E\n"), "r.csv").Problems);
        Assert.Contains("2 people have this name, so use the id", problem.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_week_over_the_turn_of_the_year_takes_each_short_date_in_its_year()
    {
        Roster roster = RosterFile.Read(FilesSample.DayAndNight, Encoding.UTF8.GetBytes("id,12-31,1-1\na01,E,E\n"), "r.csv").Value!;
        Assert.Equal([new LocalDate(2025, 12, 31), new LocalDate(2026, 1, 1)], roster.Assignments.Select(a => a.Date));
    }

    private static LocalDate Day(int index) => Small.Horizon.Start.PlusDays(index);

    private static FileResult<Roster> Read(string text) => RosterFile.Read(Small, Encoding.UTF8.GetBytes(text), "r.csv");

    private static bool Same(Roster roster, FileResult<Roster> read) =>
        read.Succeeded && roster.Assignments.Count == read.Value.Assignments.Count && roster.Assignments.Zip(read.Value.Assignments).All(pair => Alike(pair.First, pair.Second));

    // Lists in records compare by reference.
    private static bool Alike(Assignment one, Assignment other) => one with { Breaks = [] } == other with { Breaks = [] } || (one with { Breaks = other.Breaks }) == other;
}
