using System.Security.Cryptography;
using System.Text;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Tracking;

/// <summary>What a look-up found. Never a name, an address, a reason or a paper.</summary>
/// <param name="Opened">With the secret code: where it stands and how it got there. Null with the number alone.</param>
public sealed record TrackedDossier(string Number, string ProcedureName, string UnitName, int Stage, OpenedDossier? Opened);

/// <summary>What the secret code of the receipt opens.</summary>
public sealed record OpenedDossier(
    string LiveTicket,
    DossierPosition Position,
    IReadOnlyList<Passage> Passages,
    IReadOnlyDictionary<string, string> Agencies
);

/// <summary>A unit to choose from.</summary>
public sealed record UnitChoice(string Id, string Name);

/// <summary>Looks a dossier up for anybody who knows its number, or its number and its secret code.</summary>
public sealed class TrackingQuery(DvcDatabase database, WorkingCalendars calendars, Units units, LiveTickets tickets)
{
    /// <summary>Null when there is none, when it was filed at another unit than stated, or when a code is given that is not the right one: all the same to the outside.</summary>
    public async Task<TrackedDossier?> RunAsync(string? typedNumber, string? typedCode, string? unitId, CancellationToken cancellationToken)
    {
        if (DossierNumber.Normalize(typedNumber) is not { } number)
        {
            return null;
        }

        var dossier = await database.ReadAsync(
            db =>
                db.Dossiers.Include(d => d.Steps)
                    .Include(d => d.UnitMoves)
                    .AsSplitQuery()
                    .SingleOrDefaultAsync(d => d.Number == number, cancellationToken),
            cancellationToken
        );
        var code = Code(typedCode);
        if (
            dossier is null
            || (unitId is not null && !await IsOfAsync(dossier, unitId, cancellationToken))
            || (code is not null && !Same(code, dossier.LookupCode))
        )
        {
            return null;
        }

        string?[] ids =
        [
            dossier.UnitId,
            dossier.ReceivingAgencyId,
            dossier.HandlingAgencyId,
            dossier.CompetentAgencyId,
            dossier.ProcessingAgencyId,
        ];
        var names = await database.ReadAsync(db => AgencyNames.ReadAsync(db, ids, cancellationToken), cancellationToken);
        return new TrackedDossier(
            dossier.Number,
            dossier.ProcedureName,
            names.GetValueOrDefault(dossier.UnitId, dossier.UnitId),
            StageOf(dossier),
            code is null ? null : await OpenAsync(dossier, names, cancellationToken)
        );
    }

    // On a receipt stands the unit of its day; whoever took over answers to its name too.
    private async Task<bool> IsOfAsync(Dossier dossier, string unitId, CancellationToken cancellationToken)
    {
        if (dossier.UnitId == unitId || dossier.UnitMoves.Any(m => m.UnitId == unitId))
        {
            return true;
        }

        var succession = await database.ReadAsync(db => db.SuccessionAsync(cancellationToken), cancellationToken);
        return succession.Living(dossier.UnitId, dossier.SectorCode) == unitId;
    }

    /// <summary>Units that may have taken dossiers: those of the day, and those that were merged or split since.</summary>
    public Task<List<UnitChoice>> UnitsAsync(CancellationToken cancellationToken)
    {
        var day = units.AsOf;
        return database.ReadAsync(
            db =>
                db.Agencies.Where(a => (!(a.ValidFrom > day) && !(a.ValidTo < day)) || db.AgencySuccessions.Any(s => s.AgencyId == a.Id))
                    .OrderBy(a => a.Order)
                    .Select(a => new UnitChoice(a.Id, a.Name))
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
    }

    /// <summary>0 ended without result, 1 filed, 2 accepted, 3 being examined, 4 result exists, 5 handed over.</summary>
    private static int StageOf(Dossier dossier) =>
        dossier.Status switch
        {
            DossierStatus.Submitted => 1,
            DossierStatus.Accepted => 2,
            DossierStatus.Completed => 4,
            DossierStatus.ResultReturned => 5,
            DossierStatus.Refused or DossierStatus.Discontinued => 0,
            DossierStatus.WithdrawalRequested when dossier.WithdrawnAt is not null => 0,
            _ => dossier.AcceptedAt is null ? 1 : 3,
        };

    private async Task<OpenedDossier> OpenAsync(
        Dossier dossier,
        IReadOnlyDictionary<string, string> names,
        CancellationToken cancellationToken
    )
    {
        var clock = await calendars.ClockAsync(cancellationToken);
        return new OpenedDossier(
            tickets.Write(dossier.Id, userId: null),
            dossier.Position(clock),
            [
                .. dossier
                    .Steps.Where(DossierTimeline.IsTold)
                    .OrderBy(s => s.Ordinal)
                    .Select(s => new Passage(s.To, s.At, null, null)
                    {
                        From = s.From,
                        Act = s.Act,
                        AtCounter = DossierTimeline.IsCounterFiling(s),
                        IsNewUnit = DossierTimeline.IsNewUnit(s),
                    }),
            ],
            names
        );
    }

    // As printed it has a hyphen in the middle.
    private static string? Code(string? typed)
    {
        var squeezed = string.Concat((typed ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return squeezed.Length == 0 ? null : squeezed;
    }

    private static bool Same(string typed, string code) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed), Encoding.UTF8.GetBytes(code));
}
