using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Files;

/// <summary>What a file of people may refer to, and the people it changes.</summary>
public sealed record PeopleFileContext
{
    /// <summary>The contracts there are; a file names them by id or name.</summary>
    public required IReadOnlyList<Contract> Contracts { get; init; }

    /// <summary>The skills there are; a file names them by id or name.</summary>
    public required IReadOnlyList<Skill> Skills { get; init; }

    /// <summary>The people as they are: what a file does not say of one of them (availability, start times, balances, dates of skills) stays.</summary>
    public IReadOnlyList<Employee> Current { get; init; } = [];
}

/// <summary>
/// People as CSV or XLSX, one a row: <c>id, name, contract, skills, from, until</c> or <c>工号, 姓名, 合同, 技能, 入职, 离职</c>. Skills are
/// <c>phone:2;chat</c>, level 1 when none is given, with <c>:trainee</c> (<c>:见习</c>) behind them while they are not certified.
/// </summary>
public static class PeopleFile
{
    private const string Trainee = "trainee";
    private const string TraineeZh = "见习";

    private static readonly FileColumn Id = new("id", "工号", true, "employee", "员工编号", "编号");
    private static readonly FileColumn Name = new("name", "姓名", false, "员工");
    private static readonly FileColumn ContractColumn = new("contract", "合同", true, "合同类型");
    private static readonly FileColumn SkillsColumn = new("skills", "技能", false, "skill");
    private static readonly FileColumn From = new("from", "入职", false, "employed_from", "入职日期");
    private static readonly FileColumn Until = new("until", "离职", false, "employed_until", "离职日期");
    private static readonly FileColumn[] Columns = [Id, Name, ContractColumn, SkillsColumn, From, Until];

    /// <summary>Reads people; all rows or none.</summary>
    public static FileResult<IReadOnlyList<Employee>> Read(ReadOnlyMemory<byte> bytes, string fileName, PeopleFileContext context)
    {
        FileResult<SheetTable> table = SheetTable.Read(bytes, fileName);
        if (!table.Succeeded)
        {
            return new FileResult<IReadOnlyList<Employee>>(null, table.Problems);
        }

        var problems = new FileProblems();
        FileColumns columns = FileColumns.Find(table.Value, Columns, problems);
        if (problems.Any)
        {
            return problems.Refused<IReadOnlyList<Employee>>();
        }

        Dictionary<string, Employee> current = context.Current.ToDictionary(employee => employee.Id);
        Dictionary<string, int> lineOf = [];
        List<Employee> people = [];
        foreach (SheetRow row in columns.Rows(table.Value))
        {
            string id = columns.Value(row, Id);
            if (id.Length == 0)
            {
                problems.Cell("empty-id", row.Line, columns.NameOf(Id), id, "请填写一个不重复的工号", "give it an id that no other has");
            }
            else if (!lineOf.TryAdd(id, row.Line))
            {
                problems.Cell("duplicate-id", row.Line, columns.NameOf(Id), id, $"第 {lineOf[id]} 行已有此工号，请改正其中之一", $"line {lineOf[id]} has it too, so correct one of them");
            }

            people.Add(PersonOf(row, columns, context, current.GetValueOrDefault(id) ?? new Employee { Id = id, Contract = "" }, problems));
        }

        if (people.Count == 0)
        {
            problems.Add("no-rows", 0, "", "", new LocalizedText($"文件“{fileName}”只有表头；至少需要一名员工。", $"File '{fileName}' has a header only; it must have at least one person."));
        }

        return problems.Any ? problems.Refused<IReadOnlyList<Employee>>() : new FileResult<IReadOnlyList<Employee>>(people, []);
    }

    /// <summary>The people as CSV that <see cref="Read"/> reads back.</summary>
    public static byte[] Write(IReadOnlyList<Employee> people, string culture)
    {
        var csv = new CsvWriter();
        csv.Row(Columns.Select(column => column.In(culture)));
        foreach (Employee person in people)
        {
            csv.Row(person.Id, person.Name, person.Contract, TextOf(person.Skills), Iso(person.EmployedFrom), Iso(person.EmployedUntil));
        }

        return csv.ToBytes();
    }

    /// <summary>A file to fill in: the header and two people made up from the contracts and skills there are.</summary>
    public static byte[] Template(PeopleFileContext context, string culture)
    {
        string contract = context.Contracts.Count > 0 ? context.Contracts[0].Id : "full";
        EmployeeSkill[] skills = [.. context.Skills.Take(2).Select((skill, i) => new EmployeeSkill { Skill = skill.Id, Level = 2 - i })];
        return Write(
        [
            new Employee { Id = "1001", Name = new LocalizedText("张三", "Jane Doe").In(culture), Contract = contract, Skills = skills, EmployedFrom = new LocalDate(2026, 1, 1) },
            new Employee { Id = "1002", Name = new LocalizedText("李四", "John Smith").In(culture), Contract = contract, Skills = [.. skills.Skip(1)] },
        ], culture);
    }

    private static Employee PersonOf(SheetRow row, FileColumns columns, PeopleFileContext context, Employee before, FileProblems problems)
    {
        string contract = columns.Value(row, ContractColumn);
        if (FileValues.Named(context.Contracts, contract, c => c.Id, c => c.Name) is not { } known)
        {
            problems.Cell("unknown-contract", row.Line, columns.NameOf(ContractColumn), contract,
                $"应为已有的合同之一：{string.Join("、", context.Contracts.Select(c => c.Id))}", $"it must be one of the contracts: {string.Join(", ", context.Contracts.Select(c => c.Id))}");
            known = new Contract { Id = contract };
        }

        LocalDate? from = DateOf(From);
        LocalDate? until = DateOf(Until);
        if (until < from)
        {
            problems.Cell("ends-before-start", row.Line, columns.NameOf(Until), Iso(until), $"早于入职日期 {Iso(from)}，请改正其中之一", $"that is before the first day {Iso(from)}, so correct one of them");
        }

        string name = columns.Value(row, Name);
        return before with
        {
            Name = name.Length > 0 ? name : before.Name,
            Contract = known.Id,
            Skills = SkillsOf(row, columns, context, before, problems),
            EmployedFrom = from,
            EmployedUntil = until,
        };

        LocalDate? DateOf(FileColumn column)
        {
            string text = columns.Value(row, column);
            LocalDate? date = FileValues.Date(text);
            if (text.Length > 0 && (date is null || date.Value.Year is < ProblemValidator.FirstYear or > ProblemValidator.LastYear))
            {
                problems.Cell("invalid-date", row.Line, columns.NameOf(column), text, "应为形如 2026-07-06 的日期", "it must be a date such as 2026-07-06");
            }

            return date;
        }
    }

    private static IReadOnlyList<EmployeeSkill> SkillsOf(SheetRow row, FileColumns columns, PeopleFileContext context, Employee before, FileProblems problems)
    {
        string text = columns.Value(row, SkillsColumn);
        if (text == TextOf(before.Skills))
        {
            return before.Skills;
        }

        List<EmployeeSkill> skills = [];
        foreach (string item in text.Split([';', '；', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = item.Split([':', '：'], StringSplitOptions.TrimEntries);
            Skill? skill = FileValues.Named(context.Skills, parts[0], s => s.Id, s => s.Name);
            int level = 1;
            bool trainee = parts.Length > 1 && parts[^1] is Trainee or TraineeZh;
            string[] levels = [.. parts.Skip(1).SkipLast(trainee ? 1 : 0)];
            if (skill is null)
            {
                problems.Cell("unknown-skill", row.Line, columns.NameOf(SkillsColumn), item,
                    $"应为已有的技能之一：{string.Join("、", context.Skills.Select(s => s.Id))}", $"it must be one of the skills: {string.Join(", ", context.Skills.Select(s => s.Id))}");
            }
            else if (levels.Length > 1 || (levels.Length == 1 && (!int.TryParse(levels[0], NumberStyles.None, CultureInfo.InvariantCulture, out level) || level is < 1 or > 9)))
            {
                problems.Cell("invalid-skill", row.Line, columns.NameOf(SkillsColumn), item, "技能应写成 phone 或 phone:2，等级 1 到 9，见习加 :见习", "a skill is written phone or phone:2, level 1 to 9, with :trainee behind it for a trainee");
            }
            else if (skills.Exists(held => held.Skill == skill.Id))
            {
                problems.Cell("duplicate-skill", row.Line, columns.NameOf(SkillsColumn), item, "同一技能出现两次，请合并", "the skill stands twice, so merge them");
            }
            else
            {
                skills.Add(new EmployeeSkill { Skill = skill.Id, Level = level, Certified = !trainee });
            }
        }

        return skills;
    }

    private static string TextOf(IReadOnlyList<EmployeeSkill> skills) => string.Join(';', skills.Select(held =>
        held.Skill + (held.Level == 1 ? "" : ":" + held.Level.ToString(CultureInfo.InvariantCulture)) + (held.Certified ? "" : ":" + Trainee)));

    private static string Iso(LocalDate? date) => date?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
