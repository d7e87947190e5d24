using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.StartWindows;

/// <content>The stretches of each weekday in which an employee may start; an option costs its distance to the nearest.</content>
public sealed partial record StartWindowsRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        foreach (int index in compiler.EmployeesInScope)
        {
            IReadOnlyList<WeeklyWindow> windows = compiler.Problem.Employees[index].StartWindows;
            if (windows.Count == 0)
            {
                continue;
            }

            ILookup<IsoDayOfWeek, (int From, int To)> stretches = windows.SelectMany(Stretches).ToLookup(s => s.Day, s => (s.From, s.To));
            foreach (Option option in compiler.HorizonOptions().Where(o => !o.IsOff))
            {
                int start = MinuteOf(option.StartTime);
                compiler.OptionCost(index, option, stretches[option.Date.DayOfWeek]
                    .Select(s => Math.Max(0, Math.Max(s.From - start, start - s.To)))
                    .DefaultIfEmpty(NoWindowMinutes)
                    .Min());
            }
        }
    }

    private static IEnumerable<(IsoDayOfWeek Day, int From, int To)> Stretches(WeeklyWindow window)
    {
        int from = MinuteOf(window.From);
        int to = MinuteOf(window.To);
        for (IsoDayOfWeek day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            if (window.Day is { } only && only != day)
            {
                continue;
            }

            if (to > from)
            {
                yield return (day, from, to);
                continue;
            }

            yield return (day, from, 1439);
            if (to > 0)
            {
                yield return (day == IsoDayOfWeek.Sunday ? IsoDayOfWeek.Monday : day + 1, 0, to);
            }
        }
    }

    private static int MinuteOf(LocalTime time) => (time.Hour * 60) + time.Minute;
}
