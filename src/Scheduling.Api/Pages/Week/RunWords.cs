using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Solving;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;

namespace Scheduling.Api.Pages.Week;

/// <summary>What is said about a run and about the score of a roster.</summary>
public static class RunWords
{
    public static bool IsActive(RunRow run) => run.State is RunState.Queued or RunState.Solving;

    /// <summary>The first level that is not proven: the later ones only count once it is.</summary>
    public static LevelScore? OpenLevel(IReadOnlyList<LevelScore> levels) => levels.FirstOrDefault(l => l.Penalty > l.LowerBound);

    /// <summary>Above this a bound says nothing a planner could use.</summary>
    private const double UsefulGap = 0.5;

    /// <summary>While it solves: how far it may be from the optimum.</summary>
    public static string Live(IReadOnlyList<LevelScore> levels, Wording words)
    {
        if (levels.Count == 0)
        {
            return "";
        }

        return OpenLevel(levels) is not { } open ? words[Texts.ProvenOptimal]
            : open.LowerBound == 0 ? $"{words[Texts.Level(open.Name)]}{Colon(words)}{words[Texts.NoBoundYet]}"
            : $"{words[Texts.Level(open.Name)]}{Colon(words)}{words.Fill(Texts.GapStopNow, words.Percent(open.Gap))}";
    }

    /// <summary>When it is over: what is proven of the result.</summary>
    public static string Proof(RosterScore score, Wording words) => score.Status switch
    {
        null => words[Texts.HandMade],
        SolveStatus.Optimal => words[Texts.ProvenOptimal],
        SolveStatus.Infeasible => words[Texts.ProvenImpossible],
        SolveStatus.Unknown => words[Texts.NoFeasible],
        _ => OpenLevel(score.Levels) is not { } open ? words[Texts.ProvenOptimal]
            : open.LowerBound == 0 ? $"{words[Texts.Level(open.Name)]}{Colon(words)}{words[Texts.NoBound]}"
            : open.Gap > UsefulGap ? $"{words[Texts.Level(open.Name)]}{Colon(words)}{words.Fill(Texts.WeakBound, words.Percent(open.Gap))}"
            : words.Fill(Texts.WithinPercent, words.Percent(open.Gap), words[Texts.Level(open.Name)]),
    };

    /// <summary>The style of <see cref="Proof"/>: good news, bad news, or an open question.</summary>
    public static string ProofStyle(RosterScore score) => !score.Passes ? "proof bad"
        : score.Status is not null && OpenLevel(score.Levels) is not { Gap: > UsefulGap } ? "proof" : "proof open";

    /// <summary>Where a run stands.</summary>
    public static string State(RunRow run, Instant now, Wording words) => run.State switch
    {
        RunState.Queued => words[now - (run.DueAt ?? run.CreatedAt) > Duration.FromSeconds(15) ? Texts.QueuedLong : Texts.Queued],
        RunState.Solving when run.StopRequested => words[Texts.Stopping],
        RunState.Solving => words.Fill(Texts.Solving, Elapsed(run, now)),
        RunState.Solved => words[Texts.Solved],
        RunState.Stopped => words[run.Roster is null ? Texts.StoppedEmpty : Texts.Stopped],
        _ => words[Texts.Failed],
    };

    /// <summary>A text that a row keeps as JSON of both languages, or as it is.</summary>
    public static string? Stored(string? text, Wording words)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return text.StartsWith('{') ? words[StoreJson.Read<LocalizedText>(text)] : text;
    }

    public static LocalizedText Origin(string origin) => origin switch
    {
        "solve" => Texts.OriginSolve,
        "resolve" => Texts.OriginResolve,
        "edit" => Texts.OriginEdit,
        "restore" => Texts.OriginRestore,
        "accept" => Texts.OriginAccept,
        "import" => Texts.OriginImport,
        _ => new LocalizedText(origin, origin),
    };

    public static LocalizedText State(RosterState state) => state switch
    {
        RosterState.Draft => Texts.Draft,
        RosterState.Published => Texts.Published,
        RosterState.Proposal => Texts.Proposal,
        RosterState.Declined => Texts.DeclinedState,
        _ => Texts.Superseded,
    };

    private static long Elapsed(RunRow run, Instant now) => run.StartedAt is { } started ? Math.Max(0, (long)(now - started).TotalSeconds) : 0;

    private static string Colon(Wording words) => words.IsChinese ? "：" : ": ";
}
