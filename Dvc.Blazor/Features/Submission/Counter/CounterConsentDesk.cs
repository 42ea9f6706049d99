using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Infrastructure.Web.RateLimits;

namespace Dvc.Blazor.Features.Submission.Counter;

/// <summary>
/// How the applicant at the counter agrees to what the officer will file and to the notice about personal data. Agreed to is what stands in the database at
/// that moment and is complete; the hash says which.
/// </summary>
public sealed class CounterConsentDesk(
    DvcDatabase database,
    OwnDrafts drafts,
    SubmissionDesk submissions,
    Revisions revisions,
    InstallationKeys keys,
    AccountLetters letters,
    ActLimits limits,
    TimeProvider clock
)
{
    private const string KeyName = "counter-consent-codes";

    private sealed record Reviewed(CounterFiling Filing, string Hash, string ProcedureName);

    /// <summary>Sends six digits to the applicant's mailbox.</summary>
    /// <param name="reviewedHash"><see cref="DraftCheck.Hash"/> of what is on the screen.</param>
    /// <exception cref="RuleViolationException">No such draft, changed since, not complete, no mailbox, or too often.</exception>
    public async Task SendCodeAsync(Guid userId, Guid draftId, string reviewedHash, CancellationToken cancellationToken)
    {
        await limits.RequireAsync(LimitKind.Code, userId, cancellationToken);
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var hash = await HashAsync(draftId, code, cancellationToken);
        await database.WriteAsync(
            async db =>
            {
                var (filing, reviewed, procedure) = await ReviewedAsync(db, userId, draftId, reviewedHash, cancellationToken);
                filing.SendCode(hash, reviewed, Now);
                letters.Add(db, AccountLetter.CounterConsent(filing.Email!, filing.Name, code, procedure));
            },
            cancellationToken
        );
    }

    /// <summary>Takes the digits that the applicant read out. A wrong try is counted for good.</summary>
    /// <exception cref="RuleViolationException">No such draft, changed since, not complete, or too often.</exception>
    public async Task<CodeOutcome> EnterCodeAsync(
        Guid userId,
        Guid draftId,
        string reviewedHash,
        string? typed,
        CancellationToken cancellationToken
    )
    {
        await limits.RequireAsync(LimitKind.Code, userId, cancellationToken);
        var hash = await HashAsync(draftId, string.Concat((typed ?? "").Where(char.IsAsciiDigit)), cancellationToken);
        return await database.WriteAsync(
            async db =>
            {
                var (filing, reviewed, _) = await ReviewedAsync(db, userId, draftId, reviewedHash, cancellationToken);
                return filing.EnterCode(hash, reviewed, Now);
            },
            cancellationToken
        );
    }

    /// <summary>The officer has taken the slip that the applicant signed.</summary>
    /// <exception cref="RuleViolationException">No such draft, changed since, or not complete.</exception>
    public Task TakeSlipAsync(Guid userId, Guid draftId, string reviewedHash, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var (filing, reviewed, _) = await ReviewedAsync(db, userId, draftId, reviewedHash, cancellationToken);
                filing.TakeSlip(reviewed, Now);
            },
            cancellationToken
        );

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<Reviewed> ReviewedAsync(
        DvcDbContext db,
        Guid userId,
        Guid draftId,
        string reviewedHash,
        CancellationToken cancellationToken
    )
    {
        var draft = await drafts.NewAsync(db, userId, draftId, cancellationToken);
        if (draft.Counter is not { } filing)
        {
            throw new RuleViolationException("Draft.NotFound");
        }

        var stored = await StoredDraft.LoadAsync(db, draft, cancellationToken);
        var check = await submissions.CheckAsync(
            stored.View(await revisions.GetAsync(draft.RevisionId, cancellationToken)),
            cancellationToken
        );
        if (!check.IsComplete)
        {
            throw new RuleViolationException("Counter.NotComplete");
        }

        if (check.Hash != reviewedHash)
        {
            throw new RuleViolationException("Counter.ChangedSince");
        }

        db.Changed.Add(draftId);
        return new Reviewed(filing, check.Hash, stored.ProcedureName);
    }

    private async Task<string> HashAsync(Guid draftId, string code, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(await keys.KeyAsync(KeyName, cancellationToken), Encoding.UTF8.GetBytes($"{draftId:N}/{code}"))
        );
}
