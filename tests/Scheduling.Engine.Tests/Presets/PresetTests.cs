using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Presets;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.Fairness;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.PersonalRestrictions;
using Scheduling.Engine.Solving;
using Scheduling.Engine.Tests.Samples;

namespace Scheduling.Engine.Tests.Presets;

public sealed class PresetTests
{
    public static TheoryData<string> Ids => [.. PresetCatalog.All.Select(p => p.Id)];

    [Fact]
    public void Every_file_of_the_folder_is_a_preset_with_its_name_as_id()
    {
        string folder = Path.Combine(Repository.Root, "src/Scheduling.Engine/Presets");
        string[] files = [.. Directory.GetFiles(folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

        Assert.Equal(["call-centre-part-time", "china-labour-law", "day-and-night", "office"], files);
        Assert.Equal(files, PresetCatalog.All.Select(p => p.Id));
        Assert.Null(PresetCatalog.Find("none"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_preset_is_told_in_both_languages_and_has_rules(string id)
    {
        RulePreset preset = PresetCatalog.Find(id)!;

        Assert.All(new[] { preset.Title, preset.Description }, text => Assert.True(text.Zh.Trim().Length > 0 && text.En.Trim().Length > 0));
        Assert.NotEmpty(preset.Rules);
        // Several of one rule are several measures of fairness, never one twice.
        Assert.Distinct(preset.Rules.Select(r => r.Descriptor.Id + (r as FairnessRule)?.Measure));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_preset_suits_every_sample_and_a_team_that_has_next_to_nothing(string id)
    {
        SchedulingProblem bare = SampleGenerator.Problems["office-6.json"];
        bare = bare with { Bands = [new Band { Id = "b", Name = "b" }], ShiftTypes = [.. bare.ShiftTypes.Select(s => s with { Band = "b" })], Wishes = [], Demand = new Demand() };

        Assert.All([bare, .. SampleGenerator.Problems.Values], problem =>
            Assert.Empty(ProblemValidator.Validate(problem with { Rules = PresetCatalog.Find(id)!.Rules }).Select(p => p.Message.En)));
    }

    [Fact]
    public void A_rule_the_team_has_stays_as_it_is_also_when_it_is_off()
    {
        Rule[] own = [new MinimumRestRule { RestMinutes = 600 }, new FairnessRule { Measure = "nights", Enforcement = Enforcement.Off }];
        RulePreset preset = PresetCatalog.Find("day-and-night")!;

        IReadOnlyList<Rule> all = preset.AddTo(own);

        Assert.Equal(own, all.Take(2));
        Assert.DoesNotContain(all.Skip(2), r => r is MinimumRestRule or FairnessRule);
        Assert.Equal(preset.Rules.Where(r => r is not (MinimumRestRule or FairnessRule)), all.Skip(2));
    }

    [Fact]
    public void Presets_add_up_one_after_the_other_and_a_second_time_adds_nothing()
    {
        RulePreset law = PresetCatalog.Find("china-labour-law")!;
        RulePreset department = PresetCatalog.Find("day-and-night")!;

        Assert.Equal(law.Rules, law.AddTo([]));
        IReadOnlyList<Rule> both = department.AddTo(law.Rules);
        Assert.Equal(both, law.AddTo(department.AddTo(both)));
        Assert.Contains(both, r => r is PersonalRestrictionsRule);
        // Several measures of fairness come together.
        Assert.Equal(5, both.Count(r => r is FairnessRule));
    }

    [Fact]
    public void The_law_knows_no_eleven_hours_between_shifts() =>
        Assert.DoesNotContain(PresetCatalog.Find("china-labour-law")!.Rules, r => r is MinimumRestRule);

    [Theory]
    [InlineData("day-and-night-40.json", "china-labour-law")]
    [InlineData("day-and-night-40.json", "day-and-night")]
    [InlineData("office-6.json", "china-labour-law")]
    [InlineData("office-6.json", "office")]
    [InlineData("part-time-centre-12.json", "call-centre-part-time")]
    [InlineData("part-time-centre-12.json", "china-labour-law")]
    public void A_sample_is_rostered_under_a_preset_and_its_own_other_rules(string sample, string id)
    {
        SchedulingProblem problem = SampleGenerator.Problems[sample];
        // The preset's settings go before those of the sample.
        RulePreset own = new() { Id = "own", Title = new LocalizedText("", ""), Description = new LocalizedText("", ""), Rules = problem.Rules };
        problem = problem with { Rules = own.AddTo(PresetCatalog.Find(id)!.Rules) };
        using var stop = new CancellationTokenSource();

        SolveResult result = RosterSolver.Solve(
            problem,
            new SolveOptions
            {
                TimeLimit = Duration.FromMinutes(2),
                Progress = p =>
                {
                    if (p.Levels[0].Penalty == 0)
                    {
                        stop.Cancel();
                    }
                },
            },
            stop.Token);

        Engine.Evaluation.Evaluation verdict = RosterEvaluator.Evaluate(problem, result.Roster!);
        Assert.Empty(verdict.HardViolations.Select(v => v.Message.En));
        Assert.True(verdict.Passes);
        Assert.NotEmpty(result.Roster!.Assignments);
    }
}
