using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using Scheduling.Api.Problems;

namespace Scheduling.Api.OpenApi;

/// <summary>The description of the API, and a page that shows it. Nothing is fetched from elsewhere.</summary>
internal static class OpenApiSetup
{
    public const string DocumentPath = "/openapi/v1.json";

    private const string KeyScheme = "apiKey";
    private const string CookieScheme = "session";

    public static void AddSchedulingOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddSchemaTransformer(TimeSchemas.DescribeAsync);
        options.AddDocumentTransformer(DescribeAsync);
        options.AddOperationTransformer(DescribeAsync);
        options.AddOperationTransformer(BodyExamples.AddAsync);
    });

    public static void MapSchedulingOpenApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        endpoints.MapScalarApiReference("/reference", options => options
            .WithTitle("Scheduling API")
            .WithOpenApiRoutePattern("/openapi/{documentName}.json")
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()).AllowAnonymous();
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Scheduling API",
            Version = "v1",
            Description = "Rosters for customer-service departments: a stateless engine (/schedules, /staffing, /forecasts) and teams as the system of record (/teams). "
                + "Errors are application/problem+json in Chinese or English (Accept-Language). Idempotency-Key is honoured on every change. "
                + "Dates and times are ISO 8601, local to the time zone of the team.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "sk_…", Description = "An API key, made with POST /api/v1/keys." },
            [CookieScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "scheduling", Description = "The session of somebody who signed in." },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        return Task.CompletedTask;
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        IList<object> metadata = context.Description.ActionDescriptor.EndpointMetadata;
        string[] policies = [.. metadata.OfType<IAuthorizeData>().Select(a => a.Policy).OfType<string>()];
        operation.Responses ??= [];
        context.Document?.AddComponent<IOpenApiSchema>(nameof(ProblemAnswer), await context.GetOrCreateSchemaAsync(typeof(ProblemAnswer), null, cancellation));
        var problem = new OpenApiSchemaReference(nameof(ProblemAnswer), context.Document);
        if (policies.Length > 0)
        {
            operation.Description = $"{operation.Description} Who may: {string.Join(", ", Access.Policies.Table[policies[0]].Select(Access.RoleNames.Of))}.".Trim();
            operation.Security = [Requirement(KeyScheme, context.Document), Requirement(CookieScheme, context.Document)];
            Add("401", "Not signed in.");
            Add("403", "The role may not do this.");
        }

        if (operation.RequestBody is not null)
        {
            Add("400", "The body is no JSON.");
            Add("413", "The body is larger than 5 MB.");
            Add("415", "The body is of another media type.");
            Add("422", "The body says something wrong; each error carries a pointer.");
        }

        if (operation.Parameters?.Any(p => p.In == ParameterLocation.Path) == true)
        {
            Add("404", "There is no such thing, or not for the caller.");
        }

        if (context.Description.HttpMethod is not ("GET" or "HEAD"))
        {
            operation.Parameters = [.. operation.Parameters ?? [], Header(Idempotency.IdempotencyKeys.Header, metadata.OfType<Idempotency.NeedsKey>().Any(), "Any text of your own; the same request under the same key acts once.")];
            Add("409", "It does not go with how things stand.");
        }

        if (metadata.OfType<VersionHeader>().LastOrDefault() is { } version)
        {
            operation.Parameters = [.. operation.Parameters ?? [], Header("If-Match", version.Required, "The ETag of what was read.")];
            Add("412", "Somebody has changed it since.");
            if (version.Required)
            {
                Add("428", "If-Match is missing.");
            }
        }

        void Add(string status, string description) => operation.Responses.TryAdd(status, new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { [ProblemAnswer.MediaType] = new() { Schema = problem } },
        });
    }

    private static OpenApiParameter Header(string name, bool required, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Required = required, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiDocument? document) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}
