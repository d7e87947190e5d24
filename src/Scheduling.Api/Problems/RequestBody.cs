using Scheduling.Api.Hosting;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;

namespace Scheduling.Api.Problems;

/// <summary>Reads bodies by the engine's reader, so that a bad one is told with pointers: 400 when it is no JSON, 422 when it says something wrong.</summary>
internal static class RequestBody
{
    private static readonly string[] Unreadable = ["malformed-json", "json-too-deep"];

    /// <summary>The bytes of the body.</summary>
    public static async Task<ReadOnlyMemory<byte>> BytesAsync(this HttpRequest request)
    {
        using var bytes = new MemoryStream(request.ContentLength is > 0 and <= SchedulingSettings.MaximumBodyBytes ? (int)request.ContentLength : 0);
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>The bytes of a body of JSON; refused when lists or objects in it are far too long.</summary>
    public static async Task<ReadOnlyMemory<byte>> JsonAsync(this HttpRequest request) => JsonSurvey.Checked(await request.BytesAsync());

    /// <summary>A body of some form.</summary>
    public static async Task<T> ReadAsync<T>(this HttpRequest request)
        where T : class => ProblemReader.Read<T>(await request.JsonAsync()).OrRefuse();

    /// <summary>A body that may be absent.</summary>
    public static async Task<T> ReadOrDefaultAsync<T>(this HttpRequest request)
        where T : class, new()
    {
        ReadOnlyMemory<byte> bytes = await request.JsonAsync();
        return bytes.Length == 0 ? new T() : ProblemReader.Read<T>(bytes).OrRefuse();
    }

    /// <summary>A problem, judged by the engine.</summary>
    public static async Task<SchedulingProblem> ReadProblemAsync(this HttpRequest request) => ProblemReader.ReadProblem(await request.JsonAsync()).OrRefuse();

    /// <summary>What was read, or the refusal.</summary>
    public static T OrRefuse<T>(this ReadResult<T> result)
        where T : class =>
        result.Succeeded ? result.Value : throw new RequestRefusedException(StatusOf(result.Problems), result.Problems);

    private static int StatusOf(IReadOnlyList<InputProblem> problems) =>
        problems is [{ Code: "body-too-large" }] ? StatusCodes.Status413PayloadTooLarge
        : problems is [{ Code: { } code }] && Unreadable.Contains(code) ? StatusCodes.Status400BadRequest
        : StatusCodes.Status422UnprocessableEntity;
}
