using System.Globalization;
using Scheduling.Engine.Domain;
using Scheduling.Store;

namespace Scheduling.Api.Problems;

/// <summary>Collects what is wrong with the values of a request, and refuses it with all of it.</summary>
internal sealed class InputCheck
{
    private readonly List<InputProblem> _problems = [];

    /// <summary>A number must lie between two others, both allowed. Nothing is wrong with an absent one.</summary>
    public InputCheck Range(string pointer, double? value, double least, double most)
    {
        if (value is { } number && !(number >= least && number <= most))
        {
            string name = pointer.TrimStart('/');
            string text = number.ToString(CultureInfo.InvariantCulture);
            string from = least.ToString(CultureInfo.InvariantCulture);
            string to = most.ToString(CultureInfo.InvariantCulture);
            Add("out-of-range", pointer, $"{name} 为 {text}；应为 {from} 到 {to}。", $"{name} is {text}; it must be {from} to {to}.");
        }

        return this;
    }

    public InputCheck Add(string code, string pointer, string zh, string en)
    {
        _problems.Add(new InputProblem(code, pointer, new LocalizedText(zh, en)));
        return this;
    }

    public InputCheck When(bool wrong, string code, string pointer, string zh, string en) => wrong ? Add(code, pointer, zh, en) : this;

    /// <summary>Refuses the request when anything is wrong.</summary>
    public void Conclude()
    {
        if (_problems.Count > 0)
        {
            throw new StoreException(StoreFailure.Invalid, _problems);
        }
    }

    /// <summary>The same problems seen from outside: their pointers begin with where the value stands.</summary>
    public static IReadOnlyList<InputProblem> Under(string pointer, IReadOnlyList<InputProblem> problems) => [.. problems.Select(p => p with { Pointer = pointer + p.Pointer })];
}
