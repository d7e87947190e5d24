using Scheduling.Engine.Evaluation;

namespace Scheduling.Cli.Output;

/// <summary>The coverage chart of a roster, post by post.</summary>
internal static class PostCoverage
{
    public static void Write(RosterView view, CommandOutput output) => output.Line(view.Horizon.Days.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
