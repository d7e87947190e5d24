using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Scheduling.Api.Hosting;
using Scheduling.Faults.Queues;
using Scheduling.Worker.Hosting;

namespace Scheduling.Faults.Hosting;

/// <summary>
/// The API or the worker as they are, in a process that a test may have die at a named point. The product knows no such points: they are hung in here, from outside,
/// so that no configuration of an installation can switch them on. The clock stands before the weeks of the samples.
/// </summary>
internal static class HostedProgram
{
    /// <summary>First argument of such a process; the second is <c>api</c> or <c>worker</c>, or <see cref="PlainJobs.Argument"/>.</summary>
    public const string Argument = "host";

    /// <summary>Argument before the name of a point at which the process kills itself.</summary>
    public const string DiesAt = "--dies-at=";

    /// <summary>On SIGUSR1 the process collects garbage and tells the bytes that live.</summary>
    public const string HeapSignal = "USR1";

    /// <summary>What it tells then, before the number.</summary>
    public const string HeapWords = "live heap ";

    private const int HeapSignalNumber = 10;

    public static async Task<int> RunAsync(string[] args)
    {
        string? point = args.FirstOrDefault(arg => arg.StartsWith(DiesAt, StringComparison.Ordinal))?[DiesAt.Length..];
        string[] others = [.. args[1..].Where(arg => !arg.StartsWith(DiesAt, StringComparison.Ordinal))];
        using PosixSignalRegistration heap = PosixSignalRegistration.Create((PosixSignal)HeapSignalNumber, TellHeap);
        if (args[0] == PlainJobs.Argument)
        {
            return await PlainJobs.RunAsync(Environment.GetEnvironmentVariable("ConnectionStrings__Scheduling")!);
        }

        if (args[0] == "worker")
        {
            return await WorkerProgram.RunAsync(others, builder => Adjust(builder.Services, point));
        }

        await using WebApplication app = SchedulingHost.Build(others, builder => Adjust(builder.Services, point));
        await app.RunAsync();
        return 0;
    }

    private static void Adjust(IServiceCollection services, string? point)
    {
        services.AddSingleton<IClock>(new SampleClock());
        if (point is not null)
        {
            new FaultPoint(point).Install(services);
        }
    }

    private static void TellHeap(PosixSignalContext signal)
    {
        signal.Cancel = true;
        // Twice, with finalizers between: what only waits for its finalizer is no growth.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        Console.WriteLine(HeapWords + GC.GetTotalMemory(forceFullCollection: false).ToString(CultureInfo.InvariantCulture));
    }
}
