using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.RestAfterCallIn;

/// <content>An OptionCost on each option that starts too soon after a call-in: the most that any call-in leaves missing.</content>
public sealed partial record RestAfterCallInRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        HashSet<int> inScope = [.. compiler.EmployeesInScope];
        Dictionary<(int Employee, int Option), int> missing = [];
        foreach (CallIn callIn in compiler.Problem.CallIns)
        {
            int employee = compiler.EmployeeIndex(callIn.Employee);
            int start = timeline.StartMinute(callIn.Start);
            int rested = timeline.EndMinute(callIn.End) + RestMinutes;
            for (int day = Math.Max(timeline.HorizonStart, timeline.DayOf(callIn.Start.Date)); day < timeline.HorizonEnd && timeline.DayStart(day) < rested; day++)
            {
                foreach (Option option in compiler.OptionsOf(day).Where(o => inScope.Contains(employee) && !o.IsOff && o.Start > start && o.Start < rested))
                {
                    missing[(employee, option.Index)] = Math.Max(missing.GetValueOrDefault((employee, option.Index)), rested - option.Start);
                }
            }
        }

        foreach (((int employee, int option), int minutes) in missing)
        {
            compiler.OptionCost(employee, compiler.Options[option], minutes);
        }
    }
}
