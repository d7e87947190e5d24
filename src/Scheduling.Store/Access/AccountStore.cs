using Microsoft.EntityFrameworkCore;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Access;

/// <summary>Commands on accounts. Passwords come in hashed; nobody stores or reads one.</summary>
public sealed class AccountStore(StoreSession store)
{
    /// <summary>All accounts by id.</summary>
    public Task<IReadOnlyList<AccountRow>> ListAsync(CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<AccountRow>>(async context => await context.Accounts.OrderBy(a => a.Id).ToListAsync(cancellation), cancellation);

    /// <summary>Whether anybody can sign in.</summary>
    public Task<bool> AnyAsync(CancellationToken cancellation = default) => store.ReadAsync(context => context.Accounts.AnyAsync(cancellation), cancellation);

    /// <summary>An account, or null.</summary>
    public Task<AccountRow?> FindAsync(string id, CancellationToken cancellation = default) =>
        store.ReadAsync(context => context.Accounts.SingleOrDefaultAsync(a => a.Id == id, cancellation), cancellation);

    /// <summary>Adds an account, or changes one. A null hash keeps the password. Older sessions end when the password, role, teams or revocation change.</summary>
    public Task SaveAsync(AccountRow account, string? passwordHash, string by, CancellationToken cancellation = default) => store.WriteAsync(async context =>
    {
        AccountRow? row = await context.Accounts.SingleOrDefaultAsync(a => a.Id == account.Id, cancellation);
        if (row is null)
        {
            account.PasswordHash = passwordHash ?? throw StoreException.Invalid("password-missing", "/password", $"新账号“{account.Id}”需要一个初始密码。", $"The new account '{account.Id}' needs a first password.");
            account.CreatedAt = store.Clock.GetCurrentInstant();
            account.Stamp = Guid.NewGuid();
            context.Accounts.Add(account);
            store.Audit(context, null, by, "account.added", account.Id, account.Role);
            return;
        }

        row.Name = account.Name;
        row.Role = account.Role;
        row.Teams = account.Teams;
        row.EmployeeId = account.EmployeeId;
        row.Revoked = account.Revoked;
        row.PasswordHash = passwordHash ?? row.PasswordHash;
        row.Stamp = Guid.NewGuid();
        store.Audit(context, null, by, account.Revoked ? "account.revoked" : "account.saved", account.Id, account.Role);
    }, cancellation);
}
