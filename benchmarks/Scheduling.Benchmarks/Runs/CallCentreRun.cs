using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Serialization;

namespace Scheduling.Benchmarks.Runs;

/// <summary>Solves the seeded call centre, or one with the profile of recorded calls.</summary>
internal static class CallCentreRun
{
    public static int Run(string[] args)
    {
        var arguments = new Arguments(args, [.. InstanceRun.Options, "--agents", "--weeks", "--days", "--interval", "--skills", "--calls", "--problem"], []);
        int interval = arguments.Number("--interval", 30);
        if (arguments.Places.Count > 0 || !new[] { 5, 6, 10, 12, 15, 20, 30, 60 }.Contains(interval))
        {
            throw new ArgumentException(arguments.Places.Count > 0 ? $"Unknown argument '{arguments.Places[0]}'." : $"Option '--interval' is {interval}; it must be 5, 6, 10, 12, 15, 20, 30 or 60.");
        }

        int agents = arguments.Number("--agents", 120, 1, ProblemValidator.MostEmployees);
        int days = arguments.Number("--days", 7 * arguments.Number("--weeks", 1, 1, 52), 1, ProblemValidator.MostDays);
        int skills = arguments.Number("--skills", 3, 1, 8);
        int seed = arguments.Number("--seed", 1, 0);
        CallCentreProfile? profile = arguments.Text("--calls") is { } file ? CallCentreProfile.FromFile(file, interval) : null;
        SchedulingProblem problem = CallCentreProblem.Create(agents, days, interval, skills, seed, profile);
        string name = string.Create(CultureInfo.InvariantCulture, $"callcentre {agents}x{days} {interval} min {skills} skills{(profile is null ? "" : " real calls")}");
        string hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(problem, SchedulingJson.Default)))[..16];
        Console.WriteLine($"problem {hash}");
        if (arguments.Text("--problem") is { } written)
        {
            File.WriteAllText(written, JsonSerializer.Serialize(problem, SchedulingJson.Default));
        }

        (Roster roster, InstanceLine line) = InstanceRun.Solve(new InstanceCase(name, problem), arguments);
        CoverageReport coverage = CoverageReport.OfRequired(new RosterView(problem, roster));
        Evaluation verdict = RosterEvaluator.Evaluate(problem, roster);
        line = line with
        {
            Hash = hash,
            ShortPercent = Math.Round(100.0 * coverage.ShortMinutes / Math.Max(1, coverage.RequiredMinutes), 2),
            Checker = verdict.Passes ? "pass" : "fail",
        };
        if (arguments.Text("--out") is { } kept)
        {
            File.WriteAllText(kept, JsonSerializer.Serialize(roster, SchedulingJson.Default));
        }

        return InstanceRun.Print(line);
    }
}
