using System.Text.Json;
using NodaTime;
using Scheduling.Api.Endpoints.Schedules;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;

namespace Scheduling.Api.Endpoints.Rosters;

/// <summary>A version of a week's roster.</summary>
/// <param name="Number">1, 2, 3 … within the week; the ETag.</param>
/// <param name="State">DRAFT, PROPOSAL, PUBLISHED, SUPERSEDED or DECLINED.</param>
/// <param name="BasedOn">The version it was made from.</param>
/// <param name="Origin">What made it: solve, resolve, edit, restore, accept, import.</param>
/// <param name="Note">A sentence: the edit, or what caused a proposal.</param>
/// <param name="Status">What the solver proved, where a solver made it.</param>
/// <param name="Score">The independent evaluator's judgement.</param>
/// <param name="RunId">The run that made it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="CreatedBy">By whom.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="PublishedBy">By whom.</param>
/// <param name="Roster">The assignments; absent in lists.</param>
internal sealed record RevisionAnswer(
    int Number, string State, int? BasedOn, string Origin, string Note, string? Status, ScoreSummary Score, Guid? RunId,
    Instant CreatedAt, string CreatedBy, Instant? PublishedAt, string? PublishedBy, Roster? Roster)
{
    public static RevisionAnswer Of(RosterRow row, HttpRequest request)
    {
        var score = StoreJson.Read<RosterScore>(row.Score);
        return new RevisionAnswer(
            row.Number, row.State.ToString().ToUpperInvariant(), row.BasedOn, row.Origin, NoteIn(row.Note, request), RunWords.Of(score.Status), ScoreSummary.Of(score), row.RunId,
            row.CreatedAt, row.CreatedBy, row.PublishedAt, row.PublishedBy, row.Body.Length == 0 ? null : StoreJson.Read<Roster>(row.Body));
    }

    /// <summary>The cause of an automatic run is kept in both languages.</summary>
    private static string NoteIn(string note, HttpRequest request)
    {
        try
        {
            return note.StartsWith('{') ? StoreJson.Read<LocalizedText>(note).In(request) : note;
        }
        catch (JsonException)
        {
            return note;
        }
    }
}

/// <summary>What stands of a week. Whoever may not see drafts sees what is published alone.</summary>
internal sealed record WeekAnswer(
    string Team, LocalDate Week, RevisionAnswer? Head, RevisionAnswer? Published, RevisionAnswer? Proposal, RunAnswer? Run, IReadOnlyList<Pin> Pins);

/// <summary>What an edit does: violations it brings and takes away, penalties before and after.</summary>
internal sealed record JudgementAnswer(
    bool Allowed, IReadOnlyList<UnsoundAnswer> Unsound, IReadOnlyList<ViolationAnswer> Added, IReadOnlyList<ViolationAnswer> Removed, IReadOnlyList<long> Before, IReadOnlyList<long> After)
{
    public static JudgementAnswer Of(SchedulingProblem problem, EditJudgement judgement) => new(
        judgement.Allowed, [.. judgement.Unsound.Select(p => new UnsoundAnswer(p.Code, p.Pointer, p.Message))],
        ViolationAnswer.Of(problem, judgement.Added), ViolationAnswer.Of(problem, judgement.Removed), judgement.Before, judgement.After);
}

/// <summary>The version an edit made, with its judgement.</summary>
internal sealed record EditAnswer(RevisionAnswer Revision, JudgementAnswer Judgement);

/// <summary>Cells as they shall be.</summary>
internal sealed record EditRequest
{
    /// <summary>The cells; a cell without a shift type becomes a day off.</summary>
    public required IReadOnlyList<CellEdit> Edits { get; init; }
}

/// <summary>How to solve a week.</summary>
internal sealed record WeekSolveRequest
{
    /// <summary>How the solve ends and works.</summary>
    public SolveRequestOptions? Options { get; init; }
}

/// <summary>Which version to make the draft again.</summary>
internal sealed record RestoreRequest
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }
}

/// <summary>How to publish.</summary>
internal sealed record PublishRequest
{
    /// <summary>Why broken hard rules are accepted; needed when there are any.</summary>
    public string? AcceptNote { get; init; }
}

/// <summary>A cell to be fixed.</summary>
internal sealed record PinRequest
{
    /// <summary>Id of the shift type; a day off when absent.</summary>
    public string? ShiftType { get; init; }

    /// <summary>Local start; any start of the shift type when absent.</summary>
    public LocalTime? Start { get; init; }

    /// <summary>Id of the post; any of the shift type when absent.</summary>
    public string? Post { get; init; }
}
