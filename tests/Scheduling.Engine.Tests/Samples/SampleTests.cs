using System.Text;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Explanation;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Solving;

namespace Scheduling.Engine.Tests.Samples;

public sealed class SampleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples");

    public static TheoryData<string> Paths => [.. SampleGenerator.Files().Keys];

    public static TheoryData<string> ProblemNames => [.. SampleGenerator.Problems.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Each_sample_is_what_the_generator_makes(string path)
    {
        string file = Path.Combine(Folder, path);
        if (Environment.GetEnvironmentVariable("SCHEDULING_WRITE_SAMPLES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, SampleGenerator.Files()[path]);
        }

        Assert.True(SampleGenerator.Files()[path] == File.ReadAllText(file), $"samples/{path} is not what the generator makes; run the tests once with SCHEDULING_WRITE_SAMPLES=1.");
    }

    [Fact]
    public void Every_file_of_the_samples_is_made_by_the_generator_and_told_in_the_readme()
    {
        string[] files = [.. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Where(f => f != "README.md")];
        string readme = File.ReadAllText(Path.Combine(Folder, "README.md"));

        Assert.Equal(SampleGenerator.Files().Keys.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Contains(file, readme, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ProblemNames))]
    public void Each_sample_problem_is_read_without_a_word(string name)
    {
        ReadResult<SchedulingProblem> result = ProblemReader.ReadProblem(File.ReadAllBytes(Path.Combine(Folder, name)));

        Assert.Empty(result.Problems);
        Assert.NotNull(result.Value);
    }

    [Theory]
    [InlineData("day-and-night-40.json", SolveStatus.Feasible)]
    [InlineData("call-centre-120.json", SolveStatus.Feasible)]
    [InlineData("office-6.json", SolveStatus.Optimal)]
    [InlineData("part-time-centre-12.json", SolveStatus.Feasible)]
    [InlineData("impossible-week.json", SolveStatus.Infeasible)]
    public void Each_sample_problem_is_solved_or_proven_impossible(string name, SolveStatus expected)
    {
        SchedulingProblem problem = SampleGenerator.Problems[name];
        using var stop = new CancellationTokenSource();
        SolveResult result = RosterSolver.Solve(
            problem,
            new SolveOptions
            {
                TimeLimit = Duration.FromMinutes(2),
                Progress = p =>
                {
                    // A roster that keeps every hard rule is enough where the best one would take long.
                    if (expected == SolveStatus.Feasible && p.Levels[0].Penalty == 0)
                    {
                        stop.Cancel();
                    }
                },
            },
            stop.Token);
        Assert.Equal(expected, result.Status);
        Assert.Equal(expected != SolveStatus.Infeasible, RosterEvaluator.Evaluate(problem, result.Roster!).Passes);
    }

    [Fact]
    public void The_impossible_week_is_explained_by_its_leave_and_the_night_it_empties()
    {
        ConflictReport report = ConflictExplainer.Explain(SampleGenerator.Problems["impossible-week.json"], Duration.FromMinutes(5));
        Assert.True(report.IsProven && report.IsMinimal);
        Assert.Contains(report.Members, m => m.Kind == ConflictMemberKind.Leave);
        Assert.Contains(report.Members, m => m.Kind == ConflictMemberKind.Demand && m.Message.En.Contains("at least 2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("day-and-night-40.json")]
    [InlineData("call-centre-120.json")]
    [InlineData("office-6.json")]
    [InlineData("part-time-centre-12.json")]
    public void The_demand_takes_81_to_92_percent_of_the_contract_minutes(string name)
    {
        (long required, long available) = SampleParts.Load(SampleGenerator.Problems[name]);

        Assert.InRange(100.0 * required / available, 81, 92);
    }

    [Fact]
    public void The_history_of_the_department_is_sound_by_itself()
    {
        SchedulingProblem problem = SampleGenerator.Problems["day-and-night-40.json"];
        var before = new SchedulingProblem
        {
            Horizon = problem.Horizon with { Start = problem.Horizon.KnownFrom(), HistoryDays = 0 },
            Skills = problem.Skills,
            Posts = problem.Posts,
            Bands = problem.Bands,
            Contracts = problem.Contracts,
            ShiftTypes = problem.ShiftTypes,
            Employees = problem.Employees,
            Leave = problem.Leave,
            Rules = [.. problem.Rules.Where(r => r.Descriptor.Id is "skill-required" or "leave-and-availability" or "minimum-rest" or "longest-week" or "days-off-in-seven" or "rest-after-nights" or "consecutive-nights")],
        };

        Engine.Evaluation.Evaluation judged = RosterEvaluator.Evaluate(before, new Roster { Assignments = problem.History });

        Assert.Empty(judged.ShapeProblems);
        Assert.Empty(judged.HardViolations.Select(v => v.Message.En));
    }

    [Fact]
    public void The_impossible_week_asks_for_more_night_people_than_there_are()
    {
        SchedulingProblem problem = SampleGenerator.Problems["impossible-week.json"];
        string[] able = [.. problem.Employees.Where(e => e.Skills.Any(s => s.Skill == "night-desk")).Select(e => e.Id)];
        Leave leave = Assert.Single(problem.Leave);

        Assert.All(problem.Demand.Intervals.Where(s => s.Post == "night"), s => Assert.All(s.Minimum, floor => Assert.Equal(able.Length, floor)));
        Assert.Contains(leave.Employee, able);
        Assert.True(problem.Horizon.Contains(leave.From));
    }

    [Fact]
    public void Calendars_and_opening_hours_are_read_without_a_word()
    {
        Assert.Equal("Asia/Jerusalem", ProblemReader.ReadOpeningHours(Bytes("hours/bank-1999.json")).Value?.TimeZone);
        foreach (string year in new[] { "2025", "2026" })
        {
            CalendarFile calendar = ProblemReader.ReadCalendar(Bytes($"calendars/china-{year}.json")).Value!;
            Assert.Equal(13, calendar.Calendar.Count(d => d.Kind == CalendarDayKind.PublicHoliday));
            Assert.All(calendar.Calendar.Where(d => d.Kind == CalendarDayKind.MakeUpWorkday), d => Assert.True(d.Date.DayOfWeek >= IsoDayOfWeek.Saturday));
            Assert.All(calendar.Calendar.Where(d => d.Kind == CalendarDayKind.RestDay), d => Assert.True(d.Date.DayOfWeek < IsoDayOfWeek.Saturday));
        }
    }

    [Theory]
    [InlineData("2025-01-01 2025-01-28/2025-02-04 2025-04-04/2025-04-06 2025-05-01/2025-05-05 2025-05-31/2025-06-02 2025-10-01/2025-10-08", 2025)]
    [InlineData("2026-01-01/2026-01-03 2026-02-15/2026-02-23 2026-04-04/2026-04-06 2026-05-01/2026-05-05 2026-06-19/2026-06-21 2026-09-25/2026-09-27 2026-10-01/2026-10-07", 2026)]
    public void Holidays_joined_days_and_weekends_make_the_published_periods(string published, int year)
    {
        Dictionary<LocalDate, CalendarDayKind> calendar = (year == 2025 ? CalendarSample.China2025 : CalendarSample.China2026).Calendar.ToDictionary(d => d.Date, d => d.Kind);
        DateInterval[] periods = [.. published.Split(' ').Select(p => p.Split('/')).Select(p => new DateInterval(Date(p[0]), Date(p[^1])))];

        // Each period is free throughout, and each holiday and joined day lies in one.
        Assert.All(periods.SelectMany(p => p), date => Assert.True(calendar.TryGetValue(date, out CalendarDayKind kind) ? kind != CalendarDayKind.MakeUpWorkday : date.DayOfWeek >= IsoDayOfWeek.Saturday));
        Assert.All(calendar, day => Assert.Equal(day.Value != CalendarDayKind.MakeUpWorkday, periods.Any(p => p.Contains(day.Key))));
    }

    [Fact]
    public void The_call_history_follows_its_formula()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, "calls/synthetic-30min.csv"), Encoding.UTF8);
        double expected = Enumerable.Range(0, CallHistorySample.Weeks * 7)
            .SelectMany(day => Enumerable.Range(0, 48).Select(slot => CallHistorySample.Mean(CallHistorySample.First.PlusDays(day), slot))).Sum();

        Assert.Equal("start,calls", lines[0]);
        Assert.Equal(CallHistorySample.Weeks * 7 * 48, lines.Length - 1);
        // The sum is Poisson too: four standard deviations on either side.
        double calls = lines.Skip(1).Sum(line => int.Parse(line.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(calls, expected - (4 * Math.Sqrt(expected)), expected + (4 * Math.Sqrt(expected)));
    }

    private static byte[] Bytes(string path) => File.ReadAllBytes(Path.Combine(Folder, path));

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
