using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.SameDaysOff;

/// <content>One Cover per group and day: all are off, or none.</content>
public sealed partial record SameDaysOffRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        var members = new GroupMembers(compiler, Groups);
        for (int day = compiler.Timeline.HorizonStart; day < compiler.Timeline.HorizonEnd; day++)
        {
            Option[] off = [.. compiler.OptionsOf(day).Where(o => o.IsOff || (StandbyIsOff && o.IsStandby))];
            foreach (int[] present in members.Groups.Select(group => members.Present(group, day)).Where(present => present.Length > 1))
            {
                compiler.Cover(members.AllOrNone(present, off), [compiler.Above(0)]);
            }
        }
    }
}
