using System.Text.Json;

namespace Scheduling.Cli.Tests;

public sealed class PlanningCommandTests
{
    [Fact]
    public void A_forecast_names_its_error_beside_the_naive_one_and_what_was_assumed()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of("forecast", "--calls", folder.Calls());
        Assert.Equal(ExitStatus.Done, run.Status);
        Assert.Contains("Forecast error over 2 backtested weeks", run.Out, StringComparison.Ordinal);
        Assert.Contains("Assumed: without --hours the recorded intervals are the opening hours (Mon–Fri 08:00–20:00), without", run.Out, StringComparison.Ordinal);
        Assert.Contains("2026-07-06 Mon", run.Out, StringComparison.Ordinal);
        Assert.Contains("（周一至周五 08:00–20:00）", CommandRun.In(Language.Chinese, "forecast", "--calls", folder.Calls()).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_missing_from_a_history_are_told_and_closed_weekends_are_not()
    {
        using var folder = new TemporaryFolder();
        string whole = folder.Calls();
        string[] rows = [.. File.ReadLines(whole).Where(row => row.CompareTo("2026-06-10", StringComparison.Ordinal) < 0 || row.CompareTo("2026-06-20", StringComparison.Ordinal) > 0)];
        string holed = folder.Write("holed.csv", string.Join('\n', rows));
        Assert.DoesNotContain("missing", CommandRun.Of("forecast", "--calls", whole).Out, StringComparison.Ordinal);
        Assert.Contains("8 days are missing between 2026-06-09 and 2026-06-22 in the history.", CommandRun.Of("forecast", "--calls", holed).Out, StringComparison.Ordinal);
        Assert.Contains("历史中 2026-06-09 和 2026-06-22 之间缺 8 天。", CommandRun.In(Language.Chinese, "forecast", "--calls", holed).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_backtest_the_reason_is_told()
    {
        using var folder = new TemporaryFolder();
        string quiet = folder.Write("quiet.csv", "start,calls\n" + string.Concat(Enumerable.Range(1, 30).Select(day => $"2026-06-{day:00}T09:30,0\n")));
        Assert.Contains("The history has no calls", CommandRun.Of("forecast", "--calls", quiet).Out, StringComparison.Ordinal);
        Assert.Contains("too short for a backtest", CommandRun.Of("forecast", "--calls", folder.Calls(weeks: 2)).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--lang", "zh", "--help")]
    [InlineData("--lang=zh", "--help")]
    [InlineData("--help", "--lang", "zh")]
    [InlineData("--lang", "zh", "week", "--help")]
    public void The_language_may_stand_anywhere_on_the_command_line(params string[] arguments)
    {
        CommandRun run = CommandRun.Of(arguments);
        Assert.Equal(ExitStatus.Done, run.Status);
        Assert.Contains("从话务历史到检查过的一周排班表", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_forecast_as_CSV_is_nothing_but_CSV_and_as_JSON_nothing_but_JSON()
    {
        using var folder = new TemporaryFolder();
        string[] rows = CommandRun.Of("forecast", "--calls", folder.Calls(), "--days", "7", "--csv").Out.TrimEnd().Split("\r\n");
        Assert.Equal("start,calls,p10,p90", rows[0]);
        Assert.Equal(1 + 5 * 24, rows.Length);
        Assert.All(rows, row => Assert.Equal(4, row.Split(',').Length));
        JsonElement json = JsonDocument.Parse(CommandRun.Of("forecast", "--calls", folder.Calls(), "--json").Out).RootElement;
        Assert.Equal("2026-07-06", json.GetProperty("start").GetString());
        Assert.Equal(120, json.GetProperty("intervals").GetArrayLength());
    }

    [Fact]
    public void A_weekday_file_says_which_day_is_the_first_and_that_weekends_are_closed()
    {
        using var folder = new TemporaryFolder();
        string calls = folder.Write("c.csv", "day,weekday,start,calls\n" + string.Concat(Enumerable.Range(1, 20).Select(day => $"{day},x,09:00,{50 + day}\n{day},x,09:30,50\n")));
        CommandRun run = CommandRun.In(Language.Chinese, "forecast", "--calls", calls);
        Assert.Contains("第 1 天为 2003-03-03", run.Out, StringComparison.Ordinal);
        Assert.Contains("周末关闭", run.Out, StringComparison.Ordinal);
        Assert.Contains("2003-03-31", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("2003-04-05", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Opening_hours_of_a_file_are_kept_whatever_was_counted_outside()
    {
        using var folder = new TemporaryFolder();
        string hours = folder.Write("hours.json", """
            { "timeZone": "Asia/Jerusalem", "weekStart": "sunday", "weekend": ["friday", "saturday"],
              "openingHours": [ { "day": "sunday", "from": "07:00", "to": "00:00" }, { "day": "monday", "from": "09:00", "to": "12:00" } ] }
            """);
        JsonElement json = JsonDocument.Parse(CommandRun.Of("forecast", "--calls", folder.Calls(), "--hours", hours, "--json").Out).RootElement;
        Assert.Equal("2026-07-05", json.GetProperty("start").GetString());
        string[] starts = [.. json.GetProperty("intervals").EnumerateArray().Select(i => i.GetProperty("start").GetString()!)];
        Assert.Equal(34 + 6, starts.Length);
        Assert.Equal("2026-07-05T23:30", starts[33]);
        Assert.Equal("2026-07-06T09:00", starts[34]);
    }

    [Fact]
    public void One_volume_is_staffed_by_Erlang_C_and_with_patience_by_Erlang_A()
    {
        JsonElement patient = Interval("--calls-per-interval", "120", "--aht", "180", "--goal", "80/15", "--shrinkage", "0.3");
        JsonElement leaving = Interval("--calls-per-interval", "120", "--aht", "180", "--goal", "80/15", "--patience", "60");
        Assert.Equal(16, patient.GetProperty("onQueue").GetInt32());
        Assert.Equal(23, patient.GetProperty("scheduled").GetInt32());
        Assert.True(leaving.GetProperty("onQueue").GetInt32() < 16);

        static JsonElement Interval(params string[] arguments) =>
            JsonDocument.Parse(CommandRun.Of(["staff", .. arguments, "--json"]).Out).RootElement.GetProperty("intervals")[0];
    }

    [Fact]
    public void Recorded_days_are_staffed_as_recorded_and_split_over_skills()
    {
        using var folder = new TemporaryFolder();
        string[] rows = CommandRun.Of("staff", "--calls", folder.Calls(), "--from", "2026-06-01", "--days", "2", "--aht", "300", "--skills", "60/40", "--csv").Out.TrimEnd().Split("\r\n");
        Assert.Equal("start,calls,on_queue,scheduled,on_queue_a,on_queue_b", rows[0]);
        Assert.Equal(1 + 48, rows.Length);
        Assert.StartsWith("2026-06-01T08:00,10.0,", rows[1], StringComparison.Ordinal);
        Assert.All(rows.Skip(1).Select(row => row.Split(',')), cells => Assert.Equal(Number(cells[2]), Number(cells[4]) + Number(cells[5])));
    }

    private static int Number(string cell) => int.Parse(cell, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void The_catalogue_and_each_rule_are_told_in_the_language()
    {
        Assert.Contains("Minimum rest between shifts", CommandRun.Of("rules").Out, StringComparison.Ordinal);
        Assert.Contains("班次间最短休息", CommandRun.Of("rules", "--lang", "zh").Out, StringComparison.Ordinal);
        CommandRun one = CommandRun.Of("rules", "minimum-rest", "--lang", "both");
        Assert.Contains("班次间最短休息 / Minimum rest between shifts", one.Out, StringComparison.Ordinal);
        Assert.Contains("restMinutes", one.Out, StringComparison.Ordinal);
        JsonElement json = JsonDocument.Parse(CommandRun.Of("rules", "--json").Out).RootElement;
        Assert.Contains(json.EnumerateArray(), rule => rule.GetProperty("id").GetString() == "interval-coverage");
        Assert.StartsWith("# Rules", CommandRun.Of("rules", "--markdown").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("week")]
    [InlineData("solve")]
    [InlineData("check")]
    [InlineData("staff")]
    [InlineData("forecast")]
    [InlineData("rules")]
    [InlineData("presets")]
    public void Every_command_has_help_in_both_languages_with_an_example(string command)
    {
        Assert.Contains(command, CommandRun.Of("--help").Out, StringComparison.Ordinal);
        CommandRun english = CommandRun.Of(command, "--help");
        Assert.Equal(ExitStatus.Done, english.Status);
        Assert.Contains($"scheduling {command} ", english.Out, StringComparison.Ordinal);
        Assert.Contains("--lang", english.Out, StringComparison.Ordinal);
        Assert.Contains("语言", CommandRun.In(Language.Chinese, command, "--help").Out, StringComparison.Ordinal);
    }
}
