using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Serialization;

/// <summary>
/// Compares a JSON text with the form it shall have, member by member, and reports every difference at once, where deserialization would
/// stop at the first and would let null entries of lists pass. It reads the form from the serializer's own description of the types.
/// </summary>
internal sealed class JsonInspection(JsonSerializerOptions options)
{
    private readonly Dictionary<Type, Dictionary<string, JsonPropertyInfo>> _members = [];
    private readonly JsonFindings _findings = new();

    /// <summary>Everything in which an element differs from the form of a type.</summary>
    public IReadOnlyList<InputProblem> Inspect(JsonElement root, Type type)
    {
        Value(root, type, JsonPlace.Root, root);
        return _findings.Conclude();
    }

    /// <summary>Looks at a value that is not null. The owner is the object it belongs to.</summary>
    private void Value(JsonElement element, Type type, JsonPlace place, JsonElement owner)
    {
        if (_findings.Full)
        {
            return;
        }

        if (type == typeof(Rule))
        {
            RuleObject(element, place, owner);
            return;
        }

        JsonTypeInfo info = options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object:
                Object(element, type, place, owner, []);
                break;
            case JsonTypeInfoKind.Enumerable:
                List(element, info.ElementType!, place, owner);
                break;
            case JsonTypeInfoKind.Dictionary:
                Table(element, info.ElementType!, place, owner);
                break;
            default:
                Leaf(element, info, place, owner);
                break;
        }
    }

    private void RuleObject(JsonElement element, JsonPlace place, JsonElement owner)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            _findings.WrongType(place, element, owner, JsonForms.Object);
            return;
        }

        JsonPolymorphismOptions rules = options.GetTypeInfo(typeof(Rule)).PolymorphismOptions!;
        if (JsonFindings.Member(element, SchedulingJson.RuleMember) is not { } id)
        {
            _findings.Missing(place, SchedulingJson.RuleMember, element);
        }
        else if (id.ValueKind != JsonValueKind.String)
        {
            _findings.WrongType(place.Member(SchedulingJson.RuleMember), id, element, JsonForms.Of(typeof(string)));
        }
        else if (JsonFindings.TextOf(id) is not { } name)
        {
            _findings.Unreadable(place.Member(SchedulingJson.RuleMember), element);
        }
        else if (rules.DerivedTypes.FirstOrDefault(d => name == (string)d.TypeDiscriminator!) is { DerivedType: { } derived })
        {
            Object(element, derived, place, owner, [SchedulingJson.RuleMember]);
        }
        else
        {
            _findings.UnknownRule(place.Member(SchedulingJson.RuleMember), id, [.. rules.DerivedTypes.Select(d => (string)d.TypeDiscriminator!)]);
        }
    }

    private void Object(JsonElement element, Type type, JsonPlace place, JsonElement owner, IEnumerable<string> seenBefore)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            _findings.WrongType(place, element, owner, JsonForms.Object);
            return;
        }

        Dictionary<string, JsonPropertyInfo> members = MembersOf(type);
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> discriminators = [.. seenBefore];
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (_findings.Full)
            {
                return;
            }

            if (JsonFindings.NameOf(member) is not { } name)
            {
                _findings.Unreadable(place, element);
                continue;
            }

            if (!seen.Add(name))
            {
                _findings.Duplicate(place, name, element);
            }
            else if (members.TryGetValue(name, out JsonPropertyInfo? property))
            {
                MemberValue(member.Value, property, place, element);
            }
            else if (!discriminators.Contains(name))
            {
                _findings.UnknownMember(place, name, element, members.Keys.Concat(discriminators));
            }
        }

        foreach (JsonPropertyInfo property in members.Values.Where(p => p.IsRequired && !seen.Contains(p.Name)))
        {
            _findings.Missing(place, property.Name, element);
        }
    }

    private void MemberValue(JsonElement value, JsonPropertyInfo property, JsonPlace place, JsonElement owner)
    {
        Type? unwrapped = Nullable.GetUnderlyingType(property.PropertyType);
        bool mayBeNull = unwrapped is not null || (!property.PropertyType.IsValueType && property.IsSetNullable);
        if (property.Set is null || (value.ValueKind == JsonValueKind.Null && mayBeNull))
        {
            return;
        }

        JsonPlace inside = place.Member(property.Name);
        if (value.ValueKind == JsonValueKind.Null)
        {
            _findings.NullMember(inside, property.Name, owner);
            return;
        }

        Value(value, unwrapped ?? property.PropertyType, inside, owner);
    }

    private void List(JsonElement element, Type itemType, JsonPlace place, JsonElement owner)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            _findings.WrongType(place, element, owner, JsonForms.List);
            return;
        }

        Type type = Nullable.GetUnderlyingType(itemType) ?? itemType;
        int index = -1;
        foreach (JsonElement item in element.EnumerateArray())
        {
            index++;
            if (item.ValueKind == JsonValueKind.Null)
            {
                if (type == itemType)
                {
                    _findings.NullItem(place.Item(index), place, index, owner);
                }
            }
            else if (type != typeof(int) || item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out _))
            {
                Value(item, type, place.Item(index), owner);
            }
        }
    }

    /// <summary>An object whose members are named by the input, such as employees' places in a cycle.</summary>
    private void Table(JsonElement element, Type itemType, JsonPlace place, JsonElement owner)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            _findings.WrongType(place, element, owner, JsonForms.Object);
            return;
        }

        HashSet<string> seen = [];
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (_findings.Full)
            {
                return;
            }

            if (JsonFindings.NameOf(member) is not { } name)
            {
                _findings.Unreadable(place, owner);
            }
            else if (!seen.Add(name))
            {
                _findings.Duplicate(place, name, element);
            }
            else if (member.Value.ValueKind == JsonValueKind.Null)
            {
                _findings.NullMember(place.Member(name), name, element);
            }
            else
            {
                Value(member.Value, Nullable.GetUnderlyingType(itemType) ?? itemType, place.Member(name), element);
            }
        }
    }

    private void Leaf(JsonElement element, JsonTypeInfo info, JsonPlace place, JsonElement owner)
    {
        if (element.ValueKind == JsonValueKind.String && JsonFindings.TextOf(element) is null)
        {
            _findings.Unreadable(place, owner);
            return;
        }

        try
        {
            _ = element.Deserialize(info);
        }
        catch (Exception fault) when (JsonFindings.IsAboutInput(fault))
        {
            JsonForm form = JsonForms.Of(info.Type);
            if (!form.Kinds.Contains(element.ValueKind))
            {
                _findings.WrongType(place, element, owner, form);
            }
            else
            {
                string inner = JsonPlace.FromPath((fault as JsonException)?.Path);
                _findings.Invalid(place, inner, element, owner, form);
            }
        }
    }

    private Dictionary<string, JsonPropertyInfo> MembersOf(Type type)
    {
        if (!_members.TryGetValue(type, out Dictionary<string, JsonPropertyInfo>? members))
        {
            // Members that are neither read nor written are unknown to people.
            _members[type] = members = options.GetTypeInfo(type).Properties
                .Where(p => p.Get is not null || p.Set is not null)
                .ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        }

        return members;
    }
}
