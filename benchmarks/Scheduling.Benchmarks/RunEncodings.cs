using System.Globalization;
using Google.OrTools.Sat;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules.ConsecutiveDaysOff;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.ShiftCoverage;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Benchmarks;

/// <summary>Measures run lengths written as window clauses against CP-SAT automata on three sizes of a ward-like problem: shifts per day, runs of work and of days off.</summary>
internal static class RunEncodings
{
    public static int Run(string[] args)
    {
        double seconds = args is ["--seconds", string text] ? double.Parse(text, CultureInfo.InvariantCulture) : 30;
        Console.WriteLine("| employees × days | encoding | build s | penalty | seconds |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach ((int employees, int days) in new[] { (10, 14), (20, 28), (40, 56) })
        {
            RosterModel model = RosterModel.Compile(Ward(employees, days));
            foreach (RunEncoding runs in new[] { RunEncoding.WindowClauses, RunEncoding.Automaton })
            {
                long began = TimeProvider.System.GetTimestamp();
                var encoding = new CpSatEncoding(model, model.FixedCells, null, HardRules.Enforced, whole: true, runs);
                TimeSpan build = TimeProvider.System.GetElapsedTime(began);
                CpSatOutcome outcome = CpSatSearch.Minimize(encoding, new CpSatSettings { Seconds = seconds, Workers = 2 }, null, null, CancellationToken.None);
                TimeSpan total = TimeProvider.System.GetElapsedTime(began);
                string penalty = outcome.Status is CpSolverStatus.Optimal or CpSolverStatus.Feasible ? ModelCost.Of(model, outcome.Cells!)[^1].ToString(CultureInfo.InvariantCulture) : "none";
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {employees} × {days} | {runs} | {build.TotalSeconds:0.00} | {penalty} | {total.TotalSeconds:0.0} |"));
            }
        }

        return 0;
    }

    private static SchedulingProblem Ward(int employees, int days)
    {
        SchedulingProblem centre = CallCentreProblem.Create(employees, days);
        var random = new Random(1);
        ShiftType Fixed(string id, string band, int from, int to) => new() { Id = id, Name = id, Band = band, Parts = [new ShiftPart { Start = new LocalTime(from, 0), End = new LocalTime(to, 0) }] };
        return centre with
        {
            Name = $"ward {employees} × {days}",
            Posts = [],
            ShiftTypes = [Fixed("E", "early", 6, 14), Fixed("L", "late", 14, 22), Fixed("N", "night", 22, 6)],
            Bands = [.. centre.Bands, new Band { Id = "night", Name = "夜班", Order = 3, Night = true }],
            Demand = new Demand
            {
                Shifts = [.. from day in Enumerable.Range(0, days)
                             from shift in new[] { ("E", 0.32), ("L", 0.24), ("N", 0.14) }
                             let required = (int)Math.Round(employees * shift.Item2 * (0.85 + (0.3 * random.NextDouble())))
                             select new ShiftDemand { ShiftType = shift.Item1, Date = centre.Horizon.Start.PlusDays(day), Required = required, Maximum = required }],
            },
            Rules =
            [
                new MinimumRestRule(),
                new ConsecutiveWorkDaysRule { MinimumDays = 3, MaximumDays = 5 },
                new ConsecutiveDaysOffRule { MinimumDays = 2 },
                new ShiftCoverageRule { Enforcement = Engine.Rules.Enforcement.Soft(100) },
            ],
        };
    }
}
