using Scheduling.Benchmarks.Instances;

namespace Scheduling.Benchmarks.Tests.Instances;

public sealed class NurseReaderTests
{
    [Fact]
    public void A_scenario_is_read_field_by_field()
    {
        NurseScenario scenario = NurseTexts.ReadScenario();
        Assert.Equal(("tiny", 2), (scenario.Name, scenario.Weeks));
        Assert.Equal(["Head", "Nurse"], scenario.Skills);
        Assert.Equal([("Early", 2, 3, ""), ("Night", 2, 2, "Early")], scenario.Shifts.Select(s => (s.Id, s.LeastInARow, s.MostInARow, string.Join(' ', s.NotFollowedBy))));
        Assert.Equal([new NurseContract("Full", (6, 8), (3, 4), (2, 3), 1, true), new NurseContract("Part", (2, 9), (1, 7), (1, 9), 2, false)], scenario.Contracts);
        Assert.Equal([("Ann", "Full", "Head Nurse"), ("Bob", "Part", "Nurse")], scenario.Nurses.Select(n => (n.Id, n.Contract, string.Join(' ', n.Skills))));
    }

    [Fact]
    public void A_history_and_a_week_are_read_field_by_field()
    {
        NurseInstance instance = NurseTexts.Instance();
        Assert.Equal([new NurseHistory("Ann", 0, 0, "Night", 2, 3, 0), new NurseHistory("Bob", 0, 0, null, 0, 0, 4)], instance.History);
        Assert.Equal(14, instance.Weeks[0].Needs.Count);
        Assert.Contains(new NurseNeed(2, "Early", "Nurse", 0, 2), instance.Weeks[0].Needs);
        Assert.Equal([new NurseRequest("Ann", null, 1), new NurseRequest("Bob", "Night", 2)], instance.Weeks[0].Requests);
        Assert.Empty(instance.Weeks[1].Needs);
    }

    [Theory]
    [InlineData("WEEKS = 2", "WEEKS = two", 3, "'two'")]
    [InlineData("WEEKS = 2", "WEEK = 2", 3, "'WEEK = 2'")]
    [InlineData("Early (2,3)", "Early (3,2)", 10, "'(3,2)'")]
    [InlineData("Early (2,3)", "Early 2", 10, "'2'")]
    [InlineData("Night 1 Early", "Night 2 Early", 15, "announces 2 words but has 1")]
    [InlineData("Night 1 Early", "Night 1 Late", 15, "'Late'")]
    [InlineData("Part (2,9) (1,7) (1,9) 2 0", "Part (2,9) (1,7) (1,9) 2 2", 19, "'2'")]
    [InlineData("Bob Part 1 Nurse", "Bob Half 1 Nurse", 23, "'Half'")]
    [InlineData("Bob Part 1 Nurse", "Bob Part 1 Doctor", 23, "'Doctor'")]
    [InlineData("NURSES = 2", "NURSES = 3", 23, "ends too soon")]
    public void What_is_wrong_in_a_scenario_is_told_with_line_and_value(string right, string wrong, int line, string told)
    {
        Assert.Contains(right, NurseTexts.Scenario, StringComparison.Ordinal);
        Told(() => NurseTexts.ReadScenario(NurseTexts.Scenario.Replace(right, wrong, StringComparison.Ordinal)), $"Sc.txt:{line}: ", told);
    }

    [Theory]
    [InlineData("Ann 0 0 Night 2 3 0", "Ann 0 0 Late 2 3 0", 5, "'Late'")]
    [InlineData("Ann 0 0 Night 2 3 0", "Ann 0 0 Night 2 3 1", 5, "contradicts itself")]
    [InlineData("Ann 0 0 Night 2 3 0", "Ann 0 0 Night 4 3 0", 5, "contradicts itself")]
    [InlineData("Bob 0 0 None 0 0 4", "Bob 0 0 None 0 0 0", 6, "contradicts itself")]
    [InlineData("Bob 0 0 None 0 0 4", "Ann 0 0 None 0 0 4", 6, "'Ann' stands twice")]
    [InlineData("Bob 0 0 None 0 0 4", "Eve 0 0 None 0 0 4", 6, "'Bob' has no history")]
    public void What_is_wrong_in_a_history_is_told_with_line_and_value(string right, string wrong, int line, string told)
    {
        Assert.Contains(right, NurseTexts.History, StringComparison.Ordinal);
        Told(() => NurseTexts.Instance(NurseTexts.History.Replace(right, wrong, StringComparison.Ordinal)), $"H0.txt:{line}: ", told);
    }

    [Theory]
    [InlineData("Early Head (0,1)", "Early Chief (0,1)", 5, "'Chief'")]
    [InlineData("Early Head (0,1)", "Late Head (0,1)", 5, "'Late'")]
    [InlineData("Early Head (0,1) (0,0)", "Early Head (0,1)", 5, "8 words")]
    [InlineData("Ann Any Tue", "Ann Any Day", 9, "'Day'")]
    [InlineData("Ann Any Tue", "Eve Any Tue", 9, "'Eve'")]
    [InlineData("SHIFT_OFF_REQUESTS = 2", "SHIFT_OFF_REQUESTS = 3", 10, "ends too soon")]
    public void What_is_wrong_in_a_week_is_told_with_line_and_value(string right, string wrong, int line, string told)
    {
        Assert.Contains(right, NurseTexts.Week, StringComparison.Ordinal);
        Told(() => NurseReader.ReadWeek(NurseTexts.Text("WD.txt", NurseTexts.Week.Replace(right, wrong, StringComparison.Ordinal)), NurseTexts.ReadScenario()), $"WD.txt:{line}: ", told);
    }

    [Fact]
    public void A_name_that_is_none_of_a_case_is_refused() =>
        Assert.Contains("n030w4_1", Assert.Throws<InstanceException>(() => NurseReader.ReadCase(".", "n030w4_1")).Message, StringComparison.Ordinal);

    private static void Told(Action read, string place, string told)
    {
        InstanceException exception = Assert.Throws<InstanceException>(read);
        Assert.StartsWith(place, exception.Message, StringComparison.Ordinal);
        Assert.Contains(told, exception.Message, StringComparison.Ordinal);
    }
}
