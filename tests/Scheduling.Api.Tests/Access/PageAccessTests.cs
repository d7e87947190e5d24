using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Scheduling.Api.Access;
using Scheduling.Api.Endpoints.Catalogue;
using Scheduling.Api.Pages;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Tests.Access;

public sealed class PageAccessTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData(Role.Manager, "hotline", Policies.DecideLeave, "e1", null)]
    [InlineData(Role.Manager, "office", Policies.DecideLeave, "e1", StoreFailure.NotFound)]
    [InlineData(Role.Planner, "hotline", Policies.DecideLeave, "e1", StoreFailure.Conflict)]
    [InlineData(Role.Agent, "hotline", Policies.FileLeave, "e1", null)]
    [InlineData(Role.Agent, "hotline", Policies.FileLeave, "e2", StoreFailure.Conflict)]
    [InlineData(Role.TeamLeader, "hotline", Policies.FileLeave, "e2", null)]
    public async Task A_page_acts_in_reach_of_whoever_looks_and_an_agents_for_the_agent_only(Role role, string team, string policy, string employee, StoreFailure? refused)
    {
        var access = new PageAccess(api.Host.Service<TeamReader>(), api.Host.Service<RunStore>(), new Looking(new Caller("li", "Li", role, ["hotline"], "e1", CallerKind.Account)));

        Task<Caller> asked = access.RequireAsync(team, policy, employee);

        if (refused is null)
        {
            Assert.Equal("li", (await asked).Id);
        }
        else
        {
            Assert.Equal(refused, (await Assert.ThrowsAsync<StoreException>(() => asked)).Failure);
        }
    }

    [Theory]
    [InlineData(Role.Agent, 1)]
    [InlineData(Role.Planner, 2)]
    public void An_agents_page_knows_no_colleagues_leave_and_wishes(Role role, int seen)
    {
        SchedulingProblem problem = ProblemReader.ReadProblem(DemoData.All[0].Body).Value!;
        var day = problem.Horizon.Start;
        problem = problem with
        {
            Leave = [new Leave { Employee = "e1", From = day, Until = day }, new Leave { Employee = "e2", From = day, Until = day }],
            Wishes = [new Wish { Employee = "e1", Date = day, Kind = WishKind.Avoid }, new Wish { Employee = "e2", Date = day, Kind = WishKind.Avoid }],
        };

        SchedulingProblem shown = PageAccess.SeenBy(new Caller("li", "Li", role, ["hotline"], "e1", CallerKind.Account), problem);

        Assert.Equal((seen, seen), (shown.Leave.Count, shown.Wishes.Count));
        Assert.Equal("e1", shown.Leave[0].Employee);
    }

    [Fact]
    public async Task An_open_page_is_nobodys_seconds_after_its_account_was_revoked()
    {
        await api.Host.AddAccountAsync("chen", Role.Manager, "a long password", null, "hotline");
        AccountRow account = (await api.Host.Service<AccountStore>().FindAsync("chen", TestContext.Current.CancellationToken))!;
        var caller = new Caller("chen", "Chen", Role.Manager, ["hotline"], null, CallerKind.Account);
        var principal = new ClaimsPrincipal(caller.ToIdentity("test", new Claim(AccessSetup.StampClaim, $"{account.Stamp}")));
        await using AsyncServiceScope circuit = api.Host.App.Services.CreateAsyncScope();
        var states = circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        ((IHostEnvironmentAuthenticationStateProvider)states).SetAuthenticationState(Task.FromResult(new AuthenticationState(principal)));
        var changed = new TaskCompletionSource<AuthenticationState>(TaskCreationOptions.RunContinuationsAsynchronously);
        states.AuthenticationStateChanged += async next => changed.TrySetResult(await next);

        account.Revoked = true;
        await api.Host.Service<AccountDirectory>().SaveAsync(account, null, "test", TestContext.Current.CancellationToken);
        AuthenticationState now = await changed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Null(Caller.Find(now.User));
        await Assert.ThrowsAsync<StoreException>(() => circuit.ServiceProvider.GetRequiredService<PageAccess>().ReachAsync("hotline"));
    }

    private sealed class Looking(Caller caller) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(caller.ToIdentity("test"))));
    }
}
