using System.Text;
using NodaTime;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Tests.Rules;

/// <summary>
/// What a rule says over all rosters of its tiny problems, as a file <c>messages.txt</c> beside its tests: one example of every sentence it can form, with whom,
/// where and when it concerns. A reader judges the words, the test that they stay. <c>SCHEDULING_WRITE_MESSAGES=1</c> writes the files when the tests run.
/// </summary>
internal sealed class RuleMessages
{
    private readonly string _rule;
    private readonly SortedDictionary<string, string> _examples = new(StringComparer.Ordinal);
    private readonly StringBuilder _shape = new();

    public RuleMessages(string rule) => _rule = rule;

    public void Add(IEnumerable<RuleViolation> violations)
    {
        foreach (RuleViolation violation in violations.Where(v => v.Rule == _rule))
        {
            // Of the examples of a sentence the first in order stands in the file, whatever the order of the rosters.
            string shape = Shape(violation);
            string example = Example(violation);
            if (!_examples.TryGetValue(shape, out string? held) || string.CompareOrdinal(example, held) < 0)
            {
                _examples[shape] = example;
            }
        }
    }

    /// <summary>Compares with the file beside the tests of a class.</summary>
    public void Check(Type tests)
    {
        string file = Path.Combine([Repository.Root, "tests", "Scheduling.Engine.Tests", .. tests.Namespace!["Scheduling.Engine.Tests.".Length..].Split('.'), "messages.txt"]);
        string text = string.Join('\n', _examples.Values);
        if (Environment.GetEnvironmentVariable("SCHEDULING_WRITE_MESSAGES") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : $"{file} is missing; run the tests once with SCHEDULING_WRITE_MESSAGES=1.", text);
    }

    /// <summary>The English sentence without numbers and without the names of one letter that tiny problems use.</summary>
    private string Shape(RuleViolation violation)
    {
        string text = violation.Message.En;
        _shape.Clear().Append(violation.Employee is null ? '-' : '+').Append(violation.Post is null ? '-' : '+').Append(violation.From == violation.Until ? '-' : '+');
        for (int i = 0; i < text.Length; i++)
        {
            bool alone = (i == 0 || !char.IsAsciiLetter(text[i - 1])) && (i + 1 == text.Length || !char.IsAsciiLetter(text[i + 1]));
            if (!char.IsAsciiDigit(text[i]) && !(char.IsAsciiLetterUpper(text[i]) && alone))
            {
                _shape.Append(text[i]);
            }
        }

        return _shape.ToString();
    }

    private static string Example(RuleViolation violation)
    {
        (LocalDate from, LocalDate until) = (violation.From!.Value, violation.Until!.Value);
        string when = from == until ? $"{from:MM-dd}" : $"{from:MM-dd} to {until:MM-dd}";
        return $"{violation.Employee ?? violation.Post ?? "everybody"}, {when}, excess {violation.Excess}, penalty {violation.Penalty} on level {violation.Level}\n  {violation.Message.Zh}\n  {violation.Message.En}\n";
    }
}
