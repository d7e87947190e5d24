using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Domain;

/// <content>Rules: whom they speak of, how they are held, and their own settings.</content>
public static partial class ProblemValidator
{
    private const long MostWeight = 1_000_000;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Enforcements = [];

    private static void CheckRules(ProblemInspection inspection)
    {
        IReadOnlyList<Rule> rules = inspection.Problem.Rules;
        for (int i = 0; i < rules.Count; i++)
        {
            Rule rule = rules[i];
            string pointer = $"/rules/{i}";
            var owner = new LocalizedText($"规则“{rule.Descriptor.Title.Zh}”", $"rule '{rule.Descriptor.Id}'");
            CheckScope(inspection, pointer + "/appliesTo", rule.AppliesTo, owner);
            foreach (PropertyInfo property in Enforcements.GetOrAdd(rule.GetType(), EnforcementsOf))
            {
                if (property.GetValue(rule) is Enforcement enforcement)
                {
                    CheckEnforcement(inspection, $"{pointer}/{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}", enforcement, owner);
                }
            }

            if (!rule.GoesWithPostChanges && !rule.Enforcement.IsOff && inspection.Problem.ShiftTypes.Any(s => s.PostStepMinutes is not null))
            {
                inspection.Add(
                    "rule-without-post-changes", pointer,
                    $"{owner.Zh}按班次的岗位计算，不能用于允许班中换岗（postStepMinutes）的班次；请删除该规则或 postStepMinutes。",
                    $"{ProblemInspection.Sentence(owner.En)} goes by the post of a shift and cannot be used while a shift type has postStepMinutes; remove one of them.");
            }

            List<InputProblem> settings = [];
            try
            {
                rule.Validate(inspection.Problem, new RuleSettingsReport(rule, pointer, settings));
            }
            catch (Exception) when (inspection.Found.Count > 0)
            {
                // A rule may take for granted what is already reported as wrong, such as ids that stand once.
            }

            foreach (InputProblem setting in settings)
            {
                inspection.Add(setting.Code, setting.Pointer, setting.Message.Zh, setting.Message.En);
            }
        }
    }

    /// <summary>Some rules charge on several levels and have an enforcement for each.</summary>
    private static PropertyInfo[] EnforcementsOf(Type rule) =>
        [.. rule.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.PropertyType == typeof(Enforcement))];

    private static void CheckScope(ProblemInspection inspection, string pointer, RuleScope? scope, LocalizedText owner)
    {
        for (int i = 0; i < (scope?.Employees.Count ?? 0); i++)
        {
            inspection.Employee($"{pointer}/employees/{i}", owner, scope!.Employees[i]);
        }

        for (int i = 0; i < (scope?.Contracts.Count ?? 0); i++)
        {
            inspection.Contract($"{pointer}/contracts/{i}", owner, scope!.Contracts[i]);
        }

        for (int i = 0; i < (scope?.Tags.Count ?? 0); i++)
        {
            inspection.Tag($"{pointer}/tags/{i}", owner, scope!.Tags[i]);
        }
    }

    private static void CheckEnforcement(ProblemInspection inspection, string pointer, Enforcement enforcement, LocalizedText owner)
    {
        if (enforcement.IsHard || enforcement.IsOff)
        {
            return;
        }

        IReadOnlyList<string> levels = inspection.Problem.Levels;
        inspection.Range(pointer + "/weight", new LocalizedText("权重", "Weight"), owner, enforcement.Weight, 1, MostWeight);
        if (!levels.Contains(enforcement.Level))
        {
            inspection.Add(
                "unknown-reference", pointer + "/level",
                $"{owner.Zh}指向不存在的目标层级“{enforcement.Level}”；请使用 {string.Join("、", levels.Skip(1))} 之一，或在 levels 中添加它。",
                $"{ProblemInspection.Sentence(owner.En)} names the unknown level '{enforcement.Level}'; use one of {string.Join(", ", levels.Skip(1))} or add it to levels.");
        }
        else if (enforcement.Level == HardLevel)
        {
            inspection.Add(
                "soft-on-hard-level", pointer + "/level",
                $"{owner.Zh}带有权重，却放在“{HardLevel}”层级；请写 \"hard\"，或改用后面的层级。",
                $"{ProblemInspection.Sentence(owner.En)} has a weight but stands on level '{HardLevel}'; write \"hard\" or use a later level.");
        }
    }
}
