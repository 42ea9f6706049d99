using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Persistence.Configurations;

internal sealed class UserTable : IEntityTypeConfiguration<DvcUser>
{
    public void Configure(EntityTypeBuilder<DvcUser> builder)
    {
        // One identity number, one account.
        builder.HasIndex(u => u.NationalIdMark).IsUnique();
        // Lists of people are in the order of this column, so that a page of them reads no further than it is long.
        builder.HasIndex(u => u.FoldedName);
    }
}

internal sealed class SessionTable : IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => new { s.UserId, s.EndedAt });
        builder.HasOne<DvcUser>().WithMany().HasForeignKey(s => s.UserId);
    }
}

internal sealed class KnownDeviceTable : IEntityTypeConfiguration<KnownDevice>
{
    public void Configure(EntityTypeBuilder<KnownDevice> builder)
    {
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasIndex(d => new { d.UserId, d.Mark }).IsUnique();
        builder.HasOne<DvcUser>().WithMany().HasForeignKey(d => d.UserId);
    }
}

internal sealed class PendingRegistrationTable : IEntityTypeConfiguration<PendingRegistration>
{
    public void Configure(EntityTypeBuilder<PendingRegistration> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => r.NormalizedEmail);
        builder.HasIndex(r => r.ExpiresAt);
    }
}

internal sealed class SpentChallengeTable : IEntityTypeConfiguration<SpentChallenge>
{
    public void Configure(EntityTypeBuilder<SpentChallenge> builder)
    {
        builder.HasKey(c => c.Signature);
        builder.HasIndex(c => c.ExpiresAt);
    }
}

internal sealed class AccountEventTable : IEntityTypeConfiguration<AccountEvent>
{
    public void Configure(EntityTypeBuilder<AccountEvent> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasIndex(e => new { e.UserId, e.At });
        builder.HasIndex(e => new { e.At, e.Id });
        builder.HasIndex(e => new { e.ActorId, e.At });
    }
}

internal sealed class ConsentTable : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasIndex(c => new { c.UserId, c.Purpose });
    }
}

internal sealed class DossierReadingTable : IEntityTypeConfiguration<DossierReading>
{
    public void Configure(EntityTypeBuilder<DossierReading> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.DossierId, r.At });
        builder.HasIndex(r => new { r.At, r.Id });
        builder.HasIndex(r => new { r.ReaderId, r.At });
    }
}

internal sealed class DelegationTable : IEntityTypeConfiguration<Delegation>
{
    public void Configure(EntityTypeBuilder<Delegation> builder)
    {
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasOne<DvcUser>().WithMany().HasForeignKey(d => d.AbsentId);
        builder.HasOne<DvcUser>().WithMany().HasForeignKey(d => d.StandInId);
    }
}

internal sealed class OrganisationTable : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.HasIndex(o => o.TaxCode).IsUnique();
        builder.HasMany(o => o.Members).WithOne().HasForeignKey(m => m.OrganisationId);
    }
}

internal sealed class OrganisationMemberTable : IEntityTypeConfiguration<OrganisationMember>
{
    public void Configure(EntityTypeBuilder<OrganisationMember> builder)
    {
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.HasIndex(m => new { m.UserId, m.OrganisationId }).IsUnique().HasFilter("\"LeftAt\" IS NULL");
        builder.HasOne<DvcUser>().WithMany().HasForeignKey(m => m.UserId);
    }
}

internal sealed class SecretTable : IEntityTypeConfiguration<StoredSecret>
{
    public void Configure(EntityTypeBuilder<StoredSecret> builder) => builder.HasKey(s => s.Name);
}
