using Npgsql;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Store;

namespace Scheduling.Faults.Checking;

/// <summary>The evaluator's part of I5: every stored roster is judged again against the problem it was made from.</summary>
internal static class RosterJudge
{
    private const string Rosters = """
        select r.team_id || ' ' || r.week_start || ' revision ' || r.number, p.body, r.body, (r.score::jsonb ->> 'passes')::boolean, r.problem_id
        from roster r join problem p on p.id = r.problem_id where r.origin in ('resolve', 'solve') order by r.problem_id
        """;

    /// <summary>Rosters that do not fit their problem, or of which the stored verdict on hard rules is not the evaluator's.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(NpgsqlConnection database)
    {
        List<string> breaches = [];
        await using var command = new NpgsqlCommand(Rosters, database);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            Evaluation evaluation = RosterEvaluator.Evaluate(StoreJson.Read<SchedulingProblem>(reader.GetString(1)), StoreJson.Read<Roster>(reader.GetString(2)));
            if (evaluation.ShapeProblems.Count > 0 || evaluation.Passes != reader.GetBoolean(3))
            {
                breaches.Add($"I5: week {reader.GetString(0)} has {evaluation.ShapeProblems.Count} faults of shape and {(evaluation.Passes ? "passes" : "does not pass")}, while the store says passes = {reader.GetBoolean(3)}");
            }
        }

        return breaches;
    }
}
