using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Explanation;

/// <summary>
/// Says of each wish whether a roster grants it and, where not, which rules cut it: the best single change that grants it is looked for (another
/// duty of the day, or a swap with one colleague), and the rules whose cost it raises are named.
/// </summary>
public static class WishExplainer
{
    /// <summary>The outcome of every wish of a valid problem, in their order.</summary>
    /// <exception cref="ArgumentException">The roster has an assignment that the problem does not allow.</exception>
    public static IReadOnlyList<WishOutcome> Explain(SchedulingProblem problem, Roster roster)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(roster);
        if (problem.Wishes.Count == 0)
        {
            return [];
        }

        RosterModel model = RosterModel.Compile(problem);
        return new Explaining(model, RosterCodec.Encode(model, roster)).Run();
    }

    private sealed class Explaining
    {
        private readonly RosterModel _model;
        private readonly SchedulingProblem _problem;
        private readonly DeltaEvaluator _whole;
        private readonly Lazy<List<(int Index, DeltaEvaluator Delta)>> _rules;
        private readonly Dictionary<string, int> _employees;
        private readonly int _longest;

        public Explaining(RosterModel model, RosterCells cells)
        {
            _model = model;
            _problem = model.Problem;
            _whole = new DeltaEvaluator(model, cells);
            _longest = model.Options.Max(o => o.End - o.Start);
            _employees = _problem.Employees.Index().ToDictionary(e => e.Item.Id, e => e.Index);

            // A model of each rule alone has the same options, so that one roster's cells fit all.
            _rules = new(() => [.. _problem.Rules.Index().Where(r => !r.Item.Enforcement.IsOff)
                .Select(r => (r.Index, new DeltaEvaluator(RosterModel.Compile(_problem with { Rules = [r.Item] }), cells)))]);
        }

        public List<WishOutcome> Run() => [.. _problem.Wishes.Index().Select(w => Explain(w.Index, w.Item))];

        private WishOutcome Explain(int index, Wish wish)
        {
            int employee = _employees[wish.Employee];
            int partner = wish.Partner is null ? -1 : _employees[wish.Partner];
            var reach = new WishReach(_model.Timeline, wish, _longest);
            var change = new WishChange(_model, _whole, reach, employee, partner);
            long[] now = _whole.Costs.ToArray();
            bool found = true;
            bool granted = true;
            for (int day = reach.FirstDay; day <= reach.LastDay && found; day++)
            {
                if (change.IsBroken(day))
                {
                    granted = false;
                    found = change.Grant(day);
                }
            }

            bool could = !granted && found && Lexicographic.Compare(_whole.Costs, now) <= 0;
            List<WishCost> costs = granted || !found ? [] : Attribute(change.Steps);
            var words = new WishWords(_problem, wish);
            LocalizedText message = granted ? words.Granted() : !found ? words.Impossible() : words.Cut(change.Told(), costs, could);
            change.Undo();
            return new WishOutcome { Index = index, Wish = wish, IsGranted = granted, CouldBeGranted = could, CutBy = costs, Message = message };
        }

        /// <summary>What each rule alone costs more after the steps.</summary>
        private List<WishCost> Attribute(IReadOnlyList<WishStep> steps)
        {
            List<WishCost> costs = [];
            foreach ((int index, DeltaEvaluator delta) in _rules.Value)
            {
                long[] before = delta.Costs.ToArray();
                foreach (WishStep step in steps)
                {
                    delta.Set(step.Employee, step.Day, step.Option, step.Placements);
                }

                for (int level = 0; level < before.Length; level++)
                {
                    if (delta.Costs[level] > before[level])
                    {
                        costs.Add(new WishCost(index, _problem.Rules[index].Descriptor.Id, level, delta.Costs[level] - before[level]));
                    }
                }

                foreach (WishStep step in steps.Reverse())
                {
                    delta.Set(step.Employee, step.Day, step.OldOption, step.OldPlacements);
                }
            }

            return [.. costs.OrderBy(c => c.Level).ThenByDescending(c => c.Increase).ThenBy(c => c.RuleIndex)];
        }
    }
}
