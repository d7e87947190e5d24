using System.Collections;
using System.Reflection;
using System.Text.Json;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Tests.Domain;

namespace Scheduling.Engine.Tests.Serialization;

public sealed class RoundTripTests
{
    [Fact]
    public void A_problem_with_every_member_filled_in_survives_json()
    {
        string json = JsonSerializer.Serialize(WholeProblem.Valid, SchedulingJson.Default);
        SchedulingProblem again = JsonSerializer.Deserialize<SchedulingProblem>(json, SchedulingJson.Default)!;

        Assert.Equal(json, JsonSerializer.Serialize(again, SchedulingJson.Default));
        AssertSame(WholeProblem.Valid, again, "problem");
    }

    [Fact]
    public void A_roster_survives_json()
    {
        var roster = new Roster { Assignments = WholeProblem.Valid.Published! };

        AssertSame(roster, JsonSerializer.Deserialize<Roster>(JsonSerializer.Serialize(roster, SchedulingJson.Default), SchedulingJson.Default)!, "roster");
    }

    [Fact]
    public void The_whole_problem_fills_in_every_domain_type()
    {
        HashSet<Type> met = [];
        Visit(WholeProblem.Valid, met);
        Visit(new Roster { Assignments = [] }, met);
        Type[] output = [typeof(InputProblem), typeof(LocalizedText)];

        Assert.Empty(typeof(SchedulingProblem).Assembly.GetExportedTypes()
            .Where(t => t.Namespace == typeof(SchedulingProblem).Namespace && !t.IsEnum && !(t.IsAbstract && t.IsSealed))
            .Except(met).Except(output));
    }

    [Fact]
    public void Every_rule_survives_json_at_its_defaults()
    {
        Assert.All(RuleCatalog.Default.Rules, rule =>
        {
            string json = JsonSerializer.Serialize<Rule>(rule, SchedulingJson.Default);
            Assert.Contains($"\"rule\": \"{rule.Descriptor.Id}\"", json, StringComparison.Ordinal);
            Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Rule>(json, SchedulingJson.Default), SchedulingJson.Default));
        });
    }

    [Fact]
    public void A_shift_that_ends_at_midnight_is_written_to_00_00()
    {
        string json = JsonSerializer.Serialize(new ShiftPart { Start = new LocalTime(16, 0), End = LocalTime.Midnight }, SchedulingJson.Default);

        Assert.Contains("\"end\": \"00:00\"", json, StringComparison.Ordinal);
        Assert.Equal(LocalTime.Midnight, JsonSerializer.Deserialize<ShiftPart>(json, SchedulingJson.Default)!.End);
    }

    [Fact]
    public void Members_that_are_left_out_take_their_defaults_and_the_schema_version_is_written()
    {
        Horizon horizon = JsonSerializer.Deserialize<Horizon>("""{ "start": "2026-07-06", "days": 7 }""", SchedulingJson.Default)!;
        string json = JsonSerializer.Serialize(WholeProblem.Valid, SchedulingJson.Default);

        Assert.Equal(("Asia/Shanghai", 30, IsoDayOfWeek.Monday, 2), (horizon.TimeZone, horizon.IntervalMinutes, horizon.WeekStart, horizon.Weekend.Count));
        Assert.StartsWith("{\n  \"schemaVersion\": 1,", json.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
    }

    private static void AssertSame(object? expected, object? actual, string path)
    {
        if (expected is null || expected is string || expected.GetType().IsPrimitive || expected is Enum or LocalDate or LocalTime or LocalDateTime)
        {
            Assert.True(Equals(expected, actual), $"{path}: {expected} became {actual}.");
        }
        else if (expected is IEnumerable list)
        {
            object?[] before = [.. list.Cast<object?>()];
            object?[] after = [.. ((IEnumerable)actual!).Cast<object?>()];
            Assert.True(before.Length == after.Length, $"{path}: {before.Length} entries became {after.Length}.");
            for (int i = 0; i < before.Length; i++)
            {
                AssertSame(before[i], after[i], $"{path}/{i}");
            }
        }
        else
        {
            Assert.Equal(expected.GetType(), actual!.GetType());
            foreach (PropertyInfo property in expected.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name != nameof(Rule.Descriptor)))
            {
                AssertSame(property.GetValue(expected), property.GetValue(actual), $"{path}/{property.Name}");
            }
        }
    }

    private static void Visit(object? value, HashSet<Type> met)
    {
        if (value is IEnumerable list and not string)
        {
            foreach (object? item in list)
            {
                Visit(item, met);
            }
        }
        else if (value?.GetType() is { } type && type.Assembly == typeof(SchedulingProblem).Assembly)
        {
            met.Add(type);
            foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name != nameof(Rule.Descriptor)))
            {
                Visit(property.GetValue(value), met);
            }
        }
    }
}
