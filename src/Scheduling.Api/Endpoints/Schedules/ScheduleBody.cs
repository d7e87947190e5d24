using System.Text.Json;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Serialization;
using Scheduling.Store;

namespace Scheduling.Api.Endpoints.Schedules;

/// <summary>Reads what is posted to <c>/schedules</c>: a problem by itself, or with options and a start.</summary>
internal static class ScheduleBody
{
    private const string ProblemMember = "problem";

    public static async Task<SolveRequest> ReadSolveAsync(HttpRequest request)
    {
        ReadOnlyMemory<byte> body = await request.JsonAsync();
        if (!IsWrapped(body.Span))
        {
            return new SolveRequest { Problem = ProblemReader.ReadProblem(body).OrRefuse() };
        }

        SolveRequest solve = ProblemReader.Read<SolveRequest>(body).OrRefuse();
        Refuse("/problem", ProblemValidator.Validate(solve.Problem));
        if (solve.Start is { } start)
        {
            Refuse("/start", RosterShape.Check(solve.Problem, start));
        }

        return solve;
    }

    public static async Task<ScoreRequest> ReadScoreAsync(HttpRequest request)
    {
        ScoreRequest score = await request.ReadAsync<ScoreRequest>();
        Refuse("/problem", ProblemValidator.Validate(score.Problem));
        return score;
    }

    /// <summary>Whether the outermost object has a member <c>problem</c>. What cannot be read is left to the reader to tell.</summary>
    private static bool IsWrapped(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body.StartsWith("\uFEFF"u8) ? body[3..] : body);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    if (reader.ValueTextEquals(ProblemMember))
                    {
                        return true;
                    }

                    reader.Skip();
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }

    private static void Refuse(string pointer, IReadOnlyList<InputProblem> problems)
    {
        if (problems.Count > 0)
        {
            throw new StoreException(StoreFailure.Invalid, InputCheck.Under(pointer, problems));
        }
    }
}
