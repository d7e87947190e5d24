using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Explanation;
using Scheduling.Engine.Solving;

namespace Scheduling.Cli.Output;

/// <summary>Says why no roster keeps every hard rule: the facts that clash, as far as they can be found in a short time.</summary>
internal static class ImpossibleWeek
{
    private static readonly Duration ExplainingTime = Duration.FromSeconds(20);

    /// <summary>
    /// Says it for a result that keeps not every hard rule, and gives what clashes; empty when nothing is known to. The broken rules
    /// themselves are listed with the other violations.
    /// </summary>
    public static IReadOnlyList<ConflictMember> Write(SchedulingProblem problem, SolveResult result, CommandOutput output, CancellationToken stop)
    {
        if (result.Status is SolveStatus.Optimal or SolveStatus.Feasible)
        {
            return [];
        }

        IReadOnlyList<ConflictMember> members = [];
        output.Text("");
        if (result.Status == SolveStatus.Infeasible)
        {
            output.Line(
                "这些硬规则无法同时满足（已证明）：任何排班表都会违反其中至少一条。",
                "The hard rules cannot all be kept (proven): every roster breaks at least one of them.");
        }
        else
        {
            output.Line(
                "没有找到满足全部硬规则的排班表，也没有证明它不存在；可以延长 --time 再试。",
                "No roster that keeps every hard rule was found, nor was it proven that there is none; a longer --time may find one.");
        }

        if (result.Status == SolveStatus.Infeasible && !stop.IsCancellationRequested)
        {
            members = Explain(problem, output, stop);
        }

        output.Line("下面是违反最少的排班表，以及它违反的规则。", "Below is the roster that breaks least, with the rules it breaks.");

        return members;
    }

    private static IReadOnlyList<ConflictMember> Explain(SchedulingProblem problem, CommandOutput output, CancellationToken stop)
    {
        ConflictReport conflict = ConflictExplainer.Explain(problem, ExplainingTime, output.Surroundings.Clock, stop);
        if (!conflict.IsProven || conflict.Members.Count == 0)
        {
            output.Text(output.Language.Of(conflict.Message));
            return [];
        }

        output.Line(
            $"以下 {conflict.Members.Count} 项互相冲突{(conflict.IsMinimal ? "；去掉其中任何一项，其余各项能同时成立（可能还有别的冲突，改后请重新求解）" : "")}：",
            $"These {conflict.Members.Count} clash{(conflict.IsMinimal ? "; without any one of them the others can hold together (further clashes may remain, so solve again after a change)" : "")}:");
        foreach (ConflictMember member in conflict.Members)
        {
            output.Text($"  - {output.Language.Of(member.Message)} [{member.Pointer}]", "red");
        }

        return conflict.Members;
    }
}
