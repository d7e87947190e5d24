using System.Text;
using NodaTime;
using Scheduling.Api.Files;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Tests.Files;

public sealed class DemandFileTests
{
    private static readonly Horizon Week = FilesSample.Small.Horizon;

    [Fact]
    public void Consecutive_intervals_of_a_post_and_day_are_one_series()
    {
        IReadOnlyList<IntervalDemand> demand = Read(
            "date,time,post,required,minimum\n2026-07-06,07:30,call,5,2\n2026-07-06,07:00,call,4,\n2026-07-06,09:00,热线,6,\n2026-07-06,07:00,chat,1,\n2026-07-06,23:30,call,1,\n2026-07-07,0:00,call,1,\n").Value!;

        Assert.Equal(5, demand.Count);
        Assert.Equal(("call", new LocalDate(2026, 7, 6), new LocalTime(7, 0)), (demand[0].Post, demand[0].Date, demand[0].From));
        Assert.Equal([4, 5], demand[0].Required);
        Assert.Equal([0, 2], demand[0].Minimum);
        Assert.Equal(new LocalTime(9, 0), demand[1].From);
        Assert.Empty(demand[1].Minimum);
        Assert.Equal(new LocalDate(2026, 7, 7), demand[3].Date);
        Assert.Equal("chat", demand[4].Post);
    }

    [Fact]
    public void What_is_read_suits_a_problem()
    {
        StringBuilder csv = new("日期,时间,岗位,需求,最少\n");
        foreach (int interval in Enumerable.Range(0, 48 * 7))
        {
            LocalDateTime start = Week.Start.AtMidnight().PlusMinutes(interval * 30);
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{start:uuuu-MM-dd},{start:HH:mm},call,3,1\n");
        }

        IReadOnlyList<IntervalDemand> demand = Read(csv.ToString()).Value!;
        Assert.Equal(7, demand.Count);
        Assert.Empty(ProblemValidator.Validate(FilesSample.Small with { Demand = new Demand { Intervals = demand } }));
    }

    [Fact]
    public void Demand_on_a_day_of_changed_clocks_stays_at_its_local_times()
    {
        Horizon spring = Week with { Start = new LocalDate(2026, 3, 29), Days = 1, TimeZone = "Europe/Berlin" };
        IReadOnlyList<IntervalDemand> demand = Read("date,time,post,required\n2026-03-29,01:30,call,1\n2026-03-29,03:00,call,2\n", spring).Value!;
        IntervalDemand series = Assert.Single(demand);
        Assert.Equal([1, 2], series.Required);
        Assert.Equal("time-skipped", Assert.Single(Read("date,time,post,required\n2026-03-29,02:30,call,1\n", spring).Problems).Code);

        Horizon autumn = spring with { Start = new LocalDate(2026, 10, 25) };
        IReadOnlyList<IntervalDemand> apart = Read("date,time,post,required\n2026-10-25,02:30,call,1\n2026-10-25,03:00,call,2\n", autumn).Value!;
        Assert.Equal([new LocalTime(2, 30), new LocalTime(3, 0)], apart.Select(one => one.From));
    }

    [Theory]
    [InlineData("invalid-date", "date", "6 July", "6 July,07:00,call,1,")]
    [InlineData("date-outside-horizon", "date", "2026-07-13", "2026-07-13,07:00,call,1,")]
    [InlineData("invalid-time", "time", "7", "2026-07-06,7,call,1,")]
    [InlineData("time-off-grid", "time", "07:10", "2026-07-06,07:10,call,1,")]
    [InlineData("unknown-post", "post", "fax", "2026-07-06,07:00,fax,1,")]
    [InlineData("invalid-number", "required", "1.5", "2026-07-06,07:00,call,1.5,")]
    [InlineData("invalid-number", "required", "", "2026-07-06,07:00,call,,")]
    [InlineData("minimum-above-required", "minimum", "2", "2026-07-06,07:00,call,1,2")]
    public void Each_fault_is_told_with_its_place(string code, string column, string value, string row)
    {
        FileProblem problem = Assert.Single(Read("date,time,post,required,minimum\n" + row + "\n").Problems);
        Assert.Equal((code, 2, column, value), (problem.Code, problem.Line, problem.Column, problem.Value));
    }

    [Fact]
    public void An_interval_that_stands_twice_is_refused()
    {
        FileProblem problem = Assert.Single(Read("date,time,post,required\n2026-07-06,07:00,call,1\n2026-07-06,7:00,call,1\n").Problems);
        Assert.Equal("Column 'time' of line 3 is '7:00'; line 2 is the same interval of the same post, so remove one of them.", problem.Message.En);
    }

    private static FileResult<IReadOnlyList<IntervalDemand>> Read(string csv, Horizon? horizon = null) =>
        DemandFile.Read(Encoding.UTF8.GetBytes(csv), "d.csv", horizon ?? Week, FilesSample.Small.Posts);
}
