using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Solving;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>Days planned by crowds, as the linear program over schedules has it.</summary>
public sealed class CrowdDaysTests
{
    private const double Seconds = 20;

    [Fact]
    public void Crowds_work_as_much_as_in_the_linear_program_and_have_their_breaks()
    {
        RosterModel model = CrowdTests.Model;
        using var at = new Converged(model);
        List<DayPlan> plans = at.Days().Plan(Seconds)!;
        Assert.Equal(model.Timeline.HorizonEnd - model.Timeline.HorizonStart, plans.Count);
        Assert.Equal(6, plans[0].Crowds.Length);
        for (int crowd = 0; crowd < plans[0].Crowds.Length; crowd++)
        {
            IReadOnlyList<int> members = plans[0].Crowds[crowd].Employees;
            Assert.Equal(3, members.Count);
            Assert.All(plans, p => Assert.InRange(p.Crowds[crowd].Options.Sum(o => o.Count), 0, members.Count));
            Assert.All(plans, p => Assert.Equal(members, p.Crowds[crowd].Employees));

            // At the end nobody is asked for more than there is, and no more than one shift is left over.
            double planned = plans.Sum(p => p.Crowds[crowd].Options.Sum(o => (double)o.Count * model.Options[o.Option].PaidMinutes));
            double there = members.Sum(e => Enumerable.Range(0, model.HorizonOptions).Sum(i => at.Columns.Shares[(e * model.HorizonOptions) + i] * model.Options[model.FirstHorizonOption + i].PaidMinutes));
            Assert.InRange(planned, there - 481, there + 1);
            foreach (DayPlan plan in plans)
            {
                foreach ((int option, int count) in plan.Crowds[crowd].Options)
                {
                    Assert.All(model.Options[option].Breaks, slot => Assert.Equal(
                        count, Enumerable.Range(slot.FirstPlacement, slot.Count).Sum(p => plan.Crowds[crowd].Placements.GetValueOrDefault(p))));
                }
            }
        }
    }

    /// <summary>With 13 hours of rest nobody is early on the day after a late one.</summary>
    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public void Nobody_takes_what_may_not_follow(int late, int mayBeEarly)
    {
        SchedulingProblem problem = CrowdTests.Problem(3);
        problem = problem with
        {
            Rules = [.. problem.Rules.Select(r => r is MinimumRestRule rest ? rest with { RestMinutes = 13 * 60 } : r)],
            Employees = [.. problem.Employees.Select(e => e with { Skills = [new EmployeeSkill { Skill = "a" }] })],
        };
        RosterModel model = RosterModel.Compile(problem);
        EmployeeNetworks networks = EmployeeNetworks.TryBuild(model, NetworkSize.Exact, CancellationToken.None)!;
        int first = model.Timeline.HorizonStart;
        int[] early = OptionsOf(first + 1, 8 * 60);
        var program = new CrowdProgram(model, new DualFunction(model, networks), first + 1, [[0, 1, 2]]);
        program.Offer(0, early);

        // All three are wanted; off is what may follow anything.
        program.Want(0, model.Options[early[0]].PaidMinutes, 3, 1000);
        int before = OptionsOf(first, 12 * 60)[0];
        program.Follow(0, new DayPlan.Crowd([0, 1, 2], [(before, late)], []));
        program.Cover(WholeDays.OfOneDay(model)[first + 1].Where(c => model.Rows[model.Covers[c].FirstRow].Required > 0));
        program.Solve(Seconds, 1, 1, CancellationToken.None);
        Assert.Equal(0, program.Excess);
        Assert.Equal(early, program.Plan()!.Crowds[0].Options.Select(o => o.Option).Intersect(early));
        Assert.Equal(mayBeEarly, program.Plan()!.Taken);

        int[] OptionsOf(int day, int minute) =>
            [.. Enumerable.Range(model.DayOffsets[day] + 1, model.DayOffsets[day + 1] - model.DayOffsets[day] - 1).Where(o => model.Options[o].Start == (day * 1440) + minute)];
    }

    [Fact]
    public void There_is_no_plan_where_two_days_serve_the_same_hours()
    {
        SchedulingProblem problem = CrowdTests.Problem(6);
        problem = problem with
        {
            ShiftTypes = [problem.ShiftTypes[0], problem.ShiftTypes[1] with { Parts = [new ShiftPart { Start = new LocalTime(20, 0), End = new LocalTime(4, 0) }] }],
            Demand = problem.Demand with { Intervals = [.. problem.Demand.Intervals.Select(i => i with { From = LocalTime.Midnight, Required = [.. Enumerable.Repeat(1, 24)] })] },
        };
        using var at = new Converged(RosterModel.Compile(problem));
        Assert.Null(at.Days().Plan(Seconds));
    }

    [Fact]
    public void There_is_no_plan_where_nothing_is_asked_for()
    {
        using var at = new Converged(RosterModel.Compile(CrowdTests.Problem(6) with { Demand = new Demand() }));
        Assert.Null(at.Days().Plan(Seconds));
    }

    /// <summary>A linear program over schedules, solved.</summary>
    private sealed class Converged : IDisposable
    {
        private readonly RosterModel _model;
        private readonly DualFunction _dual;
        private readonly ThreadLoan _loan = new();

        public Converged(RosterModel model)
        {
            _model = model;
            EmployeeNetworks networks = EmployeeNetworks.TryBuild(model, NetworkSize.Exact, CancellationToken.None)!;
            _dual = new DualFunction(model, networks);
            Columns = new ColumnSearch(model, _dual, new PriceSearch(model, _dual, model.Levels - 1, PriceScale.Of(model, networks, _dual)), 1e4);
            int steps = 0;
            while (Columns.Step((_, _, _) => { }))
            {
                Assert.True(++steps < 1000, "column generation does not end");
            }
        }

        public ColumnSearch Columns { get; }

        public CrowdDays Days() => new(_model, _dual, Columns, _loan, CancellationToken.None);

        public void Dispose()
        {
            Columns.Dispose();
            _loan.Dispose();
        }
    }
}
