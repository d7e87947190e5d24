using System.Reflection;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Tests;

public sealed class WeekAssemblyTests
{
    [Fact]
    public void Wishes_and_pins_for_what_the_team_has_no_more_do_not_spoil_the_week()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("office-6.json")!;
        SchedulingProblem problem = ProblemReader.ReadProblem(stream).Value!;
        LocalDate week = problem.Horizon.Start;
        string shift = problem.ShiftTypes[0].Id;
        var snapshot = new TeamSnapshot
        {
            TeamId = "office",
            Name = "office",
            InputVersion = 1,
            Setup = TeamSetup.Of(problem),
            Employees = problem.Employees,
            Wishes =
            [
                new Wish { Employee = "o1", Date = week, Kind = WishKind.Prefer, ShiftType = "gone" },
                new Wish { Employee = "o1", Date = week, Kind = WishKind.Avoid, Band = "gone" },
                new Wish { Employee = "o2", Date = week, Kind = WishKind.Prefer, ShiftType = shift },
            ],
            Pins = [new Pin { Employee = "o1", Date = week, ShiftType = shift, Post = "gone" }, new Pin { Employee = "o2", Date = week }],
        };

        SchedulingProblem assembled = WeekAssembly.Assemble(snapshot, week);

        Assert.Empty(ProblemValidator.Validate(assembled));
        Assert.Equal("o2", Assert.Single(assembled.Wishes).Employee);
        Assert.Equal("o2", Assert.Single(assembled.Pins).Employee);
    }
}
