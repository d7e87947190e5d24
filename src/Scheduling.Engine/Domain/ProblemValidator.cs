namespace Scheduling.Engine.Domain;

/// <summary>One thing that is wrong with an input: a stable code, where it is, and what to do about it.</summary>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Pointer">JSON pointer (RFC 6901) to the value.</param>
/// <param name="Message">What is wrong, whose it is and how to mend it.</param>
public sealed record InputProblem(string Code, string Pointer, LocalizedText Message);

/// <summary>Judges a problem as a whole and reports everything that is wrong with it at once.</summary>
public static partial class ProblemValidator
{
    /// <summary>First year of dates that are reckoned with.</summary>
    public const int FirstYear = 2000;

    /// <summary>Last year of dates that are reckoned with.</summary>
    public const int LastYear = 2100;

    /// <summary>
    /// Everything that is wrong with a problem; empty when it may be compiled. Sizes are judged first, before anything is allocated in
    /// proportion to them: a problem that is too large, or of another schema version, is told only that. After 1,000 problems a last one,
    /// <c>too-many-problems</c>, counts the rest.
    /// </summary>
    public static IReadOnlyList<InputProblem> Validate(SchedulingProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (problem.SchemaVersion != SchedulingProblem.CurrentSchemaVersion)
        {
            return [UnsupportedSchemaVersion(problem.SchemaVersion.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        }

        List<InputProblem> tooLarge = CheckSize(problem);
        if (tooLarge.Count > 0)
        {
            return tooLarge;
        }

        var inspection = new ProblemInspection(problem);
        CheckHorizon(inspection);
        CheckLevels(inspection);
        CheckCalendar(inspection);
        CheckPlaces(inspection);
        CheckShiftTypes(inspection);
        CheckContracts(inspection);
        CheckEmployees(inspection);
        CheckDemand(inspection);
        CheckActivities(inspection);
        CheckRequests(inspection);
        CheckCallIns(inspection);
        CheckOvertimeApprovals(inspection);
        CheckDuties(inspection);
        CheckRules(inspection);
        return inspection.Conclude();
    }

    /// <summary>The problem of input in a form this build does not read.</summary>
    internal static InputProblem UnsupportedSchemaVersion(string version) =>
        new("unsupported-schema-version", "/schemaVersion", new LocalizedText(
            $"schemaVersion 为 {version}；本版本只读写 {SchedulingProblem.CurrentSchemaVersion}，请按该版本的格式提供。",
            $"schemaVersion is {version}; this build reads and writes {SchedulingProblem.CurrentSchemaVersion}. Convert the input to that form."));

    /// <summary>Reports empty ids and ids that stand twice in a list; ids are compared letter by letter, case included.</summary>
    private static void CheckIds<T>(ProblemInspection inspection, string list, LocalizedText kind, IReadOnlyList<T> items, Func<T, string> idOf)
    {
        Dictionary<string, int> first = [];
        for (int i = 0; i < items.Count; i++)
        {
            string id = idOf(items[i]);
            string pointer = $"/{list}/{i}/id";
            if (string.IsNullOrWhiteSpace(id))
            {
                inspection.Add("empty-id", pointer, $"第 {i + 1} 个{kind.Zh}没有编号；请填写一个不重复的编号。", $"The id of {kind.En} number {i + 1} is empty; give it one that no other has.");
            }
            else if (!first.TryAdd(id, i))
            {
                inspection.Add(
                    "duplicate-id", pointer,
                    $"{kind.Zh}编号“{id}”重复（第 {first[id] + 1} 个和第 {i + 1} 个）；请为其中一个换用别的编号。",
                    $"The id '{id}' is used by {kind.En} number {first[id] + 1} and number {i + 1}; give one of them another id.");
            }
        }
    }
}
