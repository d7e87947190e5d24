using Microsoft.AspNetCore.Http.Features;
using Scheduling.Api.Hosting;
using Scheduling.Store;

namespace Scheduling.Api.Problems;

/// <summary>Turns whatever goes wrong with a request into problem+json. Pages answer for themselves.</summary>
internal sealed partial class ProblemHandling(RequestDelegate next, ILogger<ProblemHandling> log)
{
    // More than this is not waited for: the connection is closed.
    private const long MostDrained = 64 * 1024 * 1024;

    // A database that was restarted, or gave its connections to others, is mostly back by then.
    private const int OutageRetrySeconds = 2;

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.ContentLength > SchedulingSettings.MaximumBodyBytes)
        {
            await RefuseLargeAsync(http);
            return;
        }

        if (http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true)
        {
            // No name has it, and no database keeps it. In a path it does not come as far as here.
            await ProblemAnswer.WriteAsync(http, StatusCodes.Status400BadRequest, []);
            return;
        }

        try
        {
            await next(http);
        }
        catch (RequestRefusedException refusal) when (!http.Response.HasStarted)
        {
            Clear(http);
            if (refusal.RetryAfterSeconds is { } seconds)
            {
                http.Response.Headers.RetryAfter = $"{seconds}";
            }

            await ProblemAnswer.WriteAsync(http, refusal.Status, refusal.Problems);
        }
        catch (StoreException refusal) when (!http.Response.HasStarted)
        {
            Clear(http);
            await ProblemAnswer.WriteAsync(http, StatusOf(refusal.Failure), refusal.Problems);
        }
        catch (BadHttpRequestException refusal) when (!http.Response.HasStarted)
        {
            Clear(http);
            http.Response.Headers.Connection = "close";
            await ProblemAnswer.WriteAsync(http, refusal.StatusCode, []);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more.
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception fault) when (!http.Response.HasStarted && StoreOutage.Is(fault))
        {
            LogOutage(http.Request.Method, http.Request.Path, fault.GetBaseException().Message);
            Clear(http);
            http.Response.Headers.RetryAfter = $"{OutageRetrySeconds}";
            await ProblemAnswer.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, []);
        }
        catch (Exception fault) when (!http.Response.HasStarted && IsForMachines(http))
        {
            LogFault(fault, http.Request.Method, http.Request.Path);
            Clear(http);
            await ProblemAnswer.WriteAsync(http, StatusCodes.Status500InternalServerError, []);
        }
    }

    /// <summary>Whether problem+json is the answer: all of the API, and whoever does not ask for a page.</summary>
    public static bool IsForMachines(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/openapi") || !http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public static int StatusOf(StoreFailure failure) => failure switch
    {
        StoreFailure.NotFound => StatusCodes.Status404NotFound,
        StoreFailure.Stale => StatusCodes.Status412PreconditionFailed,
        StoreFailure.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static void Clear(HttpContext http) => http.Response.Clear();

    /// <summary>
    /// Answers at once, before the body has come. Then reads it to its end and keeps none of it, so that a sender who listens only after sending gets to hear the answer.
    /// </summary>
    private static async Task RefuseLargeAsync(HttpContext http)
    {
        bool drains = http.Request.ContentLength <= MostDrained && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false };
        if (drains)
        {
            http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = MostDrained;
        }
        else
        {
            http.Response.Headers.Connection = "close";
        }

        await ProblemAnswer.WriteAsync(http, StatusCodes.Status413PayloadTooLarge, []);
        await http.Response.CompleteAsync();
        if (drains)
        {
            try
            {
                await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // It is answered; whether the rest comes is the sender's affair.
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} was answered 503, for the database was not to be used: {Reason}")]
    private partial void LogOutage(string method, PathString path, string reason);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFault(Exception fault, string method, PathString path);
}
