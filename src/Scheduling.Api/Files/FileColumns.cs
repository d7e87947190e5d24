using Scheduling.Engine.Domain;

namespace Scheduling.Api.Files;

/// <summary>A column that a file may have.</summary>
/// <param name="Name">Its English header, which is also its key.</param>
/// <param name="Zh">Its Chinese header.</param>
/// <param name="Needed">Whether a file must have it.</param>
/// <param name="Others">Other headers that people use.</param>
internal sealed record FileColumn(string Name, string Zh, bool Needed, params string[] Others)
{
    public string In(string culture) => new LocalizedText(Zh, Name).In(culture);

    public bool IsCalled(string header) =>
        Others.Prepend(Zh).Prepend(Name).Any(name => string.Equals(name, header, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Where the columns of a file stand.</summary>
internal sealed class FileColumns
{
    private readonly Dictionary<FileColumn, int> _places = [];
    private readonly SheetRow _header;

    private FileColumns(SheetRow header) => _header = header;

    /// <summary>Finds the columns in the first row that holds something, and says what is wrong with them.</summary>
    public static FileColumns Find(SheetTable table, IReadOnlyList<FileColumn> known, FileProblems problems)
    {
        SheetRow header = table.Rows.First(row => !row.IsEmpty);
        var columns = new FileColumns(header);
        string zhNames = string.Join("、", known.Select(column => column.Zh));
        string enNames = string.Join(", ", known.Select(column => column.Name));
        for (int i = 0; i < header.Cells.Count; i++)
        {
            string name = header[i];
            if (name.Length == 0)
            {
                continue;
            }

            if (known.FirstOrDefault(column => column.IsCalled(name)) is not { } column)
            {
                problems.Add("unknown-column", header.Line, name, name, new LocalizedText(
                    $"第 {header.Line} 行的表头“{name}”不认识；可用的列是：{zhNames}。请改名或删去该列。",
                    $"Header '{name}' of line {header.Line} is not known; the columns are {enNames}. Rename or remove it."));
            }
            else if (!columns._places.TryAdd(column, i))
            {
                problems.Add("duplicate-column", header.Line, name, name, new LocalizedText(
                    $"第 {header.Line} 行的表头“{name}”重复；请只保留一列。", $"Header '{name}' of line {header.Line} stands twice; keep one of the columns."));
            }
        }

        foreach (FileColumn missing in known.Where(column => column.Needed && !columns._places.ContainsKey(column)))
        {
            problems.Add("missing-column", header.Line, missing.Name, "", new LocalizedText(
                $"表头（第 {header.Line} 行）中没有“{missing.Zh}”列；请添加。", $"The header (line {header.Line}) has no column '{missing.Name}'; add it."));
        }

        return columns;
    }

    /// <summary>The rows below the header that hold something.</summary>
    public IEnumerable<SheetRow> Rows(SheetTable table) => table.Rows.Where(row => row.Line > _header.Line && !row.IsEmpty);

    public string Value(SheetRow row, FileColumn column) => _places.TryGetValue(column, out int place) ? row[place] : "";

    /// <summary>The column's header as it stands in the file.</summary>
    public string NameOf(FileColumn column) => _places.TryGetValue(column, out int place) ? _header[place] : column.Name;
}
