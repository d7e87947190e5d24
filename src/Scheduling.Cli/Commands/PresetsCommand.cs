using System.Text.Json;
using Scheduling.Cli.Input;
using Scheduling.Cli.Output;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Presets;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Serialization;
using Spectre.Console;
using Spectre.Console.Cli;
using Rule = Scheduling.Engine.Rules.Rule;

namespace Scheduling.Cli.Commands;

/// <summary>The presets there are, or one of them with its rules.</summary>
internal sealed class PresetsCommand(Surroundings surroundings) : PlannerCommand<PresetsCommand.Settings>(surroundings)
{
    protected override int Run(Settings settings, CommandOutput output, CancellationToken stop)
    {
        if (settings.Id is { } id)
        {
            WriteOne(PresetRules.Find(id, "ID"), output);
        }
        else if (output.ForPrograms)
        {
            output.Json(PresetCatalog.All.Select(p => new { id = p.Id, title = Both(p.Title), description = Both(p.Description), rules = p.Rules.Select(r => r.Descriptor.Id) }));
        }
        else
        {
            WriteAll(output);
        }

        return ExitStatus.Done;
    }

    private static void WriteAll(CommandOutput output)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("id").AddColumn(output.In("名称", "Title")).AddColumn(output.In("规则数", "Rules"));
        foreach (RulePreset preset in PresetCatalog.All)
        {
            table.AddRow(Markup.Escape(preset.Id), Markup.Escape(output.Language.Of(preset.Title)), $"{preset.Rules.Count}");
        }

        output.Write(table);
        output.Line("scheduling presets <ID> 查看一个预设的说明和规则；solve 和 check 用 --preset <ID> 套用。", "scheduling presets <ID> tells one preset with its rules; solve and check add it with --preset <ID>.");
    }

    private static void WriteOne(RulePreset preset, CommandOutput output)
    {
        if (output.ForPrograms)
        {
            // The rules as they stand in a problem.
            output.Json(new { id = preset.Id, title = Both(preset.Title), description = Both(preset.Description), rules = preset.Rules.Select(r => JsonSerializer.SerializeToElement(r, SchedulingJson.Default)) });
            return;
        }

        output.Text($"{output.Language.Of(preset.Title)} [{preset.Id}]", "bold");
        output.Text(output.Language.Of(preset.Description));
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("id").AddColumn(output.In("名称", "Title")).AddColumn(output.In("执行方式", "Held")).AddColumn(output.In("不同于默认的设置", "Settings other than by default"));
        foreach (Rule rule in preset.Rules)
        {
            RuleDescriptor about = rule.Descriptor;
            table.AddRow(new[] { about.Id, output.Language.Of(about.Title), output.Language.Of(RuleWords.Of(rule.Enforcement)), Changed(rule) }.Select(Markup.Escape).ToArray());
        }

        output.Write(table);
    }

    private static string Changed(Rule rule)
    {
        Dictionary<string, string> defaults = RuleDocument.SettingsOf(RuleCatalog.Default.Find(rule.Descriptor.Id)!).ToDictionary(s => s.Name, s => s.Default);
        return string.Join(", ", RuleDocument.SettingsOf(rule).Where(s => s.Default != defaults[s.Name]).Select(s => $"{s.Name} {s.Default}"));
    }

    private static object Both(LocalizedText text) => new { zh = text.Zh, en = text.En };

    internal sealed class Settings : PlannerSettings
    {
        [CommandArgument(0, "[ID]")]
        [Told("预设编号，例如 china-labour-law", "Id of a preset, such as china-labour-law")]
        public string? Id { get; init; }
    }
}
