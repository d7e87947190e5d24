using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using MudBlazor.Services;
using Scheduling.Api.Access;
using Scheduling.Api.Pages.Frame;
using Scheduling.Api.Problems;

namespace Scheduling.Api.Pages;

/// <summary>Puts the pages into a host.</summary>
public static class PagesSetup
{
    /// <summary>A roster pasted as text comes in one message, which may be as large as any file.</summary>
    private const int LargestMessage = 6 * 1024 * 1024;

    public static IServiceCollection AddSchedulingPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        services.AddMudServices(options => options.SnackbarConfiguration.PositionClass = MudBlazor.Defaults.Classes.Position.BottomLeft);
        services.AddSingleton<TeamPulse>();
        services.AddHostedService(provider => provider.GetRequiredService<TeamPulse>());
        services.AddScoped<PageAccess>();
        services.AddScoped<CircuitHandler, CircuitReach>();
        services.AddScoped<AuthenticationStateProvider, CircuitAccess>();
        services.AddCascadingAuthenticationState();
        return services;
    }

    /// <summary>What a person sees when there is nothing at an address, or something failed. Machines get problem+json before.</summary>
    public static void UsePageFaults(this IApplicationBuilder app) => app.UseWhen(
        http => !ProblemHandling.IsForMachines(http),
        people => people.UseExceptionHandler("/error").UseStatusCodePagesWithReExecute("/not-found", "?status={0}"));

    public static IEndpointRouteBuilder MapSchedulingPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStaticAssets().AllowAnonymous();
        endpoints.MapGet("/language", SwitchLanguage).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return endpoints;
    }

    /// <summary>Keeps the language in a cookie and goes back; only to a place of this site.</summary>
    private static IResult SwitchLanguage(string? to, string? back, HttpContext context)
    {
        context.Response.Cookies.Append(Wording.Cookie, Wording.Of(to).Culture, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true, HttpOnly = true });
        bool here = back is not null && back.StartsWith('/') && !back.StartsWith("//", StringComparison.Ordinal) && !back.StartsWith("/\\", StringComparison.Ordinal);
        return Results.LocalRedirect(here ? back! : "/");
    }
}
