using System.Text.Json;
using NodaTime;
using Scheduling.Cli.Input;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules.DaysOffInSeven;
using Scheduling.Engine.Rules.IntervalCoverage;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.Pins;
using Scheduling.Engine.Rules.Wishes;

namespace Scheduling.Cli.Tests;

public sealed class SolvingCommandTests
{
    private static readonly LocalDate Monday = new(2026, 7, 6);

    [Fact]
    public void A_week_goes_from_calls_to_a_roster_that_the_checker_passes()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of(
            "week", "--calls", folder.Calls(), "--aht", "240", "--shrinkage", "0.1", "--skills", "70/30", "--agents", "9", "--time", "4",
            "--problem", folder.Path("problem.json"), "--out", folder.Path("roster.json"), "--csv", folder.Path("roster.csv"));
        Assert.Equal(ExitStatus.Done, run.Status);
        JsonElement last = JsonDocument.Parse(run.LastLine).RootElement;
        Assert.Equal(
            ["agents", "days", "hardViolations", "checker", "levels", "conflict", "requiredHours", "shortHours", "overHours", "backtestError", "naiveError", "seconds", "peakMiB"],
            last.EnumerateObject().Select(member => member.Name));
        Assert.Equal("pass", last.GetProperty("checker").GetString());
        Assert.Equal(0, last.GetProperty("hardViolations").GetInt32());
        Assert.Equal(["name", "penalty", "lowerBound", "gap"], last.GetProperty("levels")[0].EnumerateObject().Select(member => member.Name));
        Assert.True(last.GetProperty("shortHours").GetDouble() < 0.2 * last.GetProperty("requiredHours").GetDouble());
        Assert.True(last.GetProperty("peakMiB").GetDouble() > 10);

        CommandRun check = CommandRun.Of("check", folder.Path("problem.json"), folder.Path("roster.json"), "--json");
        Assert.Equal(ExitStatus.Done, check.Status);
        Assert.Equal("pass", JsonDocument.Parse(check.Out).RootElement.GetProperty("checker").GetString());

        string[] rows = File.ReadAllText(folder.Path("roster.csv")).TrimEnd().Split("\r\n");
        Assert.Equal("employee,name,date,shift_type,band,post,start,end,paid_minutes,breaks,overtime_minutes,activity", rows[0]);
        Assert.InRange(rows.Length, 20, 64);
        Assert.All(rows, row => Assert.Equal(12, row.Split(',').Length));

        CommandRun again = CommandRun.Of("solve", folder.Path("problem.json"), "--start", folder.Path("roster.json"), "--time", "1", "--json");
        Assert.Equal(ExitStatus.Done, again.Status);
        Assert.Equal(again.Out.TrimEnd('\n'), again.LastLine);
    }

    [Fact]
    public void A_wish_that_is_cut_names_the_rule_in_words_and_in_JSON()
    {
        using var folder = new TemporaryFolder();
        SchedulingProblem problem = Problem(4, new MinimumRestRule(), new WishesRule());
        problem = problem with { Wishes = [new Wish { Employee = Duty(1, "E").Employee, Date = Duty(1, "E").Date, Kind = WishKind.Prefer, ShiftType = "E" }] };
        string file = folder.Write("problem.json", ProblemFile.Write(problem));
        string roster = folder.Write("roster.json", ProblemFile.Write(new Roster { Assignments = [Duty(0, "L")] }));
        Assert.Contains("Wishes: 0 of 1 granted.", CommandRun.Of("check", file, roster).Out, StringComparison.Ordinal);
        JsonElement cut = JsonDocument.Parse(CommandRun.Of("check", file, roster, "--json").Out).RootElement.GetProperty("wishesCut")[0];
        Assert.Equal("minimum-rest", cut.GetProperty("cutBy")[0].GetString());
        Assert.Equal("prefer", cut.GetProperty("kind").GetString());
        Assert.Contains("break 'Minimum rest between shifts'", cut.GetProperty("message").GetProperty("en").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_spoilt_roster_fails_the_check_in_words()
    {
        using var folder = new TemporaryFolder();
        SchedulingProblem problem = Problem(4, new MinimumRestRule());
        string file = folder.Write("problem.json", ProblemFile.Write(problem));
        string tired = folder.Write("tired.json", ProblemFile.Write(new Roster { Assignments = [Duty(0, "L"), Duty(1, "E")] }));
        string foreign = folder.Write("foreign.json", ProblemFile.Write(new Roster { Assignments = [Duty(0, "X")] }));
        CommandRun run = CommandRun.Of("check", file, tired);
        Assert.Equal(ExitStatus.NotClean, run.Status);
        Assert.Contains("Fail: 1 violations of hard rules.", run.Out, StringComparison.Ordinal);
        Assert.Contains("minimum-rest", run.Out, StringComparison.Ordinal);
        Assert.Contains("不通过", CommandRun.In(Language.Chinese, "check", file, tired).Out, StringComparison.Ordinal);
        CommandRun unknown = CommandRun.Of("check", file, foreign);
        Assert.Equal(ExitStatus.NotClean, unknown.Status);
        Assert.Contains("The shift type 'X'", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_impossible_week_names_what_clashes()
    {
        using var folder = new TemporaryFolder();
        SchedulingProblem problem = Problem(7, new DaysOffInSevenRule(), new PinsRule()) with
        {
            Pins = [.. Enumerable.Range(0, 7).Select(day => new Pin { Employee = "A", Date = Monday.PlusDays(day), ShiftType = "E" })],
        };
        CommandRun run = CommandRun.Of("solve", folder.Write("problem.json", ProblemFile.Write(problem)), "--time", "8");
        Assert.Equal(ExitStatus.NotClean, run.Status);
        Assert.Contains("The hard rules cannot all be kept (proven)", run.Out, StringComparison.Ordinal);
        Assert.Contains("clash", run.Out, StringComparison.Ordinal);
        Assert.Contains("[/pins/", run.Out, StringComparison.Ordinal);
        Assert.Equal("infeasible", JsonDocument.Parse(run.LastLine).RootElement.GetProperty("status").GetString());
        CommandRun program = CommandRun.Of("solve", folder.Path("problem.json"), "--time", "8", "--json");
        JsonElement[] conflict = [.. JsonDocument.Parse(program.Out).RootElement.GetProperty("conflict").EnumerateArray()];
        Assert.Contains(conflict, member => member.GetProperty("pointer").GetString()!.StartsWith("/pins/", StringComparison.Ordinal));
        Assert.All(conflict, member => Assert.NotEqual("", member.GetProperty("message").GetProperty("zh").GetString() + member.GetProperty("message").GetProperty("en").GetString()));
    }

    [Fact]
    public void An_interval_that_costs_on_two_levels_is_listed_once_with_both_penalties()
    {
        using var folder = new TemporaryFolder();
        SchedulingProblem problem = Problem(1, new IntervalCoverageRule()) with
        {
            Posts = [new Post { Id = "desk", Name = "Desk" }],
            Demand = new Demand { Intervals = [new IntervalDemand { Post = "desk", Date = Monday, From = new LocalTime(8, 0), Required = [2] }] },
        };
        CommandRun run = CommandRun.Of("check", folder.Write("problem.json", ProblemFile.Write(problem)), folder.Write("roster.json", ProblemFile.Write(new Roster { Assignments = [] })));
        Assert.Equal(2, run.Out.Split("07-06 08:00–08:30").Length);
        Assert.Contains("more than the 6 tolerated. Penalty 654 (coverage 54 + quality 600).", run.Out, StringComparison.Ordinal);
        Assert.Contains("1 of them are told above", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_the_program_is_told_in_one_line_without_a_stack_trace()
    {
        CommandRun run = CommandRun.With(new BrokenClock(), "week");
        Assert.Equal(ExitStatus.Fault, run.Status);
        Assert.Equal("程序内部出错，请报告此问题 / Internal error, please report it: TimeZoneNotFoundException: the clock has stopped", run.Error.Trim());
        Assert.Equal("", run.Out);
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override long GetTimestamp() => throw new TimeZoneNotFoundException("the clock\nhas stopped");
    }

    [Fact]
    public void Names_cannot_steer_the_terminal_or_the_spreadsheet()
    {
        using var folder = new TemporaryFolder();
        SchedulingProblem problem = Problem(2) with
        {
            Employees = [new Employee { Id = "A", Name = "=cmd|'/c calc'!A1,\u001b[2J\"[red]x", Contract = "full" }],
            Pins = [new Pin { Employee = "A", Date = Monday, ShiftType = "E" }],
            Rules = [new PinsRule()],
        };
        CommandRun run = CommandRun.Of("solve", folder.Write("problem.json", ProblemFile.Write(problem)), "--time", "5", "--csv", folder.Path("roster.csv"));
        Assert.Equal(ExitStatus.Done, run.Status);
        Assert.DoesNotContain('\u001b', run.Out);
        Assert.Contains("A,\"'=cmd|'/c calc'!A1,\u001b[2J\"\"[red]x\",2026-07-06,E,", File.ReadAllText(folder.Path("roster.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_search_keeps_its_best_roster_and_says_so_by_its_status()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        CommandRun run = CommandRun.Until(
            Language.English,
            ["week", "--calls", folder.Calls(), "--aht", "240", "--agents", "9", "--time", "600", "--out", folder.Path("roster.json")],
            stop.Token);
        Assert.Equal(ExitStatus.Stopped, run.Status);
        Assert.Equal(9, JsonDocument.Parse(run.LastLine).RootElement.GetProperty("agents").GetInt32());
        Assert.True(File.Exists(folder.Path("roster.json")));
    }

    [Fact]
    public void The_same_work_and_seed_give_the_same_roster()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("problem.json", ProblemFile.Write(Problem(7, new DaysOffInSevenRule(), new WishesRule()) with
        {
            Wishes = [.. Enumerable.Range(0, 7).Select(day => new Wish { Employee = "A", Date = Monday.PlusDays(day), Kind = WishKind.Prefer, ShiftType = "E" })],
        }));
        string[] rosters = [.. Enumerable.Range(0, 2).Select(run =>
        {
            Assert.Equal(ExitStatus.Done, CommandRun.Of("solve", file, "--deterministic", "1", "--out", folder.Path($"{run}.json")).Status);
            return File.ReadAllText(folder.Path($"{run}.json"));
        })];
        Assert.Equal(rosters[0], rosters[1]);
    }

    private static Assignment Duty(int day, string shiftType) => new() { Employee = "A", Date = Monday.PlusDays(day), ShiftType = shiftType };

    private static SchedulingProblem Problem(int days, params Scheduling.Engine.Rules.Rule[] rules) => new()
    {
        Horizon = new Horizon { Start = Monday, Days = days },
        Bands = [new Band { Id = "early" }, new Band { Id = "late", Order = 2 }],
        Contracts = [new Contract { Id = "full" }],
        ShiftTypes = [Shift("E", "early", 7), Shift("L", "late", 14)],
        Employees = [new Employee { Id = "A", Name = "王芳", Contract = "full" }],
        Rules = rules,
    };

    private static ShiftType Shift(string id, string band, int hour) =>
        new() { Id = id, Band = band, Parts = [new ShiftPart { Start = new LocalTime(hour, 0), End = new LocalTime(hour + 8, 0) }] };
}
