using Scheduling.Engine.Domain;

namespace Scheduling.Api.Problems;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) into the body; empty for the whole.</param>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Message">What is wrong and what to do, in the language of the request.</param>
public sealed record ProblemItem(string Pointer, string Code, string Message);

/// <summary>Every answer that is no success (RFC 9457), as application/problem+json.</summary>
/// <param name="Type">Names the kind of problem: <c>urn:scheduling:problem:</c> and the code.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">What is wrong, in the language of the request.</param>
/// <param name="Code">Stable kebab-case code; the first error's where there are several.</param>
/// <param name="Errors">Everything that is wrong.</param>
/// <param name="TraceId">Finds the request in the log.</param>
public sealed record ProblemAnswer(string Type, string Title, int Status, string Detail, string Code, IReadOnlyList<ProblemItem> Errors, string TraceId)
{
    public const string MediaType = "application/problem+json";

    private static readonly Dictionary<int, LocalizedText> Titles = new()
    {
        [400] = new("请求有误", "Bad request"),
        [401] = new("尚未登录", "Not signed in"),
        [403] = new("没有权限", "Not allowed"),
        [404] = new("未找到", "Not found"),
        [405] = new("不支持的方法", "Method not allowed"),
        [408] = new("请求超时", "Request timeout"),
        [409] = new("与现状冲突", "Conflict"),
        [412] = new("内容已被修改", "Precondition failed"),
        [413] = new("请求内容过大", "Content too large"),
        [415] = new("不支持的内容类型", "Unsupported media type"),
        [422] = new("内容有误", "Unprocessable content"),
        [428] = new("需要版本号", "Precondition required"),
        [429] = new("请求过于频繁", "Too many requests"),
        [500] = new("服务器内部错误", "Internal error"),
        [503] = new("暂时无法服务", "Service unavailable"),
    };

    private static readonly Dictionary<int, LocalizedText> Details = new()
    {
        [400] = new("请求无法读取；请对照接口文档检查。", "The request cannot be read; compare it with the API reference."),
        [401] = new("请先登录，或提供有效的 API 密钥（Authorization: Bearer sk_…）。", "Sign in, or send a valid API key (Authorization: Bearer sk_…)."),
        [403] = new("您的角色不能执行此操作。", "Your role may not do this."),
        [404] = new("没有这个地址；请检查路径。", "There is nothing at this address; check the path."),
        [405] = new("此地址不支持该方法；请查看接口文档。", "This address does not take this method; see the API reference."),
        [408] = new("请求内容到达得太慢；请检查网络后重试。", "The request came too slowly; check the network and try again."),
        [413] = new("请求内容超过 5 MB；请拆分后分别提交。", "The body is larger than 5 MB; split it."),
        [415] = new("内容类型不受支持；请使用接口文档中的类型，通常是 application/json。", "This media type is not taken here; use the one of the API reference, mostly application/json."),
        [500] = new("服务器出错，未完成请求；请稍后重试，并向管理员提供 traceId。", "The server failed and did not finish the request; try again later and tell the operator the traceId."),
        [503] = new("数据库暂时不可用；请按 Retry-After 稍后重试。", "The database is not to be used just now; send the request again after the time in Retry-After."),
    };

    /// <summary>Code of an answer that has only a status.</summary>
    public static string CodeOf(int status) => status switch
    {
        400 => "bad-request",
        401 => "not-signed-in",
        403 => "not-allowed",
        404 => "not-found",
        405 => "method-not-allowed",
        408 => "request-timeout",
        413 => "body-too-large",
        415 => "unsupported-media-type",
        429 => "too-many-requests",
        503 => "service-unavailable",
        >= 500 => "internal-error",
        _ => "request-failed",
    };

    public static ProblemAnswer Of(HttpContext http, int status, IReadOnlyList<InputProblem> problems)
    {
        string language = RequestLanguage.Of(http.Request);
        LocalizedText title = Titles.GetValueOrDefault(status) ?? new LocalizedText("请求未完成", "Request failed");
        LocalizedText detail = problems.Count switch
        {
            0 => Details.GetValueOrDefault(status) ?? title,
            1 => problems[0].Message,
            _ => new LocalizedText($"有 {problems.Count} 处错误；第一处：{problems[0].Message.Zh}", $"{problems.Count} things are wrong; the first: {problems[0].Message.En}"),
        };
        string code = problems.Count > 0 ? problems[0].Code : CodeOf(status);
        return new ProblemAnswer(
            $"urn:scheduling:problem:{code}", title.In(language), status, detail.In(language), code,
            [.. problems.Select(p => new ProblemItem(p.Pointer, p.Code, p.Message.In(language)))],
            System.Diagnostics.Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier);
    }

    /// <summary>Answers a request with the problem.</summary>
    public static Task WriteAsync(HttpContext http, int status, IReadOnlyList<InputProblem> problems)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.ContentLanguage = RequestLanguage.Of(http.Request);
        http.Response.Headers.Append("Vary", "Accept-Language");
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(Of(http, status, problems), ApiJson.Options, MediaType, http.RequestAborted);
    }
}
