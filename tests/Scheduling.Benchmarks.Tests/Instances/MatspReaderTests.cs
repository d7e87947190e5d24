using Scheduling.Benchmarks.Instances;

namespace Scheduling.Benchmarks.Tests.Instances;

public sealed class MatspReaderTests
{
    [Fact]
    public void An_instance_is_read_field_by_field()
    {
        MatspInstance instance = MatspReader.Read("small.txt", MatspTexts.Lines(MatspTexts.Small));
        Assert.Equal((1, 2), (instance.Days, instance.Tasks));
        Assert.Equal([new MatspEmployee("A", 360, 600), new MatspEmployee("B", 0, 600)], instance.Staff);
        Assert.Equal([96, 96], instance.Wanted.Select(w => w.Length));
        Assert.Equal(Enumerable.Range(8, 8), Enumerable.Range(0, 96).Where(q => instance.Wanted[0][q] == 1));
        Assert.Equal(Enumerable.Range(12, 24), Enumerable.Range(0, 96).Where(q => instance.Wanted[1][q] > 0));
        Assert.Equal([16], Enumerable.Range(0, 96).Where(q => instance.Wanted[1][q] == 2));
    }

    [Theory]
    [InlineData("SECTION_HORIZON\n1", "SECTION_HORIZON\nmany", 3, "'many'")]
    [InlineData("SECTION_HORIZON\n1", "SECTION_HORIZON\n366", 3, "'366'")]
    [InlineData("SECTION_HORIZON\n1", "SECTION_HORIZON\n1\n2", 4, "a second number of days")]
    [InlineData("SECTION_TASKS\n2", "SECTION_TASKS\n0", 6, "'0'")]
    [InlineData("A,360,600", "A,360", 10, "2 fields")]
    [InlineData("A,360,600", "A,601,600", 10, "'600'")]
    [InlineData("B,0,600", "A,0,600", 11, "'A'")]
    [InlineData("1,06:00-06:15,1,0,0", "3,06:00-06:15,1,0,0", 14, "'3'")]
    [InlineData("1,06:00-06:15,1,0,0", "1,05:45-06:00,1,0,0", 14, "outside the horizon")]
    [InlineData("1,06:00-06:15,1,0,0", "2,06:00-06:15,1,0,0", 14, "outside the horizon")]
    [InlineData("1,06:00-06:15,1,0,0", "1,06:00-06:30,1,0,0", 14, "'06:00-06:30'")]
    [InlineData("1,06:00-06:15,1,0,0", "1,06:05-06:20,1,0,0", 14, "'06:05-06:20'")]
    [InlineData("1,06:00-06:15,1,0,0", "1,06:00,1,0,0", 14, "'06:00'")]
    [InlineData("1,06:00-06:15,1,0,0", "1,06:00-06:15,3,0,0", 14, "'3'")]
    [InlineData("1,06:00-06:15,1,0,0", "1,06:00-06:15,1,0,1", 14, "least staff is 0 and most 1")]
    [InlineData("1,06:00-06:15,2,0,0", "1,06:00-06:15,1,0,0", 15, "a second cover of task 1")]
    [InlineData("SECTION_COVER", "SECTION_COVERS", 13, "'SECTION_COVERS'")]
    [InlineData("SECTION_COVER", "SECTION_STAFF", 13, "twice")]
    public void What_is_wrong_is_told_with_line_and_value(string right, string wrong, int line, string told)
    {
        string text = MatspTexts.Small.ReplaceLineEndings("\n");
        Assert.Contains(right, text, StringComparison.Ordinal);
        InstanceException exception = Assert.Throws<InstanceException>(() => MatspReader.Read("small.txt", MatspTexts.Lines(text.Replace(right, wrong, StringComparison.Ordinal))));
        Assert.StartsWith($"small.txt:{line}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(told, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,06:00-06:15,1,0,0\n", "cover of task 1 is missing in quarter 0")]
    [InlineData("SECTION_HORIZON\n1\n", "'SECTION_HORIZON' is missing")]
    public void What_is_missing_is_named(string missing, string told)
    {
        string text = MatspTexts.Small.ReplaceLineEndings("\n");
        string cut = missing.StartsWith("SECTION", StringComparison.Ordinal) ? text[..text.IndexOf("SECTION_COVER", StringComparison.Ordinal)] + "SECTION_COVER\n" : text;
        Assert.Contains(missing, cut, StringComparison.Ordinal);
        InstanceException exception = Assert.Throws<InstanceException>(() => MatspReader.Read("small.txt", MatspTexts.Lines(cut.Replace(missing, "", StringComparison.Ordinal))));
        Assert.Contains(told, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_before_the_first_section_is_refused() =>
        Assert.Equal("small.txt:1: '7' stands before the first section", Assert.Throws<InstanceException>(() => MatspReader.Read("small.txt", ["7"])).Message);
}
