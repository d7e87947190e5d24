using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Scheduling.Api.Access;

namespace Scheduling.Api.Pages;

/// <summary>A component that knows the language of the page and who looks at it.</summary>
public abstract class LocalizedComponent : ComponentBase
{
    /// <summary>Writes texts in the language of the page.</summary>
    [CascadingParameter]
    public Wording Words { get; set; } = Wording.Chinese;

    [CascadingParameter]
    private Task<AuthenticationState>? SignedIn { get; set; }

    /// <summary>Who looks; nobody's page is none of these, except the ones that need no signing in.</summary>
    protected async Task<Caller?> CallerAsync() => SignedIn is null ? null : Caller.Find((await SignedIn).User);
}
