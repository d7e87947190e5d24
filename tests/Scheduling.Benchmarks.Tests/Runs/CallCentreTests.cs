using System.Text.Json;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;

namespace Scheduling.Benchmarks.Tests.Runs;

public sealed class CallCentreTests
{
    [Fact]
    public void A_seed_makes_one_problem_and_another_seed_another()
    {
        string one = JsonSerializer.Serialize(CallCentreProblem.Create(20, 7, skills: 6, seed: 1), SchedulingJson.Default);
        Assert.Equal(one, JsonSerializer.Serialize(CallCentreProblem.Create(20, 7, skills: 6, seed: 1), SchedulingJson.Default));
        Assert.NotEqual(one, JsonSerializer.Serialize(CallCentreProblem.Create(20, 7, skills: 6, seed: 2), SchedulingJson.Default));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(30)]
    public void A_week_asks_for_the_share_of_the_agents_minutes_that_is_documented(int interval)
    {
        SchedulingProblem problem = CallCentreProblem.Create(150, 14, interval, skills: 6);
        Assert.Empty(ProblemValidator.Validate(problem));
        double asked = problem.Demand.Intervals.Sum(d => d.Required.Sum()) * (double)interval;
        Assert.InRange(asked / (2 * 150 * CallCentreProblem.OnQueueMinutes), CallCentreProblem.Tightness - 0.02, CallCentreProblem.Tightness + 0.02);
    }

    [Fact]
    public void Recorded_calls_give_their_proportions()
    {
        string file = Path.GetTempFileName();
        File.WriteAllLines(file, ["start,calls", .. Rows()]);
        double[][] weights = CallCentreProfile.FromFile(file, 60).Weights;
        File.Delete(file);

        // Calls before 07:00 and from 22:00 on are left out; the mean of two Mondays; a Tuesday; nothing on other days.
        Assert.Equal([15.0, .. Enumerable.Repeat(10.0, 14)], weights[0]);
        Assert.Equal(Enumerable.Repeat(4.0, 15), weights[1]);
        Assert.All(weights[2..], day => Assert.Equal(Enumerable.Repeat(0.0, 15), day));

        static IEnumerable<string> Rows()
        {
            foreach ((string day, int calls) in new[] { ("2026-07-06", 10), ("2026-07-07", 4), ("2026-07-13", 10) })
            {
                for (int hour = 0; hour < 24; hour++)
                {
                    yield return $"{day}T{hour:00}:00,{(hour == 7 && day == "2026-07-13" ? 20 : hour is < 7 or > 21 ? 99 : calls)}";
                }
            }
        }
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_refused()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "start,calls\n2026-07-06T07:00,many\n");
        Assert.Contains("many", Assert.Throws<ArgumentException>(() => CallCentreProfile.FromFile(file, 30)).Message, StringComparison.Ordinal);
        File.Delete(file);
    }
}
