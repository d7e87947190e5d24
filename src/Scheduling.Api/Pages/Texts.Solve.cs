using Scheduling.Engine.Domain;

namespace Scheduling.Api.Pages;

/// <content>Texts of the solve panel.</content>
public static partial class Texts
{
    public static LocalizedText Solve => new("求解", "Solve");
    public static LocalizedText SolveAgain => new("继续求解", "Solve further");
    public static LocalizedText Stop => new("停止并保留最好结果", "Stop, keep the best");
    public static LocalizedText Stopping => new("正在停止…", "Stopping…");
    public static LocalizedText TimeLimit => new("时间", "Time");
    public static LocalizedText Seconds => new("{0} 秒", "{0} s");
    public static LocalizedText Minutes => new("{0} 分钟", "{0} min");
    public static LocalizedText Queued => new("等待求解程序…", "Waiting for a solver…");
    public static LocalizedText QueuedLong => new("还没有求解程序接手。请确认 worker 正在运行。", "No solver has taken it yet. See that a worker is running.");
    public static LocalizedText Solving => new("正在求解 · {0} 秒", "Solving · {0} s");
    public static LocalizedText Solved => new("求解完成", "Solved");
    public static LocalizedText Stopped => new("已停止，保留了最好结果", "Stopped; the best was kept");
    public static LocalizedText StoppedEmpty => new("已停止", "Stopped");
    public static LocalizedText Failed => new("求解失败", "The solve failed");
    public static LocalizedText GapStopNow => new("差距 {0}，现在停止？", "gap {0}; stop now?");
    public static LocalizedText NoBoundYet => new("尚无下界", "no bound proven yet");
    public static LocalizedText NoBound => new("没有得到下界，无法说明离最优还有多远", "no bound was proven, so the distance to the optimum is unknown");
    public static LocalizedText ProvenOptimal => new("已证明最优", "proven optimal");
    public static LocalizedText WithinPercent => new("{1}：距最优不超过 {0}", "{1}: within {0} of optimal");
    public static LocalizedText WeakBound => new("下界还很弱（差距 {0}），无法说明离最优还有多远", "the bound is still weak (gap {0}); it does not tell how far from optimal this is");
    public static LocalizedText ProvenImpossible => new("已证明：没有排班能满足全部硬性规则", "proven: no roster keeps every hard rule");
    public static LocalizedText NoFeasible => new(
        "还没有找到满足全部硬性规则的排班；这并不证明排不出来，请延长时间继续求解", "no roster that keeps every hard rule was found yet; that does not prove there is none, so solve for longer");
    public static LocalizedText HandMade => new("由人工修改，没有最优性证明", "changed by hand; nothing is proven about it");
    public static LocalizedText Score => new("罚分", "Penalty");
    public static LocalizedText Bound => new("下界", "Bound");
    public static LocalizedText Gap => new("差距", "Gap");
    public static LocalizedText LevelColumn => new("层次", "Level");
    public static LocalizedText ChartLabel => new("{0} 随时间的变化：罚分 {1}，下界 {2}", "{0} over time: penalty {1}, bound {2}");
    public static LocalizedText WhyImpossible => new("为什么排不出来", "Why it is impossible");
    public static LocalizedText MinimalConflict => new("去掉其中任何一项，其余的就能同时满足。", "Leave out any one of these and the rest can hold together.");
    public static LocalizedText RunAutomatic => new("自动重排：{0}", "Solved again: {0}");
    public static LocalizedText MadeVersion => new("结果是第 {0} 版", "The result is version {0}");
    public static LocalizedText BestSoFar => new("求解中：下表是目前最好的结果，完成后可以修改。", "Solving: this is the best so far; you can edit it once the solve has ended.");
    public static LocalizedText NoRunYet => new("还没有求解过。", "Not solved yet.");

    // Quarantine
    public static LocalizedText Quarantined => new("自 {0} 起，本团队已被隔离：不再自动求解。", "Since {0} this team is in quarantine: nothing of it is solved automatically.");
    public static LocalizedText QuarantineLift => new(
        "现有班表不变，仍可手工求解。请先减小问题（员工、规则、排班天数）或增加求解内存，再解除隔离；欠下的周会立即求解。",
        "Rosters stay, and weeks can be solved by hand. Make the problem smaller (people, rules, days) or give solvers more memory, then set the team free; the weeks it is owed are solved at once.");
    public static LocalizedText QuarantineAsk => new("现有班表不变，仍可手工求解。请联系可以修改团队设置的人解除隔离。", "Rosters stay, and weeks can be solved by hand. Ask somebody who may change the team to set it free.");
    public static LocalizedText SetFree => new("解除隔离", "Set free");
    public static LocalizedText InQuarantine => new("已隔离", "In quarantine");
}
