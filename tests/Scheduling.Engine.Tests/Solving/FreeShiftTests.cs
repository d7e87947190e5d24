using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.ContractMinutes;
using Scheduling.Engine.Rules.IntervalCoverage;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.ShortestStretch;
using Scheduling.Engine.Rules.Wishes;
using Scheduling.Engine.Solving;
using Scheduling.Engine.Solving.FreeShifts;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>The search of shapes and its parts, against listings of everything there is.</summary>
public sealed class FreeShiftTests
{
    private const int Employees = 3;

    [Fact]
    public void Posts_inside_a_shape_are_the_cheapest_of_all_patterns()
    {
        RosterModel model = RosterModel.Compile(Department(posts: 2));
        ShapeForm form = Assert.IsType<ShapeForm>(ShapeForm.TryCreate(model));
        var prices = new ShapePrices(form);
        for (int seed = 0; seed < 5; seed++)
        {
            var random = new Random(seed);
            float[] rows = [.. model.Rows.Select(_ => (float)random.Next(-50, 50))];
            int day = random.Next(form.Days);
            prices.Update(day, 0, rows, 0, random);
            foreach (Option option in model.Options[model.DayOffsets[day]..model.DayOffsets[day + 1]].Where(o => !o.IsOff))
            {
                if (float.IsPositiveInfinity(prices.Prices[option.Index]))
                {
                    Assert.True(option.Path!.Steps < 2);
                    continue;
                }

                int[] placements = new int[model.MaximumBreaks];
                prices.Place(day, 0, option.Index, placements);
                Assert.Equal(Patterns(option).Min(p => PriceOf(model, rows, p)), prices.Prices[option.Index]);
                Assert.Equal(prices.Prices[option.Index], PriceOf(model, rows, placements[..option.Path!.Steps]));
                Assert.True(IsLong(option, placements));
            }
        }

        static bool IsLong(Option option, int[] placements)
        {
            int[] posts = [.. option.Breaks.Select((b, i) => placements[i] - b.FirstPlacement)];
            return Enumerable.Range(0, posts.Length).All(i => (i > 0 && posts[i - 1] == posts[i]) || (i + 1 < posts.Length && posts[i + 1] == posts[i]));
        }

        static IEnumerable<int[]> Patterns(Option option)
        {
            for (int code = 0; code < 1 << option.Path!.Steps; code++)
            {
                int[] placements = [.. option.Breaks.Select((b, i) => b.FirstPlacement + (code >> i & 1))];
                if (IsLong(option, placements))
                {
                    yield return placements;
                }
            }
        }
    }

    [Fact]
    public void Schedules_are_the_cheapest_of_all_that_keep_rest_runs_and_minutes()
    {
        RosterModel model = RosterModel.Compile(Department(posts: 1, days: 4));
        ShapeForm form = Assert.IsType<ShapeForm>(ShapeForm.TryCreate(model));
        var pricer = new ShapePricer(form);
        int compared = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            // A few options a day can be listed; the others cost too much to be taken.
            var random = new Random(seed);
            float[] prices = [.. Enumerable.Repeat(float.PositiveInfinity, model.Options.Length)];
            int[][] some = [.. Enumerable.Range(0, form.Days).Select(day => Sample(model, day, random))];
            foreach (int option in some.SelectMany(o => o))
            {
                prices[option] = random.Next(-100, 101);
            }

            int[][] all = [.. Schedules(model, some)];
            if (all.Length == 0)
            {
                continue;
            }

            compared++;
            int from = random.Next(form.Days);
            int until = random.Next(from + 1, form.Days + 1);
            int[] chosen = all[random.Next(all.Length)];
            float best = all.Where(s => Outside(s, chosen, from, until)).Min(s => PriceIn(s, prices, from, until));
            int[] found = [.. chosen];
            Assert.Equal(best, pricer.Price(0, from, until, found, prices));
            Assert.Equal(best, PriceIn(found, prices, from, until));
            Assert.Contains(all, s => s.SequenceEqual(found));
        }

        Assert.True(compared > 50, $"Only {compared} samples have a legal schedule.");

        static int[] Sample(RosterModel model, int day, Random random) =>
            [model.DayOffsets[day], .. Enumerable.Range(0, 7).Select(_ => random.Next(model.DayOffsets[day] + 1, model.DayOffsets[day + 1])).Distinct()];

        static bool Outside(int[] schedule, int[] chosen, int from, int until) =>
            schedule.AsSpan(0, from).SequenceEqual(chosen.AsSpan(0, from)) && schedule.AsSpan(until).SequenceEqual(chosen.AsSpan(until));

        static float PriceIn(int[] schedule, float[] prices, int from, int until) => schedule.Skip(from).Take(until - from).Sum(o => prices[o]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_search_ends_with_a_legal_roster_and_a_bound_that_is_not_above_it(int posts)
    {
        SchedulingProblem problem = Department(posts);
        using var stop = new CancellationTokenSource();
        SolveResult result = RosterSolver.Solve(
            problem,
            new SolveOptions
            {
                Progress = progress =>
                {
                    if (progress.Levels[0].Penalty == 0)
                    {
                        stop.Cancel();
                    }
                },
            },
            stop.Token);
        Assert.True(result.Status is SolveStatus.Feasible or SolveStatus.Optimal);
        Assert.True(result.Evaluation.Passes);
        Assert.Equal(ModelCost.Of(RosterModel.Compile(problem), RosterCodec.Encode(RosterModel.Compile(problem), result.Roster)), result.Evaluation.Penalties);
        ShapeForm form = ShapeForm.TryCreate(RosterModel.Compile(problem))!;
        long bound = ShapeBound.Best(form, CancellationToken.None)!.Value;
        Assert.InRange(bound, 1, result.Evaluation.Penalties[1]);
    }

    [Fact]
    public void A_bound_counts_the_minutes_that_are_too_many()
    {
        // Three times 960 minutes are the least; 8 places of 60 minutes a day on three days are wanted: 1440 too many at least, one in each hour there is.
        ShapeForm form = ShapeForm.TryCreate(RosterModel.Compile(Department(posts: 1)))!;
        Assert.True(ShapeBound.Best(form, CancellationToken.None) >= (Employees * 960) - (3 * 8 * 60));
    }

    [Fact]
    public void Models_of_another_form_are_left_to_the_other_solvers()
    {
        SchedulingProblem problem = Department(posts: 1);
        Assert.NotNull(ShapeForm.TryCreate(RosterModel.Compile(problem)));
        Assert.Null(ShapeForm.TryCreate(RosterModel.Compile(problem with { Demand = new Demand() })));
        Assert.Null(ShapeForm.TryCreate(RosterModel.Compile(problem with { ShiftTypes = [.. problem.ShiftTypes.Take(2)] })));
        Assert.Null(ShapeForm.TryCreate(RosterModel.Compile(problem with { Rules = [.. problem.Rules.Skip(1), new MinimumRestRule { Enforcement = Enforcement.Soft(1, "penalty") }] })));
        Assert.Null(ShapeForm.TryCreate(RosterModel.Compile(problem with { Rules = [.. problem.Rules, new ConsecutiveWorkDaysRule { MinimumDays = 2 }] })));
        Assert.Null(ShapeForm.TryCreate(RosterModel.Compile(problem with { Horizon = problem.Horizon with { HistoryDays = 1 } })));
    }

    [Fact]
    public void Wishes_are_priced_as_well()
    {
        SchedulingProblem problem = Department(posts: 1);
        RosterModel model = RosterModel.Compile(problem with
        {
            Wishes = [new Wish { Employee = "A", Date = TinyProblem.Monday, Kind = WishKind.Avoid, Priority = 7 }],
            Rules = [.. problem.Rules, new WishesRule { Enforcement = Enforcement.Soft(2, "penalty") }],
        });
        var prices = new ShapePrices(ShapeForm.TryCreate(model)!);
        prices.Update(0, 0, new float[model.Rows.Length], 0, new Random(1));
        Assert.Equal(0, prices.Prices[0]);
        Assert.All(prices.Prices[1..model.DayOffsets[1]], price => Assert.Equal(14, price));
    }

    /// <summary>Three people who work 1 to 10 hours from any full hour until 14:00 on: 150 shapes a day. Eight hours of work a day are wanted, on one post or two.</summary>
    private static SchedulingProblem Department(int posts, int days = 3)
    {
        string[] names = [.. new[] { "phone", "chat" }.Take(posts)];
        SchedulingProblem plain = TinyProblem.Of(
            Employees,
            days,
            new MinimumRestRule { RestMinutes = 840 },
            new ConsecutiveWorkDaysRule { MaximumDays = 2 },
            new ShortestStretchRule { MinimumMinutes = 120 },
            new ContractMinutesRule { Period = ContractPeriod.Horizon, MinimumMinutes = 960, MaximumMinutes = 1080 },
            new IntervalCoverageRule { Enforcement = Enforcement.Hard, Beyond = Enforcement.Off, Surplus = Enforcement.Soft(1, "penalty"), SurplusGrowth = 2 });
        return plain with
        {
            Levels = ["hard", "penalty"],
            Horizon = plain.Horizon with { IntervalMinutes = 60 },
            Posts = [.. names.Select(n => new Post { Id = n })],
            ShiftTypes =
            [
                .. Enumerable.Range(1, 10).Select(hours => TinyProblem.Shift("S" + hours, "mid", new LocalTime(0, 0), new LocalTime(hours, 0)) with
                {
                    StartWindow = new StartWindow { Earliest = new LocalTime(0, 0), Latest = new LocalTime(14, 0), StepMinutes = 60 },
                    Posts = names,
                    PostStepMinutes = posts == 1 ? null : 60,
                }),
            ],
            Demand = new Demand
            {
                Intervals = [.. from name in names from day in Enumerable.Range(0, days) select new IntervalDemand
                {
                    Post = name, Date = TinyProblem.Monday.PlusDays(day), Required = [.. Enumerable.Range(0, 24).Select(hour => hour >= 8 && hour < (posts == 1 ? 16 : 12) ? 1 : 0)],
                }],
            },
        };
    }

    private static float PriceOf(RosterModel model, float[] rows, int[] placements) =>
        placements.Sum(p => model.ContributionsOfPlacement(p).ToArray().Sum(c => rows[c.Row]));

    /// <summary>All legal schedules over some options of each day.</summary>
    private static IEnumerable<int[]> Schedules(RosterModel model, int[][] options)
    {
        IEnumerable<int[]> all = [[]];
        foreach (int[] day in options)
        {
            all = [.. from head in all from option in day select (int[])[.. head, option]];
        }

        return all.Where(s => IsLegal(model, s));
    }

    private static bool IsLegal(RosterModel model, int[] schedule)
    {
        long[] costs = new long[model.Levels];
        ModelCost.AddOwn(costs, model, 0, schedule);
        return costs[0] == 0;
    }
}
