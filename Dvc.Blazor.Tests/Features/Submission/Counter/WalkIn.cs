using System.Text.Json;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Features.Submission.Counter;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Submission.Counter;

/// <summary>People at the counter of the district and the officers who help them.</summary>
internal sealed class WalkIn(SeededPortal portal)
{
    /// <summary>Number of the citizen of the demonstration, who has an account.</summary>
    public const string Known = "064190001234";

    public const string Unknown = "064085009999";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public CounterDesk Desk => portal.Services.GetRequiredService<CounterDesk>();

    public CounterConsentDesk Consents => portal.Services.GetRequiredService<CounterConsentDesk>();

    public static CounterStart Start(string number = Unknown, string? email = "thoa@example.vn") =>
        new(CertifiedCopy.Code, Samples.District, number, "Siu Thoa", "0905000111", email);

    /// <summary>A draft with every answer given.</summary>
    public async Task<DraftView> CompleteAsync(Guid officer, CounterStart? start = null)
    {
        var id = await Desk.BeginAsync(officer, start ?? Start(), Cancel);
        var draft = (await portal.Drafts.FindAtCounterAsync(officer, id, Cancel))!;
        AnswerChange[] person =
        [
            Answer("nop_ngay_sinh", "02/09/1985"),
            Answer("nop_dien_thoai", "0905000111"),
            new("nop_dia_chi", CertifiedCopy.Answers["ct_cu_tru"], draft.AnswerSequences.GetValueOrDefault("nop_dia_chi")),
        ];
        await portal.Drafts.SaveAsync(officer, id, [.. CertifiedCopy.Changes(draft), .. person], "page", Cancel);
        return (await portal.Drafts.FindAtCounterAsync(officer, id, Cancel))!;

        AnswerChange Answer(string key, string text) => new(key, new TextAnswer(text), draft.AnswerSequences.GetValueOrDefault(key));
    }

    public async Task<string> HashAsync(DraftView draft) => (await portal.Submissions.CheckAsync(draft, Cancel)).Hash;

    /// <summary>The digits of the last letter.</summary>
    public Task<string> CodeAsync() =>
        portal.Data.Database.ReadAsync(
            async db =>
            {
                var letters = await db.Outbox.Where(m => m.Kind == nameof(AccountLetter)).OrderBy(m => m.Id).ToListAsync(Cancel);
                return JsonSerializer.Deserialize<AccountLetter>(letters[^1].Payload)!.Code!;
            },
            Cancel
        );

    /// <summary>Gives an account of the demonstration the role of an intake officer, or takes it away.</summary>
    public async Task LetTakeInAsync(string email, bool may)
    {
        var id = await portal.UserAsync(email);
        await portal.Data.Database.WriteAsync(
            async db =>
            {
                var role = await db.Roles.SingleAsync(r => r.Name == Roles.IntakeOfficer, Cancel);
                if (may)
                    db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = id, RoleId = role.Id });
                else
                    await db.UserRoles.Where(r => r.UserId == id && r.RoleId == role.Id).ExecuteDeleteAsync(Cancel);
            },
            Cancel
        );
    }
}
