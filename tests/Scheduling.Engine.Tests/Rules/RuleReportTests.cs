using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.MinimumRest;

namespace Scheduling.Engine.Tests.Rules;

/// <summary>What every rule relies on: how a breach becomes a violation, whom a scope names, what a setting is told.</summary>
public sealed class RuleReportTests
{
    private static readonly LocalizedText Words = new("话", "words");

    [Fact]
    public void A_breach_costs_weight_times_excess_on_the_level_of_its_enforcement()
    {
        Assert.Equal((0, 7L), Cost(Enforcement.Hard));
        Assert.Equal((1, 21L), Cost(Enforcement.Soft(3, "coverage")));
        Assert.Equal((2, 35L), Cost(Enforcement.Soft(5)));

        static (int Level, long Penalty) Cost(Enforcement enforcement)
        {
            RuleViolation violation = Assert.Single(Reported(enforcement, report => report.Add(7, Words)));
            return (violation.Level, violation.Penalty);
        }
    }

    [Fact]
    public void An_excess_of_nothing_and_a_rule_that_weighs_nothing_are_no_violation()
    {
        Assert.Empty(Reported(Enforcement.Hard, report => report.Add(0, Words)));
        Assert.Empty(Reported(Enforcement.Off, report => report.Add(7, Words)));
        Assert.Empty(Reported(Enforcement.Soft(0), report => report.Add(7, Words)));
        Assert.Empty(Reported(Enforcement.Hard, report => report.Add(Enforcement.Off, 7, Words)));
    }

    [Fact]
    public void What_is_charged_besides_is_added_and_neither_may_be_negative()
    {
        Assert.Equal(2 + 9, Assert.Single(Reported(Enforcement.Soft(2), report => report.Add(Enforcement.Soft(2), 1, Words, further: 9))).Penalty);
        Assert.Throws<ArgumentOutOfRangeException>(() => Reported(Enforcement.Hard, report => report.Add(-1, Words)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Reported(Enforcement.Soft(1), report => report.Add(Enforcement.Soft(1), 1, Words, further: -1)));
        Assert.Throws<OverflowException>(() => Reported(Enforcement.Soft(long.MaxValue), report => report.Add(2, Words)));
    }

    [Fact]
    public void A_violation_names_its_rule_and_the_days_of_which_one_alone_is_first_and_last()
    {
        RuleViolation violation = Assert.Single(Reported(Enforcement.Hard, report => report.Add(1, Words, "A", TinyProblem.Monday, post: "phone")));
        Assert.Equal(
            ("minimum-rest", 4, 1L, "A", "phone", TinyProblem.Monday, TinyProblem.Monday, Words),
            (violation.Rule, violation.RuleIndex, violation.Excess, violation.Employee, violation.Post, violation.From, violation.Until, violation.Message));
        Assert.Equal(TinyProblem.Monday.PlusDays(1), Assert.Single(Reported(Enforcement.Hard, report => report.Add(1, Words, from: TinyProblem.Monday, until: TinyProblem.Monday.PlusDays(1)))).Until);
    }

    [Theory]
    [InlineData("A", "full", "new", true)]
    [InlineData("A", "half", "old", true)]
    [InlineData("B", "full", "old", true)]
    [InlineData("B", "half", "new", true)]
    [InlineData("B", "half", "old", false)]
    public void A_scope_names_employees_by_id_by_contract_or_by_tag(string id, string contract, string tag, bool named)
    {
        Employee employee = TinyProblem.Person(id, contract) with { Tags = ["team", tag] };
        var scope = new RuleScope { Employees = ["A"], Contracts = ["full"], Tags = ["new"] };
        Assert.Equal(named, new MinimumRestRule { AppliesTo = scope }.IsFor(employee));
        Assert.Equal(id == "A", new MinimumRestRule { AppliesTo = scope with { Contracts = [], Tags = [] } }.IsFor(employee));
        Assert.Equal(contract == "full", new MinimumRestRule { AppliesTo = scope with { Employees = [], Tags = [] } }.IsFor(employee));
        Assert.Equal(tag == "new", new MinimumRestRule { AppliesTo = scope with { Employees = [], Contracts = [] } }.IsFor(employee));
    }

    [Fact]
    public void Without_a_scope_or_with_an_empty_one_a_rule_is_for_everybody()
    {
        Assert.True(new MinimumRestRule().IsFor(TinyProblem.Person("A")));
        Assert.True(new MinimumRestRule { AppliesTo = new RuleScope() }.IsFor(TinyProblem.Person("A")));
    }

    [Fact]
    public void A_setting_out_of_range_is_told_with_its_unit_if_it_has_one()
    {
        Assert.Equal(
            [
                "/rules/4/a rule-setting-out-of-range Setting a of rule 'minimum-rest' is 5; it must be 6 to 7.",
                "/rules/4/b rule-setting-out-of-range Setting b of rule 'minimum-rest' is 8 min; it must be 6 to 7.",
            ],
            Told(report =>
            {
                report.Range("a", 5, 6, 7);
                report.Range("b", 8, 6, 7, "min");
                report.Range("c", 6, 6, 7);
                report.Range("d", 7, 6, 7);
            }));
    }

    [Fact]
    public void A_name_that_is_not_known_is_told_with_its_kind() =>
        Assert.Equal(
            [
                "/rules/4/m unknown-reference Setting m of rule 'minimum-rest' names the unknown post 'x'; add it or use an existing id.",
                "/rules/4/m unknown-reference Setting m of rule 'minimum-rest' names the unknown band 'x'; add it or use an existing id.",
                "/rules/4/m unknown-reference Setting m of rule 'minimum-rest' names the unknown shift type 'x'; add it or use an existing id.",
                "/rules/4/m unknown-reference Setting m of rule 'minimum-rest' names the unknown skill 'x'; add it or use an existing id.",
                "/rules/4/m unknown-reference Setting m of rule 'minimum-rest' names the unknown tag 'x'; add it or use an existing id.",
            ],
            Told(report =>
            {
                report.KnownPosts("m", ["phone", "x"], Known);
                report.KnownBands("m", ["early", "x"], Known);
                report.KnownShiftTypes("m", ["E", "x"], Known);
                foreach (string? id in new[] { null, "calls", "x" })
                {
                    report.KnownSkill("m", id, Known);
                }

                foreach (string? id in new[] { null, "new", "x" })
                {
                    report.KnownTag("m", id, Known);
                }
            }));

    [Fact]
    public void Groups_are_at_most_a_thousand_of_two_to_a_hundred_members_each_told_once()
    {
        string[] hundred = [.. Enumerable.Range(0, 100).Select(i => $"p{i}")];
        SchedulingProblem crowd = Known with { Employees = [.. hundred.Append("q").Select(id => TinyProblem.Person(id))] };
        Assert.Empty(Told(report => report.SoundGroups("g", [hundred, ["p0", "q"]], crowd)));
        Assert.Empty(Told(report => report.SoundGroups("g", [.. Enumerable.Repeat(new[] { "p0", "q" }, 1000)], crowd)));
        Assert.Equal(["/rules/4/g"], Pointers([.. Enumerable.Repeat(new[] { "p0", "q" }, 1000), ["nobody"]]));
        Assert.Equal(["/rules/4/g/1", "/rules/4/g/2"], Pointers([["p0", "q"], [.. hundred, "q"], ["p0"]]));
        Assert.Equal(
            [
                "/rules/4/g/0 unknown-reference Setting g/0 of rule 'minimum-rest' names the unknown employee 'nobody'; add it or use an existing id.",
                "/rules/4/g/0 duplicate-reference Employee 'nobody' stands twice in group number 1 of g; name each member once.",
                "/rules/4/g/1 duplicate-reference Employee 'q' stands twice in group number 2 of g; name each member once.",
            ],
            Told(report => report.SoundGroups("g", [["nobody", "p0", "nobody"], ["q", "q", "q"]], crowd)));
        List<InputProblem> twice = [];
        new RuleSettingsReport(new MinimumRestRule(), "/rules/4", twice).SoundGroups("g", [["p0", "q"], ["q", "q"]], crowd);
        Assert.Equal("设置 g 的第 2 组中员工“q”出现两次；请只保留一次。", Assert.Single(twice).Message.Zh);

        IEnumerable<string> Pointers(IReadOnlyList<IReadOnlyList<string>> groups) => Told(report => report.SoundGroups("g", groups, crowd)).Select(t => t.Split(' ')[0]);
    }

    [Fact]
    public void A_rule_id_that_is_used_twice_is_refused_with_both_names()
    {
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => new RuleCatalog(typeof(RuleCatalog).Assembly, typeof(RuleCatalog).Assembly));
        Assert.Matches("^Rule id '([a-z-]+)' is used by ([A-Za-z]+)Rule and \\2Rule; give one another id\\.$", thrown.Message);
    }

    [Fact]
    public void The_catalogue_has_every_rule_by_its_id_and_none_by_another()
    {
        Assert.Equal(RuleCatalog.Default.Rules.Select(r => r.Descriptor.Id).Order(StringComparer.Ordinal), RuleCatalog.Default.Rules.Select(r => r.Descriptor.Id));
        Assert.IsType<MinimumRestRule>(RuleCatalog.Default.Find("minimum-rest"));
        Assert.Null(RuleCatalog.Default.Find("nothing"));
    }

    private static SchedulingProblem Known { get; } = TinyProblem.Of(2, 1) with
    {
        Posts = [new Post { Id = "phone" }, new Post { Id = "chat" }],
        Skills = [new Skill { Id = "calls" }, new Skill { Id = "french" }],
        Employees = [TinyProblem.Person("A"), TinyProblem.Person("B") with { Tags = ["team", "new"] }],
    };

    private static List<RuleViolation> Reported(Enforcement enforcement, Action<RuleReport> add)
    {
        List<RuleViolation> violations = [];
        add(new RuleReport(new MinimumRestRule { Enforcement = enforcement }, 4, ["hard", "coverage", "quality"], violations));
        return violations;
    }

    private static IEnumerable<string> Told(Action<RuleSettingsReport> check)
    {
        List<InputProblem> problems = [];
        check(new RuleSettingsReport(new MinimumRestRule(), "/rules/4", problems));
        return problems.Select(p => $"{p.Pointer} {p.Code} {p.Message.En}");
    }
}
