using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;

namespace Scheduling.Cli.Week;

/// <summary>
/// A made-up team. Main skills follow the shares of the calls by largest remainder; a third of those with a main skill also hold the
/// next one, and a third of these the one after it, so that no skill stands alone. Who holds what is drawn with the seed.
/// </summary>
internal static class WeekTeam
{
    public const string FullTime = "full-time";
    public const string PartTime = "part-time";

    public static IReadOnlyList<Employee> Of(int agents, int partTimePercent, IReadOnlyList<SkillShare> skills, int seed)
    {
        var random = new Random(seed);
        int[] order = [.. Enumerable.Range(0, agents)];
        random.Shuffle(order);
        var held = new List<EmployeeSkill>[agents];
        Array.Fill(held, []);
        int next = 0;
        IReadOnlyList<int> mains = skills.Count == 0 ? [] : WeekNeed.Split(agents, skills);
        for (int main = 0; main < mains.Count; main++)
        {
            for (int i = 0; i < mains[main]; i++)
            {
                int skillsHeld = 1 + (i % 3 == 0 ? 1 : 0) + (i % 9 == 0 ? 1 : 0);
                held[order[next++]] = [.. Enumerable.Range(0, Math.Min(skillsHeld, skills.Count)).Select(k => new EmployeeSkill { Skill = skills[(main + k) % skills.Count].Skill })];
            }
        }

        int partTimers = agents * partTimePercent / 100;
        HashSet<int> partTime = [.. order.Reverse().Take(partTimers)];
        return [.. Enumerable.Range(0, agents).Select(i => new Employee
        {
            Id = FormattableString.Invariant($"A{i + 1:000}"),
            Name = FormattableString.Invariant($"Agent {i + 1:000}"),
            Contract = partTime.Contains(i) ? PartTime : FullTime,
            Skills = held[i],
        })];
    }
}
