using System.Text.Json;
using System.Xml;
using Scheduling.Api.Hosting;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Store.Runs;

namespace Scheduling.Api.Endpoints.Schedules;

/// <summary>How a solve ends and works; whichever limit is met first ends it.</summary>
internal sealed record SolveRequestOptions
{
    /// <summary>Most time: an ISO 8601 duration such as <c>PT30S</c>, or seconds. Default 30 s; never more than the operator allows.</summary>
    public JsonElement? TimeLimit { get; init; }

    /// <summary>Ends when no better roster was found for this long. None by default.</summary>
    public JsonElement? UnimprovedLimit { get; init; }

    /// <summary>Ends when the gap of every level is at most this share, 0 to below 1. Default 0: proven optimal.</summary>
    public double GapLimit { get; init; }

    /// <summary>Most work in deterministic units (about seconds on one core); the run is then repeatable and the other limits do not count.</summary>
    public double? DeterministicLimit { get; init; }

    /// <summary>Seed. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The options of a run; what is out of range is refused, what is more than the operator allows is cut to it.</summary>
    public RunOptions ToRun(SchedulingSettings settings, string pointer)
    {
        var check = new InputCheck();
        double limit = Seconds(TimeLimit, pointer + "/timeLimit", check) ?? new RunOptions().TimeLimitSeconds;
        double? unimproved = Seconds(UnimprovedLimit, pointer + "/unimprovedLimit", check);
        check.Range(pointer + "/gapLimit", GapLimit, 0, 0.999999).Range(pointer + "/deterministicLimit", DeterministicLimit, 0.000001, 1e6).Range(pointer + "/seed", Seed, 0, int.MaxValue).Conclude();
        return new RunOptions
        {
            TimeLimitSeconds = Math.Min(limit, settings.MaximumSolveSeconds),
            UnimprovedLimitSeconds = unimproved,
            GapLimit = GapLimit,
            DeterministicLimit = DeterministicLimit is { } work ? Math.Min(work, settings.MaximumSolveSeconds) : null,
            Seed = Seed,
        };
    }

    private static double? Seconds(JsonElement? value, string pointer, InputCheck check)
    {
        double? seconds = null;
        switch (value)
        {
            case null:
                return null;
            case { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out double given):
                seconds = given;
                break;
            case { ValueKind: JsonValueKind.String } text:
                seconds = Duration(text.GetString()!);
                break;
        }

        if (seconds is not { } sound || !(sound > 0 && sound <= 86_400))
        {
            check.Add("invalid-duration", pointer, "时限应为 ISO 8601 时长（例如 PT30S）或秒数，大于 0，最多一天。", "A limit is an ISO 8601 duration such as PT30S or a number of seconds, above 0 and at most a day.");
            return null;
        }

        return sound;
    }

    private static double? Duration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text).TotalSeconds;
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            return null;
        }
    }
}

/// <summary>A problem to be solved, with how.</summary>
internal sealed record SolveRequest
{
    /// <summary>The problem.</summary>
    public required SchedulingProblem Problem { get; init; }

    /// <summary>How the solve ends and works.</summary>
    public SolveRequestOptions? Options { get; init; }

    /// <summary>A roster to start from; it may break rules.</summary>
    public Roster? Start { get; init; }
}

/// <summary>A roster to be judged.</summary>
internal sealed record ScoreRequest
{
    /// <summary>The problem.</summary>
    public required SchedulingProblem Problem { get; init; }

    /// <summary>The roster.</summary>
    public required Roster Roster { get; init; }
}
