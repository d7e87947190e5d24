using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Explanation;
using Scheduling.Engine.Solving;

namespace Scheduling.Cli.Output;

/// <summary>A finished search in words: what is proven, how far each level can be from the best, what is broken. The roster is judged again by the checker.</summary>
internal sealed class SolveReport
{
    private readonly SchedulingProblem _problem;
    private readonly SolveResult _result;
    private readonly Evaluation? _verdict;

    public SolveReport(SchedulingProblem problem, SolveResult result)
    {
        _problem = problem;
        _result = result;
        _verdict = result.Roster is null ? null : RosterEvaluator.Evaluate(problem, result.Roster);
        Wishes = result.Roster is null ? [] : WishList.Of(problem, result.Roster, _verdict!);
        View = result.Roster is null || _verdict!.ShapeProblems.Count > 0 ? null : new RosterView(problem, result.Roster);
    }

    /// <summary>The roster beside its problem; null without one.</summary>
    public RosterView? View { get; }

    /// <summary>What became of every wish.</summary>
    public IReadOnlyList<WishOutcome> Wishes { get; }

    public bool Passes => _verdict?.Passes ?? false;

    /// <summary>What of an impossible problem clashes, found by <see cref="WriteOutcome"/>; empty when nothing is known to.</summary>
    public IReadOnlyList<ConflictMember> Conflict { get; private set; } = [];

    public string Checker => Passes ? "pass" : "fail";

    /// <summary>Number of violations of hard rules; null without a roster.</summary>
    public int? HardViolations => _verdict?.HardViolations.Count();

    public int Status(CancellationToken stop) => stop.IsCancellationRequested ? ExitStatus.Stopped : Passes ? ExitStatus.Done : ExitStatus.NotClean;

    public void WriteOutcome(CommandOutput output, CancellationToken stop)
    {
        Conflict = ImpossibleWeek.Write(_problem, _result, output, stop);
        if (View is null)
        {
            output.Line(
                "停止前没有找到任何排班表；请延长 --time。",
                "No roster was found before the search ended; give it more --time.");
            return;
        }

        output.Heading("排班表", "Roster");
        RosterGrid.Write(_problem, View, output);
    }

    public void WriteJudgement(CommandOutput output)
    {
        if (_verdict is null)
        {
            return;
        }

        output.Heading("规则", "Rules");
        ViolationList.Write(_problem, _verdict.Violations, output);
        WishList.Write(Wishes, output);
        output.Heading("质量与证明", "Quality and proof");
        foreach (LevelScore level in _result.Levels)
        {
            (string zh, string en) = LevelText.Distance(level);
            output.Line("  " + zh, "  " + en);
        }

        output.Line(
            FormattableString.Invariant($"独立检查器：{(Passes ? "通过" : "不通过")}；用时 {_result.Elapsed.TotalSeconds:0.0} 秒。"),
            FormattableString.Invariant($"Independent checker: {Checker}; {_result.Elapsed.TotalSeconds:0.0} s."));
    }
}
