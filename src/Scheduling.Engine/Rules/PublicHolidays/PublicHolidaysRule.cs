using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.PublicHolidays;

/// <summary>The time over which public holidays worked are counted.</summary>
public enum HolidayPeriod
{
    /// <summary>The horizon.</summary>
    Horizon,

    /// <summary>Each calendar year, as far as its days are known.</summary>
    Year,
}

/// <summary>Most public holidays that somebody works, and a free one after a worked one (法定节假日轮休).</summary>
public sealed partial record PublicHolidaysRule : Rule
{
    /// <summary>Soft by default: 10 on the quality level per shift too many.</summary>
    public PublicHolidaysRule() => Enforcement = Enforcement.Soft(10);

    /// <summary>Most shifts on public holidays in a period, 0 to 366. Default 1.</summary>
    public int Maximum { get; init; } = 1;

    /// <summary>The period. Default the horizon.</summary>
    public HolidayPeriod Period { get; init; }

    /// <summary>Whether those who worked in the last festival of the history are spared in the first one of the horizon. Default false.</summary>
    public bool SparesLast { get; init; }

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "public-holidays",
        Title = new LocalizedText("法定节假日轮休", "Public holidays"),
        Description = new LocalizedText(
            "每人在排班期内（或一年内）的法定节假日班次不超过上限；可设置上一个节日上过班的人，下一个节日优先休息。",
            "Nobody works more than so many shifts on public holidays in the horizon or year; by setting, who worked in the last festival is spared in the next."),
        Unit = new LocalizedText("多出的节假日班次", "holiday shifts too many"),
        Terms = TermKinds.OptionCost | TermKinds.Total,
        Policy = ["M1", "M3"],
        Law = new LocalizedText(
            "《劳动法》第 40 条和《全国年节及纪念日放假办法》规定哪些日子是法定节假日；轮流上班为企业制度",
            "Labour Law, Art. 40, and the State Council's Measures on Public Holidays say which days are holidays; sharing them out is a company rule"),
        Example = new LocalizedText(
            "国庆节 10 月 1 日至 3 日，王芳三天都上班；排班期内最多 1 个，多出 2 个节假日班次。",
            "Wang Fang works on all three public holidays from 1 to 3 October where 1 is allowed in the horizon: an excess of 2 holiday shifts."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("maximum", Maximum, 0, 366);
}
