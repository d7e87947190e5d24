namespace Scheduling.Benchmarks.Instances;

/// <summary>What is known of the nurses after a week, from what was known before it and its duties.</summary>
internal static class NurseSeam
{
    /// <summary>The history before the week after. <paramref name="duties"/>: those of the week, whose first day is <paramref name="firstDay"/>.</summary>
    public static IReadOnlyList<NurseHistory> After(IReadOnlyList<NurseHistory> before, IEnumerable<NurseDuty> duties, int firstDay)
    {
        ILookup<string, NurseDuty> byNurse = duties.ToLookup(d => d.Nurse);
        return [.. before.Select(known =>
        {
            string?[] week = new string?[7];
            foreach (NurseDuty duty in byNurse[known.Nurse])
            {
                week[duty.Day - firstDay] = duty.Shift;
            }

            NurseHistory now = known;
            foreach (string? shift in week)
            {
                now = now with
                {
                    Shifts = now.Shifts + (shift is null ? 0 : 1),
                    LastShift = shift,
                    SameShift = shift is null ? 0 : shift == now.LastShift ? now.SameShift + 1 : 1,
                    Work = shift is null ? 0 : now.Work + 1,
                    Off = shift is null ? now.Off + 1 : 0,
                };
            }

            return now with { Weekends = known.Weekends + (week[5] is null && week[6] is null ? 0 : 1) };
        })];
    }
}
