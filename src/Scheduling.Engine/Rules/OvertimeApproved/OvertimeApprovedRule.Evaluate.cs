using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.OvertimeApproved;

/// <content>Looks for the approval of every duty with overtime.</content>
public sealed partial record OvertimeApprovedRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        ILookup<string, OvertimeApproval> approvals = roster.Problem.OvertimeApprovals.ToLookup(a => a.Employee);
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach (Duty duty in roster.HorizonDutiesOf(employee).Where(d => d.OvertimeMinutes > 0))
            {
                int approved = approvals[employee.Id].FirstOrDefault(a => a.Date == duty.Date)?.Minutes ?? 0;
                report.Add(
                    duty.OvertimeMinutes > approved ? duty.OvertimeMinutes - approved : 0,
                    new LocalizedText(
                        $"{employee.Name}：{duty.Date:MM-dd} 加班 {duty.OvertimeMinutes} 分钟，已审批 {approved} 分钟；其余须审批。",
                        $"{employee.Name} has {duty.OvertimeMinutes} min of overtime on {duty.Date:MM-dd}; {approved} min are approved, the rest must be."),
                    employee.Id,
                    duty.Date);
            }
        }
    }
}
