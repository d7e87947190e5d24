using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Teams;

/// <summary>A contract from a day on. A week is rostered by the contract of its first day, so that one that begins within a week counts from the next.</summary>
/// <param name="From">First day.</param>
/// <param name="Contract">Id of the contract.</param>
public sealed record ContractTerm(LocalDate From, string Contract)
{
    /// <summary>The terms of an employee, by date.</summary>
    public static IReadOnlyList<ContractTerm> Of(EmployeeRow row) => row.Terms is null ? [] : StoreJson.Read<List<ContractTerm>>(row.Terms);

    /// <summary>The employee with the contract of a day.</summary>
    public static Employee PersonOn(EmployeeRow row, LocalDate day)
    {
        var person = StoreJson.Read<Employee>(row.Body);
        return Of(row).LastOrDefault(term => term.From <= day) is { } term ? person with { Contract = term.Contract } : person;
    }
}
