using System.Net;
using System.Text.Json.Nodes;
using Scheduling.Api.Problems;
using Scheduling.Api.Tests.Files;
using Scheduling.Api.Tests.Hosting;

namespace Scheduling.Api.Tests.Endpoints.Teams;

public sealed class EmployeeImportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string People = "id,name,contract\no1,Wang Min,full\nn1,New One,full\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task People_of_a_file_are_added_and_changed(bool workbook)
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, $"crew-{workbook}".ToLowerInvariant());
        JsonNode saved = workbook
            ? await team.Client.PostFileAsync($"{team.Path}/employees/import", TestWorkbook.Of(People), TestWorkbook.MediaType).JsonAsync()
            : await team.Client.PostFileAsync($"{team.Path}/employees/import", People).JsonAsync();
        Assert.Equal(2, (int)saved["saved"]!);
        JsonArray people = (await team.GetAsync("/employees")).AsArray();
        Assert.Equal(7, people.Count);
        Assert.Equal("Wang Min", (string?)people.Single(p => (string?)p!["id"] == "o1")!["name"]);

        await team.Client.PostFileAsync($"{team.Path}/employees/import?replaceAll=true", People).JsonAsync();
        Assert.Equal(["n1", "o1"], (await team.GetAsync("/employees")).AsArray().Select(p => (string)p!["id"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Everything_wrong_with_a_file_is_told_and_nobody_is_saved()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "crew-wrong");
        ProblemAnswer problem = await team.Client.PostFileAsync($"{team.Path}/employees/import?fileName=p.csv", People + "n1,Again,half\n").ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal([("p.csv:4:id", "duplicate-id"), ("p.csv:4:contract", "unknown-contract")], problem.Errors.Select(e => (e.Pointer, e.Code)));
        Assert.Equal(6, (await team.GetAsync("/employees")).AsArray().Count);
    }

    [Theory]
    [InlineData("zh-CN", "工号", "张三")]
    [InlineData("en", "id", "Jane Doe")]
    public async Task The_template_is_read_as_it_is_and_what_is_exported_changes_nothing(string language, string header, string name)
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, $"crew-{language.ToLowerInvariant()}");
        string exported = await team.Client.GetStringAsync($"{team.Path}/employees/export?language={language}");
        long version = (long)(await team.GetAsync(""))["inputVersion"]!;
        JsonNode again = await team.Client.PostFileAsync($"{team.Path}/employees/import?replaceAll=true", exported).JsonAsync();
        Assert.Equal(6, (int)again["saved"]!);
        Assert.Equal(version, (long)(await team.GetAsync(""))["inputVersion"]!);

        string template = await team.Client.GetStringAsync($"{team.Path}/employees/template?language={language}");
        Assert.StartsWith(header, template, StringComparison.Ordinal);
        Assert.Equal(2, (int)(await team.Client.PostFileAsync($"{team.Path}/employees/import", template).JsonAsync())["saved"]!);
        Assert.Contains((await team.GetAsync("/employees")).AsArray(), p => (string?)p!["name"] == name);
    }
}
