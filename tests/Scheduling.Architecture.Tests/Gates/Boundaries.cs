using System.Text.RegularExpressions;

namespace Scheduling.Architecture.Tests.Gates;

/// <summary>The arrows between the parts of the engine.</summary>
internal static partial class Boundaries
{
    private const string Engine = "Scheduling.Engine";

    private static readonly Boundary[] All =
    [
        new(InFolder("Domain", "Rules", "Modelling", "Evaluation", "Serialization"), Under("Google"),
            "the solver library is used in Solving and what stands on it; a rule never talks to a solver"),
        new(InFolder("Domain"), Under($"{Engine}.Modelling", $"{Engine}.Solving", $"{Engine}.Evaluation", $"{Engine}.Explanation"),
            "the domain is what a planner says and knows nothing of how it is solved or judged"),
        new(InFolder("Rules"), Under($"{Engine}.Solving"), "a rule never talks to a solver"),
        new(InFolder("Modelling"), Under($"{Engine}.Solving", $"{Engine}.Evaluation"), "the compiled form is read by solvers and shares nothing with the checker"),
        new(InFolder("Evaluation"), Under($"{Engine}.Modelling", $"{Engine}.Solving"), "the independent checker shares no code with the solver"),
        new(InFolder("Solving", "Modelling", "Evaluation"), ConcreteRule, "solver, model and checker know terms and Rule, never one concrete rule"),
        new(Ending(".Evaluate.cs"), Under($"{Engine}.Modelling"), "a rule is judged straight from the domain objects"),
        new(Ending(".Compile.cs"), Under($"{Engine}.Evaluation"), "a rule is compiled without the checker"),
    ];

    public static IEnumerable<string> Breaches(IReadOnlyList<Reference> references) =>
        (from boundary in All
         from reference in references
         where boundary.AppliesTo(reference.Path) && boundary.Forbids(reference.Namespace)
         select $"{reference.Path} uses {reference.Namespace} ({reference.Name}, line {reference.Line}): {boundary.Reason}.")
        .Concat(SharedCode(references)).Distinct();

    private static IEnumerable<string> SharedCode(IEnumerable<Reference> references) =>
        from reference in references
        let other = reference.Path.EndsWith(".Evaluate.cs", StringComparison.Ordinal) ? ".Compile.cs"
            : reference.Path.EndsWith(".Compile.cs", StringComparison.Ordinal) ? ".Evaluate.cs" : null
        where other is not null && reference.DeclaredIn.Any(file => file.EndsWith(other, StringComparison.Ordinal))
        select $"{reference.Path} uses {reference.Name} of {reference.DeclaredIn[0]} (line {reference.Line}): Compile and Evaluate share no code.";

    private static Func<string, bool> InFolder(params string[] folders) =>
        path => folders.Any(folder => path.StartsWith($"src/{Engine}/{folder}/", StringComparison.Ordinal));

    private static Func<string, bool> Ending(string end) => path => path.EndsWith(end, StringComparison.Ordinal);

    private static Func<string, bool> Under(params string[] spaces) =>
        space => spaces.Any(parent => space == parent || space.StartsWith(parent + ".", StringComparison.Ordinal));

    private static bool ConcreteRule(string space) => ConcreteRulePattern().IsMatch(space);

    [GeneratedRegex(@"^Scheduling\.Engine\.Rules\.\w")]
    private static partial Regex ConcreteRulePattern();

    private sealed record Boundary(Func<string, bool> AppliesTo, Func<string, bool> Forbids, string Reason);
}
