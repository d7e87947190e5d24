using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Solving;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Solving;

public sealed class IncumbentTests
{
    private static readonly RosterModel Model = RosterModel.Compile(TinyProblem.Of(1, 2, new MinimumRestRule(), new ConsecutiveWorkDaysRule { MaximumDays = 1, Enforcement = Enforcement.Soft(1) }));

    [Fact]
    public void A_bound_says_nothing_of_a_roster_that_breaks_hard_rules()
    {
        Incumbent incumbent = With(1, 0, 3);
        incumbent.OfferBound(3, Objective());
        Assert.All(incumbent.Scores(), s => Assert.Equal(0, s.LowerBound));
    }

    [Fact]
    public void A_bound_above_a_roster_that_was_found_is_an_error_and_no_proof()
    {
        Incumbent incumbent = With(0, 0, 3);
        incumbent.OfferBound(3, Objective());
        Assert.Equal(3, incumbent.Scores()[2].LowerBound);
        Assert.Throws<SolverMismatchException>(() =>
        {
            incumbent.OfferBound(4, Objective());
            incumbent.Scores();
        });
    }

    [Fact]
    public void What_is_proven_best_must_be_what_was_found() =>
        Assert.Throws<SolverMismatchException>(() => With(0, 0, 3).ProveOptimal([0, 0, 2]));

    [Fact]
    public void Others_go_on_while_a_roster_is_told()
    {
        Incumbent? incumbent = null;
        bool wentOn = false;
        List<long> told = [];
        var options = new SolveOptions
        {
            Progress = progress =>
            {
                told.Add(progress.Levels[2].Penalty);
                wentOn = Task.Run(() => incumbent!.Offer(Model.FixedCells, ModelCost.Of(Model, Model.FixedCells), 0)).Wait(TimeSpan.FromMinutes(1));
            },
        };
        incumbent = new Incumbent(Model, options, TimeProvider.System.GetTimestamp());
        Assert.True(incumbent.Offer(Model.FixedCells, ModelCost.Of(Model, Model.FixedCells), 1));
        Assert.True(wentOn);
        Assert.Single(told);
    }

    private static Incumbent With(params long[] costs)
    {
        var incumbent = new Incumbent(Model, new SolveOptions(), TimeProvider.System.GetTimestamp());
        incumbent.Offer(Model.FixedCells, costs, 0);
        return incumbent;
    }

    private static LexicographicObjective Objective()
    {
        int variable = new CpSatWriter().Variable(0, 9, 0);
        return LexicographicObjective.TryCreate([new LinearTerms(), new LinearTerms(), new LinearTerms().Add(variable, 1, 0, 9)])!;
    }
}
