using System.Globalization;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.Outbox;
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

    /// <summary>Each column by its entity and property.</summary>
    public static IReadOnlyList<(Type Entity, string Property)> All { get; } =
    [
        (typeof(DvcUser), nameof(DvcUser.NationalId)),
        (typeof(DvcUser), nameof(DvcUser.BirthDate)),
        (typeof(DvcUser), nameof(DvcUser.Address)),
        (typeof(IdentityUserToken<Guid>), nameof(IdentityUserToken<>.Value)),
        (typeof(PendingRegistration), nameof(PendingRegistration.Person)),
        (typeof(OutboxMessage), nameof(OutboxMessage.Payload)),
        (typeof(DraftAnswer), nameof(DraftAnswer.Value)),
        (typeof(CounterFiling), nameof(CounterFiling.Name)),
        (typeof(CounterFiling), nameof(CounterFiling.NationalId)),
        (typeof(CounterFiling), nameof(CounterFiling.Phone)),
        (typeof(CounterFiling), nameof(CounterFiling.Email)),
        (typeof(SubmittedAnswers), nameof(SubmittedAnswers.Json)),
        (typeof(SupplementItem), nameof(SupplementItem.Before)),
        (typeof(SupplementItem), nameof(SupplementItem.After)),
        (typeof(OpinionRequest), nameof(OpinionRequest.Question)),
        (typeof(OpinionRequest), nameof(OpinionRequest.Answer)),
        (typeof(Subtask), nameof(Subtask.Content)),
        (typeof(Subtask), nameof(Subtask.WhyLater)),
        (typeof(Subtask), nameof(Subtask.WhyChanged)),
        (typeof(Subtask), nameof(Subtask.Answer)),
        (typeof(DossierMessage), nameof(DossierMessage.Words)),
        (typeof(PhoneCall), nameof(PhoneCall.Words)),
        (typeof(DossierNote), nameof(DossierNote.Words)),
        (typeof(Export), nameof(Export.Wish)),
        (typeof(DossierFlag), nameof(DossierFlag.Reason)),
    ];

    /// <param name="model">The model being built.</param>
    /// <param name="cipher">Null only while a migration is written: no value passes then.</param>
    public static void Protect(ModelBuilder model, PersonalDataCipher? cipher)
    {
        ValueConverter text = new ValueConverter<string, string>(plain => cipher!.Protect(plain), stored => cipher!.Unprotect(stored));
        ValueConverter day = new ValueConverter<DateOnly, string>(
            plain => cipher!.Protect(plain.ToString(Date, CultureInfo.InvariantCulture)),
            stored => DateOnly.ParseExact(cipher!.Unprotect(stored), Date, CultureInfo.InvariantCulture)
        );
        foreach (var (entity, property) in All)
        {
            model.Entity(entity).Property(property).HasConversion(property == nameof(DvcUser.BirthDate) ? day : text);
        }
    }
}

/// <summary>A model knows its cipher, so contexts of another installation in the same process need one of their own.</summary>
internal sealed class ModelPerCipher : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), (context as DvcDbContext)?.Cipher, designTime);
}
