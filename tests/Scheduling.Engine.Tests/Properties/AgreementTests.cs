using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Tests.Solving;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>Two thousand random problems: the four ways to count a roster's cost, written apart from each other, are equal integers on each level.</summary>
public sealed class AgreementTests
{
    private const int Problems = 2000;
    private const int ProblemsPerRow = 100;
    private const int RostersPerProblem = 4;
    private const int StepsBetweenRosters = 25;

    private const int Crowds = 300;
    private const int CrowdsPerRow = 50;
    private const int FirstCrowd = 1_000_000;

    private static readonly ProblemSize Crowded = ProblemSize.Small with { LeastRules = 5, MostRules = 9 };

    public static TheoryData<int> FirstCrowds { get; } = [.. Enumerable.Range(0, Crowds / CrowdsPerRow).Select(row => FirstCrowd + (row * CrowdsPerRow))];

    public static TheoryData<int> FirstSeeds { get; } = [.. Enumerable.Range(0, Problems / ProblemsPerRow).Select(row => row * ProblemsPerRow)];

    [Fact]
    public void Every_rule_of_the_catalogue_can_be_drawn() =>
        Assert.Equal(RuleCatalog.Default.Rules.Select(r => r.Descriptor.Id), RandomRules.Settings.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_random_problem_is_valid_and_every_rule_is_drawn_hard_and_soft()
    {
        HashSet<(string, bool)> drawn = [];
        for (int seed = 0; seed < Problems; seed++)
        {
            SchedulingProblem problem = RandomProblem.Of(seed, ProblemSize.Small);
            Assert.True(ProblemValidator.Validate(problem) is [], $"Seed {seed}: {string.Join("; ", ProblemValidator.Validate(problem).Select(p => p.Pointer + " " + p.Message.En))}");
            drawn.UnionWith(problem.Rules.Where(r => !r.Enforcement.IsOff).Select(r => (r.Descriptor.Id, r.Enforcement.IsHard)));
        }

        Assert.Equal(2 * RandomRules.Settings.Count, drawn.Count);
    }

    [Fact]
    public void Random_rosters_break_every_rule_and_keep_every_rule()
    {
        HashSet<string> broken = [];
        HashSet<string> kept = [];
        HashSet<string> seamless = [];
        for (int seed = 0; seed < Problems; seed++)
        {
            SchedulingProblem problem = RandomProblem.Of(seed, ProblemSize.Small);
            RosterModel model = RosterModel.Compile(problem);
            string[] applied = [.. problem.Rules.Where(r => !r.Enforcement.IsOff).Select(r => r.Descriptor.Id)];
            var random = new RandomRoster(model, new Dice(seed));
            DeltaEvaluator delta = random.Start();
            for (int i = 0; i < RostersPerProblem; i++)
            {
                random.Walk(delta, StepsBetweenRosters);
                string[] violated = [.. RosterEvaluator.Evaluate(problem, RosterCodec.Decode(model, delta.Cells)).Violations.Select(v => v.Rule)];
                broken.UnionWith(violated);
                kept.UnionWith(applied.Except(violated));
            }

            seamless.UnionWith(problem.Horizon.HistoryDays == 0 ? applied : []);
        }

        Assert.Equal(RandomRules.Settings.Keys.Order(StringComparer.Ordinal), broken.Order(StringComparer.Ordinal));
        Assert.Equal(RandomRules.Settings.Keys.Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
        Assert.Equal(RandomRules.Settings.Count, seamless.Count);
    }

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void Two_thousand_random_problems_cost_the_same_by_evaluator_delta_evaluator_model_and_CP_SAT(int firstSeed)
    {
        for (int seed = firstSeed; seed < firstSeed + ProblemsPerRow; seed++)
        {
            int rosters = seed;
            Shrinker.AssertHolds(seed, RandomProblem.Of(seed, ProblemSize.Small), problem => Disagreement(problem, rosters));
        }
    }

    /// <summary>Many rules at once.</summary>
    [Theory]
    [MemberData(nameof(FirstCrowds))]
    public void Three_hundred_problems_of_five_to_nine_rules_cost_the_same_in_every_way(int firstSeed)
    {
        for (int seed = firstSeed; seed < firstSeed + CrowdsPerRow; seed++)
        {
            int rosters = seed;
            Shrinker.AssertHolds(seed, RandomProblem.Of(seed, Crowded), problem => Disagreement(problem, rosters));
        }
    }

    private static string? Disagreement(SchedulingProblem problem, int seed)
    {
        RosterModel model = RosterModel.Compile(problem);
        var random = new RandomRoster(model, new Dice(seed));
        DeltaEvaluator delta = random.Start();
        for (int i = 0; i < RostersPerProblem; i++)
        {
            random.Walk(delta, StepsBetweenRosters);
            Roster roster = RosterCodec.Decode(model, delta.Cells);
            Scheduling.Engine.Evaluation.Evaluation evaluation = RosterEvaluator.Evaluate(problem, roster);
            long[] judged = [.. evaluation.Penalties];
            long[] compiled = ModelCost.Of(model, delta.Cells);
            long[] fromRoster = ModelCost.Of(model, RosterCodec.Encode(model, roster));
            bool same = evaluation.ShapeProblems.Count == 0 && compiled.SequenceEqual(judged) && delta.Costs.SequenceEqual(judged) && fromRoster.SequenceEqual(judged);

            // CP-SAT takes most of the time: half of the rosters are enough for it.
            bool asked = same && i % 2 == 0;
            long[]? cpSat = asked ? CpSatOracle.CostOf(model, delta.Cells) : null;
            bool? allowed = asked ? CpSatOracle.Allows(model, delta.Cells) : null;
            if (!same || (cpSat is not null && !cpSat.SequenceEqual(judged)) || (allowed is not null && allowed != (judged[0] == 0)))
            {
                return $"""
                    evaluator {Text(judged)}, model {Text(compiled)}, delta {Text(delta.Costs.ToArray())}, encoded again {Text(fromRoster)}, CP-SAT {(cpSat is null ? "not asked" : Text(cpSat))}, allowed {allowed}
                    roster: {string.Join("; ", roster.Assignments.Select(a => $"{a.Employee} {a.Date:MM-dd} {a.ShiftType} {a.Start:HH:mm} {a.Post} [{string.Join(',', a.Breaks.Select(b => b.AfterMinutes))}]"))}
                    violations: {string.Join("; ", evaluation.Violations.Select(v => $"{v.Message.En} excess {v.Excess} on level {v.Level}"))}
                    shape: {string.Join("; ", evaluation.ShapeProblems.Select(p => p.Message.En))}
                    """;
            }
        }

        return null;
    }

    private static string Text(long[] costs) => string.Join(' ', costs);
}
