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

    /// <summary>Looks for <c>--lang</c> before the arguments are parsed, so that help and parse errors already speak the language.</summary>
    public static Language Of(IReadOnlyList<string> arguments, Func<string, string?> variable)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            string? value = arguments[i] == "--lang" && i + 1 < arguments.Count ? arguments[i + 1]
                : arguments[i].StartsWith("--lang=", StringComparison.Ordinal) ? arguments[i]["--lang=".Length..] : null;
            if (Parse(value) is { } language)
            {
                return language;
            }
        }

        return OfEnvironment(variable);
    }

    public static string Of(this Language language, LocalizedText text) => language switch
    {
        Language.Chinese => text.Zh,
        Language.English => text.En,
        _ => text.Zh + " / " + text.En,
    };
}
