using System.Globalization;
using NodaTime;

namespace Scheduling.Engine.Domain;

/// <content>Skills, posts, bands, contracts and employees.</content>
public static partial class ProblemValidator
{
    private const int MinutesPerDay = 1440;
    private const int MinutesPerWeek = 7 * MinutesPerDay;
    private const int MostBandOrder = 100;
    private const int MostBalance = 10_000_000;

    private static readonly LocalizedText LevelText = new("等级", "Level");
    private static readonly LocalizedText MinimumLevelText = new("最低等级", "Minimum level");

    private static void CheckPlaces(ProblemInspection inspection)
    {
        SchedulingProblem problem = inspection.Problem;
        CheckIds(inspection, "skills", new LocalizedText("技能", "skill"), problem.Skills, s => s.Id);
        CheckIds(inspection, "posts", new LocalizedText("岗位", "post"), problem.Posts, p => p.Id);
        CheckIds(inspection, "bands", new LocalizedText("班段", "band"), problem.Bands, b => b.Id);
        for (int i = 0; i < problem.Posts.Count; i++)
        {
            Post post = problem.Posts[i];
            var owner = new LocalizedText($"岗位“{post.Id}”", $"post '{post.Id}'");
            inspection.Skill($"/posts/{i}/skill", owner, post.Skill);
            inspection.Range($"/posts/{i}/minimumLevel", MinimumLevelText, owner, post.MinimumLevel, 1, 9);
        }

        for (int i = 0; i < problem.Bands.Count; i++)
        {
            Band band = problem.Bands[i];
            inspection.Range($"/bands/{i}/order", new LocalizedText("轮转顺序", "Order"), new LocalizedText($"班段“{band.Id}”", $"band '{band.Id}'"), band.Order, 0, MostBandOrder);
        }
    }

    private static void CheckContracts(ProblemInspection inspection)
    {
        IReadOnlyList<Contract> contracts = inspection.Problem.Contracts;
        CheckIds(inspection, "contracts", new LocalizedText("合同", "contract"), contracts, c => c.Id);
        for (int i = 0; i < contracts.Count; i++)
        {
            Contract contract = contracts[i];
            string pointer = $"/contracts/{i}";
            var owner = new LocalizedText($"合同“{contract.Id}”", $"contract '{contract.Id}'");
            inspection.Range(pointer + "/minimumMinutesPerWeek", new LocalizedText("每周最少工时", "Minimum minutes per week"), owner, contract.MinimumMinutesPerWeek, 0, MinutesPerWeek, "min");
            inspection.Range(pointer + "/targetMinutesPerWeek", new LocalizedText("每周约定工时", "Target minutes per week"), owner, contract.TargetMinutesPerWeek, 0, MinutesPerWeek, "min");
            inspection.Range(pointer + "/fairShare", new LocalizedText("工作份额", "Fair share"), owner, contract.FairShare, 1, 200, "%");
            inspection.Range(pointer + "/payPerHour", new LocalizedText("小时工资（分）", "Pay per hour, in hundredths,"), owner, contract.PayPerHour, 0, MostPay);
            inspection.Range(pointer + "/nightAllowance", new LocalizedText("夜班补贴（分）", "Night allowance, in hundredths,"), owner, contract.NightAllowance, 0, MostPay);
            if (contract.MaximumMinutesPerWeek is { } most)
            {
                inspection.Range(pointer + "/maximumMinutesPerWeek", new LocalizedText("每周最多工时", "Maximum minutes per week"), owner, most, 0, MinutesPerWeek, "min");
                if (most < contract.MinimumMinutesPerWeek)
                {
                    inspection.Add(
                        "maximum-below-minimum", pointer + "/maximumMinutesPerWeek",
                        $"{owner.Zh}的每周最多工时 {most} 分钟低于最少工时 {contract.MinimumMinutesPerWeek} 分钟；请改正其中之一。",
                        $"Maximum minutes per week of {owner.En} are {most}, below its minimum of {contract.MinimumMinutesPerWeek}; correct one of them.");
                }
            }
        }
    }

    private static void CheckEmployees(ProblemInspection inspection)
    {
        IReadOnlyList<Employee> employees = inspection.Problem.Employees;
        if (employees.Count == 0)
        {
            inspection.Add("no-employees", "/employees", "没有任何员工；请至少添加一名员工。", "There are no employees; add at least one.");
        }

        CheckIds(inspection, "employees", new LocalizedText("员工", "employee"), employees, e => e.Id);
        for (int i = 0; i < employees.Count; i++)
        {
            Employee employee = employees[i];
            string pointer = $"/employees/{i}";
            LocalizedText owner = EmployeeOwner(employee.Id);
            inspection.Contract(pointer + "/contract", owner, employee.Contract);
            if (employee.EmployedFrom is { } from && employee.EmployedUntil is { } until && until < from)
            {
                inspection.EndsBeforeStart(pointer + "/employedUntil", new LocalizedText("在职期", "Employment"), owner, ProblemInspection.Iso(from), ProblemInspection.Iso(until));
            }

            CheckSkills(inspection, pointer + "/skills", employee, owner);
            CheckWindows(inspection, pointer + "/availability", employee.Availability, owner);
            CheckWindows(inspection, pointer + "/startWindows", employee.StartWindows, owner);
            CheckBalances(inspection, pointer + "/balances", employee, owner);
            CheckCompleted(inspection, pointer + "/completed", employee, owner);
            CheckTags(inspection, pointer + "/tags", employee, owner);
            CheckHandoverTo(inspection, pointer + "/handoverTo", employee, owner);
            CheckWorkingTime(inspection, pointer, employee, owner);
        }
    }

    private static void CheckTags(ProblemInspection inspection, string list, Employee employee, LocalizedText owner)
    {
        HashSet<string> seen = [];
        for (int i = 0; i < employee.Tags.Count; i++)
        {
            string tag = employee.Tags[i];
            if (string.IsNullOrWhiteSpace(tag))
            {
                inspection.Add("empty-id", $"{list}/{i}", $"{owner.Zh}的第 {i + 1} 个标签为空；请填写或删除它。", $"Tag number {i + 1} of {owner.En} is empty; fill it in or remove it.");
            }
            else if (!seen.Add(tag))
            {
                inspection.Add("duplicate-reference", $"{list}/{i}", $"{owner.Zh}的标签“{tag}”出现两次；请只保留一个。", $"{ProblemInspection.Sentence(owner.En)} has the tag '{tag}' twice; keep one of them.");
            }
        }
    }

    private static void CheckHandoverTo(ProblemInspection inspection, string list, Employee employee, LocalizedText owner)
    {
        HashSet<string> seen = [];
        for (int i = 0; i < employee.HandoverTo.Count; i++)
        {
            string colleague = employee.HandoverTo[i];
            inspection.Employee($"{list}/{i}", owner, colleague);
            if (colleague == employee.Id)
            {
                inspection.Add("handover-to-self", $"{list}/{i}", $"{owner.Zh}不能与自己交接；请改为同岗位的同事。", $"{ProblemInspection.Sentence(owner.En)} cannot hand over to '{colleague}', who is the same person; name a colleague of the same post.");
            }
            else if (!seen.Add(colleague))
            {
                inspection.Add("duplicate-reference", $"{list}/{i}", $"{owner.Zh}的交接人“{colleague}”出现两次；请只保留一个。", $"{ProblemInspection.Sentence(owner.En)} hands over to '{colleague}' twice; keep one of them.");
            }
        }
    }

    private static void CheckSkills(ProblemInspection inspection, string list, Employee employee, LocalizedText owner)
    {
        Dictionary<string, List<EmployeeSkill>> earlier = [];
        for (int i = 0; i < employee.Skills.Count; i++)
        {
            EmployeeSkill held = employee.Skills[i];
            string pointer = $"{list}/{i}";
            inspection.Skill(pointer + "/skill", owner, held.Skill);
            inspection.Range(pointer + "/level", LevelText, new LocalizedText($"{owner.Zh}的技能“{held.Skill}”", $"skill '{held.Skill}' of {owner.En}"), held.Level, 1, 9);
            if (held.From is { } from && held.Until is { } until && until < from)
            {
                inspection.EndsBeforeStart(pointer + "/until", new LocalizedText($"技能“{held.Skill}”", $"Skill '{held.Skill}'"), owner, ProblemInspection.Iso(from), ProblemInspection.Iso(until));
                continue;
            }

            if (!earlier.TryGetValue(held.Skill, out List<EmployeeSkill>? same))
            {
                earlier[held.Skill] = same = [];
            }

            // Beyond a few entries of one skill a single report is enough.
            if (same.Take(16).Any(other => Overlap(other.From, other.Until, held.From, held.Until)))
            {
                inspection.Add(
                    "overlapping-skill", pointer,
                    $"{owner.Zh}的技能“{held.Skill}”在重叠的日期上出现两次；请合并，或用 from 和 until 分开。",
                    $"{ProblemInspection.Sentence(owner.En)} has the skill '{held.Skill}' twice on the same dates; merge them or part them by from and until.");
            }

            same.Add(held);
        }
    }

    private static bool Overlap(LocalDate? from, LocalDate? until, LocalDate? otherFrom, LocalDate? otherUntil) =>
        (from is null || otherUntil is null || from <= otherUntil) && (otherFrom is null || until is null || otherFrom <= until);

    private static void CheckWindows(ProblemInspection inspection, string list, IReadOnlyList<WeeklyWindow> windows, LocalizedText owner)
    {
        for (int i = 0; i < windows.Count; i++)
        {
            Weekday(inspection, $"{list}/{i}/day", owner, windows[i].Day);
            inspection.WholeMinute($"{list}/{i}/from", owner, windows[i].From);
            inspection.WholeMinute($"{list}/{i}/to", owner, windows[i].To);
        }
    }

    private static void CheckAmount(ProblemInspection inspection, string pointer, LocalizedText owner, decimal amount)
    {
        string told = amount.ToString(CultureInfo.InvariantCulture);
        if (Math.Abs(amount) > MostBalance)
        {
            inspection.Add("out-of-range", pointer, $"{owner.Zh}的数额为 {told}；应为 {-MostBalance} 到 {MostBalance}。", $"Amount of {owner.En} is {told}; it must be {-MostBalance} to {MostBalance}.");
        }
        else if (decimal.Round(amount, 3) != amount)
        {
            inspection.Add("too-fine", pointer, $"{owner.Zh}的数额为 {told}；最多保留三位小数。", $"Amount of {owner.En} is {told}; give it at most three decimals.");
        }
    }

    private static void CheckBalances(ProblemInspection inspection, string list, Employee employee, LocalizedText owner)
    {
        HashSet<string> measures = [];
        for (int i = 0; i < employee.Balances.Count; i++)
        {
            CarriedBalance balance = employee.Balances[i];
            string pointer = $"{list}/{i}";
            var balanceOwner = new LocalizedText($"{owner.Zh}的结转“{balance.Measure}”", $"balance '{balance.Measure}' of {owner.En}");
            CheckAmount(inspection, pointer + "/amount", balanceOwner, balance.Amount);
            if (string.IsNullOrWhiteSpace(balance.Measure))
            {
                inspection.Add("empty-id", pointer + "/measure", $"{owner.Zh}的第 {i + 1} 项结转没有写明指标；请填写，例如 minutes。", $"Balance number {i + 1} of {owner.En} names no measure; name one, such as minutes.");
            }
            else if (!measures.Add(balance.Measure))
            {
                inspection.Add("duplicate-balance", pointer + "/measure", $"{owner.Zh}的结转“{balance.Measure}”出现两次；请合并为一项。", $"{ProblemInspection.Sentence(owner.En)} carries the balance '{balance.Measure}' twice; merge them.");
            }

            if (balance.Measure.StartsWith("band:", StringComparison.Ordinal))
            {
                inspection.Band(pointer + "/measure", balanceOwner, balance.Measure["band:".Length..]);
            }
            else if (balance.Measure.StartsWith("post:", StringComparison.Ordinal))
            {
                inspection.Post(pointer + "/measure", balanceOwner, balance.Measure["post:".Length..]);
            }
        }
    }

    private static void CheckCompleted(ProblemInspection inspection, string list, Employee employee, LocalizedText owner)
    {
        HashSet<string> completed = [];
        for (int i = 0; i < employee.Completed.Count; i++)
        {
            string activity = employee.Completed[i];
            inspection.Activity($"{list}/{i}", owner, activity);
            if (!completed.Add(activity))
            {
                inspection.Add("duplicate-reference", $"{list}/{i}", $"{owner.Zh}的已完成活动“{activity}”出现两次；请删除一个。", $"{ProblemInspection.Sentence(owner.En)} has completed the activity '{activity}' twice; remove one.");
            }
        }
    }

    private static LocalizedText EmployeeOwner(string id) => new($"员工“{id}”", $"employee '{id}'");
}
