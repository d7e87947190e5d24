using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.OperatingPeriod;

/// <summary>From when until when anybody may be at work at all (运营期).</summary>
public sealed partial record OperatingPeriodRule : Rule
{
    /// <summary>Local date and time before which nobody is on duty; the earlier one where the clock shows it twice. No limit when absent.</summary>
    public LocalDateTime? From { get; init; }

    /// <summary>Local date and time after which nobody is on duty; the later one where the clock shows it twice. No limit when absent.</summary>
    public LocalDateTime? Until { get; init; }

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "operating-period",
        Title = new LocalizedText("运营期", "Operating period"),
        Description = new LocalizedText(
            "班次不得早于运营期的开始，也不得晚于其结束，例如新部门开业、搬迁停业或排班期在半天中结束。",
            "No duty lies before the operating period begins or after it ends: a department that opens, moves or closes, or a horizon that ends in the middle of a day."),
        Unit = new LocalizedText("运营期之外的分钟", "minutes outside the period"),
        Terms = TermKinds.OptionCost,
        Policy = ["M3"],
        Example = new LocalizedText(
            "运营期于周三 05:00 结束；刘洋周二 22:00–06:00 的班超出 60 分钟。",
            "The period ends on Wednesday at 05:00; Liu Yang's shift from 22:00 on Tuesday to 06:00 reaches 60 minutes beyond it."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        WholeMinute(report, "from", From);
        WholeMinute(report, "until", Until);
        if (From >= Until)
        {
            report.Add("until", "ends-before-start", new LocalizedText(
                $"规则“{About.Title.Zh}”的 until（{Until:uuuu-MM-dd HH:mm}）须晚于 from（{From:uuuu-MM-dd HH:mm}）；请改正其一。",
                $"Rule '{About.Id}': until ({Until:uuuu-MM-dd HH:mm}) must be later than from ({From:uuuu-MM-dd HH:mm}); mend one of them."));
        }
    }

    private static void WholeMinute(RuleSettingsReport report, string member, LocalDateTime? moment)
    {
        if (moment is { } time && time.TickOfDay % NodaConstants.TicksPerMinute != 0)
        {
            report.Add(member, "not-a-whole-minute", new LocalizedText(
                $"规则“{About.Title.Zh}”的 {member}（{time:uuuu-MM-dd HH:mm:ss}）须为整分钟；请去掉秒。",
                $"Rule '{About.Id}': {member} ({time:uuuu-MM-dd HH:mm:ss}) must be a whole minute; leave the seconds out."));
        }
    }
}
