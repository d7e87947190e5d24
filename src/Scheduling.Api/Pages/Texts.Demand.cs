using Scheduling.Engine.Domain;

namespace Scheduling.Api.Pages;

/// <content>Texts of the demand page.</content>
public static partial class Texts
{
    public static LocalizedText NoDemandYet => new("本周还没有需求", "No demand for this week yet");
    public static LocalizedText DemandSize => new("{0} 人时，{1} 个班次，{2} 个备班", "{0} agent-hours, {1} shifts, {2} standbys");
    public static LocalizedText NoIntervalDemand => new("本岗位没有按时段的需求。上传话务记录后可以计算。", "No demand by interval for this post. Upload recorded calls to compute it.");
    public static LocalizedText ImportDemand => new("导入需求文件（CSV 或 XLSX）：拖到这里，或选择文件", "Import a demand file (CSV or XLSX): drop it here, or choose a file");
    public static LocalizedText ImportDemandHint => new(
        "每行一个岗位的一个时段：日期、时间、岗位、需求、最少（可空）。文件中出现的岗位按文件替换，其他岗位和按班次的需求不变。",
        "One interval of one post a row: date, time, post, required, minimum (optional). Posts in the file are replaced by it; other posts and demand by shift stay.");
    public static LocalizedText DemandImported => new("已导入 {0} 个时段（{1}），已采用为第 {2} 版需求。", "{0} intervals imported ({1}); in force as demand version {2}.");
    public static LocalizedText UploadCalls => new("把话务记录（CSV：start,calls）拖到这里，或选择文件", "Drop recorded calls (CSV: start,calls) here, or choose a file");
    public static LocalizedText NoUploads => new("还没有上传话务记录。", "No calls uploaded yet.");
    public static LocalizedText IntervalLength => new("每 {0} 分钟", "every {0} min");
    public static LocalizedText Uploaded => new("已上传 {0}：{1} 天。", "{0} uploaded: {1} days.");
    public static LocalizedText GoalLine => new("{1} 秒内接起 {0} %", "{0} % in {1} s");
    public static LocalizedText GoalPercent => new("目标接起率 %", "Goal %");
    public static LocalizedText GoalSeconds => new("秒内", "within s");
    public static LocalizedText HandlingSeconds => new("平均处理时长 秒", "Handling time s");
    public static LocalizedText PatienceSeconds => new("平均耐心 秒（可空）", "Patience s (optional)");
    public static LocalizedText ShrinkagePercent => new("损耗 %", "Shrinkage %");
    public static LocalizedText MaximumOccupancy => new("最高占用率 %（可空）", "Most occupancy % (optional)");
    public static LocalizedText MinimumAgents => new("最少人数", "Least agents");
    public static LocalizedText SaveGoals => new("保存服务目标", "Save goals");
    public static LocalizedText GoalsSaved => new("服务目标已保存。", "Goals saved.");
    public static LocalizedText ComputeAndUse => new("计算并采用", "Compute and use");
    public static LocalizedText DemandUsed => new("已采用为第 {0} 版需求。", "In force as demand version {0}.");
    public static LocalizedText CallsKey => new("预测话务（最高 {0}）", "Forecast calls (most {0})");
    public static LocalizedText BandKey => new("80 % 预测区间", "80 % prediction band");
    public static LocalizedText AgentsKey => new("需要人数（最多 {0}）", "Agents required (most {0})");
    public static LocalizedText DemandChartLabel => new("一周的需求：最多 {0} 人，话务最高 {1}", "Demand of the week: at most {0} agents, at most {1} calls");
}
