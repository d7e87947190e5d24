using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.LeastChange;

/// <content>Every option other than the published one costs; a block per employee is touched by any of them.</content>
public sealed partial record LeastChangeRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        if (compiler.Problem.Published is not { } published)
        {
            return;
        }

        Timeline timeline = compiler.Timeline;
        ILookup<string, Assignment> byEmployee = published.ToLookup(a => a.Employee);
        foreach (int employee in compiler.EmployeesInScope)
        {
            var before = new Assignment?[timeline.Days];
            foreach (Assignment assignment in byEmployee[compiler.Problem.Employees[employee].Id])
            {
                int day = timeline.DayOf(assignment.Date);
                if (timeline.IsInHorizon(day))
                {
                    before[day] = assignment;
                }
            }

            foreach (Option option in compiler.HorizonOptions().Where(o => IsChange(o, before[o.Day])))
            {
                compiler.OptionCost(employee, option, CellUnits);
            }

            if (PersonUnits > 0)
            {
                int changed = compiler.Class(o => timeline.IsInHorizon(o.Day) && IsChange(o, before[o.Day]));
                var touched = new TotalExpression
                {
                    Employee = employee,
                    Measure = -1,
                    FirstDay = timeline.HorizonStart,
                    LastDay = timeline.HorizonEnd - 1,
                    Blocks = [compiler.Block(employee, changed)],
                };
                compiler.Total(touched, compiler.Above(0, weightFactor: PersonUnits));
            }
        }
    }

    private static bool IsChange(Option option, Assignment? before) =>
        option.IsOff || before is null
            ? option.IsOff != before is null
            : option.ShiftType!.Id != before.ShiftType
                || (option.Key with { Activity = null, ActivityAfterMinutes = 0 }) != OptionKey.Of(before with { Activity = null }, option.ShiftType);
}
