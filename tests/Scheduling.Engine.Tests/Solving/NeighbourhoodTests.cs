using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Solving.Improving;
using Scheduling.Engine.Tests.Properties;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Solving;

public sealed class NeighbourhoodTests
{
    private const int Picks = 400;

    [Theory]
    [InlineData(NeighbourhoodKind.FewEmployees, true)]
    [InlineData(NeighbourhoodKind.Block, true)]
    [InlineData(NeighbourhoodKind.FewEmployees, false)]
    [InlineData(NeighbourhoodKind.Block, false)]
    public void Who_breaks_a_rule_is_freed_every_other_time_or_always_while_it_is_hard_however_many_people_there_are(object kind, bool hard)
    {
        RosterModel model = RosterModel.Compile(TinyProblem.Of(26, 7, new ConsecutiveWorkDaysRule { MaximumDays = 2, Enforcement = hard ? Enforcement.Hard : Enforcement.Soft(1) }));
        var evaluator = new DeltaEvaluator(model, RosterCodec.Encode(model, new Roster { Assignments = [.. Enumerable.Range(0, 3).Select(d => TinyProblem.Duty("K", TinyProblem.Monday.PlusDays(d), "E"))] }));
        Assert.Equal(hard ? [1, 0, 0] : [0, 0, 1], evaluator.Costs.ToArray());
        var chooser = new NeighbourhoodChooser(model, evaluator, new Random(1));
        int[] freed = new int[model.Employees];
        for (int i = 0; i < Picks; i++)
        {
            foreach (int employee in chooser.Choose((NeighbourhoodKind)kind, 24).Cells.Select(c => c / model.Timeline.Days).Distinct())
            {
                freed[employee]++;
            }
        }

        int breaking = freed['K' - 'A'];
        Assert.InRange(breaking, Picks * (hard ? 1 : 0.42), Picks);
        Assert.All(freed.Where((_, e) => e != 'K' - 'A'), times => Assert.InRange(times, 1, breaking / 1.5));
    }

    [Fact]
    public void What_employees_cost_by_themselves_and_what_covers_and_spreads_cost_is_all()
    {
        int own = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            RosterModel model = RosterModel.Compile(RandomProblem.Of(seed, ProblemSize.Small));
            var random = new RandomRoster(model, new Dice(seed));
            DeltaEvaluator evaluator = random.Start();
            random.Walk(evaluator, 25);
            long[] each = new long[model.Employees * model.Levels];
            for (int employee = 0; employee < model.Employees; employee++)
            {
                ModelCost.AddOwn(each.AsSpan(employee * model.Levels, model.Levels), model, employee, evaluator.Cells.Options.AsSpan(employee * model.Timeline.Days, model.Timeline.Days));
                ModelCost.AddStretches(each.AsSpan(employee * model.Levels, model.Levels), model, evaluator.Cells, employee);
            }

            long[] all = [.. Enumerable.Range(0, model.Levels).Select(level => Enumerable.Range(0, model.Employees).Sum(e => each[(e * model.Levels) + level]))];
            own += all.Any(cost => cost > 0) ? 1 : 0;
            foreach (CoverTerm cover in model.Covers)
            {
                ModelCost.AddCover(all, model, cover, evaluator.RowValues.ToArray());
            }

            foreach (BalanceTerm balance in model.Balances.Where(b => b.Spread is not null && b.Members.Length > 0))
            {
                long[] values = [.. balance.Members.Select(m => ModelCost.Value(model, m, evaluator.Cells.Options.AsSpan(m.Employee * model.Timeline.Days, model.Timeline.Days)))];
                balance.Spread!.AddTo(all, values.Max() - values.Min());
            }

            Assert.Equal(evaluator.Costs.ToArray(), all);
        }

        Assert.InRange(own, 50, 100);
    }
}
