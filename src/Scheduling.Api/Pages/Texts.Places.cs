using Scheduling.Engine.Domain;

namespace Scheduling.Api.Pages;

/// <content>Texts of leave, people, rules and signing in.</content>
public static partial class Texts
{
    public static LocalizedText TooManyAttempts => new("尝试次数过多，请一分钟后再试。", "Too many attempts; try again in a minute.");

    // Leave
    public static LocalizedText FilterState => new("按状态筛选", "Filter by state");
    public static LocalizedText AllStates => new("全部", "All");
    public static LocalizedText LeaveRequested => new("待审批", "Requested");
    public static LocalizedText LeaveApproved => new("已批准", "Approved");
    public static LocalizedText LeaveDeclined => new("未批准", "Declined");
    public static LocalizedText LeaveCancelled => new("已撤销", "Cancelled");
    public static LocalizedText LeaveDates => new("日期", "Dates");
    public static LocalizedText LeaveKind => new("类型", "Kind");
    public static LocalizedText LeaveStateColumn => new("状态", "State");
    public static LocalizedText Decision => new("处理", "Decision");
    public static LocalizedText Note => new("备注", "Note");
    public static LocalizedText Approve => new("批准", "Approve");
    public static LocalizedText DeclineLeave => new("不批准", "Decline");
    public static LocalizedText CancelLeave => new("撤销", "Withdraw");
    public static LocalizedText ShowReason => new("查看原因", "Show reason");
    public static LocalizedText NewLeave => new("新的请假申请", "New leave request");
    public static LocalizedText FileLeave => new("提交", "File");
    public static LocalizedText LeaveFiled => new("已提交。", "Filed.");
    public static LocalizedText From => new("从", "From");
    public static LocalizedText Until => new("到", "Until");
    public static LocalizedText PartOfDay => new("时段", "Part of the day");
    public static LocalizedText WholeDay => new("全天", "whole day");
    public static LocalizedText KindAnnual => new("年假", "Annual");
    public static LocalizedText KindSick => new("病假", "Sick");
    public static LocalizedText KindPersonal => new("事假", "Personal");
    public static LocalizedText KindMarriage => new("婚假", "Marriage");
    public static LocalizedText KindMaternity => new("产假", "Maternity");
    public static LocalizedText KindBereavement => new("丧假", "Bereavement");
    public static LocalizedText KindTimeInLieu => new("调休", "Time in lieu");
    public static LocalizedText KindOther => new("其他", "Other");
    public static LocalizedText ProposalComing => new("{0} 一周正在自动重排，完成后这里会出现链接。", "The week of {0} is being solved again; a link appears here when it is done.");
    public static LocalizedText ProposalReady => new("{0} 一周的重排已完成，查看建议", "The week of {0} has been solved again: see the proposal");

    // People
    public static LocalizedText Template => new("下载模板", "Download a template");
    public static LocalizedText Export => new("导出 CSV", "Export CSV");
    public static LocalizedText ImportPeople => new("导入员工（CSV 或 XLSX）", "Import people (CSV or XLSX)");
    public static LocalizedText ReplaceAll => new("文件中没有的员工离开班组", "People who are not in the file leave the team");
    public static LocalizedText PeopleSaved => new("已保存 {0} 名员工。", "{0} people saved.");
    public static LocalizedText EmployeeId => new("工号", "Id");
    public static LocalizedText Contract => new("合同", "Contract");
    public static LocalizedText Skills => new("技能", "Skills");
    public static LocalizedText Employment => new("在职", "Employed");
    public static LocalizedText Trainee => new("见习", "trainee");
    public static LocalizedText FileTooLarge => new("文件“{0}”超过 5 MB。", "The file '{0}' is larger than 5 MB.");
    public static LocalizedText FileProblems => new("文件没有导入，共 {0} 处问题：", "Nothing was imported; {0} problems:");
    public static LocalizedText LineColumn => new("第 {0} 行 {1}：", "Line {0}, {1}:");

    // Rules
    public static LocalizedText RuleUnit => new("计量单位：{0}", "Unit: {0}");
    public static LocalizedText RuleScope => new("适用于：{0}", "Applies to: {0}");
    public static LocalizedText Setting => new("设置", "Setting");
    public static LocalizedText SettingType => new("取值", "Takes");
    public static LocalizedText SettingDefault => new("默认", "Default");
    public static LocalizedText SettingValue => new("值", "Value");
    public static LocalizedText AddPreset => new("套用预设", "Add a preset");
    public static LocalizedText ChoosePreset => new("请选择预设", "choose a preset");
    public static LocalizedText PresetKeeps => new("班组已有的规则不变；将加入：", "Rules the team has stay as they are; these are added:");
    public static LocalizedText PresetKnown => new("班组已有该预设的全部规则。", "The team has every rule of this preset.");
    public static LocalizedText AddRules => new("加入规则（{0}）", "Add rules ({0})");
    public static LocalizedText RulesAdded => new("已加入的规则：{0}。", "Rules added: {0}.");
    public static LocalizedText HeldHard => new("硬性", "hard");
    public static LocalizedText HeldOff => new("关闭", "off");
    public static LocalizedText HeldSoft => new("软性，权重 {0}，{1}", "soft, weight {0}, {1}");
}
