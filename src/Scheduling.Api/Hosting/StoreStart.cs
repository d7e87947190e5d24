using Microsoft.AspNetCore.Identity;
using Scheduling.Api.Access;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;

namespace Scheduling.Api.Hosting;

/// <summary>Brings the database up to date and, where people must sign in, makes the first account.</summary>
internal sealed class StoreStart(IServiceProvider services, SchedulingSettings settings, AccountStore accounts, PasswordHasher<AccountRow> hasher) : IHostedService
{
    public const string FirstAccount = "admin";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.DataDirectory);
        await services.MigrateStoreAsync(cancellationToken);
        if (settings.LocalUser || await accounts.AnyAsync(cancellationToken))
        {
            return;
        }

        string password = string.IsNullOrWhiteSpace(settings.AdminPassword) ? Secrets.Password() : settings.AdminPassword;
        var account = new AccountRow { Id = FirstAccount, Name = "Administrator", PasswordHash = "", Role = RoleNames.Of(Role.Admin), Teams = Caller.AllTeams };
        try
        {
            await accounts.SaveAsync(account, hasher.HashPassword(account, password), "start", cancellationToken);
        }
        catch (StoreException fault) when (fault.Failure == StoreFailure.Stale)
        {
            // Another process was first.
            return;
        }

        if (string.IsNullOrWhiteSpace(settings.AdminPassword))
        {
            // Not through the log, which is kept and shipped.
            Console.WriteLine($"First account: {FirstAccount}  password: {password}  (shown once; change it after signing in)");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
