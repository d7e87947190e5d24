using Scheduling.Benchmarks.Instances;

namespace Scheduling.Benchmarks.Tests.Instances;

public sealed class CurtoisReaderTests
{
    [Fact]
    public void An_instance_is_read_field_by_field()
    {
        CurtoisInstance instance = CurtoisReader.Read("small.txt", CurtoisTexts.Lines(CurtoisTexts.Small));
        Assert.Equal(7, instance.Days);
        Assert.Equal([("E", 480), ("L", 600)], instance.Shifts.Select(s => (s.Id, s.Minutes)));
        Assert.Empty(instance.Shifts[0].NotFollowedBy);
        Assert.Equal(["E"], instance.Shifts[1].NotFollowedBy);
        CurtoisEmployee a = instance.Staff[0];
        Assert.Equal(("A", 2400, 960, 4, 2, 2, 1), (a.Id, a.MostMinutes, a.LeastMinutes, a.MostConsecutiveShifts, a.LeastConsecutiveShifts, a.LeastConsecutiveDaysOff, a.MostWeekends));
        Assert.Equal((7, 2), (a.MostShifts["E"], a.MostShifts["L"]));
        Assert.Equal([("A", 0), ("B", 2), ("B", 3)], instance.DaysOff);
        Assert.Equal([new CurtoisRequest("A", 1, "E", 2)], instance.OnRequests);
        Assert.Equal([new CurtoisRequest("B", 4, "L", 12)], instance.OffRequests);
        Assert.Equal([new CurtoisCover(1, "E", 1, 100, 1), new CurtoisCover(1, "L", 1, 100, 1), new CurtoisCover(4, "L", 1, 100, 1)], instance.Cover);
    }

    [Theory]
    [InlineData("7\n", "many\n", 3, "'many'")]
    [InlineData("7\n", "367\n", 3, "'367'")]
    [InlineData("L,600,E", "L,600,X", 8, "'X'")]
    [InlineData("L,600,E", "L,1441,E", 8, "'1441'")]
    [InlineData("L,600,E", "E,600,E", 8, "'E'")]
    [InlineData("A,E=7|L=2,2400,960", "A,E=7|Q=2,2400,960", 11, "'Q'")]
    [InlineData("A,E=7|L=2,2400,960", "A,E=7|L2,2400,960", 11, "'L2'")]
    [InlineData("A,E=7|L=2,2400,960", "A,E=7|L=2,2400,-960", 11, "'-960'")]
    [InlineData("B,E=0|L=7,3000,0,5,1,1,0", "B,E=0|L=7,3000,0,5,1,1", 12, "7 fields")]
    [InlineData("B,E=0|L=7,3000,0,5,1,1,0", "A,E=0|L=7,3000,0,5,1,1,0", 12, "'A'")]
    [InlineData("B,2,3", "C,2,3", 16, "'C'")]
    [InlineData("B,2,3", "B,2,7", 16, "day 7")]
    [InlineData("A,1,E,2", "A,1,E", 19, "3 fields")]
    [InlineData("4,L,1,100,1", "1,L,1,100,1", 27, "a second cover of shift 'L' on day 1")]
    [InlineData("SECTION_COVER", "SECTION_COVERS", 24, "'SECTION_COVERS'")]
    [InlineData("SECTION_COVER", "SECTION_STAFF", 24, "twice")]
    public void What_is_wrong_is_told_with_line_and_value(string right, string wrong, int line, string told)
    {
        string text = CurtoisTexts.Small.ReplaceLineEndings("\n");
        Assert.Contains(right, text, StringComparison.Ordinal);
        InstanceException exception = Assert.Throws<InstanceException>(() => CurtoisReader.Read("small.txt", CurtoisTexts.Lines(text.Replace(right, wrong, StringComparison.Ordinal))));
        Assert.StartsWith($"small.txt:{line}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(told, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zero_with_a_minus_is_read_as_zero()
    {
        string text = CurtoisTexts.Small.Replace("4,L,1,100,1", "4,L,-0,100,1", StringComparison.Ordinal);
        Assert.Equal(0, CurtoisReader.Read("small.txt", CurtoisTexts.Lines(text)).Cover[2].Wanted);
    }

    [Fact]
    public void A_section_that_is_missing_is_named()
    {
        string text = CurtoisTexts.Small[..CurtoisTexts.Small.IndexOf("SECTION_COVER", StringComparison.Ordinal)];
        InstanceException exception = Assert.Throws<InstanceException>(() => CurtoisReader.Read("small.txt", CurtoisTexts.Lines(text)));
        Assert.Contains("'SECTION_COVER' is missing", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_before_the_first_section_is_refused() =>
        Assert.Equal("small.txt:1: '7' stands before the first section", Assert.Throws<InstanceException>(() => CurtoisReader.Read("small.txt", ["7"])).Message);
}
