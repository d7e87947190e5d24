using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.KeepApart;

/// <summary>Where members of a group must not meet.</summary>
public enum ApartBy
{
    /// <summary>At any minute.</summary>
    Time,

    /// <summary>In a band on one date.</summary>
    Band,

    /// <summary>On one date.</summary>
    Day,
}

/// <summary>Employees who are not on duty at the same time (回避).</summary>
public sealed partial record KeepApartRule : Rule
{
    /// <summary>Groups of two or more employees, by id. None by default.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups { get; init; } = [];

    /// <summary>Where they must not meet: at any <c>time</c>, in a <c>band</c> or on a <c>day</c>. Default at any time.</summary>
    public ApartBy By { get; init; }

    /// <summary>Whether standby duties count. Default true.</summary>
    public bool CountsStandby { get; init; } = true;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "keep-apart",
        Title = new LocalizedText("回避", "Keeping apart"),
        Description = new LocalizedText(
            "同一组的员工不得同时在班（或不得在同日同一班段、不得在同日上班）。",
            "No two members of a group are on duty at the same time (or in the same band of a day, or on the same day)."),
        Unit = new LocalizedText("人·分钟（按班段或按日为人次）", "person-minutes, or duties when by band or day"),
        Terms = TermKinds.Cover,
        Policy = ["M6", "M14"],
        Example = new LocalizedText(
            "李敏和王芳应回避：李敏上早班 07:00–15:00，王芳同日上晚班 14:00–22:00，14:00–15:00 同时在班，计 60 人·分钟。",
            "Li Min and Wang Fang are to be kept apart: one works from 07:00 to 15:00, the other from 14:00 to 22:00 on the same day, so they meet for an hour, 60 person-minutes."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) => report.SoundGroups("groups", Groups, problem);
}
