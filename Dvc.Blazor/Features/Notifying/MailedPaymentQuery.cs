using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>What a mail says of a payment. <paramref name="Amount"/> is in đồng, <paramref name="DueAt"/> UTC.</summary>
internal sealed record MailedPayment(long Amount, DateTime DueAt);

/// <summary>Reads the newest payment a dossier asks for.</summary>
internal sealed class MailedPaymentQuery(DvcDatabase database)
{
    public Task<MailedPayment?> RunAsync(Guid dossierId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db =>
                db.Obligations.Where(o => o.DossierId == dossierId)
                    .OrderByDescending(o => o.Ordinal)
                    .Select(o => new MailedPayment(o.Amount, o.DueAt))
                    .FirstOrDefaultAsync(cancellationToken),
            cancellationToken
        );
}
