using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Scheduling.Api.Problems;

namespace Scheduling.Api.Tests.Hosting;

/// <summary>Reads answers of the API.</summary>
internal static class Answers
{
    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public static async Task<JsonNode> JsonAsync(this Task<HttpResponseMessage> answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        using HttpResponseMessage done = await answer;
        return await done.JsonAsync(status);
    }

    /// <summary>An answer that is no success: its form is checked, its code is given back.</summary>
    public static async Task<ProblemAnswer> ProblemAsync(this HttpResponseMessage answer, HttpStatusCode status)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
        Assert.Equal(ProblemAnswer.MediaType, answer.Content.Headers.ContentType?.MediaType);
        var problem = System.Text.Json.JsonSerializer.Deserialize<ProblemAnswer>(text, ApiJson.Options)!;
        Assert.Equal((int)status, problem.Status);
        Assert.NotEmpty(problem.Code);
        Assert.NotEmpty(problem.Title);
        Assert.NotEmpty(problem.Detail);
        Assert.NotEmpty(problem.TraceId);
        Assert.EndsWith(problem.Code, problem.Type, StringComparison.Ordinal);
        return problem;
    }

    public static async Task<ProblemAnswer> ProblemAsync(this Task<HttpResponseMessage> answer, HttpStatusCode status)
    {
        using HttpResponseMessage done = await answer;
        return await done.ProblemAsync(status);
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public static Task<HttpResponseMessage> PostTextAsync(this HttpClient client, string path, string json) => client.PostAsync(path, Json(json));

    /// <summary>Posts under a new idempotency key.</summary>
    public static Task<HttpResponseMessage> PostByKeyAsync(this HttpClient client, string path, HttpContent content, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key ?? $"{Guid.NewGuid()}");
        return client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> PutTextAsync(this HttpClient client, string path, string json, string? ifMatch = null) => client.SendTextAsync(HttpMethod.Put, path, json, ifMatch);

    public static Task<HttpResponseMessage> SendTextAsync(this HttpClient client, HttpMethod method, string path, string? json, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = json is null ? null : Json(json) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return client.SendAsync(request);
    }

    /// <summary>Posts a file.</summary>
    public static Task<HttpResponseMessage> PostFileAsync(this HttpClient client, string path, byte[] file, string mediaType = "text/csv", string? ifMatch = null, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new(mediaType);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return client.SendAsync(request);
    }

    /// <summary>Posts a text as a file.</summary>
    public static Task<HttpResponseMessage> PostFileAsync(this HttpClient client, string path, string text, string? ifMatch = null, string? key = null) =>
        client.PostFileAsync(path, Encoding.UTF8.GetBytes(text), "text/csv", ifMatch, key);
}
