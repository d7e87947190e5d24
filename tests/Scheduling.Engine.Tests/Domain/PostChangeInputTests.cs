using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.SkillRequired;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Domain;

/// <summary>What shift types whose post may change ask of a problem and of a roster.</summary>
public sealed class PostChangeInputTests
{
    private static readonly ShiftType Turns = TinyProblem.Shift("T", "mid", new LocalTime(22, 0), new LocalTime(2, 0)) with { Posts = ["phone", "chat"], PostStepMinutes = 60 };

    public static TheoryData<string, string> Faults => new()
    {
        { "no fault", "" },
        { "no posts", "/shiftTypes/0/postStepMinutes post-step-not-possible" },
        { "a step of no minutes", "/shiftTypes/0/postStepMinutes out-of-range" },
        { "a length that is no multiple", "/shiftTypes/0/postStepMinutes post-step-not-possible" },
        { "a break", "/shiftTypes/0/postStepMinutes post-step-not-possible" },
        { "overtime", "/shiftTypes/0/postStepMinutes post-step-not-possible" },
        { "two parts", "/shiftTypes/0/postStepMinutes post-step-not-possible" },
        { "a part with a post", "/shiftTypes/0/postStepMinutes post-step-not-possible" },
        { "an activity", "/shiftTypes/0/postStepMinutes post-step-not-possible" },
        { "a rule that goes by the post", "/rules/1 rule-without-post-changes" },
        { "such a rule that is off", "" },
        { "a duty on another post", "/history/0 post-change-not-allowed" },
        { "a duty with changes out of order", "/history/0 post-change-not-allowed" },
        { "a duty that changes within a step", "/history/0 post-change-not-allowed" },
        { "a duty with changes", "" },
        { "a duty to an unknown post", "/history/0/postChanges/0/post unknown-reference /history/0 post-change-not-allowed" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_does_not_go_with_changes_of_post_is_reported(string fault, string told)
    {
        SchedulingProblem problem = fault switch
        {
            "no posts" => With(Turns with { Posts = [] }),
            "a step of no minutes" => With(Turns with { PostStepMinutes = 0 }),
            "a length that is no multiple" => With(Turns with { PostStepMinutes = 70 }),
            "a break" => With(Turns with { Breaks = [new BreakWindow { EarliestMinutes = 60, LatestMinutes = 60, Minutes = 15 }] }),
            "overtime" => With(Turns with { Overtime = new OvertimeTail { MaximumMinutes = 60 } }),
            "two parts" => With(Turns with { Parts = [new ShiftPart { Start = new LocalTime(8, 0), End = new LocalTime(10, 0) }, new ShiftPart { Start = new LocalTime(10, 0), End = new LocalTime(12, 0) }] }),
            "a part with a post" => With(Turns with { Parts = [Turns.Parts[0] with { Post = "chat" }] }),
            "an activity" => With(Turns) with
            {
                Activities = [new Activity { Id = "talk", Minutes = 30, Windows = [new ActivityWindow { Date = TinyProblem.Monday, From = new LocalTime(22, 0), To = new LocalTime(23, 0) }] }],
            },
            "a rule that goes by the post" => With(Turns, new SkillRequiredRule()),
            "such a rule that is off" => With(Turns, new SkillRequiredRule { Enforcement = Enforcement.Off }),
            "a duty on another post" => After("mail"),
            "a duty with changes out of order" => After("chat", (120, "phone"), (60, "chat")),
            "a duty that changes within a step" => After("chat", (90, "phone")),
            "a duty with changes" => After("chat", (60, "phone"), (180, "chat")),
            "a duty to an unknown post" => After("chat", (60, "fax")),
            _ => With(Turns),
        };
        Assert.Equal(told, string.Join(' ', ProblemValidator.Validate(problem).Select(p => $"{p.Pointer} {p.Code}")));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("60 chat,180 phone", true)]
    [InlineData("0 chat", false)]
    [InlineData("240 chat", false)]
    [InlineData("90 chat", false)]
    [InlineData("60 mail", false)]
    [InlineData("120 chat,60 phone", false)]
    public void A_roster_changes_posts_at_steps_in_order_among_those_of_the_shift(string text, bool isSound)
    {
        SchedulingProblem problem = With(Turns);
        PostChange[] changes = [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split(' ')).Select(c => new PostChange { AfterMinutes = int.Parse(c[0], CultureInfo.InvariantCulture), Post = c[1] })];
        var roster = new Roster { Assignments = [TinyProblem.Duty("A", TinyProblem.Monday, "T", "phone") with { PostChanges = changes }] };
        Assert.Equal(isSound ? [] : ["post-change-not-allowed"], RosterShape.Check(problem, roster).Select(p => p.Code).Distinct());
        RosterModel model = RosterModel.Compile(problem);
        if (isSound)
        {
            Assignment again = Assert.Single(RosterCodec.Decode(model, RosterCodec.Encode(model, roster)).Assignments);
            Assert.Equal(changes, again.PostChanges ?? []);
            Assert.Equal("phone", again.Post);
        }
        else
        {
            Assert.Throws<ArgumentException>(() => RosterCodec.Encode(model, roster));
        }
    }

    [Fact]
    public void Changes_of_post_are_refused_where_the_shift_type_has_none()
    {
        SchedulingProblem problem = With(Turns with { PostStepMinutes = null });
        var roster = new Roster { Assignments = [TinyProblem.Duty("A", TinyProblem.Monday, "T", "phone") with { PostChanges = [new PostChange { AfterMinutes = 60, Post = "chat" }] }] };
        Assert.Equal(["post-change-not-allowed"], RosterShape.Check(problem, roster).Select(p => p.Code));
        Assert.Throws<ArgumentException>(() => RosterCodec.Encode(RosterModel.Compile(problem), roster));
    }

    [Fact]
    public void Options_are_shapes_and_share_the_placements_of_their_steps()
    {
        SchedulingProblem problem = With(Turns with { StartWindow = new StartWindow { Earliest = new LocalTime(18, 0), Latest = new LocalTime(20, 0), StepMinutes = 60 } });
        RosterModel model = RosterModel.Compile(problem);
        Assert.Equal(4, model.Options.Length);
        Assert.All(model.Options[1..], o => Assert.Equal(new PostPath(4, 2), o.Path));

        // 18:00 to 24:00 in steps of an hour, on two posts.
        Assert.Equal(6 * 2, model.Placements.Length);
    }

    private static SchedulingProblem With(ShiftType shiftType, params Rule[] rules) => TinyProblem.Of(1, 1, [new MinimumRestRule(), .. rules]) with
    {
        Posts = [new Post { Id = "phone" }, new Post { Id = "chat" }, new Post { Id = "mail" }],
        ShiftTypes = [shiftType],
    };

    private static SchedulingProblem After(string post, params (int After, string Post)[] changes)
    {
        SchedulingProblem problem = With(Turns);
        return problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 1 },
            History = [TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-1), "T", post) with { PostChanges = [.. changes.Select(c => new PostChange { AfterMinutes = c.After, Post = c.Post })] }],
        };
    }
}
