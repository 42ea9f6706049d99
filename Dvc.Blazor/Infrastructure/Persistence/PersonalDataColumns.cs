using System.Globalization;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>The columns that lie unreadable in the database. Such a column cannot be compared or searched in a query.</summary>
internal static class PersonalDataColumns
{
    private const string Date = "yyyy-MM-dd";

    /// <param name="model">The model being built.</param>
    /// <param name="cipher">Null only while a migration is written: no value passes then.</param>
    public static void Protect(ModelBuilder model, PersonalDataCipher? cipher)
    {
        ValueConverter text = new ValueConverter<string, string>(plain => cipher!.Protect(plain), stored => cipher!.Unprotect(stored));
        ValueConverter day = new ValueConverter<DateOnly, string>(
            plain => cipher!.Protect(plain.ToString(Date, CultureInfo.InvariantCulture)),
            stored => DateOnly.ParseExact(cipher!.Unprotect(stored), Date, CultureInfo.InvariantCulture)
        );
        model.Entity<DvcUser>(user =>
        {
            user.Property(u => u.NationalId).HasConversion(text);
            user.Property(u => u.BirthDate).HasConversion(day);
            user.Property(u => u.Address).HasConversion(text);
        });
        model.Entity<IdentityUserToken<Guid>>().Property(t => t.Value).HasConversion(text);
        model.Entity<PendingRegistration>().Property(r => r.Person).HasConversion(text);
        model.Entity<DraftAnswer>().Property(a => a.Value).HasConversion(text);
        model.Entity<SubmittedAnswers>().Property(a => a.Json).HasConversion(text);
    }
}

/// <summary>A model knows its cipher, so contexts of another installation in the same process need one of their own.</summary>
internal sealed class ModelPerCipher : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), (context as DvcDbContext)?.Cipher, designTime);
}
