using Scheduling.Engine.Domain;

namespace Scheduling.Api.Pages;

/// <content>Texts of the roster grid, its editor and its versions.</content>
public static partial class Texts
{
    // Head
    public static LocalizedText PreviousWeek => new("上一周", "Previous week");
    public static LocalizedText NextWeek => new("下一周", "Next week");
    public static LocalizedText GoToWeek => new("跳到日期所在的周", "Go to the week of a date");
    public static LocalizedText NotAWeek => new("地址中的日期不正确；请用 2026-12-07 这样的写法。", "The date in the address is not right; write it like 2026-12-07.");
    public static LocalizedText Undo => new("撤销", "Undo");
    public static LocalizedText Redo => new("重做", "Redo");
    public static LocalizedText History => new("版本", "Versions");
    public static LocalizedText Print => new("打印", "Print");
    public static LocalizedText Restore => new("恢复此版本", "Restore this version");
    public static LocalizedText Restored => new("已恢复第 {0} 版。", "Version {0} is the draft again.");
    public static LocalizedText MadeBy => new("{0} · {1}", "{0} · {1}");
    public static LocalizedText OriginSolve => new("求解", "Solved");
    public static LocalizedText OriginResolve => new("自动重排", "Solved again after a change");
    public static LocalizedText OriginEdit => new("手工修改", "Edited");
    public static LocalizedText OriginRestore => new("恢复", "Restored");
    public static LocalizedText OriginAccept => new("采纳建议", "Proposal accepted");
    public static LocalizedText OriginImport => new("导入", "Imported");

    // Grid
    public static LocalizedText GridLabel => new("排班表：员工 × 日期。方向键移动，回车修改，Delete 设为休息，P 锁定。", "Roster: people × days. Arrow keys move, Enter edits, Delete sets off, P pins.");
    public static LocalizedText Employee => new("员工", "Employee");
    public static LocalizedText Unfilled => new("缺口", "Unfilled");
    public static LocalizedText Filled => new("无缺口", "all filled");
    public static LocalizedText ShortHours => new("缺 {0} 人时", "{0} agent-hours short");
    public static LocalizedText ShortShift => new("{0} 缺 {1}", "{0} −{1}");
    public static LocalizedText StandbyMark => new("备班", "standby");
    public static LocalizedText OffCell => new("休息", "off");
    public static LocalizedText LeaveMark => new("假", "Lv");
    public static LocalizedText LeaveMorning => new("上午请假", "leave in the morning");
    public static LocalizedText LeaveAfternoon => new("下午请假", "leave in the afternoon");
    public static LocalizedText LeaveWhole => new("请假", "on leave");
    public static LocalizedText Pinned => new("已锁定", "pinned");
    public static LocalizedText HasWish => new("有排班意愿", "has a wish");
    public static LocalizedText WishPrefer => new("希望：{0}", "would like: {0}");
    public static LocalizedText WishAvoid => new("尽量不要：{0}", "would rather not: {0}");
    public static LocalizedText WishCannot => new("不能：{0}", "cannot: {0}");
    public static LocalizedText WithColleague => new("与 {0} 同班", "with {0}");

    public static LocalizedText OvertimeOf => new("加班 {0} 分钟", "{0} min of overtime");

    public static LocalizedText AnyDuty => new("上班", "work");
    public static LocalizedText HoursColumn => new("工时/目标", "Hours/target");
    public static LocalizedText NightsColumn => new("夜班", "Nights");
    public static LocalizedText WeekendColumn => new("周末", "Weekend");
    public static LocalizedText Today => new("今天", "today");
    public static LocalizedText Holiday => new("节假日", "holiday");
    public static LocalizedText RestDay => new("调休放假", "day off in lieu");
    public static LocalizedText MakeUpDay => new("调休上班", "make-up workday");
    public static LocalizedText WasBefore => new("原：{0}", "was {0}");
    public static LocalizedText Broken => new("此格违反规则", "a rule is broken here");
    public static LocalizedText OnlyChanged => new("只看有改动的员工", "Only people with changes");
    public static LocalizedText CompareWithPublished => new("对比已发布版本", "Compare with published");

    // Coverage
    public static LocalizedText Coverage => new("人力覆盖", "Coverage");
    public static LocalizedText CoverageLegend => new("线：需要 · 面：在线 · 红色斜线：不足 · 蓝色：富余", "Line: required · area: on queue · red hatch: under · blue: over");
    public static LocalizedText CoverageDay => new("{0}，{1}：缺 {2} 人时，多 {3} 人时", "{0}, {1}: {2} agent-hours under, {3} over");
    public static LocalizedText CoverageInterval => new("{0} 需要 {1}，在线 {2}", "{0} required {1}, on queue {2}");
    public static LocalizedText Under => new("缺 {0} 人时", "{0} h under");
    public static LocalizedText Over => new("多 {0} 人时", "{0} h over");

    // Violations
    public static LocalizedText Violations => new("违反的规则", "Broken rules");
    public static LocalizedText NoViolations => new("没有违反任何规则。", "No rule is broken.");
    public static LocalizedText HardOne => new("硬性", "Hard");
    public static LocalizedText SoftOne => new("软性", "Soft");
    public static LocalizedText MoreViolations => new("再显示 {0} 条", "Show {0} more");
    public static LocalizedText PenaltyOf => new("罚分 {0}", "penalty {0}");
    public static LocalizedText Unsound => new("数据已变化，以下班次不再成立；请修改：", "The data have changed and these shifts no longer fit; change them:");

    // Editor
    public static LocalizedText EditCell => new("修改 {0} {1}", "Edit {0}, {1}");
    public static LocalizedText SetOff => new("休息", "Off");
    public static LocalizedText Starts => new("开始时间", "Start");
    public static LocalizedText OnPost => new("岗位", "Post");
    public static LocalizedText Allowed => new("可以", "allowed");
    public static LocalizedText NotAllowed => new("不可以", "breaks a hard rule");
    public static LocalizedText Impossible => new("不可能", "impossible");
    public static LocalizedText AsNow => new("当前", "as now");
    public static LocalizedText Better => new("{0} 罚分 −{1}", "{0} penalty −{1}");
    public static LocalizedText Worse => new("{0} 罚分 +{1}", "{0} penalty +{1}");
    public static LocalizedText SameScore => new("罚分不变", "same penalty");
    public static LocalizedText Judging => new("正在判断…", "judging…");
    public static LocalizedText Pin => new("锁定", "Pin");
    public static LocalizedText Unpin => new("解除锁定", "Unpin");
    public static LocalizedText SavedCell => new("已保存：{0} {1} → {2}", "Saved: {0}, {1} → {2}");
    public static LocalizedText SavedBreaking => new("已保存，但违反了硬性规则：{0}", "Saved, but it breaks a hard rule: {0}");
    public static LocalizedText ChangedElsewhere => new("排班刚被他人修改，请刷新后再改。", "The roster has just been changed by somebody else; reload it first.");
    public static LocalizedText NewerVersion => new("排班已更新为第 {0} 版。", "The roster is now version {0}.");

    // Publishing
    public static LocalizedText Publish => new("发布", "Publish");
    public static LocalizedText PublishTitle => new("发布第 {0} 版", "Publish version {0}");
    public static LocalizedText FirstPublish => new("这是本周第一次发布，共 {0} 个班次，{1} 人。", "The first publication of this week: {0} shifts for {1} people.");
    public static LocalizedText PublishChanges => new("与已发布的版本相比：", "Against the published version:");
    public static LocalizedText NoChanges => new("没有改动。", "No changes.");
    public static LocalizedText ChangesForPeople => new("{0} 处改动，涉及 {1} 人", "{0} changes for {1} people");
    public static LocalizedText HardNeedsReason => new("草稿违反 {0} 处硬性规则。写明原因后才能发布，原因会记入审计日志。", "The draft breaks hard rules {0}×. Give a reason to publish it all the same; it is kept in the audit log.");
    public static LocalizedText Reason => new("原因", "Reason");
    public static LocalizedText ConfirmPublish => new("确认发布", "Publish now");
    public static LocalizedText PublishedNow => new("已发布。", "Published.");
    public static LocalizedText NothingToPublish => new("没有可发布的草稿", "There is no draft to publish");

    // Proposal
    public static LocalizedText ProposalTitle => new("数据有变化，系统重排后给出建议", "Something changed; a new solve proposes this");
    public static LocalizedText ShowProposal => new("在表中查看", "Show in the grid");
    public static LocalizedText HideProposal => new("返回当前版本", "Back to the current version");
    public static LocalizedText Accept => new("采纳", "Accept");
    public static LocalizedText Decline => new("不采纳", "Decline");
    public static LocalizedText Accepted => new("建议已成为草稿，可以调整后发布。", "The proposal is the draft now; adjust and publish it.");
    public static LocalizedText DeclinedNow => new("已放弃该建议。", "The proposal is put aside.");

    // Empty week
    public static LocalizedText EmptyWeek => new("这一周还没有排班。", "This week has no roster yet.");
    public static LocalizedText UnpublishedWeek => new("这一周的排班还没有发布。", "The roster of this week is not published yet.");
    public static LocalizedText EmptyNoDemand => new("还没有人力需求：没有需求时求解只照顾合同工时和规则。", "There is no demand yet: without it a solve only follows contracts and rules.");
    public static LocalizedText EnterDemand => new("填写需求", "Enter demand");
    public static LocalizedText EmptyReady => new("需求已就绪，点击“求解”生成排班。", "Demand is ready; press “Solve” to make a roster.");
}
