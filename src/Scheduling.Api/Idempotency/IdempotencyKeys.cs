using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Scheduling.Api.Access;
using Scheduling.Api.Problems;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;

namespace Scheduling.Api.Idempotency;

/// <summary>Sent twice it acts twice, for it names nothing by an id of the sender: a key is needed.</summary>
internal sealed record NeedsKey;

/// <summary>It names each of its parts by an id of the sender, so that sent twice it acts once without a key as well.</summary>
internal sealed record KnownByRows;

/// <summary>
/// Lets a change be sent twice and act once: with a header <c>Idempotency-Key</c> the answer is kept for a day and given again to the same
/// caller with the same request. The same key with another request is 422, while the first is still being answered 409. That a request was carried out is committed
/// with its change, so that a process that dies before the answer is kept does not make it act twice.
/// </summary>
internal sealed class IdempotencyKeys(RequestDelegate next, AnswerStore answers)
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";

    private const int LongestKey = 200;

    public async Task InvokeAsync(HttpContext http)
    {
        string key = http.Request.Headers[Header].ToString();
        if (key.Length == 0 && http.GetEndpoint()?.Metadata.GetMetadata<NeedsKey>() is not null)
        {
            throw new RequestRefusedException(
                StatusCodes.Status400BadRequest, "idempotency-key-missing", "该请求重复发送会重复生效；请加上 Idempotency-Key 请求头。", "Sent twice this acts twice; send an Idempotency-Key with it.");
        }

        if (key.Length == 0 || !IsChange(http.Request) || Caller.Find(http.User) is not { } caller)
        {
            await next(http);
            return;
        }

        if (key.Length > LongestKey)
        {
            throw new RequestRefusedException(
                StatusCodes.Status400BadRequest, "idempotency-key-too-long", $"Idempotency-Key 超过 {LongestKey} 个字符。", $"The Idempotency-Key has more than {LongestKey} characters.");
        }

        var request = new KeyedRequest(caller.Id, key, await HashAsync(http.Request));
        if (await answers.FindAsync(caller.Id, key, http.RequestAborted) is { } known)
        {
            await ReplayAsync(http, known, request.Hash);
            return;
        }

        try
        {
            await AnswerAsync(http, request);
        }
        catch (StoreException fault) when (fault.Failure == StoreFailure.Stale && !request.Acted)
        {
            // Another request with the key may have come first.
            if (await answers.FindAsync(caller.Id, key, http.RequestAborted) is not { } first)
            {
                throw;
            }

            http.Response.Clear();
            await ReplayAsync(http, first, request.Hash);
        }
    }

    private static bool IsChange(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") && (HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method) || HttpMethods.IsPatch(request.Method) || HttpMethods.IsDelete(request.Method));

    private async Task AnswerAsync(HttpContext http, KeyedRequest request)
    {
        Stream wire = http.Response.Body;
        using var kept = new MemoryStream();
        http.Response.Body = kept;
        bool done = false;
        try
        {
            // Rows of a bulk request are known by their own ids: cut off between two of them it may be sent again.
            StoreSession.Carry(http.GetEndpoint()?.Metadata.GetMetadata<KnownByRows>() is null ? request : null);
            await next(http);
            StoreSession.Carry(null);
            int status = http.Response.StatusCode;

            // An answer that is not to be kept (a new key) is not kept here either.
            done = status < StatusCodes.Status500InternalServerError && status != StatusCodes.Status429TooManyRequests && http.Response.Headers.CacheControl != "no-store";
            if (done)
            {
                // What is done is done: the answer is kept even when nobody waits for it any more.
                await answers.CompleteAsync(
                    request, status, http.Response.ContentType, http.Response.Headers.Location, http.Response.Headers.ETag, Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length), CancellationToken.None);
            }
        }
        finally
        {
            StoreSession.Carry(null);
            http.Response.Body = wire;
            if (!done && request.Acted)
            {
                // It may be tried again under the same key, unless a change of it was committed.
                await answers.LoseAsync(request, CancellationToken.None);
            }
        }

        kept.Position = 0;
        await kept.CopyToAsync(wire, http.RequestAborted);
    }

    private static async Task ReplayAsync(HttpContext http, AnswerRow known, string hash)
    {
        if (known.RequestHash != hash)
        {
            throw new RequestRefusedException(
                StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", "该 Idempotency-Key 已用于另一个请求；请换一个。", "The Idempotency-Key was used for another request; take a new one.");
        }

        if (known.Status == 0)
        {
            throw new RequestRefusedException(
                StatusCodes.Status409Conflict, "idempotency-key-in-use", "使用该 Idempotency-Key 的请求仍在处理；请稍后再试。", "The request with this Idempotency-Key is still being answered; try again later.")
            { RetryAfterSeconds = 1 };
        }

        if (known.Status == AnswerStore.LostStatus)
        {
            throw new RequestRefusedException(
                StatusCodes.Status409Conflict, "idempotency-answer-lost", "使用该 Idempotency-Key 的请求已经生效，但其回答已丢失；请读取当前状态。", "The request with this Idempotency-Key was carried out, but its answer was lost; read how things stand.");
        }

        http.Response.StatusCode = known.Status;
        http.Response.Headers[ReplayedHeader] = "true";
        http.Response.ContentType = known.ContentType;
        http.Response.Headers.Location = known.Location;
        http.Response.Headers.ETag = known.ETag;
        if (!string.IsNullOrEmpty(known.Body))
        {
            await http.Response.WriteAsync(known.Body, http.RequestAborted);
        }
    }

    /// <summary>SHA-256 over all that makes the request what it is.</summary>
    private static async Task<string> HashAsync(HttpRequest request)
    {
        ReadOnlyMemory<byte> body = await request.BytesAsync();
        request.Body = MemoryMarshal.TryGetArray(body, out ArraySegment<byte> bytes) ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false) : Stream.Null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path}{request.QueryString}\n{request.Headers.IfMatch}\n{request.ContentType}\n"));
        hash.AppendData(body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
