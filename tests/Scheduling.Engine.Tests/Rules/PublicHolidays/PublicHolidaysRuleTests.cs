using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.PublicHolidays;

namespace Scheduling.Engine.Tests.Rules.PublicHolidays;

public sealed class PublicHolidaysRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new PublicHolidaysRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return On(TinyProblem.Of(1, 4, Rule with { Enforcement = Enforcement.Hard }), 0, 1, 3);
        foreach (HolidayPeriod period in Enum.GetValues<HolidayPeriod>())
        {
            // New Year: a festival in the history, one over the start of the horizon, one at its end, duties after.
            SchedulingProblem year = TinyProblem.Of(2, 3, new PublicHolidaysRule { Period = period, SparesLast = true, Enforcement = Enforcement.Soft(3) }).At(new LocalDate(2026, 12, 30), history: 4, after: 2);
            yield return year with
            {
                ShiftTypes = [TinyProblem.Night, TinyProblem.Standby],
                Calendar = [.. new[] { 23, 25, 26, 27, 29, 30 }.Select(d => OvertimeProblem.Holiday(new LocalDate(2026, 12, d))), OvertimeProblem.Holiday(new LocalDate(2027, 1, 1)), OvertimeProblem.Holiday(new LocalDate(2027, 1, 2))],
                History = [TinyProblem.Duty("A", new LocalDate(2026, 12, 27), "N"), TinyProblem.Duty("B", new LocalDate(2026, 12, 26), "S"), TinyProblem.Duty("B", new LocalDate(2026, 12, 29), "N")],
                FixedAfter = [TinyProblem.Duty("A", new LocalDate(2027, 1, 2), "N")],
            };
        }

        // Festivals that end just before the horizon, on its first and on its last day, that begin on either and just after it; one alone.
        foreach (int[] days in new int[][] { [-3, -1, 0, 1], [-2, 0, 2], [-3, -1, 1, 2], [-2, -1, 2], [-1, 1], [1], [-2, -1] })
        {
            SchedulingProblem around = On(TinyProblem.Of(2, 2, new PublicHolidaysRule { Maximum = 1, SparesLast = true, Enforcement = Enforcement.Soft(1) }).At(Monday, history: 3, after: 1), days);
            yield return around with
            {
                ShiftTypes = [TinyProblem.Early, TinyProblem.Standby],
                History =
                [
                    TinyProblem.Duty("A", Monday.PlusDays(-1), "E"), TinyProblem.Duty("A", Monday.PlusDays(-2), "S"),
                    TinyProblem.Duty("B", Monday.PlusDays(-2), "E"), TinyProblem.Duty("B", Monday.PlusDays(-3), "E"),
                ],
                FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(2), "E")],
            };
        }

        // One day of a year at either end of the horizon; holidays of both years outside it.
        var yearly = new PublicHolidaysRule { Period = HolidayPeriod.Year, Maximum = 1, Enforcement = Enforcement.Soft(1) };
        SchedulingProblem turn = TinyProblem.Of(1, 2, yearly).At(new LocalDate(2026, 12, 31), history: 1, after: 1);
        yield return turn with
        {
            Calendar = [.. Enumerable.Range(-1, 4).Select(day => OvertimeProblem.Holiday(turn.Horizon.Start.PlusDays(day)))],
            History = [TinyProblem.Duty("A", turn.Horizon.Start.PlusDays(-1), "E")],
            FixedAfter = [TinyProblem.Duty("A", turn.Horizon.Start.PlusDays(2), "E")],
        };

        yield return On(TinyProblem.Of(2, 2, Rule with { AppliesTo = new RuleScope { Employees = ["B"] } }).At(new LocalDate(2026, 10, 24), zone: "Europe/Berlin"), 110, 111);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(1, 10)]
    [InlineData(0, 20)]
    public void Exactly_the_maximum_is_allowed(int maximum, long penalty) =>
        Assert.Equal(penalty, OvertimeProblem.Penalty(On(TinyProblem.Of(1, 4, new PublicHolidaysRule { Maximum = maximum }), 0, 1, 2), 2, TinyProblem.Duty("A", Monday, "E"), TinyProblem.Duty("A", Monday.PlusDays(2), "N"), TinyProblem.Duty("A", Monday.PlusDays(3), "E")));

    [Fact]
    public void Who_worked_in_the_last_festival_is_spared_in_the_next()
    {
        SchedulingProblem problem = On(TinyProblem.Of(2, 2, new PublicHolidaysRule { Maximum = 9, SparesLast = true }).At(Monday, history: 3), -3, -2, 0, 1) with { History = [TinyProblem.Duty("A", Monday.PlusDays(-2), "E")] };
        Assert.Equal(20, OvertimeProblem.Penalty(problem, 2, TinyProblem.Duty("A", Monday, "E"), TinyProblem.Duty("A", Monday.PlusDays(1), "E")));
        Assert.Equal(0, OvertimeProblem.Penalty(problem, 2, TinyProblem.Duty("B", Monday, "E"), TinyProblem.Duty("B", Monday.PlusDays(1), "E")));
    }

    [Fact]
    public void Settings_outside_their_range_are_reported() =>
        Assert.Equal(["rule-setting-out-of-range maximum"], OvertimeProblem.Faults(new PublicHolidaysRule { Maximum = 367 }));

    private static SchedulingProblem On(SchedulingProblem problem, params int[] days) => problem with { Calendar = [.. days.Select(d => OvertimeProblem.Holiday(Monday.PlusDays(d)))] };
}
