using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Features.Submission.Supplements;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Submission;

/// <summary>A filed dossier of 2.000635 of which the office asks: where it was registered, how many copies, and a paper.</summary>
internal sealed class AskedDossier(FiledDossier filed) : IAsyncDisposable
{
    public const string Place = "noi_dang_ky";
    public const string Copies = "danh_sach_ban_sao/1/so_luong";
    public const string Paper = "GT-QUANHE";

    public static SupplementDemand Demand { get; } =
        new(
            "Mong bà xem lại.",
            [
                new(SupplementKind.Field, Place, "Ghi rõ xã nơi đăng ký."),
                new(SupplementKind.Field, Copies, "Mỗi lần cấp nhiều nhất 5 bản."),
                new(SupplementKind.Paper, Paper, "Bản chụp bị mờ."),
            ],
            Samples.Morning.AddDays(10)
        );

    public FiledDossier Filed => filed;

    public Guid Owner => filed.Owner;

    public string Number => filed.Number;

    public SupplementDesk Desk => filed.Portal.Services.GetRequiredService<SupplementDesk>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<AskedDossier> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, SupplementDemand? demand = null)
    {
        var filed = await FiledDossier.CreateAsync(provider);
        await filed.ActAsync(d => d.RequestSupplement(Samples.Officer(), demand ?? Demand, Samples.Clock, Samples.Morning.AddHours(2)));
        return new AskedDossier(filed);
    }

    public async Task<SupplementView> OpenAsync() => (await Desk.OpenAsync(Owner, Number, Cancel))!;

    public Task<SaveReceipt> SaveAsync(SupplementView view, string path, string text) =>
        Desk.SaveAsync(Owner, view.Draft.Id, [new AnswerChange(path, new TextAnswer(text), long.MaxValue)], "page", Cancel);

    /// <summary>A file in a slot, as an upload leaves it.</summary>
    public Task<Guid> AttachAsync(SupplementView view, string component = Paper) =>
        filed.Database.WriteAsync(
            db =>
            {
                var paper = new DraftPaper
                {
                    DraftId = view.Draft.Id,
                    ComponentCode = component,
                    Ordinal = 1,
                    File = new PaperFile(new string('c', 64), "giay.jpg", 2_000, "image/jpeg", 1, null),
                    AddedAt = Samples.Morning,
                };
                db.DraftPapers.Add(paper);
                return Task.FromResult(paper.Id);
            },
            Cancel
        );

    /// <summary>Everything that is asked, put right.</summary>
    public async Task<SupplementView> AnswerAsync()
    {
        var view = await OpenAsync();
        await SaveAsync(view, Place, "UBND xã Ia Hrú");
        await SaveAsync(view, Copies, "5");
        await AttachAsync(view);
        return await OpenAsync();
    }

    public async Task<SupplementOutcome> SendAsync(SupplementView view, SupplementDesk? desk = null) =>
        await (desk ?? Desk).SendAsync(Owner, Number, view.Draft.Id, (await Desk.CheckAsync(view, Cancel)).Hash, Cancel);

    public Task<Dossier> StoredAsync() =>
        filed.Database.ReadAsync(
            db =>
                db.Dossiers.Include(d => d.Answers)
                    .Include(d => d.Documents)
                    .Include(d => d.Steps)
                    .Include(d => d.Trail)
                    .Include(d => d.Supplements)
                        .ThenInclude(s => s.Items)
                    .AsSplitQuery()
                    .SingleAsync(d => d.Number == Number, Cancel),
            Cancel
        );

    public ValueTask DisposeAsync() => filed.DisposeAsync();
}
