using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.Fairness;

namespace Scheduling.Engine.Tests.Rules.Fairness;

/// <summary>What fairness may be set to: measures there are, shares with a common denominator, demand to share out.</summary>
public sealed class FairnessSettingsTests
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    [Theory]
    [InlineData("nights", "/rules/0/expectedTotal")]
    [InlineData("band:dawn", "/rules/0/measure")]
    [InlineData("post:fax", "/rules/0/measure")]
    [InlineData("smiles", "/rules/0/measure")]
    [InlineData("holidays", null)]
    [InlineData("minutes", null)]
    [InlineData("wishes", null)]
    public void A_measure_that_is_unknown_or_has_nothing_to_share_is_refused(string measure, string? pointer)
    {
        List<InputProblem> problems = [];
        var rule = new FairnessRule { Measure = measure, Mode = FairnessMode.Share };
        rule.Validate(Nights(rule, "full"), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(pointer is null ? [] : [pointer], problems.Select(p => p.Pointer));
    }

    [Theory]
    [InlineData(75, true)]
    [InlineData(73, true)]
    [InlineData(7919, false)]
    public void Shares_without_a_small_common_denominator_are_refused_for_the_spread(int share, bool accepted)
    {
        List<InputProblem> problems = [];
        var rule = new FairnessRule();
        SchedulingProblem problem = Nights(rule, "full", "odd");
        rule.Validate(problem with { Contracts = [.. problem.Contracts, new Contract { Id = "odd", FairShare = share }] }, new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(accepted ? [] : ["/rules/0/mode"], problems.Select(p => p.Pointer));
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public void A_common_denominator_of_exactly_the_most_is_accepted(int share, bool accepted)
    {
        var rule = new FairnessRule();
        SchedulingProblem problem = Nights(rule, "full", "odd");
        problem = problem with
        {
            Contracts = [.. problem.Contracts, new Contract { Id = "odd", FairShare = share }, new Contract { Id = "none", FairShare = 0 }],
            Employees = [.. problem.Employees, TinyProblem.Person("C", "none")],
        };
        Assert.Equal(accepted ? [] : ["shares-too-fine mode"], Faults(rule, problem));
    }

    [Fact]
    public void Only_shares_of_contracts_that_are_compared_need_a_common_denominator()
    {
        SchedulingProblem problem = Nights(new FairnessRule(), "full", "a", "b");
        problem = problem with
        {
            Contracts = [.. problem.Contracts, new Contract { Id = "a", FairShare = 71 }, new Contract { Id = "b", FairShare = 73 }, new Contract { Id = "unused", FairShare = 7919 }],
        };
        Assert.Equal(["shares-too-fine mode"], Faults(new FairnessRule(), problem));
        Assert.Empty(Faults(new FairnessRule { AppliesTo = new RuleScope { Contracts = ["full", "b"] } }, problem));
        Assert.Empty(Faults(new FairnessRule { Mode = FairnessMode.Share }, problem));
    }

    [Theory]
    [InlineData("nights", "N", true)]
    [InlineData("nights", "E", false)]
    [InlineData("band:night", "N", true)]
    [InlineData("band:night", "E", false)]
    [InlineData("post:phone", "P", true)]
    [InlineData("post:phone", "E", false)]
    [InlineData("post:chat", "P", true)]
    [InlineData("standby", "S", true)]
    [InlineData("standby", "N", false)]
    [InlineData("weekends", "N", false)]
    [InlineData("holidays", "N", true)]
    [InlineData("overtime", "N", true)]
    public void A_measure_is_shared_out_where_the_demand_asks_for_any_of_it(string measure, string shiftType, bool accepted)
    {
        var rule = new FairnessRule { Measure = measure, Mode = FairnessMode.Share };
        SchedulingProblem problem = Asking(rule, new ShiftDemand { ShiftType = shiftType, Date = Monday.PlusDays(2), Required = 1 });
        Assert.Equal(accepted ? [] : ["nothing-to-share expectedTotal"], Faults(rule, problem));
        Assert.Empty(Faults(rule with { ExpectedTotal = 0 }, problem));
        Assert.Empty(Faults(rule with { Mode = FairnessMode.Spread }, problem));
    }

    [Fact]
    public void Demand_of_nobody_or_outside_the_horizon_asks_for_nothing()
    {
        var nights = new FairnessRule { Measure = "nights", Mode = FairnessMode.Share };
        var demand = new ShiftDemand { ShiftType = "N", Date = Monday.PlusDays(6), Required = 1 };
        Assert.Empty(Faults(nights, Asking(nights, demand)));
        Assert.NotEmpty(Faults(nights, Asking(nights, demand with { Required = 0 })));
        Assert.NotEmpty(Faults(nights, Asking(nights, demand with { Date = Monday.PlusDays(7) })));
        Assert.NotEmpty(Faults(nights, Asking(nights, demand with { ShiftType = "gone" })));
        FairnessRule standby = nights with { Measure = "standby" };
        var asked = new StandbyDemand { Date = Monday, Required = 1 };
        Assert.Empty(Faults(standby, Standing(asked)));
        Assert.NotEmpty(Faults(standby, Standing(asked with { Required = 0 })));
        Assert.NotEmpty(Faults(standby, Standing(asked with { Date = Monday.PlusDays(-1) })));
        Assert.NotEmpty(Faults(nights, Standing(asked)));

        SchedulingProblem Standing(StandbyDemand demand) => Asking(standby) with { Demand = new Demand { Standby = [demand] } };
    }

    [Fact]
    public void What_no_shift_of_the_horizon_can_add_to_need_not_be_asked_for()
    {
        var rule = new FairnessRule { Measure = "weekends", Mode = FairnessMode.Share };
        SchedulingProblem problem = Asking(rule);
        Assert.NotEmpty(Faults(rule, problem));
        Assert.NotEmpty(Faults(rule, problem with { ShiftTypes = [TinyProblem.Night with { Days = [IsoDayOfWeek.Sunday] }] }));
        Assert.Empty(Faults(rule, problem with { ShiftTypes = [TinyProblem.Night with { Days = [IsoDayOfWeek.Monday] }] }));
        Assert.Empty(Faults(rule, problem with { Horizon = problem.Horizon with { Days = 5 } }));
        Assert.Empty(Faults(rule, problem with { ShiftTypes = [TinyProblem.Standby] }));
        Assert.Empty(Faults(rule with { Measure = "band:late" }, problem));
        Assert.NotEmpty(Faults(rule with { Measure = "post:phone" }, problem));
        Assert.Empty(Faults(rule with { Measure = "post:fax" }, problem with { Posts = [.. problem.Posts, new Post { Id = "fax" }] }));
    }

    /// <summary>A week with a shift P on the phone whose second part is on the chat; Wednesday is a holiday.</summary>
    private static SchedulingProblem Asking(FairnessRule rule, params ShiftDemand[] demand) => TinyProblem.Of(1, 7, rule) with
    {
        Posts = [new Post { Id = "phone" }, new Post { Id = "chat" }],
        ShiftTypes =
        [
            TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby,
            TinyProblem.Early with
            {
                Id = "P", Posts = ["phone"],
                Parts = [TinyProblem.Early.Parts[0] with { End = new LocalTime(11, 0) }, TinyProblem.Early.Parts[0] with { Start = new LocalTime(11, 0), Post = "chat" }],
            },
        ],
        Calendar = [new CalendarDay { Date = Monday.PlusDays(2), Kind = CalendarDayKind.PublicHoliday }],
        Demand = new Demand { Shifts = demand },
    };

    private static SchedulingProblem Nights(Rule rule, params string[] contracts)
    {
        SchedulingProblem problem = TinyProblem.Of(contracts.Length, 6, rule);
        return problem with { Employees = [.. contracts.Select((c, i) => problem.Employees[i] with { Contract = c })] };
    }

    private static IReadOnlyList<string> Faults(FairnessRule rule, SchedulingProblem problem) => OvertimeProblem.Faults(rule, problem);
}
