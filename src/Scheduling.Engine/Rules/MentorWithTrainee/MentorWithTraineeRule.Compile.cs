using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.MentorWithTrainee;

/// <content>One Cover per post and stretch of intervals with the same options: mentors give, trainees take.</content>
public sealed partial record MentorWithTraineeRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        HashSet<int> inScope = [.. compiler.EmployeesInScope];
        var certified = new CertifiedGroups(compiler);
        foreach (Post post in compiler.Problem.Posts.Where(p => p.Skill is not null))
        {
            Option[] options = [.. compiler.Options.Where(o => o.IsOn(post.Id) && o.IsWork)];
            var groups = options.Select(o => o.Day).Distinct().ToDictionary(day => day, day => GroupsOn(compiler.Timeline.DateOf(day), post.Skill!));
            if (groups.Values.Any(g => g.HasTrainees))
            {
                for (int day = compiler.Timeline.HorizonStart; day < compiler.Timeline.HorizonEnd; day++)
                {
                    CoverDay(compiler, day, post.Id, options, groups);
                }
            }
        }

        (int Trainees, int Mentors, bool HasTrainees) GroupsOn(LocalDate date, string skill)
        {
            bool[] trainees = [.. Enumerable.Range(0, compiler.Employees).Select(e => inScope.Contains(e)
                && compiler.Problem.Employees[e].Skills.Any(s => s.Skill == skill && !s.Certified && s.HeldOn(date))
                && !certified.IsCertified(e, skill, 0, date))];
            return (compiler.Group(e => trainees[e]), compiler.Group(e => certified.IsCertified(e, skill, MentorLevel, date)), trainees.Contains(true));
        }
    }

    private void CoverDay(RuleCompiler compiler, int day, string post, Option[] options, Dictionary<int, (int Trainees, int Mentors, bool HasTrainees)> groups)
    {
        int end = compiler.Timeline.DayStart(day + 1);
        int length = compiler.Problem.Horizon.IntervalMinutes;
        Option[] present = [];
        int intervals = 0;
        for (int start = compiler.Timeline.DayStart(day); start < end; start += length)
        {
            int until = Math.Min(start + length, end);
            Option[] now = [.. options.Where(o => o.WorkOn(post, start, until) == until - start)];
            if (!now.AsSpan().SequenceEqual(present))
            {
                Flush();
                (present, intervals) = (now, 0);
            }

            intervals++;
        }

        Flush();

        void Flush()
        {
            if (present.All(o => !groups[o.Day].HasTrainees))
            {
                return;
            }

            var row = new CoverRowBuilder(0);
            foreach (Option option in present)
            {
                row.Add(groups[option.Day].Trainees, option, -1);
                row.Add(groups[option.Day].Mentors, option, MaximumTraineesPerMentor);
            }

            compiler.Cover([row], [compiler.Above(0, weightFactor: intervals)]);
        }
    }
}
