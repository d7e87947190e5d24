using System.Text.Json;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Tests.Solving;

namespace Scheduling.Engine.Tests.Rules;

/// <summary>
/// What every rule must keep. A rule's tests inherit it and give tiny problems, with history, fixed duties, hard and soft settings, whose
/// every roster is listed: compiled cost, delta evaluator and independent evaluator must be equal integers on each, level by level.
/// </summary>
public abstract class RuleContract
{
    /// <summary>The rule under test at its defaults.</summary>
    protected abstract Rule Rule { get; }

    /// <summary>Tiny problems that contain the rule, together covering its settings and edge cases. At most <see cref="RosterEnumeration.Most"/> rosters each.</summary>
    protected abstract IEnumerable<SchedulingProblem> Problems();

    /// <summary>The catalogue the rule is found in.</summary>
    protected virtual RuleCatalog Catalog => RuleCatalog.Default;

    [Fact]
    public void Model_delta_evaluator_and_evaluator_agree_on_every_roster()
    {
        // The words are compared here and not in a test of their own, which would have to evaluate every roster again.
        var messages = new RuleMessages(Rule.Descriptor.Id);
        foreach (SchedulingProblem problem in Problems())
        {
            RosterModel model = RosterModel.Compile(problem);
            Assert.InRange(RosterEnumeration.Count(model), 2, RosterEnumeration.Most);
            RosterEnumeration.ForEach(model, delta =>
            {
                Roster roster = RosterCodec.Decode(model, delta.Cells);
                Engine.Evaluation.Evaluation evaluation = RosterEvaluator.Evaluate(problem, roster);
                Assert.Empty(evaluation.ShapeProblems);
                long[] compiled = ModelCost.Of(model, delta.Cells);
                if (!compiled.SequenceEqual(evaluation.Penalties) || !delta.Costs.SequenceEqual(compiled))
                {
                    Assert.Fail(Describe(problem, roster, evaluation, compiled, delta.Costs.ToArray()));
                }

                messages.Add(evaluation.Violations);
            });
        }

        messages.Check(GetType());
    }

    [Fact]
    public void CP_SAT_counts_the_same_and_finds_the_best_of_all_rosters()
    {
        foreach (SchedulingProblem problem in Problems())
        {
            RosterModel model = RosterModel.Compile(problem);
            long count = RosterEnumeration.Count(model);
            long every = Math.Max(1, count / 7);
            long index = 0;
            long[]? best = null;
            RosterEnumeration.ForEach(model, delta =>
            {
                if (best is null || Lexicographic.Compare(delta.Costs, best) < 0)
                {
                    best = delta.Costs.ToArray();
                }

                if (index++ % every == every / 2)
                {
                    Assert.Equal(delta.Costs.ToArray(), CpSatOracle.CostOf(model, delta.Cells));
                    Assert.Equal(delta.Costs[0] == 0, CpSatOracle.Allows(model, delta.Cells));
                }
            });
            Assert.Equal(best, CpSatOracle.Optimum(model, enforceHard: false));
            Assert.Equal(best![0] == 0 ? best : null, CpSatOracle.Optimum(model, enforceHard: true));
        }
    }

    [Fact]
    public void Some_rosters_keep_the_rule_and_some_break_it_in_words_of_both_languages()
    {
        bool kept = false;
        bool broken = false;
        foreach (SchedulingProblem problem in Problems())
        {
            RosterModel model = RosterModel.Compile(problem);
            RosterEnumeration.ForEach(model, delta =>
            {
                // Every roster was compared above; here a sample of the listing is enough.
                if (kept && broken && delta.Costs[0] == 0 && delta.Costs.IndexOfAnyExcept(0L) < 0)
                {
                    return;
                }

                if (kept && broken)
                {
                    return;
                }

                List<RuleViolation> violations = [.. RosterEvaluator.Evaluate(problem, RosterCodec.Decode(model, delta.Cells)).Violations.Where(v => v.Rule == Rule.Descriptor.Id)];
                kept |= violations.Count == 0;
                broken |= violations.Count > 0;
                foreach (RuleViolation violation in violations)
                {
                    Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", violation.Message.Zh);
                    Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", violation.Message.En.Replace(violation.Employee ?? "\0", "", StringComparison.Ordinal));
                    Assert.True(violation.Excess > 0 && violation.Penalty >= violation.Excess);
                    Assert.NotNull(violation.From);
                }
            });
        }

        Assert.True(kept, "No roster of the tiny problems keeps the rule.");
        Assert.True(broken, "No roster of the tiny problems breaks the rule.");
    }

    [Fact]
    public void The_rule_is_described_in_both_languages_and_found_in_the_catalogue()
    {
        RuleDescriptor descriptor = Rule.Descriptor;
        Assert.Matches("^[a-z]+(-[a-z]+)*$", descriptor.Id);
        foreach (LocalizedText text in new[] { descriptor.Title, descriptor.Description, descriptor.Unit })
        {
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", text.Zh);
            Assert.NotEmpty(text.En);
        }

        Assert.NotEqual(TermKinds.None, descriptor.Terms);
        Assert.NotEmpty(descriptor.Policy);
        Assert.Equal(Rule.GetType(), Catalog.Find(descriptor.Id)?.GetType());
    }

    [Fact]
    public void Settings_survive_JSON()
    {
        JsonSerializerOptions options = SchedulingJson.For(Catalog);
        foreach (SchedulingProblem problem in Problems())
        {
            string json = JsonSerializer.Serialize(problem, options);
            SchedulingProblem back = JsonSerializer.Deserialize<SchedulingProblem>(json, options)!;
            Assert.Equal(json, JsonSerializer.Serialize(back, options));
        }
    }

    private static string Describe(SchedulingProblem problem, Roster roster, Engine.Evaluation.Evaluation evaluation, long[] compiled, long[] delta) =>
        $"""
        model {string.Join(' ', compiled)}, delta {string.Join(' ', delta)}, evaluator {string.Join(' ', evaluation.Penalties)}
        rules: {string.Join("; ", problem.Rules)}
        roster: {string.Join("; ", roster.Assignments.Select(a => $"{a.Employee} {a.Date:MM-dd} {a.ShiftType} {a.Start:HH:mm} {a.Post} [{string.Join(',', a.Breaks.Select(b => b.AfterMinutes))}]"))}
        violations: {string.Join("; ", evaluation.Violations.Select(v => v.Message.En + " excess " + v.Excess))}
        """;
}
