using Scheduling.Api.Problems;

namespace Scheduling.Api.Access;

/// <summary>Refuses changes that a page of another site sends with somebody's cookie.</summary>
internal sealed class SameOrigin(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        bool changes = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !HttpMethods.IsOptions(http.Request.Method);
        bool byBrowser = Caller.Find(http.User) is not { Kind: CallerKind.Key or CallerKind.Token };
        return changes && byBrowser && Origins.IsCrossSite(http.Request)
            ? throw new RequestRefusedException(StatusCodes.Status403Forbidden, "cross-site", "请求来自其他网站，已拒绝。", "The request comes from another site and is refused.")
            : next(http);
    }
}
