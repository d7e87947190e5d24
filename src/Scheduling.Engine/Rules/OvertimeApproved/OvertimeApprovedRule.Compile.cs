using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.OvertimeApproved;

/// <content>Options with overtime cost what is above the approval of employee and day.</content>
public sealed partial record OvertimeApprovedRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Dictionary<(int Employee, int Day), int> approved = [];
        foreach (OvertimeApproval approval in compiler.Problem.OvertimeApprovals)
        {
            approved[(compiler.EmployeeIndex(approval.Employee), compiler.Timeline.DayOf(approval.Date))] = approval.Minutes;
        }

        List<Option> overtime = [.. compiler.HorizonOptions().Where(o => o.OvertimeMinutes > 0)];
        foreach (int employee in compiler.EmployeesInScope)
        {
            foreach (Option option in overtime)
            {
                compiler.OptionCost(employee, option, Math.Max(0, option.OvertimeMinutes - approved.GetValueOrDefault((employee, option.Day))));
            }
        }
    }
}
