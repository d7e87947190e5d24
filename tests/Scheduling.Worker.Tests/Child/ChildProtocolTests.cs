using System.Text.Json;
using Scheduling.Engine.Solving;
using Scheduling.Worker.Child;

namespace Scheduling.Worker.Tests.Child;

/// <summary>What a child does with the lines it gets, seen from its pipes.</summary>
public sealed class ChildProtocolTests
{
    [Fact]
    public async Task A_child_writes_nothing_but_messages_and_ends_with_a_result()
    {
        using var child = new RawChild();
        await child.SendAsync(RawChild.Request(Samples.DayAndNight, new ChildOptions { TimeLimitMs = 3_000 }));

        IReadOnlyList<string> lines = await child.LinesAsync();

        Assert.Equal(0, child.Process.ExitCode);
        List<ChildMessage> messages = [.. lines.Select(Read)];
        Assert.IsType<ChildResult>(messages[^1]);
        Assert.NotEmpty(messages[..^1]);
        Assert.All(messages[..^1], message => Assert.IsType<ChildProgress>(message));
        Assert.Equal("", await child.ErrorsAsync());
    }

    [Fact]
    public async Task Progress_goes_forward_in_time_and_never_gets_worse()
    {
        using var child = new RawChild();
        await child.SendAsync(RawChild.Request(Samples.DayAndNight, new ChildOptions { TimeLimitMs = 5_000 }));

        List<ChildMessage> messages = [.. (await child.LinesAsync()).Select(Read)];

        List<ChildProgress> progress = [.. messages.OfType<ChildProgress>()];
        Assert.Contains(progress, message => message.Roster is not null);
        foreach ((ChildProgress before, ChildProgress after) in progress.Zip(progress.Skip(1)))
        {
            Assert.True(after.ElapsedMs >= before.ElapsedMs);
            Assert.False(IsWorse(after.Levels, before.Levels), "A later message is worse.");
        }

        Assert.False(IsWorse(Assert.IsType<ChildResult>(messages[^1]).Levels, progress[^1].Levels), "The result is worse than what was told before.");
    }

    [Fact]
    public async Task A_child_ends_at_once_when_its_input_ends()
    {
        using var child = new RawChild();
        await child.SendAsync(RawChild.Request(Samples.DayAndNight, new ChildOptions { TimeLimitMs = 3_600_000 }));
        Assert.NotNull(await child.Process.StandardOutput.ReadLineAsync());

        child.Process.StandardInput.Close();
        IReadOnlyList<string> lines = await child.LinesAsync();

        Assert.DoesNotContain(lines.Select(Read), message => message is ChildResult);
        Assert.Equal(128 + 9, child.Process.ExitCode);
    }

    [Fact]
    public async Task A_child_without_a_request_ends_without_a_word()
    {
        using var child = new RawChild();
        child.Process.StandardInput.Close();

        Assert.Empty(await child.LinesAsync());
        Assert.Equal(0, child.Process.ExitCode);
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"problem":{"horizon":{}},"options":{"timeLimitMs":1000},"more":1}""")]
    public async Task A_line_that_is_no_request_is_refused_in_both_languages(string line)
    {
        ChildFailure failure = await RefusalAsync(line);

        Assert.Equal("malformed-request", failure.Code);
        Assert.StartsWith("求解请求", failure.Message.Zh, StringComparison.Ordinal);
        Assert.StartsWith("The request", failure.Message.En, StringComparison.Ordinal);
        Assert.False(failure.CanRetry);
    }

    [Fact]
    public async Task A_problem_with_faults_is_refused_with_the_reader_s_words()
    {
        ChildFailure failure = await RefusalAsync("""{"problem":{"schemaVersion":1},"options":{"timeLimitMs":1000}}""");

        Assert.Equal("invalid-problem", failure.Code);
        Assert.Contains("horizon", failure.Message.En, StringComparison.Ordinal);
        Assert.False(failure.CanRetry);
    }

    public static TheoryData<ChildOptions> Nonsense =>
    [
        new ChildOptions(),
        new ChildOptions { TimeLimitMs = 0 },
        new ChildOptions { TimeLimitMs = long.MaxValue },
        new ChildOptions { TimeLimitMs = 1000, Threads = 0 },
        new ChildOptions { TimeLimitMs = 1000, Threads = 1000 },
        new ChildOptions { TimeLimitMs = 1000, GapLimit = 1 },
        new ChildOptions { TimeLimitMs = 1000, Seed = -1 },
        new ChildOptions { TimeLimitMs = 1000, UnimprovedLimitMs = -5 },
        new ChildOptions { TimeLimitMs = 1000, DeterministicLimit = 1 },
        new ChildOptions { Deterministic = true },
        new ChildOptions { Deterministic = true, DeterministicLimit = 1, TimeLimitMs = 1000 },
    ];

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Options_that_make_no_sense_are_refused(ChildOptions options)
    {
        ChildRefusalException refusal = Assert.Throws<ChildRefusalException>(() => ChildTask.Read(RawChild.Request(Samples.Office, options), TimeProvider.System));

        Assert.Equal("invalid-options", refusal.Failure.Code);
        Assert.False(refusal.Failure.CanRetry);
    }

    private static async Task<ChildFailure> RefusalAsync(string line)
    {
        using var child = new RawChild();
        await child.SendAsync(line);
        string only = Assert.Single(await child.LinesAsync());
        Assert.Equal(2, child.Process.ExitCode);
        return Assert.IsType<ChildFailure>(Read(only));
    }

    private static ChildMessage Read(string line) => JsonSerializer.Deserialize<ChildMessage>(line, ChildJson.Options)!;

    private static bool IsWorse(IReadOnlyList<LevelScore> one, IReadOnlyList<LevelScore> other)
    {
        int difference = one.Zip(other).Select(pair => pair.First.Penalty.CompareTo(pair.Second.Penalty)).FirstOrDefault(sign => sign != 0);
        return difference > 0;
    }
}
