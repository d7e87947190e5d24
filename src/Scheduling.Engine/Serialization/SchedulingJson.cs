using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Serialization;

/// <summary>The one JSON set-up of files, API and store: camelCase, ISO dates and times, unknown members refused, rules by their id in member <c>rule</c>.</summary>
public static class SchedulingJson
{
    /// <summary>Name of the member that says which rule an object is.</summary>
    internal const string RuleMember = "rule";

    /// <summary>Deepest nesting that is read.</summary>
    internal const int MaxDepth = 16;

    // Lists that few employees and problems need are left out when they are empty.
    private static readonly Type[] Rare =
    [
        typeof(IReadOnlyList<EarlierWork>), typeof(IReadOnlyList<PersonalRestriction>), typeof(IReadOnlyList<LieuTime>), typeof(IReadOnlyList<OvertimeApproval>),
    ];

    /// <summary>Options for the engine's own rules.</summary>
    public static JsonSerializerOptions Default { get; } = For(RuleCatalog.Default);

    /// <summary>Options for the rules of a catalogue.</summary>
    public static JsonSerializerOptions For(RuleCatalog catalog)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = MaxDepth,
            RespectNullableAnnotations = true,
            AllowDuplicateProperties = false,
            WriteIndented = true,
            AllowOutOfOrderMetadataProperties = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { info => AddRules(info, catalog), OmitEmpty } },
        };
        options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        // Local times are told to the minute.
        options.Converters.Insert(0, new NodaPatternConverter<LocalTime>(NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm")));
        options.Converters.Insert(0, new EnforcementConverter());
        options.Converters.Insert(0, new IsoDayOfWeekConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }

    private static void OmitEmpty(JsonTypeInfo info)
    {
        foreach (JsonPropertyInfo property in info.Properties.Where(p => Rare.Contains(p.PropertyType)))
        {
            property.ShouldSerialize = (_, value) => value is not System.Collections.ICollection { Count: 0 };
        }
    }

    private static void AddRules(JsonTypeInfo info, RuleCatalog catalog)
    {
        if (info.Type.IsSubclassOf(typeof(Rule)))
        {
            // What a rule computes, its descriptor above all, is no setting.
            foreach (JsonPropertyInfo computed in info.Properties.Where(p => p.Set is null).ToList())
            {
                info.Properties.Remove(computed);
            }
        }

        if (info.Type != typeof(Rule))
        {
            return;
        }

        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = RuleMember, UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization };
        foreach (Rule rule in catalog.Rules)
        {
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(rule.GetType(), rule.Descriptor.Id));
        }
    }
}
