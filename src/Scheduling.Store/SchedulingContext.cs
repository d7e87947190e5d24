using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Store.Conversions;
using Scheduling.Store.Rows;

namespace Scheduling.Store;

/// <summary>The one model of both databases. Its commands are in the classes beside it; nobody else writes rows.</summary>
public abstract class SchedulingContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<TeamRow> Teams => Set<TeamRow>();

    public DbSet<EmployeeRow> Employees => Set<EmployeeRow>();

    public DbSet<LeaveRow> Leave => Set<LeaveRow>();

    public DbSet<WishRow> Wishes => Set<WishRow>();

    public DbSet<PinsRow> Pins => Set<PinsRow>();

    public DbSet<VolumeRow> Volumes => Set<VolumeRow>();

    public DbSet<DemandRow> Demands => Set<DemandRow>();

    public DbSet<ProblemRow> Problems => Set<ProblemRow>();

    public DbSet<RosterRow> Rosters => Set<RosterRow>();

    public DbSet<RunRow> Runs => Set<RunRow>();

    public DbSet<RunProgressRow> RunProgress => Set<RunProgressRow>();

    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    public DbSet<SolveRequestRow> SolveRequests => Set<SolveRequestRow>();

    public DbSet<EventRow> Events => Set<EventRow>();

    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();

    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();

    public DbSet<DeliveryAttemptRow> DeliveryAttempts => Set<DeliveryAttemptRow>();

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<KeyRow> Keys => Set<KeyRow>();

    public DbSet<AnswerRow> Answers => Set<AnswerRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<AuditChainRow> AuditChains => Set<AuditChainRow>();

    /// <summary>What the transaction writes into the audit log when its command is done.</summary>
    internal List<AuditRow> Noted { get; } = [];

    /// <summary>Teams whose rows the transaction holds.</summary>
    internal HashSet<string> LockedTeams { get; } = [];

    /// <summary>Whether a transaction has begun and is not over: the connection must not be opened again then.</summary>
    internal bool IsInTransaction { get; set; }

    /// <summary>The SQL in which the two databases differ.</summary>
    public abstract StoreDialect Dialect { get; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
        configurationBuilder.Properties<LeaveState>().HaveConversion<string>();
        configurationBuilder.Properties<RosterState>().HaveConversion<string>();
        configurationBuilder.Properties<RunKind>().HaveConversion<string>();
        configurationBuilder.Properties<RunState>().HaveConversion<string>();
        configurationBuilder.Properties<DeliveryState>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<TeamRow>(team => team.ToTable("team").Property(t => t.Version).IsConcurrencyToken());
        modelBuilder.Entity<EmployeeRow>(employee =>
        {
            employee.ToTable("employee").HasKey(e => new { e.TeamId, e.Id });
            employee.Property(e => e.Version).IsConcurrencyToken();
            OfTeam(employee.HasOne<TeamRow>().WithMany(), e => e.TeamId);
        });
        modelBuilder.Entity<LeaveRow>(leave =>
        {
            leave.ToTable("leave").HasKey(l => new { l.TeamId, l.ExternalId });
            leave.Property(l => l.Version).IsConcurrencyToken();
            leave.HasIndex(l => new { l.TeamId, l.Until });
            OfTeam(leave.HasOne<TeamRow>().WithMany(), l => l.TeamId);
        });
        modelBuilder.Entity<WishRow>(wish =>
        {
            wish.ToTable("wish").HasIndex(w => new { w.TeamId, w.Date });
            OfTeam(wish.HasOne<TeamRow>().WithMany(), w => w.TeamId);
        });
        modelBuilder.Entity<PinsRow>(pins =>
        {
            pins.ToTable("pins").HasKey(p => new { p.TeamId, p.WeekStart });
            OfTeam(pins.HasOne<TeamRow>().WithMany(), p => p.TeamId);
        });
        modelBuilder.Entity<VolumeRow>(volume =>
        {
            volume.ToTable("volume").HasIndex(v => new { v.TeamId, v.Post });
            OfTeam(volume.HasOne<TeamRow>().WithMany(), v => v.TeamId);
        });
        modelBuilder.Entity<DemandRow>(demand =>
        {
            demand.ToTable("demand").HasKey(d => new { d.TeamId, d.WeekStart, d.Number });
            OfTeam(demand.HasOne<TeamRow>().WithMany(), d => d.TeamId);
        });
        modelBuilder.Entity<ProblemRow>(problem => problem.ToTable("problem").HasIndex(p => p.Hash));
        modelBuilder.Entity<RosterRow>(roster =>
        {
            roster.ToTable("roster").HasIndex(r => new { r.TeamId, r.WeekStart, r.Number }).IsUnique();
            foreach (RosterState state in new[] { RosterState.Draft, RosterState.Proposal, RosterState.Published })
            {
                roster.HasIndex(r => new { r.TeamId, r.WeekStart }, $"ix_roster_one_{state}".ToLowerInvariant()).IsUnique().HasFilter($"state = '{state}'");
            }

            OfTeam(roster.HasOne<TeamRow>().WithMany(), r => r.TeamId);
            roster.HasOne<ProblemRow>().WithMany().HasForeignKey(r => r.ProblemId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<RunRow>(run =>
        {
            run.ToTable("run").HasIndex(r => new { r.State, r.DueAt });
            run.HasIndex(r => new { r.TeamId, r.WeekStart, r.CreatedAt });
            run.HasIndex(r => new { r.TeamId, r.WeekStart }, "ix_run_one_waiting").IsUnique().HasFilter("state = 'Queued' and kind = 'Automatic'");
            OfTeam(run.HasOne<TeamRow>().WithMany(), r => r.TeamId);
            run.HasOne<ProblemRow>().WithMany().HasForeignKey(r => r.ProblemId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<RunProgressRow>(progress =>
        {
            progress.ToTable("run_progress").HasKey(p => new { p.RunId, p.Sequence });
            progress.HasOne<RunRow>().WithMany().HasForeignKey(p => p.RunId).OnDelete(DeleteBehavior.Cascade);
        });
        ModelChanges(modelBuilder);
        ModelEvents(modelBuilder);
        modelBuilder.Entity<AccountRow>().ToTable("account");
        modelBuilder.Entity<KeyRow>(key => key.ToTable("api_key").HasIndex(k => k.Hash).IsUnique());
        modelBuilder.Entity<AnswerRow>(answer => answer.ToTable("answer").HasKey(a => new { a.Client, a.Key }));
        modelBuilder.Entity<AuditRow>(audit => audit.ToTable("audit").HasKey(a => new { a.Chain, a.Number }));
        modelBuilder.Entity<AuditRow>().HasIndex(a => a.At);
        modelBuilder.Entity<AuditChainRow>().ToTable("audit_chain").HasKey(c => c.Chain);
    }

    private static void ModelChanges(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ChangeRow>(change =>
        {
            change.ToTable("change").HasKey(c => new { c.TeamId, c.Number });
            OfTeam(change.HasOne<TeamRow>().WithMany(), c => c.TeamId);
        });
        modelBuilder.Entity<SolveRequestRow>(request =>
        {
            request.ToTable("solve_request").HasKey(r => new { r.TeamId, r.WeekStart });
            OfTeam(request.HasOne<TeamRow>().WithMany(), r => r.TeamId);
        });
    }

    private static void ModelEvents(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<EventRow>(told =>
        {
            told.ToTable("event").HasKey(e => new { e.TeamId, e.Number });
            OfTeam(told.HasOne<TeamRow>().WithMany(), e => e.TeamId);
        });
        modelBuilder.Entity<WebhookRow>(webhook =>
        {
            webhook.ToTable("webhook").HasIndex(w => w.TeamId);
            OfTeam(webhook.HasOne<TeamRow>().WithMany(), w => w.TeamId);
        });
        modelBuilder.Entity<DeliveryRow>(delivery =>
        {
            delivery.ToTable("delivery").HasIndex(d => new { d.State, d.DueAt });
            delivery.HasIndex(d => new { d.WebhookId, d.EventNumber }).IsUnique();
            delivery.HasOne<WebhookRow>().WithMany().HasForeignKey(d => d.WebhookId).OnDelete(DeleteBehavior.Cascade);
            delivery.HasOne<EventRow>().WithMany().HasForeignKey(d => new { d.TeamId, d.EventNumber }).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<DeliveryAttemptRow>(attempt =>
        {
            attempt.ToTable("delivery_attempt").HasKey(a => new { a.DeliveryId, a.Number });
            attempt.HasOne<DeliveryRow>().WithMany().HasForeignKey(a => a.DeliveryId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void OfTeam<TRow>(Microsoft.EntityFrameworkCore.Metadata.Builders.ReferenceCollectionBuilder<TeamRow, TRow> reference, System.Linq.Expressions.Expression<Func<TRow, object?>> key)
        where TRow : class => reference.HasForeignKey(key).OnDelete(DeleteBehavior.Cascade);
}
