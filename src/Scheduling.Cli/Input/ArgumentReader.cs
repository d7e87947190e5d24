using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;

namespace Scheduling.Cli.Input;

/// <summary>Reads the values of options and collects what is wrong with them, so that everything is told at once.</summary>
internal sealed class ArgumentReader
{
    private readonly List<InputProblem> _problems = [];

    /// <exception cref="BadInputException">Something was wrong.</exception>
    public void ThrowIfWrong()
    {
        if (_problems.Count > 0)
        {
            throw new BadInputException(_problems);
        }
    }

    public void Wrong(string code, string option, string zh, string en) =>
        _problems.Add(new InputProblem(code, option, new LocalizedText(zh, en)));

    /// <summary>A text that must be given.</summary>
    public string Required(string option, LocalizedText what, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Missing(option, what);
            return "";
        }

        return value;
    }

    /// <summary>A whole number in a range; required when it has no default.</summary>
    public int Whole(string option, LocalizedText what, string? value, int least, int most, int? whenAbsent = null)
    {
        if (value is null)
        {
            if (whenAbsent is null)
            {
                Missing(option, what);
            }

            return whenAbsent ?? least;
        }

        if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        Wrong("argument-out-of-range", option,
            $"{what.Zh}（{option}）为“{value}”；应为 {least} 到 {most} 的整数。",
            $"{what.En} ({option}) is '{value}'; it must be a whole number from {least} to {most}.");
        return whenAbsent ?? least;
    }

    /// <summary>A whole number in a range, or null when absent.</summary>
    public int? WholeOrNone(string option, LocalizedText what, string? value, int least, int most) =>
        value is null ? null : Whole(option, what, value, least, most, least);

    /// <summary>A number in a range, or null when absent.</summary>
    public double? NumberOrNone(string option, LocalizedText what, string? value, double least, double most)
    {
        if (value is null)
        {
            return null;
        }

        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most)
        {
            return number;
        }

        Wrong("argument-out-of-range", option,
            FormattableString.Invariant($"{what.Zh}（{option}）为“{value}”；应为 {least} 到 {most} 的数。"),
            FormattableString.Invariant($"{what.En} ({option}) is '{value}'; it must be a number from {least} to {most}."));
        return least;
    }

    /// <summary>A share from 0 to 0.95, told as <c>0.2</c> or <c>20%</c>.</summary>
    public decimal Share(string option, LocalizedText what, string? value, decimal whenAbsent)
    {
        if (value is null)
        {
            return whenAbsent;
        }

        string digits = value.TrimEnd('%');
        if (decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
        {
            number = digits.Length < value.Length ? number / 100 : number;
            if (number is >= 0 and <= 0.95m)
            {
                return number;
            }
        }

        Wrong("argument-out-of-range", option,
            $"{what.Zh}（{option}）为“{value}”；应为 0 到 0.95 的数，例如 0.2 或 20%。",
            $"{what.En} ({option}) is '{value}'; it must be a share from 0 to 0.95, such as 0.2 or 20%.");
        return whenAbsent;
    }

    /// <summary>A date, or null when absent.</summary>
    public LocalDate? DateOrNone(string option, LocalizedText what, string? value)
    {
        if (value is null)
        {
            return null;
        }

        ParseResult<LocalDate> result = LocalDatePattern.Iso.Parse(value);
        // Far dates would overflow the calendar arithmetic of weeks.
        if (result.Success && result.Value.Year is >= 1900 and <= 2200)
        {
            return result.Value;
        }

        Wrong("argument-not-a-date", option,
            $"{what.Zh}（{option}）为“{value}”；应为 1900 到 2200 年间的日期，例如 2026-07-06。",
            $"{what.En} ({option}) is '{value}'; it must be a date from 1900 to 2200, such as 2026-07-06.");
        return null;
    }

    /// <summary>A service goal such as <c>80/15</c>: 80 % within 15 s.</summary>
    public ServiceGoal Goal(string? value)
    {
        if (value is null)
        {
            return ServiceGoal.ThreeRings;
        }

        string[] parts = value.Split('/');
        if (parts.Length == 2
            && double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent) && percent is > 0 and <= 99.99
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds <= 86400)
        {
            return new ServiceGoal(percent / 100, seconds);
        }

        Wrong("argument-not-a-goal", "--goal",
            $"服务目标（--goal）为“{value}”；应写成“百分比/秒”，百分比大于 0 且不超过 99.99，秒为 0 到 86400，例如 80/15。",
            $"Service goal (--goal) is '{value}'; write PERCENT/SECONDS with a percentage above 0 and at most 99.99 and 0 to 86400 seconds, such as 80/15.");
        return ServiceGoal.ThreeRings;
    }

    /// <summary>Shares of skills such as <c>60/25/15</c>; they must add up to 100. Empty when absent: one queue.</summary>
    public IReadOnlyList<SkillShare> Skills(string? value)
    {
        if (value is null)
        {
            return [];
        }

        int[] percents = [.. value.Split('/').Select(part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int percent) && percent is >= 1 and <= 100 ? percent : -1)];
        if (percents.Length > 8 || percents.Contains(-1))
        {
            Wrong("argument-not-skill-shares", "--skills",
                $"技能占比（--skills）为“{value}”；应为 1 到 8 个用“/”隔开的整数百分比（每个 1 到 100），例如 60/25/15。",
                $"Skill shares (--skills) is '{value}'; write 1 to 8 whole percentages from 1 to 100 separated by '/', such as 60/25/15.");
            return [];
        }

        if (percents.Sum() != 100)
        {
            Wrong("skill-shares-not-100", "--skills",
                $"技能占比（--skills）“{value}”合计 {percents.Sum()} %；合计应为 100 %，例如 60/25/15。",
                $"Skill shares (--skills) '{value}' add up to {percents.Sum()} %; they must add up to 100, such as 60/25/15.");
            return [];
        }

        return [.. percents.Select((percent, i) => new SkillShare(((char)('a' + i)).ToString(), percent))];
    }

    private void Missing(string option, LocalizedText what) => Wrong("argument-missing", option,
        $"缺少{what.Zh}；请用 {option} 给出（--help 有例子）。",
        $"{what.En} is missing; give it with {option} (--help shows an example).");
}
