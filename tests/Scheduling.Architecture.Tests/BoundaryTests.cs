using Microsoft.CodeAnalysis.CSharp;
using Scheduling.Architecture.Tests.Gates;

namespace Scheduling.Architecture.Tests;

public sealed class BoundaryTests
{
    private const string Engine = "src/Scheduling.Engine/";

    private static readonly Lazy<CSharpCompilation> BoundEngine = new(() => References.Bind(
        Repository.Sources.Where(source => source.Path.StartsWith(Engine, StringComparison.Ordinal)),
        Repository.Projects.Single(project => project.Name == "Scheduling.Engine").Usings));

    // The stand-ins every bad example below refers to.
    private static readonly SourceFile[] Parts =
    [
        new(Engine + "Modelling/RosterModel.cs", "namespace Scheduling.Engine.Modelling; public sealed class RosterModel { public int Terms; }"),
        new(Engine + "Evaluation/RosterEvaluator.cs", "namespace Scheduling.Engine.Evaluation; public static class RosterEvaluator { public static int Judge() => 0; }"),
        new(Engine + "Solving/RosterSolver.cs", "namespace Scheduling.Engine.Solving; public static class RosterSolver { public static Scheduling.Engine.Modelling.RosterModel Build() => new(); }"),
        new(Engine + "Rules/Rule.cs", "namespace Scheduling.Engine.Rules; public abstract record Rule;"),
        new(Engine + "Rules/Rest/RestRule.cs", "namespace Scheduling.Engine.Rules.Rest; public sealed partial record RestRule : Rule;"),
    ];

    [Fact]
    public void The_parts_of_the_engine_refer_to_each_other_along_the_arrows_only() =>
        Gate.Holds(Boundaries.Breaches(References.List(BoundEngine.Value)));

    [Fact]
    public void Every_name_in_the_engine_is_resolved_so_the_boundary_gate_sees_it() => Gate.Holds(References.Unresolved(BoundEngine.Value));

    [Fact]
    public void The_stand_ins_alone_break_no_boundary() => Gate.Holds(Breaches("Domain/Nothing.cs", "namespace Scheduling.Engine.Domain;"));

    [Theory]
    [InlineData("Domain/A.cs", "using Google.OrTools.Sat; namespace Scheduling.Engine.Domain; class A { CpModel? model; }", "Google.OrTools.Sat")]
    [InlineData("Modelling/A.cs", "namespace Scheduling.Engine.Modelling; class A { object model = new Google.OrTools.Sat.CpModel(); }", "Google.OrTools.Sat")]
    [InlineData("Evaluation/A.cs", "using Google.Protobuf; namespace Scheduling.Engine.Evaluation; class A { ByteString? bytes; }", "Google.Protobuf")]
    [InlineData("Rules/Rest/A.cs", "using Google.OrTools.Sat; namespace Scheduling.Engine.Rules.Rest; class A { CpModel? model; }", "Google.OrTools.Sat")]
    [InlineData("Rules/Rest/A.cs", "namespace Scheduling.Engine.Rules.Rest; class A { object model = Solving.RosterSolver.Build(); }", "Scheduling.Engine.Solving")]
    [InlineData("Domain/A.cs", "namespace Scheduling.Engine.Domain; class A { Modelling.RosterModel? model; }", "Scheduling.Engine.Modelling")]
    [InlineData("Modelling/A.cs", "namespace Scheduling.Engine.Modelling; class A { int x = Evaluation.RosterEvaluator.Judge(); }", "Scheduling.Engine.Evaluation")]
    [InlineData("Evaluation/A.cs", "namespace Scheduling.Engine.Evaluation; class A { Modelling.RosterModel? model; }", "Scheduling.Engine.Modelling")]
    [InlineData("Solving/A.cs", "namespace Scheduling.Engine.Solving; class A { object rule = new Rules.Rest.RestRule(); }", "Scheduling.Engine.Rules.Rest")]
    [InlineData("Solving/A.cs", "namespace Scheduling.Engine.Solving; using Scheduling.Engine.Rules.Rest;", "Scheduling.Engine.Rules.Rest")]
    [InlineData("Rules/Rest/RestRule.Evaluate.cs", "namespace Scheduling.Engine.Rules.Rest; partial record RestRule { object? Evaluate(Modelling.RosterModel model) => null; }", "Scheduling.Engine.Modelling")]
    [InlineData("Rules/Rest/RestRule.Compile.cs", "namespace Scheduling.Engine.Rules.Rest; partial record RestRule { int Compile() => Evaluation.RosterEvaluator.Judge(); }", "Scheduling.Engine.Evaluation")]
    public void A_use_across_a_boundary_is_caught(string path, string text, string used) =>
        Assert.Contains(Breaches(path, text), breach => breach.Contains($"{path} uses {used} ", StringComparison.Ordinal));

    [Fact]
    public void A_type_that_is_only_inferred_is_caught() =>
        Assert.Contains(
            Breaches("Evaluation/A.cs", "namespace Scheduling.Engine.Evaluation; class A { void B() { var list = System.Array.Empty<Modelling.RosterModel>(); var one = list[0]; } }"),
            breach => breach.Contains("(one,", StringComparison.Ordinal) || breach.Contains("(list[0],", StringComparison.Ordinal) || breach.Contains("(list,", StringComparison.Ordinal));

    [Fact]
    public void Code_that_compile_and_evaluate_share_is_caught()
    {
        var compile = new SourceFile(Engine + "Rules/Rest/RestRule.Compile.cs", "namespace Scheduling.Engine.Rules.Rest; partial record RestRule { static int Minutes() => 1; }");
        var evaluate = new SourceFile(Engine + "Rules/Rest/RestRule.Evaluate.cs", "namespace Scheduling.Engine.Rules.Rest; partial record RestRule { int Evaluate() => Minutes(); }");

        var breaches = Boundaries.Breaches(References.List(References.Bind([.. Parts, compile, evaluate], []))).ToList();

        Assert.Contains(breaches, breach => breach.Contains("uses Minutes of", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_nothing_resolves_is_caught() =>
        Gate.Catches("Nowhere", References.Unresolved(References.Bind([new(Engine + "Domain/A.cs", "namespace Scheduling.Engine.Domain; class A { Nowhere? place; }")], [])));

    [Fact]
    public void A_document_comment_may_name_what_the_code_may_not() =>
        Gate.Holds(Breaches("Domain/A.cs", "namespace Scheduling.Engine.Domain; /// <summary>See <see cref=\"Scheduling.Engine.Modelling.RosterModel\"/>.</summary>\nclass A { }"));

    private static List<string> Breaches(string path, string text) =>
        [.. Boundaries.Breaches(References.List(References.Bind([.. Parts, new SourceFile(Engine + path, text)], [])))];
}
