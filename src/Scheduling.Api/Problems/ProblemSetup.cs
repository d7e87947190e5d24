namespace Scheduling.Api.Problems;

/// <summary>Puts problem+json and the engine's JSON into a host.</summary>
internal static class ProblemSetup
{
    public static void AddSchedulingProblems(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));

    public static void UseSchedulingProblems(this IApplicationBuilder app)
    {
        app.UseMiddleware<ProblemHandling>();
        app.UseStatusCodePages(context =>
            ProblemHandling.IsForMachines(context.HttpContext) ? ProblemAnswer.WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode, []) : Task.CompletedTask);
    }
}
