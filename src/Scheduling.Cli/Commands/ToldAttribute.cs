using System.ComponentModel;
using System.Globalization;

namespace Scheduling.Cli.Commands;

/// <summary>What an option is for, in the language of the help page.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
internal sealed class ToldAttribute(string zh, string en) : DescriptionAttribute
{
    public string Zh { get; } = zh;

    public string En { get; } = en;

    public override string Description => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? Zh : En;
}
