using System.Text.Json;

namespace Scheduling.Cli.Tests;

public sealed class BadInputTests
{
    private static readonly string[] Week = ["week", "--aht", "180", "--agents", "8"];

    [Theory]
    [InlineData("--aht", "0", "Average handling time in seconds (--aht) is '0'; it must be a whole number from 1 to 86400.", "平均处理时长（秒）（--aht）为“0”")]
    [InlineData("--aht", "-75", "Average handling time in seconds (--aht) is '-75'", "平均处理时长（秒）（--aht）为“-75”")]
    [InlineData("--agents", "-5", "Number of agents (--agents) is '-5'; it must be a whole number from 1 to 2000.", "客服人数（--agents）为“-5”；应为 1 到 2000 的整数。")]
    [InlineData("--shrinkage", "20", "Shrinkage (--shrinkage) is '20'; it must be a share from 0 to 0.95, such as 0.2 or 20%.", "缩减率（--shrinkage）为“20”")]
    [InlineData("--shrinkage", "1", "Shrinkage (--shrinkage) is '1'", "缩减率（--shrinkage）为“1”")]
    [InlineData("--skills", "60/25/14", "Skill shares (--skills) '60/25/14' add up to 99 %; they must add up to 100", "合计 99 %；合计应为 100 %")]
    [InlineData("--skills", "60/-25/65", "Skill shares (--skills) is '60/-25/65'", "技能占比（--skills）为“60/-25/65”")]
    [InlineData("--goal", "80", "Service goal (--goal) is '80'; write PERCENT/SECONDS", "服务目标（--goal）为“80”")]
    [InlineData("--goal", "101/15", "Service goal (--goal) is '101/15'", "服务目标（--goal）为“101/15”")]
    [InlineData("--time", "-1", "Time limit in seconds (--time) is '-1'", "求解时间（秒）（--time）为“-1”")]
    [InlineData("--threads", "0", "Number of threads (--threads) is '0'; it must be a whole number from 1 to 64.", "线程数（--threads）为“0”")]
    [InlineData("--interval", "7", "Interval length (--interval) is 7 min; it must be 5, 6, 10", "时段长度（--interval）为 7 分钟")]
    [InlineData("--start", "2026-02-30", "First day (--start) is '2026-02-30'; it must be a date", "起始日（--start）为“2026-02-30”")]
    [InlineData("--lang", "de", "Language (--lang) is 'de'; it must be zh, en or both.", "语言（--lang）为“de”")]
    public void A_wrong_argument_is_told_with_its_value_and_its_mending_in_both_languages(string option, string value, string english, string chinese)
    {
        using var folder = new TemporaryFolder();
        AssertRefused(CommandRun.Of([.. Week, "--calls", folder.Calls(), option, value]), english, chinese);
    }

    [Theory]
    [InlineData("", "is empty; give one with content", "是空的")]
    [InlineData("when,how many\n1,2\n", "is 'when,how many'; it must be 'start,calls' or 'day,weekday,start,calls'", "的表头为“when,how many”")]
    [InlineData("start,calls\n", "has a header only", "只有表头")]
    [InlineData("start,calls\n2026-07-06T07:00,-3\n", "Line 2 of calls file", "第 2 行为“-3”；通话数应为 0 到 100000000 的数")]
    [InlineData("start,calls\n2026-07-06T07:00,3,4\n", "it must have 2 columns", "应有 2 列")]
    [InlineData("start,calls\nyesterday,3\n", "is 'yesterday,3'; the start must be a date and time", "start 应形如")]
    [InlineData("start,calls\n2026-07-06T07:01,3\n", "has intervals shorter than 5 min", "时段短于 5 分钟")]
    [InlineData("day,weekday,start,calls\n0,Mon,07:00,3\n", "the day must be a whole number from 1 to 50000", "第一列应为 1 到 50000 的天数")]
    [InlineData("start,calls\n2026-07-06T07:00,3\n2026-07-06T07:30,3\n2026-07-06 07:00:00,4\n",
        "Lines 2 and 4 of calls file", "第 2 行和第 4 行是同一时段 2026-07-06 07:00；请删去其中一行，或把两行的通话数相加为一行。")]
    [InlineData("day,weekday,start,calls\n1,Mon,07:00,3\n1,Mon,07:00,3\n",
        "are the same interval, 2003-03-03 07:00; remove one of them, or add them up into one line.", "第 2 行和第 3 行是同一时段")]
    [InlineData("start,calls\n2096-01-01T07:00,3\n2026-07-06T07:00,3\n2026-07-06T07:30,3\n",
        "days between 2026-07-06 (line 3) and 2096-01-01 (line 2); 366 are the most", "在 2026-07-06（第 3 行）和 2096-01-01（第 2 行）之间有")]
    public void A_wrong_calls_file_is_told_with_its_line_in_both_languages(string text, string english, string chinese)
    {
        using var folder = new TemporaryFolder();
        AssertRefused(CommandRun.Of([.. Week, "--calls", folder.Write("calls.csv", text)]), english, chinese);
    }

    [Theory]
    [InlineData("--calls")]
    [InlineData("--hours")]
    public void A_missing_file_and_a_folder_are_refused(string option)
    {
        using var folder = new TemporaryFolder();
        string[] others = option == "--hours" ? ["--calls", folder.Calls()] : [];
        AssertRefused(CommandRun.Of([.. Week, .. others, option, folder.Path("none.csv")]), "does not exist; check the path", "不存在；请检查路径");
        AssertRefused(CommandRun.Of([.. Week, .. others, option, folder.Root]), "is a folder; name a file in it", "是文件夹");
    }

    [Theory]
    [InlineData("larger than 64 MiB", "大于 64 MiB", "forecast", "--calls", "/dev/zero")]
    [InlineData("larger than 5 MiB", "大于 5 MiB", "solve", "/dev/zero")]
    public void A_device_without_an_end_is_read_no_further_than_the_largest_file(string english, string chinese, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "there is no /dev/zero");
        AssertRefused(CommandRun.Of(arguments), english, chinese);
    }

    [Fact]
    public void A_hole_of_a_year_is_no_mistake()
    {
        using var folder = new TemporaryFolder();
        string calls = folder.Write("calls.csv", "start,calls\n2025-07-05T07:30,3\n2026-07-06T07:30,3\n");
        Assert.Equal(ExitStatus.Done, CommandRun.Of("forecast", "--calls", calls).Status);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Path("calls.csv"), [0xFF, 0xFE, 0x00, 0xD8]);
        AssertRefused(CommandRun.Of([.. Week, "--calls", folder.Path("calls.csv")]), "is no UTF-8 text", "不是 UTF-8 文本");
    }

    [Fact]
    public void Only_the_first_wrong_lines_of_a_long_file_are_told()
    {
        using var folder = new TemporaryFolder();
        string calls = folder.Write("calls.csv", "start,calls\n" + string.Concat(Enumerable.Repeat("x,y\n", 500)));
        CommandRun run = CommandRun.Of([.. Week, "--calls", calls]);
        AssertRefused(run, "has 490 more wrong lines", "还有 490 行有误");
    }

    [Fact]
    public void Everything_wrong_with_the_arguments_is_told_at_once()
    {
        CommandRun run = CommandRun.Of("week", "--aht", "x", "--agents", "0", "--goal", "y", "--threads", "z");
        AssertRefused(run, "(--aht)", "（--agents）");
        Assert.Equal(5, JsonDocument.Parse(run.LastLine).RootElement.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public void A_week_without_calls_or_room_for_shifts_is_refused()
    {
        using var folder = new TemporaryFolder();
        string quiet = folder.Write("quiet.csv", "start,calls\n2026-07-06T07:00,0\n2026-07-06T07:30,0\n");
        AssertRefused(CommandRun.Of([.. Week, "--calls", quiet]), "The forecast is 0 calls", "预测的话务量为 0");
        AssertRefused(
            CommandRun.Of([.. Week, "--calls", folder.Calls(), "--start", "2031-01-06"]),
            "The start (--start) is 2031-01-06 and the history runs from 2026-06-01 to 2026-07-03", "起始日（--start）为 2031-01-06");
    }

    [Fact]
    public void A_result_that_could_not_be_written_is_refused_before_the_search()
    {
        using var folder = new TemporaryFolder();
        AssertRefused(
            CommandRun.Of([.. Week, "--calls", folder.Calls(), "--out", folder.Path("no/such/folder/roster.json")]),
            "its folder does not exist", "文件夹不存在");
    }

    [Theory]
    [InlineData("Unknown command 'roster'", "没有名为“roster”的命令", "roster")]
    [InlineData("Unknown option 'fast'", "没有名为“fast”的选项", "week", "--fast")]
    [InlineData("Command 'solve' is missing required argument 'PROBLEM'", "命令“solve”缺少参数“PROBLEM”", "solve")]
    [InlineData("Option --lang has no value", "选项 --lang 缺少值", "rules", "--lang")]
    [InlineData("Option --aht has no value", "选项 --aht 缺少值", "week", "--aht")]
    [InlineData("There is no rule 'nap-time'", "没有编号为“nap-time”的规则", "rules", "nap-time")]
    [InlineData("There is no preset 'siesta'; it must be one of call-centre-part-time,", "没有编号为“siesta”的预设；应为 call-centre-part-time、", "presets", "siesta")]
    [InlineData("There is no preset 'siesta'", "没有编号为“siesta”的预设", "solve", "p.json", "--preset", "siesta")]
    [InlineData("Option --preset has no value", "选项 --preset 缺少值", "check", "p.json", "r.json", "--preset")]
    [InlineData("Give either --calls-per-interval or --calls", "请给出 --calls-per-interval 或 --calls 中的一个", "staff", "--aht", "180")]
    [InlineData("is above 10000 Erlang; split it", "超过 10000 Erlang", "staff", "--aht", "3600", "--calls-per-interval", "100000")]
    [InlineData("--deterministic ends by work, not by time", "--deterministic 按工作量", "solve", "p.json", "--deterministic", "1", "--time", "5")]
    public void A_wrong_command_line_is_told_in_both_languages(string english, string chinese, params string[] arguments) =>
        AssertRefused(CommandRun.Of(arguments), english, chinese);

    [Fact]
    public void A_broken_problem_is_refused_by_solve_and_check()
    {
        using var folder = new TemporaryFolder();
        string broken = folder.Write("problem.json", "{ \"horizon\": ");
        Assert.Equal(ExitStatus.BadInput, CommandRun.Of("solve", broken).Status);
        CommandRun run = CommandRun.Of("check", broken, broken);
        Assert.Equal(ExitStatus.BadInput, run.Status);
        Assert.Contains("malformed-json", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_wrong_with_a_problem_is_told_with_its_file_and_pointer()
    {
        using var folder = new TemporaryFolder();
        string problem = folder.Write("problem.json", """
            { "horizon": { "start": "2026-07-06", "days": 7 }, "bands": [], "shiftTypes": [],
              "contracts": [ { "id": "full" } ], "employees": [ { "id": "A", "contract": "half" }, { "id": "B", "contract": "full", "age": 40 } ] }
            """);
        CommandRun run = CommandRun.Of("solve", problem);
        Assert.Equal(ExitStatus.BadInput, run.Status);
        Assert.Contains("problem.json#/employees/", run.Error, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(run.LastLine).RootElement.GetProperty("errors").GetArrayLength() >= 1);
    }

    [Theory]
    [InlineData("""{ "timeZone": "Mars/Olympus", "openingHours": [ { "day": "monday", "from": "07:00", "to": "00:00" } ] }""", "#/timeZone")]
    [InlineData("""{ "timeZone": "Asia/Shanghai", "openingHours": [] }""", "#/openingHours")]
    [InlineData("""{ "timeZone": "Asia/Shanghai", "openingHours": [ { "day": "someday", "from": "07:00", "to": "00:00" } ] }""", "#/openingHours/0/day")]
    public void Wrong_opening_hours_are_told_with_file_and_pointer(string json, string pointer)
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of([.. Week, "--calls", folder.Calls(), "--hours", folder.Write("hours.json", json)]);
        Assert.Equal(ExitStatus.BadInput, run.Status);
        Assert.Contains("hours.json" + pointer, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reader_s_own_language_comes_first()
    {
        CommandRun run = CommandRun.In(Language.Chinese, "week", "--aht", "x");
        Assert.True(run.Error.IndexOf("平均处理时长", StringComparison.Ordinal) < run.Error.IndexOf("Average handling", StringComparison.Ordinal));
    }

    private static void AssertRefused(CommandRun run, string english, string chinese)
    {
        Assert.Equal(ExitStatus.BadInput, run.Status);
        Assert.Contains(english, run.Error, StringComparison.Ordinal);
        Assert.Contains(chinese, run.Error, StringComparison.Ordinal);
    }
}
