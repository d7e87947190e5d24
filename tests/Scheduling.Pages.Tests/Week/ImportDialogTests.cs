using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using Scheduling.Api.Files;
using Scheduling.Api.Pages;
using Scheduling.Api.Pages.Week;
using Scheduling.Api.Planning;
using Scheduling.Engine.Domain;

namespace Scheduling.Pages.Tests.Week;

public sealed class ImportDialogTests
{
    [Fact]
    public void What_is_pasted_is_handed_over_and_called_by_a_name()
    {
        (string Text, string Name)? given = null;
        using var page = new PageContext(Wording.English);
        var shown = Draw(page, p => p.Add(d => d.Given, g => given = (Encoding.UTF8.GetString(g.Bytes.Span), g.Name)));

        shown.Find("[data-testid=import-paste]").Click();
        Assert.Null(given);
        Assert.Contains("Paste a grid first", shown.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        shown.Find("[data-testid=roster-paste]").Change("姓名\t11-30\n王敏\tE\n");
        shown.Find("[data-testid=import-paste]").Click();
        Assert.Equal(("姓名\t11-30\n王敏\tE\n", "pasted text"), given);
        Assert.Empty(shown.FindAll("[role=alert]"));
    }

    [Fact]
    public void A_file_is_handed_over_unless_it_is_too_large()
    {
        (int Bytes, string Name)? given = null;
        using var page = new PageContext(Wording.Chinese);
        var shown = Draw(page, p => p.Add(d => d.Given, g => given = (g.Bytes.Length, g.Name)));
        var file = shown.FindComponent<InputFile>();

        file.UploadFiles(InputFileContent.CreateFromText(new string('x', (5 * 1024 * 1024) + 1), "large.csv"));
        shown.WaitForAssertion(() => Assert.Contains("文件“large.csv”超过 5 MB", shown.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Null(given);

        file.UploadFiles(InputFileContent.CreateFromText("id,11-30\na01,E\n", "roster.csv"));
        shown.WaitForAssertion(() => Assert.Equal((15, "roster.csv"), given));
    }

    [Theory]
    [InlineData("zh-CN", "文件没有导入，共 1 处问题", "第 2 行", "应为班次代码")]
    [InlineData("en", "Nothing was imported; 1 problems", "Line 2", "it must be a code of a shift")]
    public void What_is_wrong_is_told_by_line_in_words(string language, string head, string line, string words)
    {
        FileResult<Roster> read = RosterFile.Read(PageContext.Problem, Encoding.UTF8.GetBytes("id,11-30\na01,Q\n"), "r.csv");
        using var page = new PageContext(Wording.Of(language));
        string told = Draw(page, p => p.Add(d => d.Problems, read.Problems)).Find("[data-testid=file-problems]").TextContent;
        Assert.Contains(head, told, StringComparison.Ordinal);
        Assert.Contains(line, told, StringComparison.Ordinal);
        Assert.Contains(words, told, StringComparison.Ordinal);
    }

    [Fact]
    public void Afterwards_it_says_what_changed_for_whom_and_what_is_broken_now()
    {
        var before = new Roster { Assignments = [new Assignment { Employee = "a01", Date = PageContext.Monday, ShiftType = "E", Post = "call" }] };
        var after = new Roster { Assignments = [new Assignment { Employee = "a02", Date = PageContext.Monday, ShiftType = "N", Post = "call" }] };
        using var page = new PageContext(Wording.English);
        var shown = Draw(page, p => p.Add(d => d.Imported, Import(before, after)).Add(d => d.HardViolations, 3));
        string told = shown.Find("[data-testid=import-result]").TextContent;
        Assert.Contains("2 changes for 2 people. Undo brings", told, StringComparison.Ordinal);
        Assert.Contains("breaks hard rules 3×", told, StringComparison.Ordinal);
        string name = PageContext.Problem.Employees.Single(e => e.Id == "a02").Name;
        Assert.Contains(shown.FindAll(".diff li"), row => row.TextContent.Contains(name, StringComparison.Ordinal) && row.QuerySelector("ins")!.TextContent.StartsWith('N'));
        Assert.Empty(shown.FindAll("[data-testid=import-paste]"));
    }

    [Fact]
    public void A_grid_that_says_nothing_new_says_so()
    {
        var same = new Roster { Assignments = [new Assignment { Employee = "a01", Date = PageContext.Monday, ShiftType = "E", Post = "call" }] };
        using var page = new PageContext(Wording.Chinese);
        Assert.Contains("没有产生新版本", Draw(page, p => p.Add(d => d.Imported, Import(same, same))).Find("[data-testid=import-result]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_template_is_that_of_the_week_in_the_language_of_the_page()
    {
        using var page = new PageContext(Wording.English);
        Assert.Equal("/api/v1/teams/demo/weeks/2026-11-30/roster/template?language=en", Draw(page, _ => { }).Find("[data-testid=roster-template]").GetAttribute("href"));
    }

    private static RosterImport Import(Roster before, Roster after) => new(null, PageContext.Problem, before, after);

    /// <summary>A dialog shows itself where the page keeps its dialogs.</summary>
    private static IRenderedComponent<MudDialogProvider> Draw(PageContext page, Action<ComponentParameterCollectionBuilder<ImportDialog>> more)
    {
        var shown = page.Draw<MudDialogProvider>(_ => { });
        page.Draw<ImportDialog>(p =>
        {
            p.Add(d => d.Open, true).Add(d => d.Team, "demo").Add(d => d.Week, PageContext.Monday).Add(d => d.Names, PageContext.Board().Names);
            more(p);
        });
        return shown;
    }
}
