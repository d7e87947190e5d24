using System.Globalization;
using System.Text.Json;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Periods;
using Scheduling.Engine.Rules.Fairness;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Solving;

namespace Scheduling.Benchmarks;

/// <summary>
/// Solves a problem week after week, each on the one published before, and judges at the end all weeks as one horizon. Prints the spread of each fairness measure after
/// every week, carry-over included, whether any grows, and as the last line one JSON object.
/// </summary>
internal static class RollingWeeks
{
    public static int Run(string[] args)
    {
        int Option(string name, int otherwise) =>
            Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
        SchedulingProblem first = ProblemReader.ReadProblem(File.ReadAllBytes(args[0])).Value ?? throw new ArgumentException($"'{args[0]}' is no valid problem; check it with scheduling check.");
        SchedulingProblem problem = first = WithMorningAfter(first);
        int weeks = Option("--weeks", 8);
        List<Assignment> published = [];
        List<WeekLine> lines = [];
        for (int week = 0; week < weeks; week++)
        {
            SolveResult result = RosterSolver.Solve(problem, new SolveOptions { TimeLimit = Duration.FromSeconds(Option("--time", 60)), Threads = Option("--threads", 2), Seed = Option("--seed", 1) });
            FairnessRule[] measures = [.. problem.Rules.OfType<FairnessRule>().Where(r => !r.Enforcement.IsOff)];
            var view = new RosterView(problem, result.Roster);
            Dictionary<string, decimal> spreads = measures.DistinctBy(m => m.Measure).ToDictionary(m => m.Measure, m =>
            {
                FairnessStandings standings = m.Standings(view);
                return Math.Round((decimal)standings.Spread / standings.PartsOfUnit, 2);
            });
            Evaluation verdict = result.Evaluation;
            lines.Add(new WeekLine(problem.Horizon.Start, verdict.HardViolations.Count(), [.. result.Levels.Select(l => l.Penalty)], spreads));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{problem.Horizon.Start:uuuu-MM-dd}  hard {lines[^1].Hard}  {string.Join("  ", result.Levels.Select(l => $"{l.Name} {l.Penalty}"))}  spreads: {string.Join("  ", spreads.Select(s => $"{s.Key} {s.Value}"))}"));
            foreach (FairnessRule measure in measures.DistinctBy(m => m.Measure))
            {
                IReadOnlyList<FairnessStanding> members = measure.Standings(view).Members;
                static string Of(FairnessStanding m) => string.Create(CultureInfo.InvariantCulture, $"{m.Employee.Id} {m.Amount}{m.Carried:+0.##;-0.##;+0}");
                Console.WriteLine($"    {measure.Measure}: most {Of(members.MaxBy(m => m.Compared)!)}, least {Of(members.MinBy(m => m.Compared)!)}");
            }

            foreach (string message in verdict.HardViolations.Select(v => v.Message.En).Take(5))
            {
                Console.WriteLine("    " + message);
            }

            published.AddRange(result.Roster.Assignments);
            problem = NextHorizon.After(problem, result.Roster);
        }

        // A second opinion: the weeks as one horizon, so that every seam lies inside it.
        Evaluation whole = RosterEvaluator.Evaluate(AsOne(first, weeks), new Roster { Assignments = [.. InOrder(first, published)] });
        SpreadGrowth[] growth = [.. SpreadGrowth.Of(problem, [.. lines.Select(l => l.Spreads)])];
        foreach (SpreadGrowth measure in growth)
        {
            Console.WriteLine(measure);
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            instance = first.Name,
            weeks = lines.Select(l => new { week = l.Week.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), hardViolations = l.Hard, penalties = l.Penalties, spreads = l.Spreads }),
            hardViolationsAsOneHorizon = whole.HardViolations.Count(),
            checker = whole.Passes && lines.TrueForAll(l => l.Hard == 0) ? "pass" : "fail",
            growing = growth.Where(g => g.Grows).Select(g => g.Measure),
        }));
        foreach (string message in whole.ShapeProblems.Select(p => p.Message.En).Concat(whole.HardViolations.Select(v => v.Message.En)).Take(10))
        {
            Console.Error.WriteLine(message);
        }

        return whole.Passes && lines.TrueForAll(l => l.Hard == 0) && !growth.Any(g => g.Grows) ? 0 : 1;
    }

    /// <summary>The demand of the last night goes on until the first morning shift of the week after, which is the same weekday's.</summary>
    private static SchedulingProblem WithMorningAfter(SchedulingProblem problem)
    {
        LocalDate last = problem.Horizon.End();
        LocalDate sameWeekday = last.PlusDays(-6);
        int slots = 24 * 60 / problem.Horizon.IntervalMinutes;
        LocalTime morning = problem.ShiftTypes.Where(s => !s.IsStandby()).Min(s => s.Parts[0].Start);
        int more = (int)(morning.TickOfDay / NodaConstants.TicksPerMinute / problem.Horizon.IntervalMinutes);
        IntervalDemand WithMore(IntervalDemand series)
        {
            IntervalDemand? next = problem.Demand.Intervals.FirstOrDefault(d => d.Date == sameWeekday && d.Post == series.Post && d.Skill == series.Skill && d.From == LocalTime.Midnight);
            return series.Date != last || series.From != LocalTime.Midnight || series.Required.Count != slots || next is null
                ? series
                : series with { Required = [.. series.Required, .. next.Required.Take(more)], Minimum = series.Minimum.Count == 0 ? [] : [.. series.Minimum, .. next.Minimum.Take(more)] };
        }

        return problem with { Demand = problem.Demand with { Intervals = [.. problem.Demand.Intervals.Select(WithMore)] } };
    }

    private static SchedulingProblem AsOne(SchedulingProblem first, int weeks)
    {
        int days = first.Horizon.Days;
        IntervalDemand[] cut = [.. first.Demand.Intervals.Select(d => d.Required.Count * first.Horizon.IntervalMinutes <= 1440 ? d : d with
        {
            Required = [.. d.Required.Take(1440 / first.Horizon.IntervalMinutes)], Minimum = [.. d.Minimum.Take(1440 / first.Horizon.IntervalMinutes)],
        })];
        return first with
        {
            Horizon = first.Horizon with { Days = days * weeks },
            Pins = [],
            Demand = new Demand
            {
                Intervals = [.. Enumerable.Range(0, weeks).SelectMany(w => cut.Select(d => d with { Date = d.Date.PlusDays(w * days) }))],
                Shifts = [.. Enumerable.Range(0, weeks).SelectMany(w => first.Demand.Shifts.Select(d => d with { Date = d.Date.PlusDays(w * days) }))],
                Standby = [.. Enumerable.Range(0, weeks).SelectMany(w => first.Demand.Standby.Select(d => d with { Date = d.Date.PlusDays(w * days) }))],
            },
        };
    }

    private static IEnumerable<Assignment> InOrder(SchedulingProblem problem, List<Assignment> assignments)
    {
        var order = problem.Employees.Select((e, i) => (e.Id, i)).ToDictionary(e => e.Id, e => e.i);
        return assignments.OrderBy(a => order[a.Employee]).ThenBy(a => a.Date);
    }

    private sealed record WeekLine(LocalDate Week, int Hard, long[] Penalties, Dictionary<string, decimal> Spreads);
}
