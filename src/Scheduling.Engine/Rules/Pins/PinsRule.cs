using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.Pins;

/// <summary>Cells that the planner has fixed stay as they are (锁定).</summary>
public sealed partial record PinsRule : Rule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    /// <inheritdoc/>
    public override bool GoesWithPostChanges => false;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "pins",
        Title = new LocalizedText("锁定的班次", "Pinned cells"),
        Description = new LocalizedText(
            "排班员锁定的班次或休息日不得改动。",
            "A shift or a day off that the planner has pinned does not change."),
        Unit = new LocalizedText("单元格", "cells"),
        Terms = TermKinds.OptionCost,
        Policy = ["M9"],
        Example = new LocalizedText(
            "排班员把李敏的周三锁定为休息，排班表却给她排了早班：计 1 个单元格。",
            "The planner has pinned Li Min's Wednesday as a day off and the roster gives her an early shift: an excess of 1 cell."),
    };
}
