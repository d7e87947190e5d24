using System.Globalization;

namespace Scheduling.Benchmarks.Instances;

/// <summary>
/// Reads the text files of the Second International Nurse Rostering Competition: scenario, history and week data. A case is named <c>DATASET_HISTORY_WEEK-WEEK-…</c>. What is wrong is told
/// with file, line and value.
/// </summary>
internal static class NurseReader
{
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>Reads the files of a case from its dataset's folder, or the folder that holds it.</summary>
    /// <exception cref="InstanceException">The name is none of a case, or something cannot be read.</exception>
    public static NurseInstance ReadCase(string folder, string name)
    {
        string[] parts = name.Split('_');
        if (parts.Length != 3 || parts.Any(p => p.Length == 0))
        {
            throw new InstanceException(name, 0, "a case is named dataset_history_week-week-…, such as n030w4_1_6-2-9-1");
        }

        string inner = Path.Combine(folder, parts[0]);
        folder = File.Exists(Path.Combine(folder, $"Sc-{parts[0]}.txt")) ? folder : inner;
        NurseScenario scenario = ReadScenario(Text($"Sc-{parts[0]}"));
        string[] weeks = parts[2].Split('-');
        if (weeks.Length != scenario.Weeks)
        {
            throw new InstanceException(name, 0, $"the case names {weeks.Length} weeks; the scenario has {scenario.Weeks}");
        }

        return new NurseInstance(
            name,
            scenario,
            ReadHistory(Text($"H0-{parts[0]}-{parts[1]}"), scenario),
            [.. weeks.Select(week => ReadWeek(Text($"WD-{parts[0]}-{week}"), scenario))]);

        NurseText Text(string file) => new(file + ".txt", File.ReadLines(Path.Combine(folder, file + ".txt")));
    }

    /// <summary>Reads a scenario.</summary>
    /// <exception cref="InstanceException">Something cannot be read.</exception>
    public static NurseScenario ReadScenario(NurseText text)
    {
        string name = text.Header("SCENARIO");
        int weeks = text.Count("WEEKS");
        List<string> skills = [.. text.Rows(text.Count("SKILLS"), 1).Select(row => row[0])];
        List<(string Id, (int Least, int Most) InARow)> shifts = [.. text.Rows(text.Count("SHIFT_TYPES"), 2).Select(row => (row[0], text.Pair(row[1])))];
        HashSet<string> ids = [.. shifts.Select(s => s.Id)];
        text.Title("FORBIDDEN_SHIFT_TYPES_SUCCESSIONS");
        Dictionary<string, IReadOnlyList<string>> not = [];
        foreach (string[] row in text.Rows(shifts.Count, 2))
        {
            string[] after = text.Listed(row, 1);
            text.Known(ids, [row[0], .. after], "shift");
            not[row[0]] = after;
        }

        List<NurseContract> contracts = [.. text.Rows(text.Count("CONTRACTS"), 6).Select(row =>
            new NurseContract(row[0], text.Pair(row[1]), text.Pair(row[2]), text.Pair(row[3]), text.Number(row[4]), text.Number(row[5], 1) == 1))];
        List<Nurse> nurses = [];
        foreach (string[] row in text.Rows(text.Count("NURSES"), 3))
        {
            nurses.Add(new Nurse(row[0], row[1], text.Listed(row, 2)));
            text.Known([.. contracts.Select(c => c.Id)], [row[1]], "contract");
            text.Known([.. skills], nurses[^1].Skills, "skill");
        }

        return new NurseScenario
        {
            Name = name,
            Weeks = weeks,
            Skills = skills,
            Shifts = [.. shifts.Select(s => new NurseShift(s.Id, s.InARow.Least, s.InARow.Most, not.TryGetValue(s.Id, out IReadOnlyList<string>? after) ? after : []))],
            Contracts = contracts,
            Nurses = nurses,
        };
    }

    /// <summary>Reads a history, one row for each nurse of the scenario.</summary>
    /// <exception cref="InstanceException">Something cannot be read.</exception>
    public static IReadOnlyList<NurseHistory> ReadHistory(NurseText text, NurseScenario scenario)
    {
        HashSet<string> shifts = [.. scenario.Shifts.Select(s => s.Id), "None"];
        text.Title("HISTORY");
        _ = text.Rows(1, 2).ToList();
        text.Title("NURSE_HISTORY");
        Dictionary<string, NurseHistory> found = [];
        foreach (string[] row in text.Rows(scenario.Nurses.Count, 7))
        {
            text.Known(shifts, [row[3]], "shift");
            var line = new NurseHistory(row[0], text.Number(row[1]), text.Number(row[2]), row[3] == "None" ? null : row[3], text.Number(row[4]), text.Number(row[5]), text.Number(row[6]));
            bool works = line.LastShift is not null;
            if (works != line.Work > 0 || works != line.SameShift > 0 || works == line.Off > 0 || line.SameShift > line.Work)
            {
                throw text.Wrong($"the history of '{row[0]}' contradicts itself: last shift '{row[3]}', {row[4]} days of it, {row[5]} days of work, {row[6]} days off");
            }

            _ = found.TryAdd(row[0], line) ? 0 : throw text.Wrong($"nurse '{row[0]}' stands twice");
        }

        return [.. scenario.Nurses.Select(n => found.TryGetValue(n.Id, out NurseHistory? line) ? line : throw text.Wrong($"nurse '{n.Id}' has no history"))];
    }

    /// <summary>Reads the data of a week.</summary>
    /// <exception cref="InstanceException">Something cannot be read.</exception>
    public static NurseWeek ReadWeek(NurseText text, NurseScenario scenario)
    {
        HashSet<string> shifts = [.. scenario.Shifts.Select(s => s.Id)];
        HashSet<string> skills = [.. scenario.Skills];
        HashSet<string> nurses = [.. scenario.Nurses.Select(n => n.Id)];
        text.Title("WEEK_DATA");
        _ = text.Rows(1, 1).ToList();
        text.Title("REQUIREMENTS");
        List<NurseNeed> needs = [];
        foreach (string[] row in text.RowsUntil("SHIFT_OFF_REQUESTS", 2 + Days.Length))
        {
            text.Known(shifts, [row[0]], "shift");
            text.Known(skills, [row[1]], "skill");
            for (int day = 0; day < Days.Length; day++)
            {
                (int least, int best) = text.Pair(row[2 + day]);
                needs.Add(new NurseNeed(day, row[0], row[1], least, best));
            }
        }

        List<NurseRequest> requests = [];
        foreach (string[] row in text.Rows(text.Count("SHIFT_OFF_REQUESTS"), 3))
        {
            text.Known(nurses, [row[0]], "nurse");
            text.Known([.. shifts, "Any"], [row[1]], "shift");
            text.Known([.. Days], [row[2]], "day");
            requests.Add(new NurseRequest(row[0], row[1] == "Any" ? null : row[1], Array.IndexOf(Days, row[2])));
        }

        return new NurseWeek(needs, requests);
    }
}

/// <summary>A file of words in lines, read from top to bottom.</summary>
internal sealed class NurseText(string file, IEnumerable<string> lines)
{
    private readonly List<(int Line, string[] Words)> _rows =
    [
        .. lines.Select((text, i) => (i + 1, text.TrimStart('\uFEFF').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(row => row.Item2.Length > 0),
    ];

    private int _next;

    private int Line => _rows.Count == 0 ? 0 : _rows[Math.Clamp(_next - 1, 0, _rows.Count - 1)].Line;

    public InstanceException Wrong(string message) => new(file, Line, message);

    /// <summary>The line that holds a title alone.</summary>
    public void Title(string title)
    {
        string[] row = Row();
        if (row[0] != title)
        {
            throw Wrong($"'{string.Join(' ', row)}' stands where {title} is expected");
        }
    }

    /// <summary>The word after <c>TITLE =</c>.</summary>
    public string Header(string title)
    {
        Title(title);
        string[] row = _rows[_next - 1].Words;
        return row is [_, "=", string value] ? value : throw Wrong($"'{string.Join(' ', row)}' is not of the form '{title} = …'");
    }

    /// <summary>The number after <c>TITLE =</c>.</summary>
    public int Count(string title) => Number(Header(title));

    /// <summary>The next rows, each with at least so many words.</summary>
    public IEnumerable<string[]> Rows(int count, int words)
    {
        for (int i = 0; i < count; i++)
        {
            string[] row = Row();
            yield return row.Length >= words ? row : throw Wrong($"'{string.Join(' ', row)}' has {row.Length} words; it needs {words}");
        }
    }

    /// <summary>The rows before the one that begins with a title.</summary>
    public IEnumerable<string[]> RowsUntil(string title, int words)
    {
        while (_next < _rows.Count && _rows[_next].Words[0] != title)
        {
            yield return Rows(1, words).Single();
        }
    }

    /// <summary>A number of words and then the words, from a place of a row on.</summary>
    public string[] Listed(string[] row, int at)
    {
        int count = Number(row[at]);
        return row.Length == at + 1 + count ? row[(at + 1)..] : throw Wrong($"'{string.Join(' ', row)}' announces {count} words but has {row.Length - at - 1}");
    }

    /// <summary>A pair <c>(2,5)</c>, the first no more than the second.</summary>
    public (int Least, int Most) Pair(string word)
    {
        string[] numbers = word.Length > 2 && word[0] == '(' && word[^1] == ')' ? word[1..^1].Split(',') : [];
        (int least, int most) = numbers.Length == 2 ? (Number(numbers[0]), Number(numbers[1])) : throw Wrong($"'{word}' is no pair of numbers");
        return least <= most ? (least, most) : throw Wrong($"'{word}' has a least above its most");
    }

    /// <summary>A whole number from 0 on.</summary>
    public int Number(string word, int most = 1000) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most ? number : throw Wrong($"'{word}' is no whole number from 0 to {most}");

    /// <summary>Refuses words that are not among those known.</summary>
    public void Known(HashSet<string> known, IEnumerable<string> words, string what)
    {
        foreach (string word in words.Where(w => !known.Contains(w)))
        {
            throw Wrong($"unknown {what} '{word}'");
        }
    }

    private string[] Row() => _next < _rows.Count ? _rows[_next++].Words : throw Wrong("the file ends too soon");
}
