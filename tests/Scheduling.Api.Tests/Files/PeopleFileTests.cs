using System.Text;
using NodaTime;
using Scheduling.Api.Files;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Tests.Files;

public sealed class PeopleFileTests
{
    private static readonly PeopleFileContext Context = new() { Contracts = FilesSample.Small.Contracts, Skills = FilesSample.Small.Skills };

    [Fact]
    public void People_are_read_by_English_or_Chinese_headers_with_ids_or_names()
    {
        IReadOnlyList<Employee> english = Read("id,name,contract,skills,from,until\n1001,Ann,full,phone:2;chat:1:trainee,2026-01-05,\n").Value!;
        IReadOnlyList<Employee> chinese = Read("姓名,工号,合同,技能,入职\nAnn,1001,全职,电话:2；chat:见习,2026年1月5日\n").Value!;

        foreach (Employee person in new[] { english[0], chinese[0] })
        {
            Assert.Equal(("1001", "Ann", "full", new LocalDate(2026, 1, 5)), (person.Id, person.Name, person.Contract, person.EmployedFrom!.Value));
            Assert.Null(person.EmployedUntil);
            Assert.Equal([new EmployeeSkill { Skill = "phone", Level = 2 }, new EmployeeSkill { Skill = "chat", Certified = false }], person.Skills);
        }
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void The_template_and_an_export_are_read_back(string culture)
    {
        PeopleFileContext sample = new() { Contracts = FilesSample.DayAndNight.Contracts, Skills = FilesSample.DayAndNight.Skills, Current = FilesSample.DayAndNight.Employees };

        Assert.Equal(2, PeopleFile.Read(PeopleFile.Template(sample, culture), "t.csv", sample).Value!.Count);
        Assert.Equal(sample.Current, PeopleFile.Read(PeopleFile.Write(sample.Current, culture), "p.csv", sample).Value!);
    }

    [Fact]
    public void What_the_file_does_not_say_of_somebody_stays()
    {
        Employee before = FilesSample.Small.Employees[0] with
        {
            Skills = [new EmployeeSkill { Skill = "phone", Until = new LocalDate(2026, 12, 31) }],
            Balances = [new CarriedBalance { Measure = "nights", Amount = 2 }],
        };
        Employee after = Assert.Single(Read("id,contract,skills\na1,half,phone\n", Context with { Current = [before] }).Value!);

        Assert.Equal(before with { Contract = "half" }, after);
    }

    [Theory]
    [InlineData("empty-id", 2, "id", "", "id,contract\n,full\n")]
    [InlineData("duplicate-id", 3, "id", "1", "id,contract\n1,full\n1,full\n")]
    [InlineData("unknown-contract", 2, "合同", "third", "工号,合同\n1,third\n")]
    [InlineData("unknown-contract", 2, "contract", "", "id,contract\n1,\n")]
    [InlineData("unknown-skill", 2, "skills", "fax:2", "id,contract,skills\n1,full,chat;fax:2\n")]
    [InlineData("invalid-skill", 2, "skills", "chat:10", "id,contract,skills\n1,full,chat:10\n")]
    [InlineData("duplicate-skill", 2, "skills", "chat:2", "id,contract,skills\n1,full,chat;chat:2\n")]
    [InlineData("invalid-date", 2, "from", "soon", "id,contract,from\n1,full,soon\n")]
    [InlineData("ends-before-start", 2, "until", "2026-01-01", "id,contract,from,until\n1,full,2026-02-01,2026-01-01\n")]
    [InlineData("unknown-column", 1, "team", "team", "id,contract,team\n1,full,a\n")]
    [InlineData("duplicate-column", 1, "工号", "工号", "id,contract,工号\n1,full,1\n")]
    [InlineData("missing-column", 1, "contract", "", "id,name\n1,Ann\n")]
    [InlineData("no-rows", 0, "", "", "id,contract\n")]
    [InlineData("file-empty", 0, "", "", "\n\n")]
    public void Each_fault_is_told_with_its_place_in_both_languages(string code, int line, string column, string value, string csv)
    {
        FileProblem problem = Assert.Single(Read(csv).Problems);

        Assert.Equal((code, line, column, value), (problem.Code, problem.Line, problem.Column, problem.Value));
        Assert.Contains(problem.Message.Zh, c => c > 0x4E00);
        Assert.EndsWith("。", problem.Message.Zh, StringComparison.Ordinal);
        Assert.EndsWith(".", problem.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once_and_beyond_a_hundred_counted()
    {
        FileResult<IReadOnlyList<Employee>> two = Read("id,contract\n,full\n2,none\n3,full\n");
        Assert.Null(two.Value);
        Assert.Equal(["empty-id", "unknown-contract"], two.Problems.Select(problem => problem.Code));
        Assert.Equal("Column 'contract' of line 3 is 'none'; it must be one of the contracts: full, half.", two.Problems[1].Message.En);

        FileResult<IReadOnlyList<Employee>> many = Read("id,contract\n" + string.Concat(Enumerable.Repeat(",full\n", 130)));
        Assert.Equal(101, many.Problems.Count);
        Assert.StartsWith("30 more problems", many.Problems[^1].Message.En, StringComparison.Ordinal);
    }

    private static FileResult<IReadOnlyList<Employee>> Read(string csv, PeopleFileContext? context = null) => PeopleFile.Read(Encoding.UTF8.GetBytes(csv), "p.csv", context ?? Context);
}
