using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Scheduling.Api.Pages;

/// <summary>A component that knows the language of the page and who looks at it.</summary>
public abstract class LocalizedComponent : ComponentBase
{
    /// <summary>Writes texts in the language of the page.</summary>
    [CascadingParameter]
    public Wording Words { get; set; } = Wording.Chinese;

    [CascadingParameter]
    private Task<AuthenticationState>? SignedIn { get; set; }

    /// <summary>Who is told in audit rows.</summary>
    protected async Task<string> WhoAsync() =>
        SignedIn is null ? "local" : (await SignedIn).User.Identity?.Name is { Length: > 0 } name ? name : "local";
}
