namespace Scheduling.Engine.Domain;

/// <summary>One text in the two languages every message has: simplified Chinese (the default) and English.</summary>
public sealed record LocalizedText(string Zh, string En)
{
    /// <summary>The text for a culture name: Chinese for <c>zh*</c>, English otherwise.</summary>
    public string In(string culture) =>
        culture.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Zh : En;

    /// <inheritdoc/>
    public override string ToString() => En;
}
