using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Modelling;

/// <summary>Groups of employees that a rule names, less those it does not speak of.</summary>
internal sealed class GroupMembers
{
    private readonly RuleCompiler _compiler;
    private readonly ILookup<string, Leave> _leave;
    private readonly int[] _alone;

    public GroupMembers(RuleCompiler compiler, IEnumerable<IReadOnlyList<string>> groups)
    {
        _compiler = compiler;
        _leave = compiler.Problem.Leave.Where(l => l.Part == LeavePart.FullDay).ToLookup(l => l.Employee);
        HashSet<int> inScope = [.. compiler.EmployeesInScope];
        Groups = [.. groups.Select(group => group.Select(compiler.EmployeeIndex).Where(inScope.Contains).ToArray()).Where(group => group.Length > 1)];
        _alone = new int[compiler.Employees];
        foreach (int employee in Groups.SelectMany(group => group).Distinct())
        {
            _alone[employee] = compiler.Group(e => e == employee);
        }
    }

    /// <summary>The employees of each group that has at least two.</summary>
    public IReadOnlyList<int[]> Groups { get; }

    /// <summary>The members who are employed on a day and have no leave that takes all of it.</summary>
    public int[] Present(int[] group, int day)
    {
        LocalDate date = _compiler.Timeline.DateOf(day);
        return [.. group.Where(e => IsPresent(_compiler.Problem.Employees[e]))];

        bool IsPresent(Employee employee) =>
            !(employee.EmployedFrom > date) && !(employee.EmployedUntil < date) && !_leave[employee.Id].Any(l => l.From <= date && date <= l.Until);
    }

    /// <summary>
    /// Rows whose largest shortage is 1 when some members choose one of the options and some do not, else 0: going round the members, whoever
    /// chooses one must be followed by somebody who does.
    /// </summary>
    public IReadOnlyList<CoverRowBuilder> AllOrNone(int[] members, IReadOnlyList<Option> options)
    {
        CoverRowBuilder[] rows = [.. members.Select(_ => new CoverRowBuilder(0))];
        for (int i = 0; i < members.Length; i++)
        {
            foreach (Option option in options)
            {
                rows[i].Add(_alone[members[i]], option, -1);
                rows[i].Add(_alone[members[(i + 1) % members.Length]], option, 1);
            }
        }

        return rows;
    }
}
