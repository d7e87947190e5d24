namespace Scheduling.Benchmarks.Tests.Instances;

/// <summary>A small staff scheduling instance in the text form, written for these tests.</summary>
internal static class CurtoisTexts
{
    /// <summary>Two employees, one week, early and late; late is not followed by early.</summary>
    public const string Small = """
        # A comment
        SECTION_HORIZON
        7

        SECTION_SHIFTS
        # id, minutes, cannot follow
        E,480,
        L,600,E

        SECTION_STAFF
        A,E=7|L=2,2400,960,4,2,2,1
        B,E=0|L=7,3000,0,5,1,1,0

        SECTION_DAYS_OFF
        A,0
        B,2,3

        SECTION_SHIFT_ON_REQUESTS
        A,1,E,2

        SECTION_SHIFT_OFF_REQUESTS
        B,4,L,12

        SECTION_COVER
        1,E,1,100,1
        1,L,1,100,1
        4,L,1,100,1
        """;

    public static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.TrimEnd('\r'));
}
