using Scheduling.Engine.Domain;

namespace Scheduling.Api.Pages;

/// <content>Texts of importing a roster.</content>
public static partial class Texts
{
    public static LocalizedText ImportRoster => new("导入排班", "Import roster");
    public static LocalizedText ImportRosterHint => new(
        "人×日的表格：第一列是工号或姓名，上方一行是日期，格内写班次代码（如 E、E 07:30、E@chat），休息留空。表中没有的员工和日期保持不变；导出的 XLSX 和 CSV 可以直接导入。",
        "A grid of people × days: ids or names in the first column, a row of dates above, codes of shifts in the cells (E, E 07:30, E@chat), nothing for a day off. People and days not in it stay; an exported XLSX or CSV can be imported as it is.");
    public static LocalizedText ChooseGrid => new("CSV 或 XLSX：拖到这里，或选择文件", "CSV or XLSX: drop it here, or choose a file");
    public static LocalizedText PasteGrid => new("或从表格软件复制后粘贴到这里", "Or paste here what you copied in a spreadsheet");
    public static LocalizedText PastedText => new("粘贴的内容", "pasted text");
    public static LocalizedText NothingPasted => new("请先粘贴表格内容，或选择一个文件。", "Paste a grid first, or choose a file.");
    public static LocalizedText ImportPasted => new("导入粘贴的内容", "Import what was pasted");
    public static LocalizedText RosterImported => new("已导入为第 {0} 版：{1} 处改动，涉及 {2} 人。“撤销”可以恢复原来的排班。", "Imported as version {0}: {1} changes for {2} people. Undo brings the roster before it back.");
    public static LocalizedText ImportedSame => new("内容与现有排班相同，没有产生新版本。", "It says what the roster says already; no version was made.");
    public static LocalizedText ImportedBreaking => new("导入后的排班违反硬性规则 {0} 处，详见“违反的规则”。", "The imported roster breaks hard rules {0}×; see the list of broken rules.");
}
