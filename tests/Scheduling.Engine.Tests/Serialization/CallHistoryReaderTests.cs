using System.Globalization;
using System.Text;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Staffing;

namespace Scheduling.Engine.Tests.Serialization;

public sealed class CallHistoryReaderTests
{
    private static readonly LocalDate Monday = new(2026, 7, 6);

    [Fact]
    public void Dated_intervals_are_read_from_bytes_with_the_mark_of_UTF_8()
    {
        ReadResult<CallHistory> result = CallHistoryReader.Read(Encoding.UTF8.GetBytes("\uFEFFstart,calls\r\n2026-07-06T07:00,3\r\n2026-07-06 07:15,4.5\r\n"));

        Assert.True(result.Succeeded);
        Assert.Equal(15, result.Value.IntervalMinutes);
        Assert.Equal(4.5, result.Value.CallsAt(Monday, 29));
        Assert.Null(result.Value.CallsAt(Monday, 30));
    }

    [Fact]
    public void Weekdays_are_counted_from_the_first_day()
    {
        ReadResult<CallHistory> result = CallHistoryReader.Read("day,weekday,start,calls\n5,Fri,07:00,1\n6,Mon,07:00,2\n", new CallReadOptions { FirstDay = Monday });

        Assert.Equal([Monday.PlusDays(4), Monday.PlusDays(7)], result.Value!.Dates);
        Assert.True(CallHistoryReader.CountsWeekdays("Day,Weekday,Start,Calls\r\n"));
        Assert.False(CallHistoryReader.CountsWeekdays("start,calls\n"));
    }

    [Theory]
    [InlineData("calls-header", "calls.csv:1", "time,calls\n")]
    [InlineData("calls-header", "calls.csv:1", "")]
    [InlineData("calls-first-day", "calls.csv:1", "day,weekday,start,calls\n1,Mon,07:00,1\n")]
    [InlineData("calls-columns", "calls.csv:3", "start,calls\n\n2026-07-06T07:00\n")]
    [InlineData("calls-start", "calls.csv:2", "start,calls\n2026-07-06,3\n")]
    [InlineData("calls-start", "calls.csv:2", "start,calls\n9999-07-06T07:00,3\n")]
    [InlineData("calls-number", "calls.csv:2", "start,calls\n2026-07-06T07:00,-1\n")]
    [InlineData("calls-number", "calls.csv:2", "start,calls\n2026-07-06T07:00,NaN\n")]
    [InlineData("calls-twice", "calls.csv:3", "start,calls\n2026-07-06T07:00,1\n2026-07-06T07:00,1\n")]
    [InlineData("calls-hole", "calls.csv:3", "start,calls\n2026-07-06T07:00,1\n2036-07-06T07:00,1\n")]
    [InlineData("calls-step", "calls.csv", "start,calls\n2026-07-06T07:01,1\n")]
    [InlineData("calls-no-rows", "calls.csv", "start,calls\n")]
    public void Each_fault_is_told_with_its_line_in_both_languages(string code, string pointer, string csv)
    {
        InputProblem problem = Assert.Single(CallHistoryReader.Read(csv).Problems);

        Assert.Equal((code, pointer), (problem.Code, problem.Pointer));
        Assert.Contains("“calls.csv”", problem.Message.Zh, StringComparison.Ordinal);
        Assert.Contains("'calls.csv'", problem.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_names_the_line_and_the_value()
    {
        InputProblem problem = Assert.Single(CallHistoryReader.Read("start,calls\n2026-07-06T07:00,many\n", new CallReadOptions { FileName = "july.csv" }).Problems);

        Assert.Equal("Line 2 of calls file 'july.csv' is 'many'; the calls must be a number from 0 to 100000000; leave a line out when nothing was recorded.", problem.Message.En);
        Assert.Equal("话务文件“july.csv”第 2 行为“many”；通话数应为 0 到 100000000 的数；没有记录的时段请删去该行。", problem.Message.Zh);
    }

    [Fact]
    public void Ten_faults_are_told_and_the_others_counted()
    {
        string csv = "start,calls\n" + string.Concat(Enumerable.Range(0, 25).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}\n")));
        ReadResult<CallHistory> result = CallHistoryReader.Read(csv);

        Assert.Equal(11, result.Problems.Count);
        Assert.Equal("calls-more", result.Problems[^1].Code);
        Assert.Contains("15 more wrong lines", result.Problems[^1].Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_or_too_many_are_refused()
    {
        Assert.Equal("calls-not-text", Assert.Single(CallHistoryReader.Read(new byte[] { 0xFF, 0xFE, 0x41 }).Problems).Code);
        Assert.Equal("body-too-large", Assert.Single(CallHistoryReader.Read(new byte[(5 * 1024 * 1024) + 1]).Problems).Code);
        Assert.Equal("body-too-large", Assert.Single(CallHistoryReader.Read("start,calls\n", new CallReadOptions { MaximumBytes = 11 }).Problems).Code);
    }
}
