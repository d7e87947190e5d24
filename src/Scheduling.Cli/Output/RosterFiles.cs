using Scheduling.Cli.Input;
using Scheduling.Engine.Domain;

namespace Scheduling.Cli.Output;

/// <summary>Writes a found roster to the files that were asked for.</summary>
internal static class RosterFiles
{
    public static void Write(SchedulingProblem problem, Roster? roster, string? json, string? csv, CommandOutput output)
    {
        if (roster is null)
        {
            return;
        }

        if (json is not null)
        {
            TextFile.Write(json, "--out", ProblemFile.Write(roster));
            output.Line($"排班表已写入 {json}。", $"Roster written to {json}.");
        }

        if (csv is not null)
        {
            CsvText table = RosterCsv.Of(problem, roster);
            TextFile.Write(csv, "--csv", table.ToString(), table.NeedsUtf8Mark);
            output.Line($"排班表（含休息时间）已写入 {csv}。", $"Roster with breaks written to {csv}.");
        }
    }
}
