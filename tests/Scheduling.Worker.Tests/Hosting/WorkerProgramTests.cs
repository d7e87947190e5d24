namespace Scheduling.Worker.Tests.Hosting;

/// <summary>The worker program as an operator starts it.</summary>
public sealed class WorkerProgramTests
{
    [Fact]
    public async Task Help_tells_the_options_in_both_languages()
    {
        (int exitCode, string output, string errors) = await RunAsync("--help");

        Assert.Equal(0, exitCode);
        Assert.Equal("", errors);
        Assert.Contains("--connection", output, StringComparison.Ordinal);
        Assert.Contains("独立的求解进程", output, StringComparison.Ordinal);
        Assert.Contains("a separate worker", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_without_PostgreSQL_says_why_it_needs_one()
    {
        (int exitCode, _, string errors) = await RunAsync();

        Assert.Equal(2, exitCode);
        Assert.Contains("SQLite serves one process only", errors, StringComparison.Ordinal);
        Assert.Contains("SQLite 只供单个进程使用", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--cores=many", "'many'")]
    [InlineData("--cores=0", "Worker:Cores is 0; it must be 1 to 1024.")]
    [InlineData("--Worker:Lease=00:00:00.1", "Worker:Lease is 00:00:00.1000000; it must be at least 00:00:01.")]
    public async Task A_setting_out_of_range_is_named_with_what_it_may_be(string argument, string told)
    {
        (int exitCode, _, string errors) = await RunAsync("--connection=Host=127.0.0.1;Port=1", argument);

        Assert.Equal(2, exitCode);
        Assert.Contains(told, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_ends_the_worker_with_a_reason()
    {
        (int exitCode, _, string errors) = await RunAsync("--connection=Host=127.0.0.1;Port=1");

        Assert.Equal(3, exitCode);
        Assert.Contains("The database cannot be used", errors, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        await using var worker = new WorkerProcess(arguments);
        return await worker.EndAsync();
    }
}
