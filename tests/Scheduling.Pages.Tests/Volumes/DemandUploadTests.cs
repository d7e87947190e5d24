using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Scheduling.Api.Files;
using Scheduling.Api.Pages;
using Scheduling.Api.Pages.Volumes;
using Scheduling.Engine.Domain;

namespace Scheduling.Pages.Tests.Volumes;

public sealed class DemandUploadTests
{
    [Fact]
    public void Whoever_may_import_has_a_template_and_whoever_may_not_takes_away_what_there_is()
    {
        using var page = new PageContext(Wording.English);
        var planner = page.Draw<DemandUpload>(p => p.Add(d => d.Team, "demo").Add(d => d.Week, PageContext.Monday).Add(d => d.CanImport, true));
        Assert.Equal("/api/v1/teams/demo/weeks/2026-11-30/demand/template?language=en", planner.Find("[data-testid=demand-template]").GetAttribute("href"));
        Assert.NotNull(planner.Find("[data-testid=demand-import]"));
        Assert.Empty(planner.FindAll("[data-testid=demand-export]"));

        var reader = page.Draw<DemandUpload>(p => p.Add(d => d.Team, "demo").Add(d => d.Week, PageContext.Monday).Add(d => d.HasDemand, true));
        Assert.Equal("/api/v1/teams/demo/weeks/2026-11-30/demand/export?language=en", reader.Find("[data-testid=demand-export]").GetAttribute("href"));
        Assert.Empty(reader.FindAll("[data-testid=demand-import], [data-testid=demand-template]"));
    }

    [Fact]
    public void A_chosen_file_is_handed_over_and_what_is_wrong_with_it_is_told()
    {
        string? name = null;
        FileResult<IReadOnlyList<IntervalDemand>> read = DemandFile.Read(
            Encoding.UTF8.GetBytes("日期,时间,岗位,需求\n2026-11-30,9点,call,3\n"), "d.csv", PageContext.Problem.Horizon, PageContext.Problem.Posts);
        using var page = new PageContext(Wording.Chinese);
        var upload = page.Draw<DemandUpload>(p => p.Add(d => d.Team, "demo").Add(d => d.Week, PageContext.Monday).Add(d => d.CanImport, true)
            .Add(d => d.Problems, read.Problems).Add(d => d.Read, (IBrowserFile file) => name = file.Name));
        upload.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("x", "demand.csv"));
        Assert.Equal("demand.csv", name);
        Assert.Contains("第 2 行的“时间”为“9点”；应为形如 07:30 的时间", upload.Find("[data-testid=file-problems]").TextContent, StringComparison.Ordinal);
    }
}
