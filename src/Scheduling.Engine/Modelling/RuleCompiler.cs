using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Modelling;

/// <summary>
/// What a rule compiles into: it offers the problem, the days and the options, and takes terms. Costs follow the rule's enforcement:
/// hard costs 1 per unit of excess on level 0, soft costs weight per unit on its level. Equal classes, measures, labellings and
/// groups are stored once.
/// </summary>
public sealed partial class RuleCompiler
{
    private readonly OptionBuilder _options;
    private readonly Dictionary<string, int> _employeeIndex = [];
    private readonly Dictionary<string, ShiftType> _shiftTypes;
    private readonly long[]?[] _optionCosts;
    private readonly Pool<bool> _classes = new();
    private readonly Pool<int> _measures = new();
    private readonly Pool<int> _labellings = new();
    private readonly Pool<bool> _groups = new();
    private readonly Dictionary<Block, int> _blocks = [];
    private Rule? _rule;
    private int _ruleIndex;

    internal RuleCompiler(SchedulingProblem problem)
    {
        Problem = problem;
        Timeline = new Timeline(problem.Horizon);
        _options = new OptionBuilder(problem, Timeline);
        _options.Build();
        _optionCosts = new long[]?[problem.Levels.Count];
        _shiftTypes = problem.ShiftTypes.ToDictionary(s => s.Id);
        for (int employee = 0; employee < problem.Employees.Count; employee++)
        {
            _employeeIndex[problem.Employees[employee].Id] = employee;
        }
    }

    /// <summary>The problem.</summary>
    public SchedulingProblem Problem { get; }

    /// <summary>The days.</summary>
    public Timeline Timeline { get; }

    /// <summary>All options by day.</summary>
    public IReadOnlyList<Option> Options => _options.Options;

    /// <summary>All placements of breaks.</summary>
    public IReadOnlyList<Placement> Placements => _options.Placements;

    /// <summary>Placements that are steps of shifts whose post may change: the day of their options, and the id of the post. <see cref="Segment.Post"/> of such shifts is null.</summary>
    public IReadOnlyList<(int Placement, int Day, string Post)> Steps => _options.Steps;

    /// <summary>Number of employees.</summary>
    public int Employees => Problem.Employees.Count;

    /// <summary>Indices of the employees the rule speaks of.</summary>
    public IEnumerable<int> EmployeesInScope => Enumerable.Range(0, Employees).Where(e => _rule!.IsFor(Problem.Employees[e]));

    /// <summary>Index of an employee.</summary>
    public int EmployeeIndex(string id) => _employeeIndex[id];

    /// <summary>The option that a duty of the problem means, such as one of the history.</summary>
    public Option OptionOf(Assignment duty) =>
        Options[_options.Index[(Timeline.DayOf(duty.Date), OptionKey.Of(duty, _shiftTypes[duty.ShiftType]))]];

    /// <summary>Duties of history and fixed duties after the horizon: whose they are and the option each is.</summary>
    public IEnumerable<(int Employee, Option Option)> FixedDuties() =>
        from duty in Problem.History.Concat(Problem.FixedAfter)
        select (_employeeIndex[duty.Employee], OptionOf(duty));

    /// <summary>Options of a day; the first is to be off.</summary>
    public IEnumerable<Option> OptionsOf(int day)
    {
        for (int option = _options.DayOffsets[day]; option < _options.DayOffsets[day + 1]; option++)
        {
            yield return _options.Options[option];
        }
    }

    /// <summary>Options of the rostered days.</summary>
    public IEnumerable<Option> HorizonOptions()
    {
        for (int option = _options.DayOffsets[Timeline.HorizonStart]; option < _options.DayOffsets[Timeline.HorizonEnd]; option++)
        {
            yield return _options.Options[option];
        }
    }

    /// <summary>The class of all options for which a predicate holds.</summary>
    public int Class(Func<Option, bool> belongs) => _classes.Add([.. Options.Select(belongs)]);

    /// <summary>The measure that gives each option an integer.</summary>
    public int Measure(Func<Option, int> value) => _measures.Add([.. Options.Select(value)]);

    /// <summary>The labelling that gives each option a label from 0.</summary>
    public int Labelling(Func<Option, int> label) => _labellings.Add([.. Options.Select(label)]);

    /// <summary>The group of employees for which a predicate holds.</summary>
    public int Group(Func<int, bool> belongs) => _groups.Add([.. Enumerable.Range(0, Employees).Select(belongs)]);

    /// <summary>The block that is touched when the employee chooses any option of the class.</summary>
    public int Block(int employee, int @class)
    {
        var block = new Block(employee, @class);
        if (!_blocks.TryGetValue(block, out int index))
        {
            _blocks[block] = index = _blocks.Count;
        }

        return index;
    }

    /// <summary>A hinge for every unit above a threshold, under the rule's own enforcement or another.</summary>
    public Hinge Above(long threshold, Enforcement? enforcement = null, long weightFactor = 1)
    {
        (int level, long weight) = Price(enforcement);
        return new Hinge(level, true, threshold, checked(weight * weightFactor));
    }

    /// <summary>A hinge for every unit below a threshold, under the rule's own enforcement or another.</summary>
    public Hinge Below(long threshold, Enforcement? enforcement = null, long weightFactor = 1)
    {
        (int level, long weight) = Price(enforcement);
        return new Hinge(level, false, threshold, checked(weight * weightFactor));
    }

    internal void Begin(Rule rule, int index) => (_rule, _ruleIndex) = (rule, index);

    private (int Level, long Weight) Price(Enforcement? enforcement)
    {
        enforcement ??= _rule!.Enforcement;
        if (enforcement.IsHard)
        {
            return (0, 1);
        }

        for (int level = 0; level < Problem.Levels.Count; level++)
        {
            if (Problem.Levels[level] == enforcement.Level)
            {
                return (level, enforcement.Weight);
            }
        }

        throw new InvalidOperationException($"Rule '{_rule!.Descriptor.Id}' costs on level '{enforcement.Level}', which the problem does not have; validate the problem before compiling it.");
    }

    /// <summary>Arrays by content, each stored once.</summary>
    private sealed class Pool<T>
        where T : struct, IEquatable<T>
    {
        private readonly Dictionary<int, List<int>> _byHash = [];

        public List<T[]> Items { get; } = [];

        public int Add(T[] item)
        {
            var hash = default(HashCode);
            foreach (T value in item)
            {
                hash.Add(value);
            }

            List<int> candidates = _byHash.TryGetValue(hash.ToHashCode(), out List<int>? found) ? found : _byHash[hash.ToHashCode()] = [];
            foreach (int candidate in candidates)
            {
                if (Items[candidate].AsSpan().SequenceEqual(item))
                {
                    return candidate;
                }
            }

            candidates.Add(Items.Count);
            Items.Add(item);
            return Items.Count - 1;
        }
    }
}
