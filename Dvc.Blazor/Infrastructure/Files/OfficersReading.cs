using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Files;

public static class OfficersReading
{
    /// <summary>Officers read the papers of the dossiers in their scope, and no others.</summary>
    public static IServiceCollection AddOfficersReading(this IServiceCollection services) =>
        services.AddSingleton<MayReadDossier>(provider =>
        {
            var database = provider.GetRequiredService<DvcDatabase>();
            var clock = provider.GetRequiredService<TimeProvider>();
            return async (user, dossierId, cancellationToken) =>
                CurrentUser.Of(user) is { } person
                && await database.ReadAsync(
                    async db =>
                        await db.FindOfficerAsync(person.Id, clock.GetUtcNow().UtcDateTime, cancellationToken) is { } officer
                        && await db.Dossiers.For(officer).AnyAsync(d => d.Id == dossierId, cancellationToken),
                    cancellationToken
                );
        });
}
