using System.Globalization;
using Scheduling.Cli.Input;
using Scheduling.Cli.Output;
using Scheduling.Cli.Search;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.Fairness;
using Scheduling.Engine.Solving;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Scheduling.Cli.Commands;

/// <summary>How employees stand in one measure, and how small the spread can be.</summary>
internal sealed class FairnessCommand(Surroundings surroundings) : PlannerCommand<FairnessCommand.Settings>(surroundings)
{
    protected override int Run(Settings settings, CommandOutput output, CancellationToken stop)
    {
        var arguments = new ArgumentReader();
        SolveOptions options = settings.Search.Read(arguments);
        arguments.ThrowIfWrong();
        TextFile.CheckWritable(settings.Out, "--out");
        TextFile.CheckWritable(settings.Csv, "--csv");
        SchedulingProblem problem = ProblemFile.ReadProblem(settings.Problem);
        FairnessRule rule = RuleFor(problem, settings.Measure);
        Roster? given = settings.Roster is null ? null : ReadFitting(problem, settings.Roster);
        BestSpreadResult best = RosterSearch.Run(
            options with { Start = given },
            watched => BestSpread.Prove(problem, rule, new BestSpreadOptions { Search = watched, KeepCoverage = !settings.IgnoreCoverage }, stop),
            output);
        FairnessStandings standings = rule.Standings(new RosterView(problem, given ?? best.Roster));
        if (output.ForPrograms)
        {
            WriteJson(rule, standings, best, given is not null, !settings.IgnoreCoverage, output);
        }
        else
        {
            WriteTable(rule, standings, output);
            WriteSpread(standings, best, given is not null, output);
        }

        RosterFiles.Write(problem, best.Spread is null ? null : best.Roster, settings.Out, settings.Csv, output);
        return stop.IsCancellationRequested ? ExitStatus.Stopped : best.Spread is null ? ExitStatus.NotClean : ExitStatus.Done;
    }

    /// <summary>The measure asked for, or that of the problem's first fairness rule, for whom the problem compares in it.</summary>
    private static FairnessRule RuleFor(SchedulingProblem problem, string? measure)
    {
        FairnessRule[] own = [.. problem.Rules.OfType<FairnessRule>().Where(r => !r.Enforcement.IsOff)];
        measure ??= own.FirstOrDefault()?.Measure ?? "minutes";
        var rule = FairnessRule.SpreadOf(measure, Array.Find(own, r => r.Measure == measure)?.AppliesTo);
        List<InputProblem> wrong = [];
        rule.Validate(problem, new RuleSettingsReport(rule, "--measure", wrong));
        return wrong.Count == 0 ? rule : throw new BadInputException([.. wrong.Select(w => w with { Pointer = "--measure" })]);
    }

    private static Roster ReadFitting(SchedulingProblem problem, string path)
    {
        Roster roster = ProblemFile.ReadRoster(path, "--roster");
        IReadOnlyList<InputProblem> wrong = RosterEvaluator.Evaluate(problem, roster).ShapeProblems;
        return wrong.Count == 0 ? roster : throw new BadInputException([.. wrong.Select(w => w with { Pointer = $"{path}#{w.Pointer}" })]);
    }

    private static void WriteTable(FairnessRule rule, FairnessStandings standings, CommandOutput output)
    {
        output.Heading($"公平性：{rule.Measure}", $"Fairness: {rule.Measure}");
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(output.In("员工", "Employee"));
        foreach (string column in new[] { output.In("本期", "Amount"), output.In("结转", "Carried over"), output.In("份额 %", "Share %"), output.In("在职天数", "Days employed"), output.In("折合全职", "As full-time") })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (FairnessStanding member in standings.Members.OrderByDescending(m => m.Compared))
        {
            table.AddRow(new[]
            {
                CommandOutput.Plain(member.Employee.Name.Length > 0 ? member.Employee.Name : member.Employee.Id),
                Number(member.Amount),
                Told(member.Carried),
                Number(member.ContractShare),
                Number(member.DaysEmployed),
                InUnits(member.Compared, standings),
            }.Select(Markup.Escape).ToArray());
        }

        output.Write(table);
    }

    private static void WriteSpread(FairnessStandings standings, BestSpreadResult best, bool isGiven, CommandOutput output)
    {
        if (isGiven)
        {
            output.Line($"这张排班表的极差：{InUnits(standings.Spread, standings)}。", $"Spread of this roster: {InUnits(standings.Spread, standings)}.");
        }

        if (best.Spread is not { } found)
        {
            output.Text(output.In("没有找到遵守全部硬规则的排班表。", "No roster that keeps every hard rule was found."), "red");
        }
        else if (best.LowerBound == found)
        {
            output.Text(output.In($"最小极差：{InUnits(found, standings)}，已证明不能更小。", $"Best spread: {InUnits(found, standings)}, proven: none is smaller."), "green");
        }
        else
        {
            output.Line(
                $"找到的最小极差：{InUnits(found, standings)}；已证明任何排班表都不会低于 {InUnits(best.LowerBound, standings)}。",
                $"Best spread found: {InUnits(found, standings)}; proven: no roster is below {InUnits(best.LowerBound, standings)}.");
        }
    }

    private static void WriteJson(FairnessRule rule, FairnessStandings standings, BestSpreadResult best, bool isGiven, bool keepsCoverage, CommandOutput output) => output.Json(new
    {
        measure = rule.Measure,
        roster = isGiven ? "given" : "best",
        coverage = keepsCoverage ? "kept" : "ignored",
        partsOfUnit = standings.PartsOfUnit,
        spread = standings.Spread,
        best = new { status = best.Status.ToString().ToLowerInvariant(), spread = best.Spread, lowerBound = best.LowerBound },
        members = standings.Members.Select(m => new
        {
            employee = m.Employee.Id,
            amount = m.Amount,
            carried = m.Carried,
            share = m.ContractShare,
            daysEmployed = m.DaysEmployed,
            compared = m.Compared,
        }),
        seconds = ResultLine.Rounded(best.Elapsed.TotalSeconds, 3),
    });

    private static string InUnits(long parts, FairnessStandings standings) => ((decimal)parts / standings.PartsOfUnit).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Told(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    internal sealed class Settings : SearchSettings
    {
        [CommandArgument(0, "<PROBLEM>")]
        [Told("排班问题（JSON 文件）", "The problem, a JSON file")]
        public string Problem { get; init; } = "";

        [CommandOption("--roster <ROSTER>")]
        [Told("要看的排班表（JSON 文件）；缺省看找到的最公平的一张", "The roster to look at, a JSON file; by default the fairest one found")]
        public string? Roster { get; init; }

        [CommandOption("--measure <MEASURE>")]
        [Told("计量，例如 nights；默认取问题中第一条公平性规则的", "The measure, such as nights; by default that of the problem's first fairness rule")]
        public string? Measure { get; init; }

        [CommandOption("--ignore-coverage")]
        [Told("不要求人力覆盖一样好", "Do not ask for coverage as good")]
        public bool IgnoreCoverage { get; init; }
    }
}
