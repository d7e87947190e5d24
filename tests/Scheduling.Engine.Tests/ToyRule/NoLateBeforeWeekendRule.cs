using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Tests.ToyRule;

/// <summary>A department's own rule, made outside the engine: no late shift on the day before the weekend.</summary>
public sealed partial record NoLateBeforeWeekendRule : Rule
{
    /// <summary>Local time after which a shift counts as late. Default 20:00.</summary>
    public LocalTime LateFrom { get; init; } = new(20, 0);

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "no-late-before-weekend",
        Title = new LocalizedText("周末前一天不上晚班", "No late shift before the weekend"),
        Description = new LocalizedText("周五不安排在规定时间之后结束的班次。", "No shift that starts on a Friday ends after the given time."),
        Unit = new LocalizedText("班次", "shifts"),
        Terms = TermKinds.OptionCost,
        Policy = ["M6"],
    };
}

/// <content>What the model needs.</content>
public sealed partial record NoLateBeforeWeekendRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        foreach (int employee in compiler.EmployeesInScope)
        {
            foreach (Option option in compiler.HorizonOptions())
            {
                bool late = !option.IsOff && option.End > compiler.Timeline.EndMinute(option.Date + LateFrom);
                compiler.OptionCost(employee, option, late && option.Date.DayOfWeek == IsoDayOfWeek.Friday ? 1 : 0);
            }
        }
    }
}

/// <content>What the checker needs.</content>
public sealed partial record NoLateBeforeWeekendRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Duty duty in roster.Duties.Where(d => IsFor(d.Employee) && roster.Horizon.Contains(d.Date) && d.Date.DayOfWeek == IsoDayOfWeek.Friday))
        {
            if (roster.LocalOf(duty.End) > duty.Date + LateFrom)
            {
                report.Add(1, new LocalizedText($"{duty.Employee.Name} 周五 {duty.Date:MM-dd} 下班太晚。", $"{duty.Employee.Name} ends late on Friday {duty.Date:MM-dd}."), duty.Employee.Id, duty.Date);
            }
        }
    }
}
