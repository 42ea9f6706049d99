using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Accounts.Organisations;

/// <param name="JoinedAt">UTC.</param>
public sealed record MemberRow(Guid UserId, string Name, string Email, bool IsRepresentative, DateTime JoinedAt);

/// <summary>An organisation as one of its members sees it.</summary>
/// <param name="IsMine">Whether the member is its representative.</param>
public sealed record OwnOrganisation(Guid Id, string Name, string TaxCode, bool IsMine, IReadOnlyList<MemberRow> Members);

/// <summary>The organisations a person belongs to now.</summary>
public sealed class OrganisationQuery(DvcDatabase database)
{
    /// <summary>By name, with their present members.</summary>
    public Task<List<OwnOrganisation>> RunAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var organisations = await db
                    .Organisations.Where(o => o.Members.Any(m => m.UserId == userId && m.LeftAt == null))
                    .OrderBy(o => o.Name)
                    .ToListAsync(cancellationToken);
                var ids = organisations.Select(o => o.Id).ToList();
                var members = (
                    await db
                        .OrganisationMembers.Where(m => ids.Contains(m.OrganisationId) && m.LeftAt == null)
                        .Join(
                            db.Users,
                            m => m.UserId,
                            u => u.Id,
                            (m, u) =>
                                new
                                {
                                    m.OrganisationId,
                                    Row = new MemberRow(u.Id, u.FullName, u.Email ?? "", m.IsRepresentative, m.JoinedAt),
                                }
                        )
                        .ToListAsync(cancellationToken)
                ).ToLookup(m => m.OrganisationId, m => m.Row);
                return organisations
                    .Select(o => new OwnOrganisation(
                        o.Id,
                        o.Name,
                        o.TaxCode,
                        members[o.Id].Any(m => m.UserId == userId && m.IsRepresentative),
                        [.. members[o.Id].OrderByDescending(m => m.IsRepresentative).ThenBy(m => m.Name, StringComparer.Ordinal)]
                    ))
                    .ToList();
            },
            cancellationToken
        );
}
