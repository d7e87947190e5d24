using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.IntervalCoverage;
using Scheduling.Engine.Serialization;

namespace Scheduling.Engine.Tests.Rules;

/// <summary>What may stand in the settings of the rules: every range at its ends, every reference by a name nobody has.</summary>
public sealed class RuleSettingsTests
{
    private const int Year = 366;

    /// <summary>Rule, setting, least and most; the other settings at their defaults or, where the range hangs on them, as given in JSON.</summary>
    public static TheoryData<string, string, long, long, string> Ranges => new()
    {
        { "consecutive-band", "maximumDays", 1, Year, """{ "minimumDays": 1 }""" },
        { "consecutive-band", "minimumDays", 1, 9, """{ "maximumDays": 9 }""" },
        { "consecutive-band", "minimumDays", 1, Year, """{ "maximumDays": 400 }""" },
        { "consecutive-days-off", "minimumDays", 1, Year, "{}" },
        { "consecutive-days-off", "maximumDays", 3, Year, """{ "minimumDays": 3 }""" },
        { "consecutive-days-off", "maximumDays", 1, Year, """{ "minimumDays": 0 }""" },
        { "consecutive-nights", "maximumNights", 1, Year, """{ "minimumNights": 1 }""" },
        { "consecutive-nights", "minimumNights", 1, 5, """{ "maximumNights": 5 }""" },
        { "consecutive-nights", "minimumNights", 1, 1, """{ "maximumNights": 0 }""" },
        { "consecutive-work-days", "maximumDays", 1, Year, """{ "minimumDays": 1 }""" },
        { "consecutive-work-days", "minimumDays", 1, 5, """{ "maximumDays": 5 }""" },
        { "consecutive-work-days", "minimumDays", 1, 1, """{ "maximumDays": 0 }""" },
        { "contract-minutes", "maximumMinutes", 0, 366 * 1440, """{ "period": "horizon" }""" },
        { "contract-minutes", "minimumMinutes", 0, 366 * 1440, """{ "period": "horizon" }""" },
        { "contract-minutes", "minimumMinutes", 0, 600, """{ "period": "horizon", "maximumMinutes": 600 }""" },
        { "days-off-in-seven", "windowDays", 1, Year, """{ "minimumDaysOff": 0 }""" },
        { "days-off-in-seven", "minimumDaysOff", 0, 9, """{ "windowDays": 9 }""" },
        { "days-off-in-seven", "minimumDaysOff", 0, 1, """{ "windowDays": 0 }""" },
        { "fairness", "tolerance", 0, 100_000, "{}" },
        { "fairness", "extraWeight", 0, 1_000_000, "{}" },
        { "fairness", "expectedTotal", 0, int.MaxValue, "{}" },
        { "forward-rotation", "resetDaysOff", 1, 28, "{}" },
        { "handover-before-days-off", "leastDaysOff", 1, 14, "{}" },
        { "handover-before-days-off", "overlapMinutes", 1, 240, "{}" },
        { "handover-overlap", "overlapMinutes", 10, 30, "{}" },
        { "interval-coverage", "tolerancePercent", 0, 100, "{}" },
        { "interval-coverage", "surplusTolerancePercent", 0, 1000, "{}" },
        { "interval-coverage", "surplusGrowth", 0, 1000, "{}" },
        { "labour-cost", "hundredthsPerUnit", 1, 1_000_000, "{}" },
        { "labour-cost", "workdayPercent", 0, 1000, "{}" },
        { "labour-cost", "restDayPercent", 0, 1000, "{}" },
        { "labour-cost", "publicHolidayPercent", 0, 1000, "{}" },
        { "labour-cost", "budget", 0, 1_000_000_000_000, "{}" },
        { "leader-present", "minimumLevel", 1, 9, "{}" },
        { "leader-present", "least", 1, 100, "{}" },
        { "leader-present", "mostPerLeader", 1, 1000, "{}" },
        { "least-change", "cellUnits", 0, 1000, "{}" },
        { "least-change", "personUnits", 0, 1000, "{}" },
        { "longest-day", "maximumMinutes", 0, 1440, "{}" },
        { "longest-period", "weeks", 1, 52, "{}" },
        { "longest-period", "minutesPerWorkday", 0, 1440, "{}" },
        { "longest-period", "maximumMinutes", 0, 366 * 1440, "{}" },
        { "longest-week", "maximumMinutes", 0, 10_080, "{}" },
        { "mentor-with-trainee", "mentorLevel", 1, 9, "{}" },
        { "mentor-with-trainee", "maximumTraineesPerMentor", 1, 100, "{}" },
        { "minimum-rest", "restMinutes", 0, 1440, "{}" },
        { "most-newcomers", "most", 0, 1000, "{}" },
        { "most-newcomers", "newcomerDays", 0, 3660, "{}" },
        { "most-standby", "mostPerMonth", 0, 31, "{}" },
        { "most-standby", "mostPerWeek", 0, 7, "{}" },
        { "most-weekends", "maximum", 0, 53, "{}" },
        { "most-weekends", "windowWeeks", 1, 53, "{}" },
        { "overtime-cost", "workdayPercent", 0, 1000, "{}" },
        { "overtime-cost", "restDayPercent", 0, 1000, "{}" },
        { "overtime-cost", "publicHolidayPercent", 0, 1000, "{}" },
        { "overtime-limit", "maximumMinutesPerDay", 0, 1440, "{}" },
        { "overtime-limit", "maximumMinutesPerWeek", 0, 7 * 1440, "{}" },
        { "overtime-limit", "maximumMinutesPerMonth", 0, 31 * 1440, "{}" },
        { "overtime-limit", "warningPercent", 1, 100, "{}" },
        { "personal-restrictions", "maximumMinutesPerDay", 0, 1440, "{}" },
        { "public-holidays", "maximum", 0, Year, "{}" },
        { "reserve-coverage", "percent", 0, 500, "{}" },
        { "reserve-coverage", "agents", 0, 1000, "{}" },
        { "rest-after-call-in", "restMinutes", 0, 1440, "{}" },
        { "rest-after-nights", "restDays", 0, 14, "{}" },
        { "rest-after-nights", "afterNights", 1, 31, "{}" },
        { "rotating-days-off", "maximumWeeks", 1, 52, "{}" },
        { "same-band-in-week", "maximumBands", 1, 20, "{}" },
        { "shift-count", "maximum", 0, 366, "{}" },
        { "shift-count", "minimum", 0, 366, "{}" },
        { "shift-count", "minimum", 0, 5, """{ "maximum": 5 }""" },
        { "shortest-stretch", "minimumMinutes", 1, 1440, "{}" },
        { "standby-rest", "restBeforeMinutes", 0, 1440, "{}" },
        { "standby-rest", "restAfterMinutes", 0, 1440, "{}" },
        { "weekly-rest", "restHours", 1, 168, "{}" },
        { "wishes", "cannotFactor", 1, 1000, "{}" },
        { "wishes", "balancePercent", 0, 100, "{}" },
        { "wishes", "mostBalanceFactor", 1, 10, "{}" },
        { "wishes", "monthlyPoints", 0, 1000, "{}" },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void A_number_at_an_end_of_its_range_is_taken_and_one_beyond_it_is_refused(string rule, string setting, long least, long most, string others)
    {
        string[] outside = [$"/rules/0/{setting} rule-setting-out-of-range"];
        Assert.Equal([], Found(rule, setting, least, others));
        Assert.Equal([], Found(rule, setting, most, others));
        Assert.Equal(outside, Found(rule, setting, least - 1, others));
        if (most < int.MaxValue || rule == "labour-cost")
        {
            Assert.Equal(outside, Found(rule, setting, most + 1, others));
        }
    }

    [Fact]
    public void Every_number_a_rule_can_be_set_to_has_a_range()
    {
        (string Rule, string Setting)[] numbers =
        [
            .. from rule in RuleCatalog.Default.Rules
               from setting in RuleDocument.SettingsOf(rule)
               where setting.Type.StartsWith("whole number", StringComparison.Ordinal) && !setting.Type.EndsWith(" by id", StringComparison.Ordinal)
               select (rule.Descriptor.Id, setting.Name),
        ];
        Assert.Equal(numbers.Order(), Ranges.Select(row => (row.Data.Item1, row.Data.Item2)).Distinct().Order());
    }

    [Theory]
    [InlineData("consecutive-band", "bands", """["nobody"]""")]
    [InlineData("fairness", "measure", "\"post:nobody\"")]
    [InlineData("fairness", "measure", "\"band:nobody\"")]
    [InlineData("handover-overlap", "posts", """["nobody"]""")]
    [InlineData("handover-overlap", "overlapMinutesByPost", """{ "nobody": 20 }""")]
    [InlineData("leader-present", "tag", "\"nobody\"")]
    [InlineData("leader-present", "skill", "\"nobody\"")]
    [InlineData("leader-present", "bands", """["nobody"]""")]
    [InlineData("leader-present", "posts", """["nobody"]""")]
    [InlineData("most-newcomers", "tag", "\"nobody\"")]
    [InlineData("most-newcomers", "bands", """["nobody"]""")]
    [InlineData("most-newcomers", "posts", """["nobody"]""")]
    [InlineData("reserve-coverage", "posts", """["nobody"]""")]
    [InlineData("rotation-pattern", "pattern", "\"nobody\"")]
    public void A_name_that_nobody_has_is_refused(string rule, string setting, string value) =>
        Assert.Equal([$"/rules/0/{setting} unknown-reference"], Found(rule, setting, JsonNode.Parse(value), "{}"));

    [Theory]
    [InlineData("keep-apart")]
    [InlineData("same-days-off")]
    [InlineData("work-together")]
    public void A_group_needs_two_known_members_each_named_once(string rule)
    {
        Assert.Equal([], Found(rule, "groups", JsonNode.Parse("""[["A", "B"]]"""), "{}"));
        Assert.Equal(
            ["/rules/0/groups/0 rule-setting-out-of-range", "/rules/0/groups/1 unknown-reference", "/rules/0/groups/2 duplicate-reference"],
            Found(rule, "groups", JsonNode.Parse("""[["A"], ["A", "nobody"], ["A", "B", "A"]]"""), "{}"));
    }

    [Theory]
    [InlineData("coverage-floor")]
    [InlineData("interval-coverage")]
    [InlineData("reserve-coverage")]
    public void More_kinds_of_demand_in_one_interval_than_can_be_told_apart_are_refused(string id)
    {
        Rule rule = RuleCatalog.Default.Find(id)!;
        Assert.Equal([], With(IntervalCoverageRule.MostDemands));
        Assert.Equal(["/rules/0/rule too-many-demands"], With(IntervalCoverageRule.MostDemands + 1));

        // One more demand before the others, for one interval or so long that it meets them.
        Assert.Equal([], With(IntervalCoverageRule.MostDemands, Before(1)));
        Assert.Equal(["/rules/0/rule too-many-demands"], With(IntervalCoverageRule.MostDemands, Before(2)));

        IntervalDemand Before(int intervals) => new()
        {
            Post = "phone",
            Date = TinyProblem.Monday,
            From = new LocalTime(9, 0).PlusMinutes(-TinyProblem.Of(1, 1).Horizon.IntervalMinutes),
            Required = [.. Enumerable.Repeat(1, intervals)],
            Minimum = [.. Enumerable.Repeat(1, intervals)],
        };

        string[] With(int kinds, params IntervalDemand[] before)
        {
            SchedulingProblem problem = TinyProblem.Of(1, 1, rule) with
            {
                Demand = new Demand
                {
                    Intervals =
                    [
                        .. before,
                        .. Enumerable.Range(0, kinds).Select(kind =>
                            new IntervalDemand { Post = "phone", Date = TinyProblem.Monday, From = new LocalTime(9, 0), Skill = $"skill-{kind}", Required = [1], Minimum = [1] }),
                    ],
                },
            };
            List<InputProblem> found = [];
            rule.Validate(problem, new RuleSettingsReport(rule, "/rules/0", found));
            return [.. found.Select(p => $"{p.Pointer} {p.Code}")];
        }
    }

    [Fact]
    public void A_newcomer_by_days_alone_needs_no_tag()
    {
        List<InputProblem> found = [];
        Rule rule = RuleCatalog.Default.Find("most-newcomers")!;
        rule.Validate(TinyProblem.Of(1, 1, rule), new RuleSettingsReport(rule, "/rules/0", found));
        Assert.Empty(found);
    }

    /// <summary>Pointer and code of what is wrong with the setting; what other settings are said to be is left out.</summary>
    private static string[] Found(string id, string setting, JsonNode? value, string others)
    {
        var json = (JsonObject)JsonNode.Parse(JsonSerializer.Serialize(RuleCatalog.Default.Find(id)!, SchedulingJson.Default))!;
        foreach ((string name, JsonNode? other) in (JsonObject)JsonNode.Parse(others)!)
        {
            json[name] = other?.DeepClone();
        }

        json[setting] = value;
        Rule rule = json.Deserialize<Rule>(SchedulingJson.Default)!;
        SchedulingProblem plain = TinyProblem.Of(2, 1, rule);
        SchedulingProblem problem = plain with { Employees = [.. plain.Employees.Select(e => e with { Tags = ["leader"] })] };
        List<InputProblem> found = [];
        rule.Validate(problem, new RuleSettingsReport(rule, "/rules/0", found));
        return [.. found.Where(p => p.Pointer == $"/rules/0/{setting}" || p.Pointer.StartsWith($"/rules/0/{setting}/", StringComparison.Ordinal)).Select(p => $"{p.Pointer} {p.Code}")];
    }
}
