using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Rosters;

/// <summary>Makes problem rows; an equal problem is stored once.</summary>
internal static class ProblemRows
{
    public static ProblemRow Of(SchedulingProblem problem, Instant now)
    {
        string body = StoreJson.Write(problem);
        return new ProblemRow { Id = Guid.CreateVersion7(now.ToDateTimeOffset()), Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))), Body = body, CreatedAt = now };
    }

    /// <summary>The row of an equal problem, or a new one.</summary>
    public static async Task<Guid> KeepAsync(SchedulingContext context, SchedulingProblem problem, Instant now, CancellationToken cancellation)
    {
        ProblemRow row = Of(problem, now);
        Guid known = await context.Problems.Where(p => p.Hash == row.Hash).Select(p => p.Id).FirstOrDefaultAsync(cancellation);
        if (known != Guid.Empty)
        {
            return known;
        }

        context.Problems.Add(row);
        return row.Id;
    }
}
