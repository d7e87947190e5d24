namespace Scheduling.Engine.Evaluation;

/// <summary>What messages call a post.</summary>
internal static class PostNames
{
    /// <summary>The post's name, or its id when it has none.</summary>
    public static string NameOfPost(this RosterView roster, string id) => roster.PostOf(id) is { Name.Length: > 0 } post ? post.Name : id;
}
