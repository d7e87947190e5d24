using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Files;

/// <summary>
/// Demand per interval as CSV or XLSX, one interval of one post a row: <c>date, time, post, required[, minimum]</c> or
/// <c>日期, 时间, 岗位, 需求[, 最少]</c>. An interval that is not listed has no demand. <see cref="DemandCsv"/> writes it.
/// </summary>
public static class DemandFile
{
    private const int MostAgents = 10_000;

    private static readonly FileColumn DateColumn = new("date", "日期", true);
    private static readonly FileColumn Time = new("time", "时间", true, "start", "from", "开始", "时段");
    private static readonly FileColumn PostColumn = new("post", "岗位", true);
    private static readonly FileColumn Required = new("required", "需求", true, "需要", "人数", "agents");
    private static readonly FileColumn Minimum = new("minimum", "最少", false, "最低", "min");
    internal static readonly FileColumn[] Columns = [DateColumn, Time, PostColumn, Required, Minimum];

    /// <summary>
    /// Reads demand for the days of a horizon; all rows or none. Each series holds consecutive intervals of one post and one day. An hour
    /// that comes twice when clocks go back can be named once only; its second time has no demand.
    /// </summary>
    public static FileResult<IReadOnlyList<IntervalDemand>> Read(ReadOnlyMemory<byte> bytes, string fileName, Horizon horizon, IReadOnlyList<Post> posts)
    {
        FileResult<SheetTable> table = SheetTable.Read(bytes, fileName);
        if (!table.Succeeded)
        {
            return new FileResult<IReadOnlyList<IntervalDemand>>(null, table.Problems);
        }

        var problems = new FileProblems();
        FileColumns columns = FileColumns.Find(table.Value, Columns, problems);
        if (problems.Any)
        {
            return problems.Refused<IReadOnlyList<IntervalDemand>>();
        }

        DateTimeZone zone = DateTimeZoneProviders.Tzdb[horizon.TimeZone];
        Dictionary<(string Post, Instant Start), int> lineOf = [];
        List<Entry> entries = [];
        foreach (SheetRow row in columns.Rows(table.Value))
        {
            if (Read(row, columns, horizon, posts, zone, problems) is not { } entry)
            {
                continue;
            }

            if (!lineOf.TryAdd((entry.Post, entry.Start), row.Line))
            {
                problems.Cell("duplicate-interval", row.Line, columns.NameOf(Time), columns.Value(row, Time),
                    $"第 {lineOf[(entry.Post, entry.Start)]} 行已有该岗位的这一时段，请删去其中一行", $"line {lineOf[(entry.Post, entry.Start)]} is the same interval of the same post, so remove one of them");
            }

            entries.Add(entry);
        }

        if (entries.Count == 0 && !problems.Any)
        {
            problems.Add("no-rows", 0, "", "", new LocalizedText($"文件“{fileName}”只有表头；至少需要一个时段。", $"File '{fileName}' has a header only; it must have at least one interval."));
        }

        return problems.Any ? problems.Refused<IReadOnlyList<IntervalDemand>>()
            : new FileResult<IReadOnlyList<IntervalDemand>>([.. posts.SelectMany(post => Series(entries.Where(entry => entry.Post == post.Id), horizon.IntervalMinutes))], []);
    }

    /// <summary>Whether a file can say it: it asks for no skill.</summary>
    public static bool IsPlain(IntervalDemand series) => series.Skill is null;

    /// <summary>
    /// A demand with the intervals of a file in it. A post that the file names has the file's intervals alone; posts it does not name, series that ask for a skill,
    /// shifts and standby stay.
    /// </summary>
    public static Demand Into(Demand demand, IReadOnlyList<IntervalDemand> read)
    {
        HashSet<string> named = [.. read.Select(series => series.Post)];
        return demand with { Intervals = [.. demand.Intervals.Where(series => !IsPlain(series) || !named.Contains(series.Post)), .. read] };
    }

    private static Entry? Read(SheetRow row, FileColumns columns, Horizon horizon, IReadOnlyList<Post> posts, DateTimeZone zone, FileProblems problems)
    {
        bool sound = true;
        LocalDate? date = FileValues.Date(Text(DateColumn));
        if (date is null)
        {
            Wrong(DateColumn, "invalid-date", "应为形如 2026-07-06 的日期", "it must be a date such as 2026-07-06");
        }
        else if (!horizon.Contains(date.Value))
        {
            Wrong(DateColumn, "date-outside-horizon", $"应在 {Iso(horizon.Start)} 到 {Iso(horizon.End())} 之间", $"it must be from {Iso(horizon.Start)} to {Iso(horizon.End())}");
        }

        LocalTime? time = FileValues.Time(Text(Time));
        if (time is null)
        {
            Wrong(Time, "invalid-time", "应为形如 07:30 的时间", "it must be a time such as 07:30");
        }
        else if (time.Value.TickOfDay / NodaConstants.TicksPerMinute % horizon.IntervalMinutes != 0)
        {
            Wrong(Time, "time-off-grid", $"应对齐到 {horizon.IntervalMinutes} 分钟", $"it must lie on a multiple of {horizon.IntervalMinutes} min");
        }

        Post? post = FileValues.Named(posts, Text(PostColumn), p => p.Id, p => p.Name);
        if (post is null)
        {
            Wrong(PostColumn, "unknown-post", $"应为已有的岗位之一：{string.Join("、", posts.Select(p => p.Id))}", $"it must be one of the posts: {string.Join(", ", posts.Select(p => p.Id))}");
        }

        int required = Count(Required) ?? 0;
        int? minimum = Text(Minimum).Length > 0 ? Count(Minimum) : null;
        if (sound && minimum > required)
        {
            Wrong(Minimum, "minimum-above-required", $"高于需求 {required}，请改正其中之一", $"that is above the {required} required, so correct one of them");
        }

        if (!sound || date is null || time is null || post is null)
        {
            return null;
        }

        ZoneLocalMapping mapping = zone.MapLocal(date.Value + time.Value);
        if (mapping.Count == 0)
        {
            Wrong(Time, "time-skipped", "这一天调快时钟，没有这个时间，请删去该行", "clocks go forward over it on that day, so remove the line");
            return null;
        }

        return new Entry(post.Id, mapping.First().ToInstant(), date.Value, time.Value, required, minimum);

        string Text(FileColumn column) => columns.Value(row, column);

        int? Count(FileColumn column)
        {
            if (int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= MostAgents)
            {
                return count;
            }

            Wrong(column, "invalid-number", $"应为 0 到 {MostAgents} 的整数", $"it must be a whole number from 0 to {MostAgents}");
            return null;
        }

        void Wrong(FileColumn column, string code, string zh, string en)
        {
            sound = false;
            problems.Cell(code, row.Line, columns.NameOf(column), Text(column), zh, en);
        }
    }

    private static IEnumerable<IntervalDemand> Series(IEnumerable<Entry> entries, int intervalMinutes)
    {
        List<Entry> run = [];
        foreach (Entry entry in entries.OrderBy(entry => entry.Start))
        {
            if (run.Count > 0 && (entry.Date != run[^1].Date || entry.Start != run[^1].Start + Duration.FromMinutes(intervalMinutes)))
            {
                yield return OneSeries(run);
                run.Clear();
            }

            run.Add(entry);
        }

        if (run.Count > 0)
        {
            yield return OneSeries(run);
        }
    }

    private static IntervalDemand OneSeries(List<Entry> run) => new()
    {
        Post = run[0].Post,
        Date = run[0].Date,
        From = run[0].Time,
        Required = [.. run.Select(entry => entry.Required)],
        Minimum = run.Exists(entry => entry.Minimum is not null) ? [.. run.Select(entry => entry.Minimum ?? 0)] : [],
    };

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Entry(string Post, Instant Start, LocalDate Date, LocalTime Time, int Required, int? Minimum);
}
