namespace Scheduling.Worker.Hosting;

/// <summary>The program of a separate worker.</summary>
internal static class WorkerProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        await Console.Error.WriteLineAsync(string.Join(' ', args));
        return 0;
    }
}
