using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Tests;

/// <summary>Forecasts that move staffing, by a little or by much, as a whole or in part.</summary>
public abstract class DemandChangeTests : ResolveSteps
{
    private async Task<string> PostAsync() => StoreJson.Read<TeamSetup>((await TeamAsync()).Setup).Posts[0].Id;

    private static IntervalDemand Series(string post, int day, string from, params int[] required) =>
        new() { Post = post, Date = Week.PlusDays(day), From = NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(from).Value, Required = required };

    private async Task<DemandOutcome> SaveAsync(params IntervalDemand[] series) =>
        await Get<DemandStore>().SaveAsync(Team, Week, new Demand { Intervals = series }, [], "wfm", cancellation: Stop);

    private async Task<string> ReadyAsync()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        string post = await PostAsync();
        DemandOutcome first = await SaveAsync(Series(post, 0, "09:00", [.. Enumerable.Repeat(10, 16)]));
        await FinishAsync(await ClaimAsync(Assert.Single(first.Runs)));
        return post;
    }

    [Fact]
    public async Task A_change_below_the_threshold_is_in_force_and_solves_nothing_again()
    {
        string post = await ReadyAsync();

        DemandOutcome small = await SaveAsync(Series(post, 0, "09:00", [11, 9, .. Enumerable.Repeat(10, 14)]));

        Assert.Empty(small.Runs);
        Assert.Equal(new DemandMove(1.25, 1, IsBelow: true), small.Move);
        Assert.Equal([11, 9], (await Get<DemandStore>().GetAsync(Team, Week, Stop)).Demand.Intervals[0].Required.Take(2));
        ChangeRow change = (await RowsAsync(c => c.Changes.OrderByDescending(x => x.Number)))[0];
        Assert.Equal(("demand.saved", true, ""), (change.Kind, change.Counts, change.Weeks));
        Assert.Equal((await RequestAsync()).Wanted, (await RequestAsync()).Solved);
    }

    [Fact]
    public async Task Small_steps_in_one_direction_add_up()
    {
        string post = await ReadyAsync();

        DemandOutcome one = await SaveAsync(Series(post, 0, "09:00", [11, 11, 11, .. Enumerable.Repeat(10, 13)]));
        DemandOutcome two = await SaveAsync(Series(post, 0, "09:00", [11, 11, 11, 11, .. Enumerable.Repeat(10, 12)]));

        Assert.Equal((true, false), (one.Move.IsBelow, two.Move.IsBelow));
        Assert.Equal(2.5, two.Move.Percent);
        Assert.Single(two.Runs);
    }

    [Fact]
    public async Task A_roster_solved_by_hand_is_what_a_forecast_is_compared_with()
    {
        await MakeTeamAsync();
        string post = await PostAsync();
        await SaveAsync(Series(post, 0, "09:00", [.. Enumerable.Repeat(10, 16)]));
        await SaveAsync(Series(post, 0, "09:00", [.. Enumerable.Repeat(20, 16)]));
        await FinishAsync(await ClaimAsync((await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop)).Id));

        DemandOutcome back = await SaveAsync(Series(post, 0, "09:00", [.. Enumerable.Repeat(10, 16)]));
        DemandOutcome near = await SaveAsync(Series(post, 0, "09:00", [11, .. Enumerable.Repeat(10, 15)]));

        Assert.Equal((50, false), (back.Move.Percent, back.Move.IsBelow));
        Assert.Single(back.Runs);
        Assert.Equal((0.62, true), (near.Move.Percent, near.Move.IsBelow));
    }

    [Fact]
    public async Task One_interval_that_moves_far_is_solved_again()
    {
        string post = await ReadyAsync();

        DemandOutcome peak = await SaveAsync(Series(post, 0, "09:00", [12, .. Enumerable.Repeat(10, 15)]));

        Assert.Equal((1.25, 2, false), (peak.Move.Percent, peak.Move.MostAgents, peak.Move.IsBelow));
        Assert.Single(peak.Runs);
    }

    [Fact]
    public async Task A_hard_floor_or_a_demand_per_shift_is_never_below_the_threshold()
    {
        string post = await ReadyAsync();
        IntervalDemand series = Series(post, 0, "09:00", [.. Enumerable.Repeat(10, 16)]);

        DemandOutcome same = await SaveAsync(series);
        DemandOutcome floor = await SaveAsync(series with { Minimum = [1, .. Enumerable.Repeat(0, 15)] });

        Assert.Equal((true, false), (same.Move.IsBelow, floor.Move.IsBelow));
        var shift = new ShiftDemand { ShiftType = StoreJson.Read<TeamSetup>((await TeamAsync()).Setup).ShiftTypes[0].Id, Date = Week, Required = 1 };
        Assert.False((await Get<DemandStore>().SaveAsync(Team, Week, new Demand { Intervals = [series with { Minimum = [1, .. Enumerable.Repeat(0, 15)] }], Shifts = [shift] }, [], "wfm", cancellation: Stop)).Move.IsBelow);
    }

    [Fact]
    public async Task Without_a_threshold_every_change_of_a_number_is_solved_again()
    {
        string post = await ReadyAsync();
        await SetUpAsync(setup => setup with { DemandThreshold = new DemandThreshold { Percent = 0 } });

        Assert.False((await SaveAsync(Series(post, 0, "09:00", [11, .. Enumerable.Repeat(10, 15)]))).Move.IsBelow);
        await RefusedAsync(StoreFailure.Invalid, () => SetUpAsync(setup => setup with { DemandThreshold = new DemandThreshold { Percent = 101 } }));
        await RefusedAsync(StoreFailure.Invalid, () => SetUpAsync(setup => setup with { AutoAcceptance = new AutoAcceptance { MostPeople = -1 } }));
    }

    [Fact]
    public async Task The_same_demand_cut_in_another_way_is_no_change()
    {
        string post = await ReadyAsync();

        DemandOutcome cut = await SaveAsync(Series(post, 0, "09:00", [.. Enumerable.Repeat(10, 4)]), Series(post, 0, "11:00", [.. Enumerable.Repeat(10, 12)]));

        Assert.Equal(new DemandMove(0, 0, IsBelow: true), cut.Move);
    }

    [Fact]
    public async Task Part_of_a_demand_is_replaced_and_the_rest_stays()
    {
        string post = await ReadyAsync();
        await SaveAsync(Series(post, 0, "09:00", [.. Enumerable.Repeat(10, 16)]) with { Minimum = [3, .. Enumerable.Repeat(0, 15)] });

        DemandOutcome part = await Get<DemandStore>().PatchAsync(Team, Week, [Series(post, 0, "08:30", 4, 20, 21), Series(post, 1, "09:00", 5)], "wfm", cancellation: Stop);

        IReadOnlyList<IntervalDemand> now = (await Get<DemandStore>().GetAsync(Team, Week, Stop)).Demand.Intervals;
        Assert.Equal(3, now.Count);
        Assert.Equal([20, 21, 10], now[0].Required.Take(3));
        Assert.Equal(3, now[0].Minimum[0]);
        Assert.Equal((new LocalTime(8, 30), 4), (now[1].From, Assert.Single(now[1].Required)));
        Assert.Equal((Week.PlusDays(1), 5), (now[2].Date, Assert.Single(now[2].Required)));
        Assert.Single(part.Runs);
        Assert.Equal("stale-version", (await RefusedAsync(StoreFailure.Stale, () => Get<DemandStore>().PatchAsync(Team, Week, [Series(post, 0, "09:00", 1)], "wfm", seen: 1, Stop))).Problems[0].Code);
    }

    [Fact]
    public async Task A_part_with_floors_replaces_the_floors_too()
    {
        string post = await ReadyAsync();

        await Get<DemandStore>().PatchAsync(Team, Week, [Series(post, 0, "10:00", 10, 10) with { Minimum = [2, 3] }], "wfm", cancellation: Stop);

        Assert.Equal([0, 0, 2, 3, 0], (await Get<DemandStore>().GetAsync(Team, Week, Stop)).Demand.Intervals[0].Minimum.Take(5));
    }
}
