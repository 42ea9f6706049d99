using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.MyDossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Features.MyDossiers;

public sealed class MyDossierQueryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Run_ByItsOwner_TellsWhatWasFiledAndWhoIsNext(DatabaseProvider provider)
    {
        await using var filed = await FiledDossier.CreateAsync(provider);

        var dossier = await One(filed).RunAsync(filed.Owner, filed.Number, Cancel);

        Assert.NotNull(dossier);
        Assert.Equal(NextActor.OneStop, dossier.Next.Who);
        Assert.Equal(NextDate.By, dossier.Next.Date);
        Assert.Equal([DossierStatus.Submitted], dossier.Passages.Select(p => p.To));
        Assert.Contains(dossier.Answers.SelectMany(p => p.Lines), line => line.Text == "Khai sinh");
        Assert.Contains(dossier.Answers, part => part.Depth == 1 && part.Lines.Any(line => line.Text == "2"));
    }

    [Fact]
    public async Task Run_BySomebodyElse_FindsNothing()
    {
        await using var filed = await FiledDossier.CreateAsync();
        var other = await filed.Portal.UserAsync(Cast.Organisation);

        Assert.Null(await One(filed).RunAsync(other, filed.Number, Cancel));
        Assert.Null(await One(filed).IdOfAsync(other, filed.Number, Cancel));
        Assert.Null(await One(filed).RunAsync(filed.Owner, "H21.639-250602-9999", Cancel));
    }

    [Fact]
    public async Task Run_AfterARefusal_TellsTheReasonAndWhoRefused()
    {
        await using var filed = await FiledDossier.CreateAsync();
        await filed.ActAsync(d => d.Refuse(Samples.Officer(), "Thiếu văn bản ủy quyền.", Samples.Morning.AddHours(2)));

        var dossier = await One(filed).RunAsync(filed.Owner, filed.Number, Cancel);

        Assert.Equal("Thiếu văn bản ủy quyền.", dossier!.Reason);
        Assert.StartsWith("Nguyễn Thị Thu Hằng, ", dossier.Passages[^1].By, StringComparison.Ordinal);
        Assert.Equal(NextActor.Nobody, dossier.Next.Who);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task List_ShowsOwnDraftsAndDossiersOnly(DatabaseProvider provider)
    {
        await using var filed = await FiledDossier.CreateAsync(provider);
        await filed.Portal.Drafts.OpenAsync(filed.Owner, "1.001612", Cancel);
        var query = new MyDossiersQuery(filed.Database, filed.Calendars);

        var own = await query.RunAsync(filed.Owner, 1, Cancel);
        var other = await query.RunAsync(Guid.NewGuid(), 1, Cancel);

        Assert.Equal(["1.001612"], own.Drafts.Select(d => d.ProcedureCode));
        Assert.Contains(own.Dossiers, d => d.Number == filed.Number);
        Assert.Equal((0, 0), (other.Drafts.Count, other.DossierCount));
    }

    private static MyDossierQuery One(FiledDossier filed) => filed.Query;
}
