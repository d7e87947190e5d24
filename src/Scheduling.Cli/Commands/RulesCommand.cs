using Scheduling.Cli.Input;
using Scheduling.Cli.Output;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Spectre.Console;
using Spectre.Console.Cli;
using Rule = Scheduling.Engine.Rules.Rule;

namespace Scheduling.Cli.Commands;

/// <summary>The catalogue of rules, one rule in words, or the document about all of them.</summary>
internal sealed class RulesCommand(Surroundings surroundings) : PlannerCommand<RulesCommand.Settings>(surroundings)
{
    protected override int Run(Settings settings, CommandOutput output, CancellationToken stop)
    {
        if (settings.Markdown)
        {
            output.Raw(RuleDocument.Markdown(RuleCatalog.Default));
        }
        else if (settings.Id is { } id)
        {
            WriteOne(RuleCatalog.Default.Find(id) ?? throw Unknown(id), output);
        }
        else if (settings.Json)
        {
            output.Json(RuleCatalog.Default.Rules.Select(InJson));
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
        table.AddColumn("id").AddColumn(output.In("名称", "Title")).AddColumn(output.In("默认", "Default")).AddColumn(output.In("计量单位", "Unit")).AddColumn(output.In("制度条目", "Policy"));
        foreach (Rule rule in RuleCatalog.Default.Rules)
        {
            RuleDescriptor about = rule.Descriptor;
            table.AddRow(new[] { about.Id, output.Language.Of(about.Title), output.Language.Of(RuleWords.Of(rule.Enforcement)), output.Language.Of(about.Unit), string.Join(" ", about.Policy) }.Select(Markup.Escape).ToArray());
        }

        output.Write(table);
        output.Line("scheduling rules <ID> 查看一条规则的说明和设置。", "scheduling rules <ID> tells one rule with its settings.");
    }

    private static void WriteOne(Rule rule, CommandOutput output)
    {
        RuleDescriptor about = rule.Descriptor;
        if (output.ForPrograms)
        {
            output.Json(InJson(rule));
            return;
        }

        output.Text($"{output.Language.Of(about.Title)} [{about.Id}]", "bold");
        output.Text(output.Language.Of(about.Description));
        output.Line($"计量单位：{about.Unit.Zh}", $"Unit of excess: {about.Unit.En}");
        output.Line($"默认执行方式：{RuleWords.Of(rule.Enforcement).Zh}", $"Held by default: {RuleDocument.EnforcementText(rule.Enforcement)}");
        output.Line($"制度条目：{string.Join("、", about.Policy)}", $"Policy rows: {string.Join(", ", about.Policy)}");
        IReadOnlyList<RuleSetting> settings = RuleDocument.SettingsOf(rule);
        if (settings.Count == 0)
        {
            output.Line("没有设置。", "No settings of its own.");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(output.In("设置", "Setting")).AddColumn(output.In("类型", "Type")).AddColumn(output.In("默认值", "Default"));
        foreach (RuleSetting setting in settings)
        {
            table.AddRow(Markup.Escape(setting.Name), Markup.Escape(output.Language.Of(setting.TypeText())), Markup.Escape(output.Language.Of(RuleWords.OfDefault(setting))));
        }

        output.Write(table);
    }

    private static object InJson(Rule rule) => new
    {
        id = rule.Descriptor.Id,
        title = Both(rule.Descriptor.Title),
        description = Both(rule.Descriptor.Description),
        unit = Both(rule.Descriptor.Unit),
        policy = rule.Descriptor.Policy,
        enforcement = RuleDocument.EnforcementText(rule.Enforcement),
        settings = RuleDocument.SettingsOf(rule).Select(setting => new { name = setting.Name, type = setting.Type, @default = setting.Default }),
    };

    private static object Both(LocalizedText text) => new { zh = text.Zh, en = text.En };

    private static BadInputException Unknown(string id) => new("unknown-rule", "ID",
        $"没有编号为“{id}”的规则；用 scheduling rules 查看全部编号。",
        $"There is no rule '{id}'; scheduling rules lists every id.");

    internal sealed class Settings : PlannerSettings
    {
        [CommandArgument(0, "[ID]")]
        [Told("规则编号，例如 minimum-rest", "Id of a rule, such as minimum-rest")]
        public string? Id { get; init; }

        [CommandOption("--markdown")]
        [Told("输出 docs/rules.md", "Write docs/rules.md")]
        public bool Markdown { get; init; }
    }
}
