using System.Reflection;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Pages;

/// <summary>Every text of the pages in both languages.</summary>
public static partial class Texts
{
    /// <summary>All texts by name.</summary>
    public static IReadOnlyDictionary<string, LocalizedText> All { get; } = typeof(Texts)
        .GetProperties(BindingFlags.Public | BindingFlags.Static).Where(p => p.PropertyType == typeof(LocalizedText))
        .ToDictionary(p => p.Name, p => (LocalizedText)p.GetValue(null)!);

    // Frame
    public static LocalizedText Product => new("客服排班", "Service scheduling");
    public static LocalizedText Teams => new("班组", "Teams");
    public static LocalizedText Roster => new("排班", "Roster");
    public static LocalizedText Demand => new("需求", "Demand");
    public static LocalizedText Leave => new("请假", "Leave");
    public static LocalizedText People => new("员工", "People");
    public static LocalizedText Rules => new("规则", "Rules");
    public static LocalizedText AllRules => new("规则目录", "All rules");
    public static LocalizedText OtherLanguage => new("English", "中文");
    public static LocalizedText SwitchLanguage => new("切换到英文", "Switch to Chinese");
    public static LocalizedText SkipToContent => new("跳到正文", "Skip to content");
    public static LocalizedText Menu => new("菜单", "Menu");
    public static LocalizedText SignIn => new("登录", "Sign in");
    public static LocalizedText SignOut => new("退出", "Sign out");
    public static LocalizedText SignedInAs => new("当前用户：{0}", "Signed in as {0}");
    public static LocalizedText Account => new("账号", "Account");
    public static LocalizedText Password => new("密码", "Password");
    public static LocalizedText SignInFailed => new("账号或密码不正确，请重试。", "The account or password is not right; try again.");
    public static LocalizedText ChooseTeam => new("选择班组", "Choose a team");
    public static LocalizedText NotFoundTitle => new("没有这个页面", "There is no such page");
    public static LocalizedText NotFoundBody => new("地址可能有误，或内容已被移走。", "The address may be wrong, or what was here has moved.");
    public static LocalizedText NoAccessTitle => new("没有权限", "No access");
    public static LocalizedText NoAccessBody => new("您的账号不能查看此页；请联系管理员。", "Your account may not see this page; ask an administrator.");
    public static LocalizedText ErrorTitle => new("出错了", "Something went wrong");
    public static LocalizedText ErrorBody => new("刚才的操作没有完成，数据没有损坏。请刷新页面后重试。", "The last action was not completed; no data were harmed. Reload the page and try again.");
    public static LocalizedText BackHome => new("回到首页", "Back to the start");
    public static LocalizedText Reload => new("刷新", "Reload");
    public static LocalizedText Loading => new("正在加载…", "Loading…");
    public static LocalizedText ConnectionLost => new("与服务器的连接已断开，正在重新连接…", "The connection to the server is lost; connecting again…");
    public static LocalizedText ConnectionFailed => new("无法重新连接。请检查网络后刷新页面。", "Cannot connect again. Check the network and reload the page.");
    public static LocalizedText Close => new("关闭", "Close");
    public static LocalizedText Cancel => new("取消", "Cancel");
    public static LocalizedText Save => new("保存", "Save");
    public static LocalizedText Search => new("搜索", "Search");
    public static LocalizedText NothingFound => new("没有符合的内容。", "Nothing matches.");
    public static LocalizedText TryAgain => new("重试", "Try again");
    public static LocalizedText None => new("无", "none");

    // Overview
    public static LocalizedText TeamsIntro => new("选择一个班组，查看每周的排班。", "Choose a team to see its weeks.");
    public static LocalizedText NoTeams => new("还没有班组。通过 API 创建一个班组（PUT /api/v1/teams/…），或用演示数据启动。", "There is no team yet. Make one through the API (PUT /api/v1/teams/…), or start with demo data.");
    public static LocalizedText PeopleCount => new("{0} 人", "{0} people");
    public static LocalizedText OpenLeave => new("{0} 个请假待审批", "{0} leave requests to decide");
    public static LocalizedText NoOpenLeave => new("没有待审批的请假", "No leave to decide");
    public static LocalizedText NewestWeek => new("打开最近一周", "Open the newest week");
    public static LocalizedText OpenThisWeek => new("打开下周", "Open next week");
    public static LocalizedText Weeks => new("各周排班", "Weeks");
    public static LocalizedText NoWeeks => new("还没有排班。", "No roster yet.");
    public static LocalizedText Outdated => new("数据已变化，评分待更新", "outdated: something changed since");
    public static LocalizedText SolvingNow => new("正在求解", "Solving");
    public static LocalizedText Version => new("第 {0} 版", "version {0}");

    // States of revisions
    public static LocalizedText Draft => new("草稿", "Draft");
    public static LocalizedText Published => new("已发布", "Published");
    public static LocalizedText Proposal => new("建议", "Proposal");
    public static LocalizedText Superseded => new("已替换", "Superseded");
    public static LocalizedText DeclinedState => new("未采纳", "Declined");
    public static LocalizedText NoRoster => new("未排班", "No roster");
    public static LocalizedText KeepsHardRules => new("硬性规则全部满足", "keeps all hard rules");
    public static LocalizedText BreaksHardRules => new("违反硬性规则 {0} 处", "breaks hard rules {0}×");

    // Levels
    public static LocalizedText LevelHard => new("硬性规则", "Hard rules");
    public static LocalizedText LevelCoverage => new("人力覆盖", "Coverage");
    public static LocalizedText LevelQuality => new("排班质量", "Quality");

    public static LocalizedText Level(string name) => name switch
    {
        "hard" => LevelHard,
        "coverage" => LevelCoverage,
        "quality" => LevelQuality,
        _ => new LocalizedText(name, name),
    };
}
