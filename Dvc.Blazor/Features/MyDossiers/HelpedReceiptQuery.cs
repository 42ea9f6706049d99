using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.MyDossiers;

/// <summary>
/// Finds the dossiers whose receipt an officer prints for the applicant: those the officer filed at the counter, and those of which
/// the applicant asked the officer for the slip when the result was handed over at once; as long as they lie in the officer's scope.
/// The receipt carries the secret of the look-up, so no colleague gets it.
/// </summary>
public sealed class HelpedReceiptQuery(DvcDatabase database, Officers officers, ReadingLog readings)
{
    /// <summary>Id of the dossier, or null; the reading is noted.</summary>
    public async Task<Guid?> IdOfAsync(Guid userId, string number, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            async db =>
                await officers.FindAsync(db, userId, cancellationToken) is { } officer
                    ? await db
                        .Dossiers.For(officer)
                        .Where(d => d.Number == number && d.ErasedAt == null)
                        .Where(d => d.HelperId == userId || d.Returns.Any(r => r.WithSlip && r.ById == userId))
                        .Select(d => (Guid?)d.Id)
                        .SingleOrDefaultAsync(cancellationToken)
                    : null,
            cancellationToken
        );
        if (found is { } dossier)
        {
            await readings.NoteAsync(userId, dossier);
        }

        return found;
    }
}
