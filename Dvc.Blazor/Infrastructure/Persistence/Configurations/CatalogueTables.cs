using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Persistence.Seeding;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Persistence.Configurations;

internal sealed class AgencyTable : IEntityTypeConfiguration<Agency>
{
    public void Configure(EntityTypeBuilder<Agency> builder)
    {
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).HasMaxLength(60);
        builder.Property(a => a.Kind).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(a => a.ParentId);
    }
}

internal sealed class AgencySuccessionTable : IEntityTypeConfiguration<AgencySuccession>
{
    public void Configure(EntityTypeBuilder<AgencySuccession> builder)
    {
        builder.ToTable("AgencySuccessions");
        builder.HasKey(s => new { s.AgencyId, s.SectorCode });
        builder.HasIndex(s => s.SuccessorId);
        builder.HasIndex(s => s.KeeperId);
    }
}

internal sealed class AgencyFormerNameTable : IEntityTypeConfiguration<AgencyFormerName>
{
    public void Configure(EntityTypeBuilder<AgencyFormerName> builder)
    {
        builder.ToTable("AgencyFormerNames");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.HasIndex(n => n.AgencyId);
    }
}

internal sealed class AgencyPlanTable : IEntityTypeConfiguration<AgencyPlan>
{
    public void Configure(EntityTypeBuilder<AgencyPlan> builder)
    {
        builder.ToTable("AgencyPlans");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => new { p.State, p.From });
    }
}

internal sealed class SectorTable : IEntityTypeConfiguration<Sector>
{
    public void Configure(EntityTypeBuilder<Sector> builder)
    {
        builder.HasKey(s => s.Code);
        builder.Property(s => s.Code).HasMaxLength(40);
    }
}

internal sealed class ProcedureTable : IEntityTypeConfiguration<Procedure>
{
    public void Configure(EntityTypeBuilder<Procedure> builder)
    {
        builder.HasKey(p => p.Code);
        builder.Property(p => p.Code).HasMaxLength(40);
        builder.HasIndex(p => p.SectorCode);
        builder.HasOne<Sector>().WithMany().HasForeignKey(p => p.SectorCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Assignments).WithOne().HasForeignKey(a => a.ProcedureCode);
        builder.HasOne<ProcedureRevision>().WithMany().HasForeignKey(p => p.CurrentRevisionId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(p => p.ClosingNotice).HasMaxLength(Procedure.MaxNotice);
        builder.Property(p => p.ReplacedByCode).HasMaxLength(40);
        builder.Ignore(p => p.IsOnline);
        builder.Ignore(p => p.IsClosed);
    }
}

internal sealed class ProcedureAssignmentTable : IEntityTypeConfiguration<ProcedureAssignment>
{
    public void Configure(EntityTypeBuilder<ProcedureAssignment> builder)
    {
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => new { a.ProcedureCode, a.Ordinal }).IsUnique();
    }
}

internal sealed class ProcedureRevisionTable : IEntityTypeConfiguration<ProcedureRevision>
{
    public void Configure(EntityTypeBuilder<ProcedureRevision> builder)
    {
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.ProcedureCode, r.Number }).IsUnique();
        // One open draft a procedure.
        builder.HasIndex(r => r.ProcedureCode).IsUnique().HasFilter("\"PublishedAt\" IS NULL");
        builder.HasIndex(r => r.PublishAt).HasFilter("\"PublishedAt\" IS NULL AND \"PublishAt\" IS NOT NULL");
        builder.Property(r => r.Edits).IsConcurrencyToken();
        builder.Ignore(r => r.IsPublished);
    }
}

internal sealed class ProcedureEventTable : IEntityTypeConfiguration<ProcedureEvent>
{
    public void Configure(EntityTypeBuilder<ProcedureEvent> builder)
    {
        builder.ToTable("ProcedureEvents");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.ProcedureCode).HasMaxLength(40);
        builder.HasIndex(e => new { e.ProcedureCode, e.At });
        builder.HasIndex(e => new { e.At, e.Id });
    }
}

internal sealed class CalendarDayTable : IEntityTypeConfiguration<CalendarDay>
{
    public void Configure(EntityTypeBuilder<CalendarDay> builder) => builder.HasKey(d => new { d.Date, d.Ordinal });
}

internal sealed class CalendarEditionTable : IEntityTypeConfiguration<CalendarEdition>
{
    public void Configure(EntityTypeBuilder<CalendarEdition> builder)
    {
        builder.HasKey(e => e.Number);
        builder.Property(e => e.Number).ValueGeneratedNever();
        builder.Ignore(e => e.Hours);
    }
}

internal sealed class CalendarPlanTable : IEntityTypeConfiguration<CalendarPlan>
{
    public void Configure(EntityTypeBuilder<CalendarPlan> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasMany<PlannedMove>().WithOne().HasForeignKey(m => m.PlanId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PlannedMoveTable : IEntityTypeConfiguration<PlannedMove>
{
    public void Configure(EntityTypeBuilder<PlannedMove> builder) => builder.HasKey(m => new { m.PlanId, m.Number });
}

internal sealed class SeedSourceTable : IEntityTypeConfiguration<SeedSource>
{
    public void Configure(EntityTypeBuilder<SeedSource> builder) => builder.HasKey(s => s.Name);
}
