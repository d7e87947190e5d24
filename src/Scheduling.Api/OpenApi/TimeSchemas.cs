using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Api.OpenApi;

/// <summary>Describes the types that have a JSON form of their own, which the generator cannot see.</summary>
internal static class TimeSchemas
{
    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        Type type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsEnum)
        {
            // Without a type makers of clients take it for a number.
            schema.Type ??= type == context.JsonTypeInfo.Type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        }
        else if (type == typeof(LocalDate))
        {
            Text(schema, "date", "2026-07-06");
        }
        else if (type == typeof(LocalTime))
        {
            Text(schema, null, "08:30");
            schema.Pattern = "^([01]\\d|2[0-3]):[0-5]\\d$";
        }
        else if (type == typeof(LocalDateTime))
        {
            Text(schema, null, "2026-07-06T08:30:00");
            schema.Description ??= "Local date and time without an offset.";
        }
        else if (type == typeof(Instant))
        {
            Text(schema, "date-time", "2026-07-06T00:30:00Z");
        }
        else if (type == typeof(IsoDayOfWeek))
        {
            Text(schema, null, "monday");
            schema.Enum = [.. Days.Select(d => (JsonNode)d)];
        }
        else if (type == typeof(Enforcement))
        {
            schema.Properties?.Clear();
            schema.Required?.Clear();
            schema.Type = null;
            schema.Description = "\"hard\", \"off\", or {\"level\": \"quality\", \"weight\": 10}.";
            schema.Examples = [new JsonObject { ["level"] = SchedulingProblem.DefaultLevels[^1], ["weight"] = 10 }];
        }

        return Task.CompletedTask;
    }

    private static void Text(OpenApiSchema schema, string? format, string example)
    {
        schema.Properties?.Clear();
        schema.Required?.Clear();
        schema.Type = JsonSchemaType.String;
        schema.Format = format;
        schema.Examples = [example];
    }
}
