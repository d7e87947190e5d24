namespace Scheduling.Api.Demo;

/// <summary>Puts the demo into a host.</summary>
public static class DemoSetup
{
    public static IServiceCollection AddSchedulingDemo(this IServiceCollection services) =>
        services.AddSingleton<DemoSeed>().AddHostedService<DemoStart>();
}
