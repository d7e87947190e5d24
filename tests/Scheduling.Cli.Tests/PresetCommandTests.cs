using System.Text.Json;
using Scheduling.Engine.Presets;

namespace Scheduling.Cli.Tests;

public sealed class PresetCommandTests
{
    [Fact]
    public void The_presets_and_each_of_them_are_told_in_the_language()
    {
        Assert.Contains("Chinese labour law", CommandRun.Of("presets").Out, StringComparison.Ordinal);
        Assert.Contains("中国劳动法", CommandRun.Of("presets", "--lang", "zh").Out, StringComparison.Ordinal);
        CommandRun law = CommandRun.Of("presets", "china-labour-law");
        Assert.Contains("Article 41", law.Out, StringComparison.Ordinal);
        Assert.Contains("maximumMinutes 660", law.Out, StringComparison.Ordinal);
        Assert.Contains("第四十一条", CommandRun.Of("presets", "china-labour-law", "--lang", "zh").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_read_the_presets_and_rules_as_they_stand_in_a_problem()
    {
        JsonElement all = JsonDocument.Parse(CommandRun.Of("presets", "--json").Out).RootElement;
        Assert.Equal(PresetCatalog.All.Select(p => p.Id), all.EnumerateArray().Select(p => p.GetProperty("id").GetString()));
        JsonElement one = JsonDocument.Parse(CommandRun.Of("presets", "office", "--json").Out).RootElement;
        Assert.Equal(PresetCatalog.Find("office")!.Rules.Select(r => r.Descriptor.Id), one.GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("rule").GetString()));
    }

    [Fact]
    public void Presets_are_added_to_a_problem_that_is_solved_and_checked()
    {
        using var folder = new TemporaryFolder();
        string problem = folder.Write("problem.json", Problem(""));
        string roster = folder.Path("roster.json");
        string[] presets = ["--preset", "china-labour-law", "--preset", "office"];

        CommandRun solve = CommandRun.Of(["solve", problem, "--time", "5", "--out", roster, .. presets]);
        Assert.Equal(ExitStatus.Done, solve.Status);
        Assert.Contains($"{PresetCatalog.Find("office")!.AddTo(PresetCatalog.Find("china-labour-law")!.Rules).Count} rules", solve.Out, StringComparison.Ordinal);
        Assert.Equal("pass", JsonDocument.Parse(solve.LastLine).RootElement.GetProperty("checker").GetString());
        Assert.Equal(ExitStatus.Done, CommandRun.Of(["check", problem, roster, .. presets]).Status);
    }

    [Fact]
    public void A_preset_finds_what_the_problem_did_not_ask_and_leaves_the_rules_it_has()
    {
        using var folder = new TemporaryFolder();
        string roster = folder.Write("roster.json", """{ "assignments": [{ "employee": "a", "date": "2026-07-06", "shiftType": "X", "post": "desk" }] }""");
        string silent = folder.Write("silent.json", Problem(""));
        string own = folder.Write("own.json", Problem("""{ "rule": "longest-day", "maximumMinutes": 800 }"""));

        Assert.Equal(ExitStatus.Done, CommandRun.Of("check", silent, roster).Status);
        Assert.Equal(ExitStatus.NotClean, CommandRun.Of("check", silent, roster, "--preset", "china-labour-law").Status);
        Assert.Equal(ExitStatus.Done, CommandRun.Of("check", own, roster, "--preset", "china-labour-law").Status);
    }

    // A week in which one person may work a shift of nine hours, or of twelve.
    private static string Problem(string rules) => $$"""
        {
          "horizon": { "start": "2026-07-06", "days": 7 },
          "posts": [{ "id": "desk", "name": "desk" }],
          "bands": [{ "id": "day", "name": "day" }],
          "contracts": [{ "id": "full", "name": "full" }],
          "shiftTypes": [
            { "id": "O", "name": "O", "band": "day", "posts": ["desk"], "parts": [{ "start": "08:30", "end": "17:30" }] },
            { "id": "X", "name": "X", "band": "day", "posts": ["desk"], "parts": [{ "start": "08:00", "end": "20:00" }] }
          ],
          "employees": [{ "id": "a", "name": "A", "contract": "full" }],
          "demand": { "shifts": [{ "shiftType": "O", "post": "desk", "date": "2026-07-06", "required": 1 }] },
          "rules": [{{rules}}]
        }
        """;
}
