using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Solving;
using Scheduling.Store.Access;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Tests;

/// <summary>What changes between two looks: data under a run or a draft, and commands at once.</summary>
public abstract class RaceTests : StoreTests
{
    private static readonly TimeSpan Meanwhile = TimeSpan.FromMilliseconds(500);

    private async Task<Guid> ApproveAsync(string id, string employee) =>
        (await Get<LeaveStore>().PutAsync(Team, id, new Leave { Employee = employee, From = Week, Until = Week }, "", approved: true, "hr", Stop)).Runs[0];

    private Task<bool> FinishAsync(ClaimedRun run, Roster roster) => Get<RunLeases>().FinishAsync(
        run, roster, SolveStatus.Feasible, [.. run.Problem.Levels.Select(l => new LevelScore(l, 0, 0))], null, false, Stop);

    [Fact]
    public async Task A_run_claimed_during_a_change_waits_for_it_and_has_it()
    {
        await MakeTeamAsync();
        RunRow asked = await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop);
        Task<ClaimedRun>? claiming = null;

        await Get<StoreSession>().WriteAsync(
            async context =>
            {
                await context.Teams.ExecuteUpdateAsync(set => set.SetProperty(t => t.InputVersion, t => t.InputVersion + 1), Stop);
                claiming = Task.Run(() => ClaimAsync(asked.Id), Stop);
                await Task.WhenAny(claiming, Task.Delay(Meanwhile, Stop));
            },
            Stop);

        Assert.Equal(2, (await claiming!).Run.InputVersion);
    }

    [Fact]
    public async Task A_run_whose_week_cannot_be_solved_any_more_fails_at_once_and_says_why()
    {
        await MakeTeamAsync();
        RunRow asked = await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop);
        TeamRow team = await Get<TeamReader>().GetAsync(Team, Stop);
        TeamSetup setup = StoreJson.Read<TeamSetup>(team.Setup) with { WeekStart = IsoDayOfWeek.Sunday };
        await Get<TeamStore>().SaveSetupAsync(Team, team.Name, setup, team.Version, "planner", Stop);

        ClaimedRun? claimed = await Get<RunLeases>().ClaimAsync(asked.Id, "w", Duration.FromSeconds(30), new LocalizedText("放弃", "given up"), Stop);

        Assert.Null(claimed);
        RunRow failed = (await Get<RunStore>().FindAsync(asked.Id, Stop))!;
        Assert.Equal((RunState.Failed, 1), (failed.State, failed.Attempts));
        Assert.Contains("not the first day of a week", StoreJson.Read<LocalizedText>(failed.Message!).En, StringComparison.Ordinal);
        Assert.NotNull(failed.EndedAt);
    }

    [Fact]
    public async Task A_draft_is_published_by_the_leave_there_is_by_then()
    {
        await MakeTeamAsync();
        TeamRow team = await Get<TeamReader>().GetAsync(Team, Stop);
        var setup = StoreJson.Read<TeamSetup>(team.Setup);
        await Get<TeamStore>().SaveSetupAsync(
            Team, team.Name, setup with { Rules = [.. setup.Rules.Where(r => r.Descriptor.Id is "leave-and-availability" or "shift-coverage")] }, team.Version, "planner", Stop);
        await MakeDraftAsync();
        RosterScore before = (await Get<RosterStore>().GetAsync(Team, Week, 1, Stop)).Score();
        await ApproveAsync("late", "o1");

        StoreException refused = await RefusedAsync(StoreFailure.Conflict, () => Get<RosterStore>().PublishAsync(Team, Week, 1, null, "planner", Stop));
        RosterRow accepted = await Get<RosterStore>().PublishAsync(Team, Week, 1, "agreed with o1", "planner", Stop);

        Assert.True(before.Passes);
        Assert.Equal("breaks-hard-rules", refused.Problems[0].Code);
        Assert.Equal(RosterState.Published, accepted.State);
    }

    [Fact]
    public async Task An_offer_whose_cause_is_gone_is_offered_no_more()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        ClaimedRun first = await ClaimAsync(await ApproveAsync("a", "o2"));
        await FinishAsync(first, EditJudgement.Apply(first.Problem, new Roster { Assignments = [] }, [Shift("o4", 3)]));
        bool offered = (await Get<RosterStore>().WeekAsync(Team, Week, Stop)).Proposal is not null;
        ClaimedRun second = await ClaimAsync((await Get<LeaveStore>().CancelAsync(Team, "a", "", null, "hr", Stop)).Runs[0]);

        await FinishAsync(second, second.Start!);

        Assert.True(offered);
        Assert.Null((await Get<RosterStore>().WeekAsync(Team, Week, Stop)).Proposal);
    }

    [Fact]
    public async Task Of_two_commands_that_lock_each_other_out_one_is_told_to_come_again()
    {
        SchedulingProblem problem = await MakeTeamAsync();
        await Get<TeamStore>().CreateAsync("other", problem, "test", Stop);
        int waiting = 2;
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        async Task<StoreFailure?> BumpAsync(string first, string second)
        {
            try
            {
                await Get<StoreSession>().WriteAsync(
                    async context =>
                    {
                        await context.Teams.Where(t => t.Id == first).ExecuteUpdateAsync(set => set.SetProperty(t => t.InputVersion, t => t.InputVersion + 1), Stop);
                        if (Interlocked.Decrement(ref waiting) == 0)
                        {
                            both.SetResult();
                        }

                        // On SQLite the second begins only when the first has ended.
                        await Task.WhenAny(both.Task, Task.Delay(Meanwhile, Stop));
                        await context.Teams.Where(t => t.Id == second).ExecuteUpdateAsync(set => set.SetProperty(t => t.InputVersion, t => t.InputVersion + 1), Stop);
                    },
                    Stop);
                return null;
            }
            catch (StoreException fault)
            {
                return fault.Failure;
            }
        }

        StoreFailure?[] ends = await Task.WhenAll(Task.Run(() => BumpAsync(Team, "other"), Stop), Task.Run(() => BumpAsync("other", Team), Stop));

        Assert.Contains(null, ends);
        Assert.All(ends, end => Assert.True(end is null or StoreFailure.Stale));
    }

    [Fact]
    public async Task The_answer_of_a_request_that_was_carried_out_is_lost_after_a_while_and_one_that_was_kept_is_not()
    {
        var lost = new KeyedRequest("hr", "lost", "hash");
        StoreSession.Carry(lost);
        await Get<StoreSession>().WriteAsync(
                    context =>
                    {
                        Get<StoreSession>().Audit(context, null, "hr", "test.acted", "");
                        return Task.CompletedTask;
                    },
                    Stop);
        StoreSession.Carry(null);
        await Get<AnswerStore>().CompleteAsync(new KeyedRequest("hr", "kept", "hash"), 201, null, null, null, "{}", Stop);
        AnswerRow? early = await Get<AnswerStore>().FindAsync("hr", "lost", Stop);

        Clock.Now += AnswerStore.Lost + Duration.FromSeconds(1);

        Assert.Equal(0, early!.Status);
        Assert.Equal(AnswerStore.LostStatus, (await Get<AnswerStore>().FindAsync("hr", "lost", Stop))!.Status);
        Assert.Equal(201, (await Get<AnswerStore>().FindAsync("hr", "kept", Stop))!.Status);
    }
}
