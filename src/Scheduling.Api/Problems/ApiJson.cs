using System.Text.Json;
using Scheduling.Store;

namespace Scheduling.Api.Problems;

/// <summary>The engine's JSON set-up, for the answers of the API.</summary>
public static class ApiJson
{
    /// <summary>The engine's form on one line.</summary>
    public static JsonSerializerOptions Options => StoreJson.Options;

    /// <summary>Makes the host's own options like the engine's.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        JsonSerializerOptions engine = Options;
        options.PropertyNamingPolicy = engine.PropertyNamingPolicy;
        options.NumberHandling = engine.NumberHandling;
        options.UnmappedMemberHandling = engine.UnmappedMemberHandling;
        options.DefaultIgnoreCondition = engine.DefaultIgnoreCondition;
        options.MaxDepth = engine.MaxDepth;
        options.RespectNullableAnnotations = engine.RespectNullableAnnotations;
        options.AllowDuplicateProperties = engine.AllowDuplicateProperties;
        options.AllowOutOfOrderMetadataProperties = engine.AllowOutOfOrderMetadataProperties;
        options.Encoder = engine.Encoder;
        options.TypeInfoResolver = engine.TypeInfoResolver;
        options.Converters.Clear();
        foreach (var converter in engine.Converters)
        {
            options.Converters.Add(converter);
        }
    }
}
