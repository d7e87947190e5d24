using NodaTime;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Tests;

public abstract class AccessTests : StoreTests
{
    private static AccountRow Account(string role = "planner", bool revoked = false) => new() { Id = "li", Name = "李", PasswordHash = "", Role = role, Teams = "office", Revoked = revoked };

    [Fact]
    public async Task An_account_keeps_its_password_when_none_is_given_and_its_sessions_end_with_every_change()
    {
        bool before = await Get<AccountStore>().AnyAsync(Stop);
        await Get<AccountStore>().SaveAsync(Account(), "hash", "admin", Stop);
        AccountRow first = (await Get<AccountStore>().FindAsync("li", Stop))!;

        await Get<AccountStore>().SaveAsync(Account("manager", revoked: true), null, "admin", Stop);

        AccountRow second = (await Get<AccountStore>().FindAsync("li", Stop))!;
        Assert.False(before);
        Assert.Equal(("hash", "manager", true), (second.PasswordHash, second.Role, second.Revoked));
        Assert.NotEqual(first.Stamp, second.Stamp);
        Assert.Equal(["account.revoked", "account.added"], (await Get<AuditStore>().RecentAsync(null, cancellation: Stop)).Select(a => a.Action));
    }

    [Fact]
    public async Task A_new_account_without_password_is_refused()
    {
        await RefusedAsync(StoreFailure.Invalid, () => Get<AccountStore>().SaveAsync(Account(), null, "admin", Stop));

        Assert.Empty(await Get<AccountStore>().ListAsync(Stop));
    }

    [Fact]
    public async Task A_key_lives_until_it_expires_or_is_revoked()
    {
        KeyRow Key(string hash) => new() { Id = Guid.NewGuid(), Name = "hr", Hash = hash, Role = "hr-service", Teams = "*", ExpiresAt = Clock.Now + Duration.FromDays(1) };
        KeyRow one = Key("a");
        await Get<KeyStore>().AddAsync(one, "admin", Stop);
        await Get<KeyStore>().AddAsync(Key("b"), "admin", Stop);

        bool living = await Get<KeyStore>().FindAsync("a", Stop) is not null;
        await Get<KeyStore>().RevokeAsync(one.Id, "admin", Stop);
        bool revoked = await Get<KeyStore>().FindAsync("a", Stop) is null;
        Clock.Now += Duration.FromDays(2);

        Assert.Equal((true, true), (living, revoked));
        Assert.Null(await Get<KeyStore>().FindAsync("b", Stop));
        Assert.Equal(2, (await Get<KeyStore>().ListAsync(Stop)).Count);
    }

    [Fact]
    public async Task Of_requests_with_one_key_at_once_one_acts()
    {
        KeyedRequest[] requests = [.. Enumerable.Range(0, 6).Select(_ => new KeyedRequest("hr", "k1", "hash"))];
        bool[] acted = await Task.WhenAll(requests.Select(async (request, i) =>
        {
            StoreSession.Carry(request);
            try
            {
                await Get<StoreSession>().WriteAsync(
                    context =>
                    {
                        Get<StoreSession>().Audit(context, null, "hr", "test.acted", $"{i}");
                        return Task.CompletedTask;
                    },
                    Stop);
            }
            catch (StoreException fault)
            {
                Assert.Equal(StoreFailure.Stale, fault.Failure);
            }

            return request.Acted;
        }));
        AnswerRow open = (await Get<AnswerStore>().FindAsync("hr", "k1", Stop))!;
        await Get<AnswerStore>().CompleteAsync(requests[Array.IndexOf(acted, true)], 201, "application/json", "/x", "\"1\"", "{}", Stop);

        Assert.Single(acted, a => a);
        Assert.Single(await Get<AuditStore>().RecentAsync("", cancellation: Stop), a => a.Action == "test.acted");
        Assert.Equal(0, open.Status);
        AnswerRow replay = (await Get<AnswerStore>().FindAsync("hr", "k1", Stop))!;
        Assert.Equal((201, "{}", "/x", "hash"), (replay.Status, replay.Body, replay.Location, replay.RequestHash));
        Assert.Null(await Get<AnswerStore>().FindAsync("other", "k1", Stop));
    }

    [Fact]
    public async Task An_answer_is_replayed_for_a_day_and_an_earlier_one_is_not_replaced()
    {
        await Get<AnswerStore>().CompleteAsync(new KeyedRequest("hr", "k1", "hash"), 200, null, null, null, "first", Stop);
        await Get<AnswerStore>().CompleteAsync(new KeyedRequest("hr", "k1", "hash"), 200, null, null, null, "second", Stop);
        AnswerRow known = (await Get<AnswerStore>().FindAsync("hr", "k1", Stop))!;
        Clock.Now += AnswerStore.Kept + Duration.FromSeconds(1);

        Assert.Equal("first", known.Body);
        Assert.Null(await Get<AnswerStore>().FindAsync("hr", "k1", Stop));
    }
}
