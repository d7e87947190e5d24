using Scheduling.Benchmarks.Instances;

namespace Scheduling.Benchmarks.Tests.Instances;

/// <summary>A small nurse rostering dataset of two weeks in the text form, written for these tests.</summary>
internal static class NurseTexts
{
    public const string Scenario = """
        SCENARIO = tiny

        WEEKS = 2

        SKILLS = 2
        Head
        Nurse

        SHIFT_TYPES = 2
        Early (2,3)
        Night (2,2)

        FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
        Early 0
        Night 1 Early

        CONTRACTS = 2
        Full (6,8) (3,4) (2,3) 1 1
        Part (2,9) (1,7) (1,9) 2 0

        NURSES = 2
        Ann Full 2 Head Nurse
        Bob Part 1 Nurse
        """;

    public const string History = """
        HISTORY
        0 tiny

        NURSE_HISTORY
        Ann 0 0 Night 2 3 0
        Bob 0 0 None 0 0 4
        """;

    public const string Week = """
        WEEK_DATA
        tiny

        REQUIREMENTS
        Early Head (0,1) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)
        Early Nurse (0,0) (1,1) (0,2) (0,0) (0,0) (0,0) (0,0)

        SHIFT_OFF_REQUESTS = 2
        Ann Any Tue
        Bob Night Wed
        """;

    public const string QuietWeek = """
        WEEK_DATA
        tiny
        REQUIREMENTS
        SHIFT_OFF_REQUESTS = 0
        """;

    public static NurseText Text(string file, string text) => new(file, text.ReplaceLineEndings("\n").Split('\n'));

    public static NurseScenario ReadScenario(string text = Scenario) => NurseReader.ReadScenario(Text("Sc.txt", text));

    public static NurseInstance Instance(string history = History)
    {
        NurseScenario scenario = ReadScenario();
        NurseWeek[] weeks = [NurseReader.ReadWeek(Text("WD.txt", Week), scenario), NurseReader.ReadWeek(Text("WD.txt", QuietWeek), scenario)];
        return new NurseInstance("tiny", scenario, NurseReader.ReadHistory(Text("H0.txt", history), scenario), weeks);
    }
}
