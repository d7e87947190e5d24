using NodaTime;
using Scheduling.Cli.Input;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;

namespace Scheduling.Cli.Week;

/// <summary>Options about how calls are handled, as they stand on the command line.</summary>
internal sealed record StaffingTexts
{
    public string? Aht { get; init; }

    public string? Goal { get; init; }

    public string? Patience { get; init; }

    public string? Shrinkage { get; init; }

    public string? Skills { get; init; }

    public StaffingArguments Read(ArgumentReader arguments) => new(
        new StaffingAssumptions
        {
            HandlingSeconds = arguments.Whole("--aht", new LocalizedText("平均处理时长（秒）", "Average handling time in seconds"), Aht, 1, 86400),
            Goal = arguments.Goal(Goal),
            PatienceSeconds = arguments.WholeOrNone("--patience", new LocalizedText("客户耐心（秒）", "Patience in seconds"), Patience, 1, 86400),
            Skills = [.. arguments.Skills(Skills)],
        },
        arguments.Share("--shrinkage", new LocalizedText("缩减率", "Shrinkage"), Shrinkage, 0));
}

/// <summary>How calls are handled, and the share of rostered time that is lost.</summary>
internal sealed record StaffingArguments(StaffingAssumptions Assumptions, decimal Shrinkage);

/// <summary>Options about what is forecast, as they stand on the command line.</summary>
internal sealed record ForecastTexts
{
    // The first day of the public history that counts days: a Monday.
    private static readonly LocalDate DefaultFirstDay = new(2003, 3, 3);

    public string? Calls { get; init; }

    public string? Hours { get; init; }

    public string? Start { get; init; }

    public string? FirstDay { get; init; }

    public string? Interval { get; init; }

    public static int ReadInterval(ArgumentReader arguments, string? text)
    {
        int minutes = arguments.Whole("--interval", new LocalizedText("时段长度（分钟）", "Interval length in minutes"), text, 5, 60, 30);
        if (minutes is not (5 or 6 or 10 or 12 or 15 or 20 or 30 or 60))
        {
            arguments.Wrong("argument-out-of-range", "--interval",
                $"时段长度（--interval）为 {minutes} 分钟；应为 5、6、10、12、15、20、30 或 60。",
                $"Interval length (--interval) is {minutes} min; it must be 5, 6, 10, 12, 15, 20, 30 or 60.");
        }

        return minutes;
    }

    public ForecastArguments Read(ArgumentReader arguments) => new(
        arguments.Required("--calls", new LocalizedText("话务历史文件", "The history of calls"), Calls),
        Hours,
        arguments.DateOrNone("--first-day", new LocalizedText("第 1 天的日期", "The date of day 1"), FirstDay) ?? DefaultFirstDay,
        arguments.DateOrNone("--start", new LocalizedText("起始日", "First day"), Start),
        ReadInterval(arguments, Interval));
}

/// <summary>What is forecast from which files.</summary>
internal sealed record ForecastArguments(string Calls, string? Hours, LocalDate FirstDay, LocalDate? Start, int IntervalMinutes)
{
    /// <exception cref="BadInputException">A file is wrong.</exception>
    public ForecastPlan Forecast(int days) => ForecastPlan.Make(Calls, Hours, FirstDay, Start, days, IntervalMinutes);
}
