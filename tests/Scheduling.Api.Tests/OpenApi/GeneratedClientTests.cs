using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag.CodeGeneration.CSharp;
using Scheduling.Api.Tests.Hosting;

namespace Scheduling.Api.Tests.OpenApi;

/// <summary>A C# client made from the API's own description as its users make theirs, compiled, and used.</summary>
public sealed class GeneratedClientTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_client_made_from_the_description_compiles_and_speaks_with_the_API()
    {
        Assembly made = Compile(await GenerateAsync(await api.Host.Client.GetStringAsync("/openapi/v1.json")));
        TeamClient team = await TeamClient.CreateAsync(api.Host, "generated");
        dynamic client = Activator.CreateInstance(made.GetType("Generated.SchedulingClient", throwOnError: true)!, api.Host.Client)!;
        client.BaseUrl = api.Host.Address.ToString();
        dynamic leave = Activator.CreateInstance(made.GetType("Generated.LeaveRequest", throwOnError: true)!)!;
        leave.Employee = "o1";
        leave.From = leave.Until = new DateTimeOffset(2026, 7, 8, 0, 0, 0, TimeSpan.Zero);
        leave.Kind = "annual";
        leave.Reason = "family";

        dynamic me = await client.MeAsync();
        dynamic filed = await client.LeavePUTAsync("generated", "l-1", "key-1", leave);
        dynamic roster = await client.RosterGETAsync("generated", TeamClient.Monday);
        dynamic read = await client.LeaveGETAsync("generated", "l-1");

        Assert.Equal("local", (string)me.Id);
        Assert.Equal(("l-1", "REQUESTED", "o1"), ((string)filed.ExternalId, (string)filed.State, (string)read.Employee));
        Assert.Equal(new DateTime(2026, 7, 8), ((DateTimeOffset)read.From).Date);
        Assert.NotNull((object)roster);
        Assert.Equal("2026-07-08", (string?)(await team.GetAsync("/leave/l-1"))["until"]);
        Exception refused = await Assert.ThrowsAnyAsync<Exception>(async () => await client.LeaveGETAsync("generated", "nothing"));
        Assert.Equal(404, (int)((dynamic)refused).StatusCode);
    }

    private static async Task<string> GenerateAsync(string description)
    {
        NSwag.OpenApiDocument document = await NSwag.OpenApiDocument.FromJsonAsync(description);
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "SchedulingClient",
            CSharpGeneratorSettings = { Namespace = "Generated", JsonLibrary = CSharpJsonLibrary.SystemTextJson },
        };
        return new CSharpClientGenerator(document, settings).GenerateFile();
    }

    private static Assembly Compile(string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("Generated", [CSharpSyntaxTree.ParseText(source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10)));
        return Assembly.Load(assembly.ToArray());
    }
}
