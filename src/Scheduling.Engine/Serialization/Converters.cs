using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Serialization;

/// <summary><c>"hard"</c>, <c>"off"</c> or <c>{"level":"quality","weight":10}</c>.</summary>
internal sealed class EnforcementConverter : JsonConverter<Enforcement>
{
    public override Enforcement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString() switch
            {
                "hard" => Enforcement.Hard,
                "off" => Enforcement.Off,
                string other => throw new JsonException($"Enforcement is '{other}'; it must be \"hard\", \"off\" or {{\"level\": …, \"weight\": …}}."),
                null => throw new JsonException("Enforcement is null; leave it out for the rule's default."),
            };
        }

        SoftForm soft = JsonSerializer.Deserialize<SoftForm>(ref reader, options) ?? throw new JsonException("Enforcement is null; leave it out for the rule's default.");
        return Enforcement.Soft(soft.Weight, soft.Level);
    }

    public override void Write(Utf8JsonWriter writer, Enforcement value, JsonSerializerOptions options)
    {
        if (value.Kind != "soft")
        {
            writer.WriteStringValue(value.Kind);
            return;
        }

        JsonSerializer.Serialize(writer, new SoftForm(value.Weight, value.Level!), options);
    }

    private sealed record SoftForm([property: JsonRequired] long Weight, string Level = Enforcement.QualityLevel);
}

/// <summary>Days of the week by their English names in lower case, such as <c>"monday"</c>.</summary>
internal sealed class IsoDayOfWeekConverter : JsonConverter<IsoDayOfWeek>
{
    public override IsoDayOfWeek Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        for (IsoDayOfWeek day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            if (string.Equals(text, day.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return day;
            }
        }

        throw new JsonException($"'{text}' is no day of the week; use monday to sunday.");
    }

    public override void Write(Utf8JsonWriter writer, IsoDayOfWeek value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString().ToLowerInvariant());
}
