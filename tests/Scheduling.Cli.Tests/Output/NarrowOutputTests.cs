using NodaTime;
using Scheduling.Cli.Input;
using Scheduling.Cli.Output;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Solving;

namespace Scheduling.Cli.Tests.Output;

public sealed class NarrowOutputTests
{
    private static readonly LocalDate Monday = new(2026, 7, 6);

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void Both_rows_of_bars_and_the_marks_begin_in_one_column(string language)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var surroundings = new Surroundings { Out = CommandRun.Console(text, 80), Error = CommandRun.Console(text), Language = Languages.Parse(language)!.Value };
        ChartedInterval[] intervals = [.. Enumerable.Range(0, 14).Select(i => new ChartedInterval(Monday.At(new LocalTime(9, 0)).PlusDays(i / 2).PlusMinutes(i % 2 * 30), 8, 8 - (i % 2 * 4), i % 2 * 4))];
        CoverageChart.Write(intervals, 30, new CommandOutput(surroundings, forPrograms: false));
        string[] rows = [.. text.ToString().Split('\n').Where(row => row.Length > 0).TakeLast(7 * 3)];
        foreach (string[] day in rows.Chunk(3))
        {
            int first = Column(day[0], '█');
            Assert.Equal(first, Column(day[1], '█'));
            Assert.Equal(first + 1, Column(day[1], '▄'));
            Assert.Equal(first + 1, Column(day[2], '!'));
        }

        static int Column(string row, char mark) => DisplayWidth.Of(row[..row.IndexOf(mark, StringComparison.Ordinal)]);
    }

    [Theory]
    [InlineData("zh", "覆盖 1234567")]
    [InlineData("en", "coverage 1234567")]
    public void Progress_drops_its_bounds_before_its_penalties(string language, string coverage)
    {
        LevelScore[] levels = [new("hard", 0, 0), new("coverage", 1234567, 1000000), new("quality", 7654321, 7000000)];
        Language read = Languages.Parse(language)!.Value;
        Assert.Contains("≥", LevelText.Line(levels, read, 120), StringComparison.Ordinal);
        string narrow = LevelText.Line(levels, read, 58);
        Assert.InRange(DisplayWidth.Of(narrow), 1, 58);
        Assert.Contains(coverage, narrow, StringComparison.Ordinal);
        Assert.Contains("7654321", narrow, StringComparison.Ordinal);
        string narrowest = LevelText.Line(levels, read, 12);
        Assert.InRange(DisplayWidth.Of(narrowest), 3, 12);
        Assert.EndsWith("…", narrowest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "求解中", "硬规则 [0-9]+ · 覆盖 [0-9]+ · 质量 [0-9]+", "排班表")]
    [InlineData("en", "Solving", "hard [0-9]+ · coverage [0-9]+ · quality [0-9]+", "Roster")]
    public void A_terminal_of_80_columns_shows_progress_and_roster(string language, string solving, string progress, string heading)
    {
        using var folder = new TemporaryFolder();
        using var text = new StringWriter { NewLine = "\n" };
        var surroundings = new Surroundings { Out = CommandRun.Console(text, 80, terminal: true), Error = CommandRun.Console(text), Language = Languages.Parse(language)!.Value, IsTerminal = true };
        Assert.Equal(ExitStatus.Done, SchedulingApp.Run(["week", "--calls", folder.Calls(), "--aht", "240", "--agents", "9", "--time", "3"], surroundings));
        string told = text.ToString();
        int from = told.IndexOf(solving, StringComparison.Ordinal);
        int until = told.IndexOf("\u001b[1m" + heading, from, StringComparison.Ordinal);
        Assert.Matches(progress, told[from..until]);
        Assert.All(Enumerable.Range(1, 9), agent => Assert.Contains($"Agent {agent:000}", told[until..], StringComparison.Ordinal));
        Assert.Contains("07-06", told[until..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "2 个班次没有写休息，按最早时间计。")]
    [InlineData("en", "2 shifts without breaks: taken at their earliest time.")]
    public void A_check_says_which_breaks_it_had_to_assume(string language, string told)
    {
        using var folder = new TemporaryFolder();
        Assignment[] silent = [Duty(0, "N"), Duty(2, "N"), Duty(4, "D")];
        Assignment[] placed = [Duty(0, "N") with { Breaks = [new PlacedBreak { AfterMinutes = 120, Minutes = 30 }] }, Duty(4, "D")];
        string problem = folder.Write("problem.json", ProblemFile.Write(Problem(new MinimumRestRule())));
        string without = folder.Write("without.json", ProblemFile.Write(new Roster { Assignments = silent }));
        string with = folder.Write("with.json", ProblemFile.Write(new Roster { Assignments = placed }));
        string[] speaking = ["--lang", language];
        Assert.Contains(told, CommandRun.Of(["check", problem, without, .. speaking]).Out, StringComparison.Ordinal);
        Assert.DoesNotContain(told[2..], CommandRun.Of(["check", problem, with, .. speaking]).Out, StringComparison.Ordinal);
        Assert.Contains("\"shiftsWithoutBreaks\":2", CommandRun.Of("check", problem, without, "--json").Out, StringComparison.Ordinal);
        Assert.Contains("\"shiftsWithoutBreaks\":0", CommandRun.Of("check", problem, with, "--json").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Chinese_violations_and_levels_are_in_Chinese()
    {
        using var folder = new TemporaryFolder();
        string problem = folder.Write("problem.json", ProblemFile.Write(Problem(new MinimumRestRule())));
        string roster = folder.Write("roster.json", ProblemFile.Write(new Roster { Assignments = [Duty(0, "N"), Duty(1, "D")] }));
        string told = CommandRun.In(Language.Chinese, "check", problem, roster).Out;
        Assert.Contains("［minimum-rest，硬规则］", told, StringComparison.Ordinal);
        Assert.Matches("硬规则 [0-9]+ · 覆盖 0 · 质量 0", told);
        Assert.DoesNotContain("quality", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Chinese_rules_tell_enforcement_and_settings_in_Chinese()
    {
        string one = CommandRun.In(Language.Chinese, "rules", "minimum-rest").Out;
        Assert.Contains("默认执行方式：硬规则", one, StringComparison.Ordinal);
        Assert.Contains("整数", one, StringComparison.Ordinal);
        string all = CommandRun.In(Language.Chinese, "rules").Out;
        Assert.Contains("软规则，质量级，权重 10", all, StringComparison.Ordinal);
        Assert.DoesNotContain("soft", all, StringComparison.Ordinal);
        Assert.All(
            RuleCatalog.Default.Rules.SelectMany(RuleDocument.SettingsOf).Select(setting => setting.TypeText().Zh),
            type => Assert.DoesNotMatch("[a-z]", System.Text.RegularExpressions.Regex.Replace(type, "\"[^\"]*\"|true 或 false", "")));
    }

    [Fact]
    public void Opening_hours_fold_equal_days_in_a_row()
    {
        OpeningPeriod[] periods = [.. Enumerable.Range(1, 7).Select(day => new OpeningPeriod
        {
            Day = (IsoDayOfWeek)day,
            From = new LocalTime(day == 6 ? 9 : 7, 0),
            To = day == 7 ? LocalTime.Midnight : new LocalTime(21, 30),
        })];
        LocalizedText told = HoursText.Of(periods);
        Assert.Equal("周一至周五 07:00–21:30，周六 09:00–21:30，周日 07:00–24:00", told.Zh);
        Assert.Equal("Mon–Fri 07:00–21:30, Sat 09:00–21:30, Sun 07:00–24:00", told.En);
    }

    [Fact]
    public void A_break_after_midnight_has_its_own_date_in_the_table()
    {
        var roster = new Roster { Assignments = [Duty(0, "N") with { Breaks = [new PlacedBreak { AfterMinutes = 150, Minutes = 30 }] }] };
        Assert.EndsWith("2026-07-06T22:00,2026-07-07T06:00,450,2026-07-07T00:30/2026-07-07T01:00,0,\r\n", RosterCsv.Of(Problem(), roster).ToString(), StringComparison.Ordinal);
    }

    private static Assignment Duty(int day, string shiftType) => new() { Employee = "A", Date = Monday.PlusDays(day), ShiftType = shiftType };

    private static SchedulingProblem Problem(params Rule[] rules) => new()
    {
        Horizon = new Horizon { Start = Monday, Days = 7 },
        Bands = [new Band { Id = "day" }, new Band { Id = "night", Order = 2, Night = true }],
        Contracts = [new Contract { Id = "full" }],
        ShiftTypes =
        [
            new ShiftType { Id = "D", Band = "day", Parts = [new ShiftPart { Start = new LocalTime(8, 0), End = new LocalTime(16, 0) }] },
            new ShiftType
            {
                Id = "N", Band = "night", Parts = [new ShiftPart { Start = new LocalTime(22, 0), End = new LocalTime(6, 0) }],
                Breaks = [new BreakWindow { EarliestMinutes = 90, LatestMinutes = 240, Minutes = 30 }],
            },
        ],
        Employees = [new Employee { Id = "A", Name = "王芳", Contract = "full" }],
        Rules = rules,
    };
}
