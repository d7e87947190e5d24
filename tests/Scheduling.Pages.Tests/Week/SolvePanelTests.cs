using Bunit;
using NodaTime;
using Scheduling.Api.Pages;
using Scheduling.Api.Pages.Week;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Explanation;
using Scheduling.Engine.Solving;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;

namespace Scheduling.Pages.Tests.Week;

public sealed class SolvePanelTests
{
    private static readonly RunPoint[] Points =
    [
        new(1, 400, [new LevelScore("hard", 0, 0), new LevelScore("coverage", 900, 0), new LevelScore("quality", 4000, 0)]),
        new(2, 900, [new LevelScore("hard", 0, 0), new LevelScore("coverage", 500, 491), new LevelScore("quality", 3000, 0)]),
    ];

    [Fact]
    public void While_solving_the_gap_is_told_with_the_offer_to_stop()
    {
        string words = Status(Wording.Chinese, Run(RunState.Solving), Points);
        Assert.Contains("差距 1.8 %，现在停止？", words, StringComparison.Ordinal);
        Assert.Contains("gap 1.8%; stop now?", Status(Wording.English, Run(RunState.Solving), Points), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_bound_no_gap_is_claimed()
    {
        Assert.Contains("尚无下界", Status(Wording.Chinese, Run(RunState.Solving), Points[..1]), StringComparison.Ordinal);
        string words = Status(Wording.English, Run(RunState.Solving), Points[..1]);
        Assert.Contains("no bound proven yet", words, StringComparison.Ordinal);
        Assert.DoesNotContain("gap", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Afterwards_it_says_what_is_proven()
    {
        Assert.Contains("已证明最优", Status(Wording.Chinese, Run(RunState.Solved, Score(SolveStatus.Optimal, 500, 500)), []), StringComparison.Ordinal);
        Assert.Contains("within 1.8% of optimal", Status(Wording.English, Run(RunState.Solved, Score(SolveStatus.Feasible, 500, 491)), []), StringComparison.Ordinal);
        Assert.Contains("距最优不超过 1.8 %", Status(Wording.Chinese, Run(RunState.Solved, Score(SolveStatus.Feasible, 500, 491)), []), StringComparison.Ordinal);
        Assert.Contains("no bound was proven", Status(Wording.English, Run(RunState.Stopped, Score(SolveStatus.Feasible, 500, 0)), []), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_that_says_little_is_no_good_news()
    {
        RosterScore weak = Score(SolveStatus.Feasible, 1000, 9);
        RosterScore close = Score(SolveStatus.Feasible, 1000, 982);

        Assert.Contains("the bound is still weak (gap 99.1%)", Status(Wording.English, Run(RunState.Solved, weak), []), StringComparison.Ordinal);
        Assert.Contains("within 1.8% of optimal", Status(Wording.English, Run(RunState.Solved, close), []), StringComparison.Ordinal);
        Assert.Equal(("proof open", "proof"), (RunWords.ProofStyle(weak), RunWords.ProofStyle(close)));
    }

    [Fact]
    public void An_impossible_week_tells_the_facts_that_clash()
    {
        RunRow run = Run(RunState.Solved, Score(SolveStatus.Infeasible, 500, 0));
        run.Conflicts = StoreJson.Write(new ConflictReport
        {
            IsProven = true,
            IsMinimal = true,
            Members = [new ConflictMember(ConflictMemberKind.Leave, "/leave/0", new LocalizedText("王强请假", "王强 is on leave"))],
            Message = new LocalizedText("一项事实不能成立", "One fact cannot hold"),
        });
        using var page = new PageContext(Wording.Chinese);
        var panel = page.Draw<SolvePanel>(p => p.Add(s => s.Run, run));
        Assert.Contains("王强请假", panel.Find(".conflicts").TextContent, StringComparison.Ordinal);
        Assert.Contains("没有排班能满足全部硬性规则", panel.Find("[data-testid=run-status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void That_nothing_was_found_is_not_told_as_a_proof()
    {
        RunRow run = Run(RunState.Solved, Score(SolveStatus.Unknown, 500, 0));
        Assert.Contains("that does not prove there is none, so solve for longer", Status(Wording.English, run, []), StringComparison.Ordinal);
        Assert.Contains("这并不证明排不出来，请延长时间继续求解", Status(Wording.Chinese, run, []), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_run_shows_its_message()
    {
        RunRow run = Run(RunState.Failed);
        run.Message = StoreJson.Write(new LocalizedText("内存不足", "Out of memory"));
        using var page = new PageContext(Wording.English);
        Assert.Contains("Out of memory", page.Draw<SolvePanel>(p => p.Add(s => s.Run, run)).Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void One_button_asks_with_the_chosen_time_and_another_stops()
    {
        int asked = 0;
        Guid? stopped = null;
        using var page = new PageContext(Wording.Chinese);
        var panel = page.Draw<SolvePanel>(p => p.Add(s => s.Asked, seconds => asked = seconds).Add(s => s.Stopped, run => stopped = run));
        panel.Find("[data-testid=time-limit]").Change("60");
        panel.Find("[data-testid=solve]").Click();
        Assert.Equal(60, asked);
        RunRow run = Run(RunState.Solving);
        panel.Render(p => p.Add(s => s.Run, run).Add(s => s.Points, Points));
        panel.Find("[data-testid=stop]").Click();
        Assert.Equal(run.Id, stopped);
        Assert.NotNull(panel.Find(".run-chart svg"));
    }

    private static string Status(Wording words, RunRow run, IReadOnlyList<RunPoint> points)
    {
        using var page = new PageContext(words);
        return page.Draw<SolvePanel>(p => p.Add(s => s.Run, run).Add(s => s.Points, points)).Find("[data-testid=run-status]").TextContent;
    }

    private static RunRow Run(RunState state, RosterScore? score = null) => new()
    {
        Id = Guid.NewGuid(),
        Owner = "demo",
        Options = "{}",
        Queue = QueueNames.Planner,
        State = state,
        CreatedBy = "local",
        StartedAt = SystemClock.Instance.GetCurrentInstant() - Duration.FromSeconds(3),
        Score = score is null ? null : StoreJson.Write(score),
    };

    private static RosterScore Score(SolveStatus status, long penalty, long bound) => new()
    {
        Status = status,
        Levels = [new LevelScore("hard", 0, 0), new LevelScore("coverage", penalty, bound), new LevelScore("quality", 10, 10)],
        Passes = status != SolveStatus.Infeasible,
        HardViolations = 0,
        Violations = 3,
    };
}
