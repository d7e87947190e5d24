using Google.OrTools.Sat;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Explanation;

/// <summary>
/// Finds rules and facts of an impossible problem that cannot all hold, by QuickXplain (Junker, AAAI 2004): few feasibility solves over halves,
/// a set of which no member can be left out. A series of demand, a leave, a pin and a hard rule are members; everything else is taken as given.
/// </summary>
public static class ConflictExplainer
{
    private static readonly TimeSpan OneCheck = TimeSpan.FromSeconds(10);

    /// <summary>Explains a valid problem. Ends with what it has when the time is over or it is stopped.</summary>
    public static ConflictReport Explain(SchedulingProblem problem, Duration limit, TimeProvider? clock = null, CancellationToken stop = default)
    {
        // Soft rules take no part in what is possible.
        SchedulingProblem hard = problem with { Rules = [.. problem.Rules.Select(r => r.Enforcement.IsHard ? r : r with { Enforcement = Rules.Enforcement.Off })] };
        var search = new Search(hard, ConflictCandidates.Of(hard), limit.ToTimeSpan(), clock ?? TimeProvider.System, stop);
        return search.Run();
    }

    private sealed class Search(SchedulingProblem problem, IReadOnlyList<ConflictCandidate> candidates, TimeSpan limit, TimeProvider clock, CancellationToken stop)
    {
        private readonly long _started = clock.GetTimestamp();
        private bool _isMinimal = true;

        public ConflictReport Run()
        {
            if (Check(candidates) != CpSolverStatus.Infeasible)
            {
                return Nothing("没有证明这些规则互相冲突。", "No conflict was proven.");
            }

            if (Check([]) == CpSolverStatus.Infeasible)
            {
                return Nothing("排班问题本身（例如历史班次）就不可能成立。", "The problem is impossible even without any rule; look at its history and fixed duties.");
            }

            List<ConflictCandidate> members = QuickXplain([], false, [.. candidates]);
            members.Sort((a, b) => a.Order.CompareTo(b.Order));
            return new ConflictReport
            {
                IsProven = true,
                IsMinimal = _isMinimal,
                Members = [.. members.Select(m => m.Member)],
                Message = new LocalizedText(
                    $"以下 {members.Count} 项不可能同时成立" + (_isMinimal ? "，去掉其中任何一项，其余各项可以同时成立（可能还有别的冲突，改后请重新求解）：" : "：") + string.Join("；", members.Select(m => m.Member.Message.Zh)) + "。",
                    $"These {members.Count} cannot all hold" + (_isMinimal ? "; without any one of them the others can (further clashes may remain, so solve again after a change): " : ": ") + string.Join("; ", members.Select(m => m.Member.Message.En)) + "."),
            };
        }

        private static ConflictReport Nothing(string zh, string en) =>
            new() { IsProven = false, IsMinimal = false, Members = [], Message = new LocalizedText(zh, en) };

        /// <summary>The members among the candidates, given a background of which the last part was just added.</summary>
        private List<ConflictCandidate> QuickXplain(List<ConflictCandidate> background, bool justAdded, List<ConflictCandidate> among)
        {
            if (justAdded && IsImpossible(background))
            {
                return [];
            }

            if (among.Count == 1)
            {
                return among;
            }

            List<ConflictCandidate> left = among[..(among.Count / 2)];
            List<ConflictCandidate> right = among[(among.Count / 2)..];
            List<ConflictCandidate> fromRight = QuickXplain([.. background, .. left], left.Count > 0, right);
            List<ConflictCandidate> fromLeft = QuickXplain([.. background, .. fromRight], fromRight.Count > 0, left);
            return [.. fromLeft, .. fromRight];
        }

        private bool IsImpossible(IReadOnlyList<ConflictCandidate> kept)
        {
            CpSolverStatus status = Check(kept);
            _isMinimal &= status is CpSolverStatus.Infeasible or CpSolverStatus.Optimal or CpSolverStatus.Feasible;
            return status == CpSolverStatus.Infeasible;
        }

        private CpSolverStatus Check(IReadOnlyList<ConflictCandidate> kept)
        {
            TimeSpan left = limit - clock.GetElapsedTime(_started);
            if (left <= TimeSpan.Zero)
            {
                return CpSolverStatus.Unknown;
            }

            RosterModel model = RosterModel.Compile(ConflictCandidates.Keep(problem, candidates, kept));
            var settings = new CpSatSettings { Seconds = Math.Min(left.TotalSeconds, OneCheck.TotalSeconds) };
            return CpSatSearch.Possible(model, settings, stop);
        }
    }
}
