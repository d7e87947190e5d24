using NodaTime;
using NodaTime.Text;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Endpoints;

/// <summary>A day in an address, such as <c>2026-07-06</c>. Binds by <see cref="TryParse"/>; one that cannot be read is told by <see cref="Date"/>.</summary>
internal readonly record struct Day(LocalDate? Read, string Text)
{
    /// <summary>The date. Fails with 400 when it is none.</summary>
    public LocalDate Date => Read ?? throw Days.Refused(Text, "");

    public static bool TryParse(string? text, IFormatProvider? provider, out Day day)
    {
        day = new Day(text is null ? null : Days.Find(text), text ?? "");
        return true;
    }
}

/// <summary>Reads days.</summary>
internal static class Days
{
    public static LocalDate? Find(string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { } date } && date.Year is >= ProblemValidator.FirstYear and <= ProblemValidator.LastYear ? date : null;

    public static LocalDate Read(string text, string name) => Find(text) ?? throw Refused(text, name);

    public static RequestRefusedException Refused(string text, string name) => new(
        StatusCodes.Status400BadRequest, "invalid-date",
        $"{name}“{text}”不是日期；应形如 2026-07-06，年份 {ProblemValidator.FirstYear} 到 {ProblemValidator.LastYear}。",
        $"{name} '{text}' is no date; write it like 2026-07-06, in the years {ProblemValidator.FirstYear} to {ProblemValidator.LastYear}.".TrimStart());
}
