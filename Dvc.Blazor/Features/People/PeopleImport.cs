using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Infrastructure.Auditing;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.People;

/// <summary>What a file of people would do.</summary>
/// <param name="Officers">Those who would be invited.</param>
/// <param name="Known">Addresses that have an account already; nothing happens to them.</param>
/// <param name="Faults">What is wrong, each with the number of its line.</param>
public sealed record PeopleFileRead(IReadOnlyList<FiledOfficer> Officers, IReadOnlyList<string> Known, IReadOnlyList<string> Faults);

/// <summary>
/// Invites officers from a file: tried first, then all of it in one act or nothing. Whoever has an account already is left alone, so the same file a second
/// time changes nothing.
/// </summary>
public sealed class PeopleImport(
    DvcDatabase database,
    Administrators administrators,
    InviteDesk invitations,
    ILookupNormalizer normalizer,
    TimeProvider clock
)
{
    /// <summary>Tries the file; nothing changes.</summary>
    /// <exception cref="RuleViolationException">No administrator.</exception>
    public async Task<PeopleFileRead> TryAsync(Guid byId, string text, CancellationToken cancellationToken)
    {
        var (officers, faults) = PeopleFile.Read(text);
        return await database.ReadAsync(
            async db =>
            {
                var by = await administrators.FindAsync(db, byId, cancellationToken) ?? throw new RuleViolationException("People.NotFound");
                var known = await KnownAsync(db, officers, cancellationToken);
                var (units, sectors) = await PlacesAsync(db, cancellationToken);
                List<LineFault> found = [.. faults];
                foreach (var line in officers.Where(o => !known.Contains(Address(o))))
                {
                    if (RefusalOf(by, line.Officer, units, sectors) is { } refusal)
                    {
                        found.Add(new LineFault(line.Number, refusal));
                    }
                }

                return new PeopleFileRead(
                    [.. officers.Where(o => !known.Contains(Address(o)))],
                    [.. officers.Where(o => known.Contains(Address(o))).Select(o => o.Officer.Email)],
                    [.. found.OrderBy(f => f.Number).Select(f => f.ToString())]
                );
            },
            cancellationToken
        );
    }

    /// <summary>Invites everybody of the file who has no account yet, all together.</summary>
    /// <returns>How many were invited.</returns>
    /// <exception cref="RuleViolationException">No administrator, or a line that cannot be (any more).</exception>
    public async Task<int> InviteAsync(Guid byId, string text, CancellationToken cancellationToken)
    {
        var (officers, faults) = PeopleFile.Read(text);
        if (faults.Count > 0)
        {
            throw new RuleViolationException("People.FileFaulty");
        }

        // Links are sealed before the act, see there.
        var ready = officers.Select(o => (Line: o, Letter: invitations.Prepare())).ToList();
        return await database.WriteAsync(
            async db =>
            {
                _ = await administrators.FindAsync(db, byId, cancellationToken) ?? throw new RuleViolationException("People.NotFound");
                var known = await KnownAsync(db, officers, cancellationToken);
                var fresh = ready.FindAll(r => !known.Contains(Address(r.Line)));
                foreach (var (line, letter) in fresh)
                {
                    await invitations.InviteAsync(db, byId, line.Officer, letter, cancellationToken);
                }

                if (fresh.Count > 0)
                {
                    var name = await db.Users.Where(u => u.Id == byId).Select(u => u.FullName).SingleAsync(cancellationToken);
                    await db.LogAsync(
                        OfficeEventKind.PeopleImported,
                        Single(fresh.Select(f => f.Line.Officer.AgencyId)),
                        new { people = fresh.Count, units = fresh.Select(f => f.Line.Officer.AgencyId).Distinct() },
                        new Actor(byId, name, ActorKind.Officer),
                        clock.GetUtcNow().UtcDateTime,
                        cancellationToken
                    );
                }

                return fresh.Count;
            },
            cancellationToken
        );
    }

    private static string? Single(IEnumerable<string> units) => units.Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null;

    private string Address(FiledOfficer line) => normalizer.NormalizeEmail(line.Officer.Email);

    private async Task<HashSet<string>> KnownAsync(
        DvcDbContext db,
        IReadOnlyList<FiledOfficer> officers,
        CancellationToken cancellationToken
    )
    {
        var addresses = officers.Select(Address).ToList();
        var found = await db
            .Users.Where(u => addresses.Contains(u.NormalizedEmail!) || addresses.Contains(u.NormalizedUserName!))
            .Select(u => new { u.NormalizedEmail, u.NormalizedUserName })
            .ToListAsync(cancellationToken);
        return found.SelectMany(u => new[] { u.NormalizedEmail, u.NormalizedUserName }).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    private static async Task<(HashSet<string> Units, HashSet<string> Sectors)> PlacesAsync(
        DvcDbContext db,
        CancellationToken cancellationToken
    ) =>
        (
            (await db.Agencies.Select(a => a.Id).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal),
            (await db.Sectors.Select(s => s.Code).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal)
        );

    private static string? RefusalOf(Administrator by, NewOfficer officer, HashSet<string> units, HashSet<string> sectors) =>
        !units.Contains(officer.AgencyId) ? Say.With(PeopleText.LineUnitUnknown, officer.AgencyId)
        : !by.Rules(officer.AgencyId) || officer.Roles.Any(r => !PeopleDesk.Givable(by).Contains(r))
            ? RuleWords.Of(new RuleViolationException("People.NotYours"))
        : officer.SectorCode is { } sector && !sectors.Contains(sector) ? Say.With(PeopleText.LineSectorUnknown, sector)
        : null;
}
