using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.WeeklyRest;

namespace Scheduling.Engine.Tests.Rules.WeeklyRest;

public sealed class WeeklyRestRuleTests : RuleContract
{
    private static readonly ShiftType Split = new()
    {
        Id = "P",
        Name = "P",
        Band = "late",
        Parts = [new ShiftPart { Start = new LocalTime(20, 0), End = new LocalTime(21, 0) }, new ShiftPart { Start = new LocalTime(3, 0), End = new LocalTime(5, 0) }],
    };

    protected override Rule Rule => new WeeklyRestRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return Week(0, 7, 0, 0, new WeeklyRestRule(), [TinyProblem.Early, TinyProblem.Night]);
        yield return Week(0, 5, 0, 2, new WeeklyRestRule { RestHours = 24, Enforcement = Enforcement.Soft(6) }, [TinyProblem.Late, TinyProblem.Night, Split], On(5, "N"), On(6, "P"));
        // Short rests, for the seams of the week and gaps between overlapping duties.
        foreach (int hours in new[] { 6, 9, 16, 19, 48, 60 })
        {
            yield return Week(-1, 5, 2, 5, new WeeklyRestRule { RestHours = hours }, [TinyProblem.Early, TinyProblem.Night, Split], On(-2, "N"), On(-3, "E"), On(4, "N"), On(5, "E"), On(6, "N"), On(7, "P"));
        }

        // A duty of twenty-three hours that ends after the one that begins next.
        ShiftType[] nested = [TinyProblem.Early, TinyProblem.Shift("G", "late", new LocalTime(20, 0), new LocalTime(19, 0))];
        yield return Week(-1, 5, 2, 5, new WeeklyRestRule { RestHours = 53 }, nested, On(-2, "E"), On(-3, "G"), On(5, "G"), On(6, "E"));
        yield return Week(-1, 5, 2, 5, new WeeklyRestRule { RestHours = 29 }, nested, On(-3, "G"), On(5, "E"), On(6, "G"), On(7, "E"));

        // One day of a week at either end of the horizon; whole weeks without rest before and after it are not judged.
        yield return Week(6, 2, 6, 6, new WeeklyRestRule { RestHours = 24 }, [TinyProblem.Early, TinyProblem.Night], [.. Full(0, 6), .. Full(8, 14)]);
        yield return Week(0, 7, 7, 7, new WeeklyRestRule(), [TinyProblem.Early], [.. Full(-7, 0), .. Full(7, 14)]);

        foreach (bool standby in new[] { true, false })
        {
            yield return Week(4, 5, 5, 5, new WeeklyRestRule { CountsStandby = standby, RestHours = 34 }, [TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby], [.. Full(-1, 4), .. Full(9, 14)]);
        }

        yield return TinyProblem.Of(2, 2, new WeeklyRestRule { AppliesTo = new RuleScope { Employees = ["B"] } }) with
        {
            Horizon = new Horizon { Start = TinyProblem.Monday.PlusDays(5), Days = 2, HistoryDays = 8 },
            ShiftTypes = [TinyProblem.Early, TinyProblem.Night],
            History = [.. Full(-1, 5), .. Full(-3, 5).Select(d => d with { Employee = "B" })],
        };

        // Sundays of 23 and of 25 hours, the last day of a week and, with weeks that begin on Sunday, its first.
        foreach ((LocalDate sunday, int hours) in new[] { (new LocalDate(2026, 3, 29), 33), (new LocalDate(2026, 3, 29), 34), (new LocalDate(2026, 10, 25), 34), (new LocalDate(2026, 10, 25), 35) })
        {
            foreach (IsoDayOfWeek start in new[] { IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday })
            {
                LocalDate first = start == IsoDayOfWeek.Monday ? sunday.PlusDays(-3) : sunday.PlusDays(-1);
                SchedulingProblem problem = TinyProblem.Of(1, 4, new WeeklyRestRule { RestHours = hours });
                yield return problem with
                {
                    Horizon = new Horizon { Start = first, Days = 4, HistoryDays = 3, FixedDaysAfter = 4, TimeZone = "Europe/Berlin", WeekStart = start },
                    ShiftTypes = [TinyProblem.Early, TinyProblem.Night],
                    History = [.. Enumerable.Range(1, 3).Select(d => TinyProblem.Duty("A", first.PlusDays(-d), "E"))],
                    FixedAfter = [.. Enumerable.Range(4, 4).Select(d => TinyProblem.Duty("A", first.PlusDays(d), "E"))],
                };
            }
        }
    }

    [Fact]
    public void A_rest_of_exactly_thirty_five_hours_is_enough_and_a_minute_less_is_not()
    {
        // Free from Saturday 13:00 to the end of Sunday.
        Assert.Equal(0, Penalty(new LocalTime(13, 0), 0));
        Assert.Equal(1, Penalty(new LocalTime(13, 1), 0));
    }

    [Fact]
    public void A_rest_over_the_end_of_the_week_counts_in_neither_week_when_its_parts_are_too_short()
    {
        SchedulingProblem problem = Week(0, 14, 0, 0, new WeeklyRestRule(), [TinyProblem.Early]);
        Assignment[] duties = [.. Full(0, 14).Where(d => d.Date != TinyProblem.Monday.PlusDays(6))];
        Assert.Equal(2, RosterEvaluator.Evaluate(problem with { Rules = [new WeeklyRestRule { RestHours = 34 }] }, new Roster { Assignments = duties }).Penalties[0]);
        Assert.Equal(1, RosterEvaluator.Evaluate(problem with { Rules = [new WeeklyRestRule { RestHours = 33 }] }, new Roster { Assignments = duties }).Penalties[0]);
    }

    [Fact]
    public void The_night_before_the_week_takes_of_its_first_day()
    {
        Assert.Equal(0, Penalty(new LocalTime(20, 0), 1));
        SchedulingProblem problem = Week(0, 7, 1, 0, new WeeklyRestRule { RestHours = 25 }, [TinyProblem.Early, TinyProblem.Night], On(-1, "N"));
        Assert.Equal(0, RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. Full(1, 7)] }).Penalties[0]);
        Assert.Equal(1, RosterEvaluator.Evaluate(problem with { Rules = [new WeeklyRestRule { RestHours = 26 }] }, new Roster { Assignments = [.. Full(1, 7)] }).Penalties[0]);
    }

    [Fact]
    public void A_week_of_which_a_day_is_not_known_is_not_judged() =>
        Assert.Equal(0, RosterEvaluator.Evaluate(Week(1, 6, 0, 0, new WeeklyRestRule(), [TinyProblem.Early]), new Roster { Assignments = [.. Full(1, 7)] }).Penalties[0]);

    [Fact]
    public void States_that_nothing_tells_apart_are_one()
    {
        ShiftType[] any = [.. Enumerable.Range(0, 24).Select(i => TinyProblem.Shift("X" + i, "early", new LocalTime(6, 0).PlusMinutes(5 * i), new LocalTime(14, 0).PlusMinutes(5 * i)))];
        Automaton automaton = RosterModel.Compile(Week(0, 14, 0, 0, new WeeklyRestRule { RestHours = 24 }, any)).Automata[0].Automaton;
        // Since today or since yesterday, the rest had or not, what begins and ends a week: not twenty-four of each.
        Assert.InRange(automaton.States, 2, 4);
        Assert.InRange(automaton.Labels, 2, 8);
    }

    /// <summary>Early on every day but Sunday; on Saturday until a time. Or off on some first days instead.</summary>
    private static long Penalty(LocalTime until, int daysOff)
    {
        ShiftType saturday = TinyProblem.Shift("T", "early", new LocalTime(7, 0), until);
        return RosterEvaluator.Evaluate(
            Week(0, 7, 0, 0, new WeeklyRestRule { RestHours = daysOff == 0 ? 35 : 31 }, [TinyProblem.Early, saturday]),
            new Roster { Assignments = [.. Full(daysOff, 5), On(5, "T"), .. daysOff == 0 ? [] : Full(6, 7)] }).Penalties[0];
    }

    private static IEnumerable<Assignment> Full(int from, int until) => Enumerable.Range(from, until - from).Select(d => On(d, "E"));

    private static Assignment On(int day, string shiftType) => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(day), shiftType);

    private static SchedulingProblem Week(int start, int days, int before, int after, Rule rule, IReadOnlyList<ShiftType> shiftTypes, params Assignment[] known)
    {
        SchedulingProblem problem = TinyProblem.Of(1, days, rule);
        return problem with
        {
            Horizon = problem.Horizon with { Start = TinyProblem.Monday.PlusDays(start), HistoryDays = before, FixedDaysAfter = after },
            ShiftTypes = shiftTypes,
            History = [.. known.Where(d => d.Date < TinyProblem.Monday.PlusDays(start))],
            FixedAfter = [.. known.Where(d => d.Date >= TinyProblem.Monday.PlusDays(start + days))],
        };
    }
}
