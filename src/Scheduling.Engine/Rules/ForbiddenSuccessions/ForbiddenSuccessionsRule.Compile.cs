using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.ForbiddenSuccessions;

/// <content>A Succession from each day to the next, over groups of options of the same shift type.</content>
public sealed partial record ForbiddenSuccessionsRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Dictionary<string, int> number = compiler.Problem.ShiftTypes.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i);
        HashSet<string> banned = [.. NotFollowedBy.Values.SelectMany(after => after)];
        Dictionary<string, HashSet<string>> notAfter = NotFollowedBy.ToDictionary(p => p.Key, p => p.Value.ToHashSet());
        SuccessionTable table = compiler.SuccessionTable(
            1,
            before => before.ShiftType is { } type && notAfter.ContainsKey(type.Id) ? number[type.Id] : -1,
            after => after.ShiftType is { } type && banned.Contains(type.Id) ? number[type.Id] : -1,
            (before, after) => before.ShiftType is { } first && after.ShiftType is { } second && notAfter.TryGetValue(first.Id, out HashSet<string>? not) && not.Contains(second.Id) ? 1 : 0);
        foreach (int employee in compiler.EmployeesInScope)
        {
            compiler.Succession(employee, table);
        }
    }
}
