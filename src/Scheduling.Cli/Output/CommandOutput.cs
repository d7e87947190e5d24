using System.Text.Encodings.Web;
using System.Text.Json;
using Scheduling.Engine.Domain;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Scheduling.Cli.Output;

/// <summary>Tells things to people in their language, or to programs in JSON.</summary>
/// <param name="surroundings">The consoles and the language.</param>
/// <param name="forPrograms">Whether only a program reads: what is told to people is left out.</param>
internal sealed class CommandOutput(Surroundings surroundings, bool forPrograms)
{
    private const int MostProblemsTold = 20;

    private static readonly JsonSerializerOptions OneLine = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Surroundings Surroundings => surroundings;

    public Language Language => surroundings.Language;

    public bool ForPrograms => forPrograms;

    /// <summary>A text in the reader's language.</summary>
    public string In(string zh, string en) => Language.Of(new LocalizedText(zh, en));

    /// <summary>A line for people.</summary>
    public void Line(string zh, string en) => Text(In(zh, en));

    /// <summary>A line for people, with a style such as <c>bold</c> or <c>red</c>.</summary>
    public void Text(string text, string? style = null)
    {
        if (!forPrograms)
        {
            string safe = Markup.Escape(Plain(text));
            surroundings.Out.MarkupLine(style is null ? safe : $"[{style}]{safe}[/]");
        }
    }

    /// <summary>A heading for people.</summary>
    public void Heading(string zh, string en)
    {
        Text("");
        Text(In(zh, en), "bold");
    }

    /// <summary>A table or chart for people.</summary>
    public void Write(IRenderable content)
    {
        if (!forPrograms)
        {
            surroundings.Out.Write(content);
        }
    }

    /// <summary>One JSON value on a line of its own, whatever the width of the reader.</summary>
    public void Json(object value) => Raw(JsonSerializer.Serialize(value, OneLine) + "\n");

    /// <summary>A text exactly as it is.</summary>
    public void Raw(string text)
    {
        TextWriter writer = surroundings.Out.Profile.Out.Writer;
        writer.Write(text);
        writer.Flush();
    }

    /// <summary>Everything that is wrong with the input, each in both languages, the reader's first.</summary>
    public void Problems(IReadOnlyList<InputProblem> problems, bool alsoAsJson)
    {
        bool chineseFirst = Language != Language.English;
        foreach (InputProblem problem in problems.Take(MostProblemsTold))
        {
            (string first, string second) = chineseFirst ? (problem.Message.Zh, problem.Message.En) : (problem.Message.En, problem.Message.Zh);
            surroundings.Error.MarkupLine($"[red]{Markup.Escape(Plain(problem.Code))}[/] {Markup.Escape(Plain(problem.Pointer))}");
            surroundings.Error.MarkupLine("  " + Markup.Escape(Plain(first)));
            surroundings.Error.MarkupLine($"  [dim]{Markup.Escape(Plain(second))}[/]");
        }

        if (problems.Count - MostProblemsTold is > 0 and int more)
        {
            surroundings.Error.MarkupLine(Markup.Escape(In($"… 还有 {more} 处；加上 --json 可查看全部。", $"… and {more} more; --json lists all.")));
        }

        if (alsoAsJson)
        {
            Json(new { errors = InJson(problems) });
        }
    }

    /// <summary>Problems as programs read them.</summary>
    public static IEnumerable<object> InJson(IReadOnlyList<InputProblem> problems) =>
        problems.Select(p => new { code = p.Code, pointer = p.Pointer, message = new { zh = p.Message.Zh, en = p.Message.En } });

    /// <summary>Names come from files of others: what would steer a terminal is shown as a question mark.</summary>
    public static string Plain(string text) =>
        text.Any(c => char.IsControl(c) && c is not '\n') ? string.Concat(text.Select(c => char.IsControl(c) && c is not '\n' ? '?' : c)) : text;
}
