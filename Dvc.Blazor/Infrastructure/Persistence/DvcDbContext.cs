using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Articles;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Domain.Portals;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Infrastructure.Auditing;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Persistence.Seeding;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>The one model of the product. Both providers have a subclass of their own, since each keeps its own migrations.</summary>
public abstract class DvcDbContext(DbContextOptions options)
    : IdentityDbContext<DvcUser, IdentityRole<Guid>, Guid>(options),
        IDataProtectionKeyContext
{
    public DbSet<Agency> Agencies => Set<Agency>();

    public DbSet<AgencySuccession> AgencySuccessions => Set<AgencySuccession>();

    public DbSet<AgencyFormerName> AgencyFormerNames => Set<AgencyFormerName>();

    public DbSet<AgencyPlan> AgencyPlans => Set<AgencyPlan>();

    public DbSet<Sector> Sectors => Set<Sector>();

    public DbSet<Procedure> Procedures => Set<Procedure>();

    public DbSet<ProcedureRevision> Revisions => Set<ProcedureRevision>();

    public DbSet<ProcedureEvent> ProcedureEvents => Set<ProcedureEvent>();

    public DbSet<PublishingPlan> PublishingPlans => Set<PublishingPlan>();

    public DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();

    public DbSet<CalendarEdition> CalendarEditions => Set<CalendarEdition>();

    public DbSet<CalendarPlan> CalendarPlans => Set<CalendarPlan>();

    public DbSet<PlannedMove> PlannedMoves => Set<PlannedMove>();

    public DbSet<Article> Articles => Set<Article>();

    public DbSet<ArticleCategory> ArticleCategories => Set<ArticleCategory>();

    public DbSet<ArticlePicture> ArticlePictures => Set<ArticlePicture>();

    public DbSet<ArticleEvent> ArticleEvents => Set<ArticleEvent>();

    public DbSet<PortalEdition> PortalEditions => Set<PortalEdition>();

    public DbSet<SeedSource> SeedSources => Set<SeedSource>();

    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<DraftAnswer> DraftAnswers => Set<DraftAnswer>();

    public DbSet<DraftPaper> DraftPapers => Set<DraftPaper>();

    public DbSet<Dossier> Dossiers => Set<Dossier>();

    public DbSet<SupplementRequest> Supplements => Set<SupplementRequest>();

    public DbSet<FinancialObligation> Obligations => Set<FinancialObligation>();

    public DbSet<OpinionRequest> Opinions => Set<OpinionRequest>();

    public DbSet<Subtask> Subtasks => Set<Subtask>();

    public DbSet<Handover> Handovers => Set<Handover>();

    public DbSet<DossierMessage> Messages => Set<DossierMessage>();

    public DbSet<PhoneCall> Calls => Set<PhoneCall>();

    public DbSet<DossierNote> Notes => Set<DossierNote>();

    public DbSet<DossierLabel> Labels => Set<DossierLabel>();

    public DbSet<ResultFile> ResultFiles => Set<ResultFile>();

    public DbSet<UnitDesk> UnitDesks => Set<UnitDesk>();

    public DbSet<SoughtField> SoughtFields => Set<SoughtField>();

    public DbSet<SoughtValue> SoughtValues => Set<SoughtValue>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    public DbSet<UnitMove> UnitMoves => Set<UnitMove>();

    public DbSet<OfficeEvent> OfficeEvents => Set<OfficeEvent>();

    public DbSet<ChainCheck> ChainChecks => Set<ChainCheck>();

    public DbSet<DossierNumberCounter> NumberCounters => Set<DossierNumberCounter>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<Export> Exports => Set<Export>();

    public DbSet<OfficerPosting> Postings => Set<OfficerPosting>();

    public DbSet<Delegation> Delegations => Set<Delegation>();

    public DbSet<UserSession> Sessions => Set<UserSession>();

    public DbSet<KnownDevice> KnownDevices => Set<KnownDevice>();

    public DbSet<PendingRegistration> PendingRegistrations => Set<PendingRegistration>();

    public DbSet<SpentChallenge> SpentChallenges => Set<SpentChallenge>();

    public DbSet<AccountEvent> AccountEvents => Set<AccountEvent>();

    public DbSet<Consent> Consents => Set<Consent>();

    public DbSet<DossierReading> DossierReadings => Set<DossierReading>();

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<OrganisationMember> OrganisationMembers => Set<OrganisationMember>();

    public DbSet<StoredSecret> Secrets => Set<StoredSecret>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Ids of the dossiers and drafts that this context has changed; told to the live feed after the commit.</summary>
    internal HashSet<Guid> Changed { get; } = [];

    /// <summary>Ids of the accounts whose sessions or rights this context has changed; their open pages hear of it after the commit.</summary>
    internal HashSet<Guid> ChangedAccounts { get; } = [];

    /// <summary>Ids of the people for whom this context has noted or marked something; their open pages hear of it after the commit.</summary>
    internal HashSet<Guid> Told { get; } = [];

    /// <summary>Whether a save of this context has put something into the outbox.</summary>
    internal bool HasPosted { get; set; }

    /// <summary>What makes personal data unreadable; null only while a migration is written.</summary>
    internal PersonalDataCipher? Cipher =>
        this.GetService<IDbContextOptions>()
            .FindExtension<CoreOptionsExtension>()
            ?.ApplicationServiceProvider?.GetService<PersonalDataCipher>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(DvcDbContext).Assembly);
        PersonalDataColumns.Protect(builder, Cipher);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
}

/// <summary>The model on SQLite.</summary>
public sealed class SqliteDvcDbContext(DbContextOptions<SqliteDvcDbContext> options) : DvcDbContext(options);

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgresDvcDbContext(DbContextOptions<PostgresDvcDbContext> options) : DvcDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // Keys are compared by their bytes, as SQLite does anyway.
        builder.Entity<SoughtValue>().Property(v => v.Key).UseCollation("C");
    }
}
