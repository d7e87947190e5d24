using Scheduling.Engine.Domain;

namespace Scheduling.Cli;

/// <summary>The language people read: Chinese, English, or both one after the other.</summary>
internal enum Language
{
    English,
    Chinese,
    Both,
}

internal static class Languages
{
    /// <summary>Chinese when the environment's locale starts with <c>zh</c>, English otherwise. LC_ALL goes before LANG.</summary>
    public static Language OfEnvironment(Func<string, string?> variable)
    {
        string locale = variable("LC_ALL") is { Length: > 0 } all ? all : variable("LANG") ?? "";
        return locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Chinese : Language.English;
    }

    /// <summary>The language of a <c>--lang</c> value; null when there is no such language.</summary>
    public static Language? Parse(string? text) => text?.ToLowerInvariant() switch
    {
        "zh" or "zh-cn" => Language.Chinese,
        "en" => Language.English,
        "both" => Language.Both,
        _ => null,
    };

    /// <summary>
    /// Takes <c>--lang</c> out of the arguments before they are parsed: it may stand anywhere, and help and parse errors already speak the
    /// language. The last value counts; it is empty when none follows.
    /// </summary>
    public static (IReadOnlyList<string> Others, string? Value) Take(IReadOnlyList<string> arguments)
    {
        const string option = "--lang";
        List<string> others = [];
        string? value = null;
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == option)
            {
                bool follows = i + 1 < arguments.Count && !arguments[i + 1].StartsWith('-');
                value = follows ? arguments[++i] : "";
            }
            else if (arguments[i].StartsWith(option + "=", StringComparison.Ordinal))
            {
                value = arguments[i][(option.Length + 1)..];
            }
            else
            {
                others.Add(arguments[i]);
            }
        }

        return (others, value);
    }

    public static string Of(this Language language, LocalizedText text) => language switch
    {
        Language.Chinese => text.Zh,
        Language.English => text.En,
        _ => text.Zh + " / " + text.En,
    };
}
