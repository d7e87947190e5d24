using System.Data.Common;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Scheduling.Api.Access;

namespace Scheduling.Api.Pages;

/// <summary>Ends what an open page may do within seconds after its account was revoked or changed; the page itself makes no more requests that would notice.</summary>
internal sealed class CircuitAccess(ILoggerFactory logs, AccountDirectory accounts) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(3);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (Caller.Find(authenticationState.User) is not { Kind: CallerKind.Account } caller)
        {
            return true;
        }

        try
        {
            return Guid.TryParse(authenticationState.User.FindFirstValue(AccessSetup.StampClaim), out Guid stamp) && await accounts.FindAsync(caller.Id, stamp, cancellationToken) is not null;
        }
        catch (Exception fault) when (fault is DbException || fault.InnerException is DbException)
        {
            // While the database is away nobody can act anyway, and nobody is signed out for it.
            return true;
        }
    }
}
