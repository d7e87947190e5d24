using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.LabourCost;

/// <content>Adds up the pay of every duty of the horizon.</content>
public sealed partial record LabourCostRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        long cost = 0;
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            Contract contract = roster.ContractOf(employee);
            foreach (Duty duty in roster.HorizonDutiesOf(employee))
            {
                decimal hundredths = Pay(roster, contract, duty) + (duty.IsNight ? contract.NightAllowance : 0);
                cost += (long)Math.Floor((hundredths / HundredthsPerUnit) + 0.5m);
            }
        }

        Horizon horizon = roster.Horizon;
        long budget = Budget ?? 0;
        report.Add(
            Math.Max(0, cost - budget),
            new LocalizedText(
                $"{horizon.Start:MM-dd} 至 {horizon.End():MM-dd} 人工成本 {cost}，预算 {budget}（单位：{HundredthsPerUnit} 分）。",
                $"The duties from {horizon.Start:MM-dd} to {horizon.End():MM-dd} cost {cost}, the budget is {budget} (in units of {HundredthsPerUnit} hundredths)."),
            from: horizon.Start,
            until: horizon.End());
        report.Add(
            EveryUnit,
            cost,
            new LocalizedText(
                $"{horizon.Start:MM-dd} 至 {horizon.End():MM-dd} 人工成本 {cost}（单位：{HundredthsPerUnit} 分）。",
                $"The duties from {horizon.Start:MM-dd} to {horizon.End():MM-dd} cost {cost} (in units of {HundredthsPerUnit} hundredths)."),
            from: horizon.Start,
            until: horizon.End());
    }

    private decimal Pay(RosterView roster, Contract contract, Duty duty)
    {
        (int normal, int overtime) = roster.NatureOf(duty.Date) switch
        {
            DayNature.PublicHoliday => (PublicHolidayPercent, PublicHolidayPercent),
            DayNature.RestDay => (100, RestDayPercent),
            _ => (100, WorkdayPercent),
        };
        long minutePercents = ((long)(duty.PaidMinutes - duty.OvertimeMinutes) * normal) + ((long)duty.OvertimeMinutes * overtime);

        // Exact: the quotient by 6000 is the last step, and halves of a unit are multiples of its fraction.
        return minutePercents * (decimal)contract.PayPerHour / 6000m;
    }
}
