using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.WorkTogether;

/// <content>One Cover per group, day and kind of duty: all or none.</content>
public sealed partial record WorkTogetherRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        var members = new GroupMembers(compiler, Groups);
        foreach (int[] group in members.Groups)
        {
            for (int day = compiler.Timeline.HorizonStart; day < compiler.Timeline.HorizonEnd; day++)
            {
                int[] present = members.Present(group, day);
                if (present.Length < 2)
                {
                    continue;
                }

                foreach (IGrouping<string, Option> kind in compiler.OptionsOf(day).Where(o => !o.IsOff).GroupBy(KindOf))
                {
                    compiler.Cover(members.AllOrNone(present, [.. kind]), [compiler.Above(0)]);
                }
            }
        }
    }

    private string KindOf(Option option) => By switch
    {
        TogetherBy.Shift => option.ShiftType!.Id,
        TogetherBy.Band => option.Band!.Id,
        _ => "",
    };
}
