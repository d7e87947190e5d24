using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.StandbyCover;

/// <content>Looks at everybody's duty on the day of each demand.</content>
public sealed partial record StandbyCoverRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (StandbyDemand demand in roster.Problem.Demand.Standby.Where(d => roster.Horizon.Contains(d.Date)))
        {
            int there = 0;
            foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
            {
                if (roster.DutyOn(employee, demand.Date) is { IsStandby: true } duty
                    && (duty.Post == demand.Post || demand.Post is null)
                    && Certification.Counts(roster, duty))
                {
                    there++;
                }
            }

            if (there < demand.Required)
            {
                string zhPost = demand.Post is null ? "" : $" 岗位“{roster.NameOfPost(demand.Post)}”";
                string enPost = demand.Post is null ? "" : $" for post '{roster.NameOfPost(demand.Post)}'";
                report.Add(
                    demand.Required - there,
                    new LocalizedText(
                        $"{demand.Date:MM-dd}{zhPost}有 {there} 人备班，需要 {demand.Required} 人。",
                        $"{there} of {demand.Required} required employees stand by on {demand.Date:MM-dd}{enPost}."),
                    from: demand.Date,
                    post: demand.Post);
            }
        }
    }
}
