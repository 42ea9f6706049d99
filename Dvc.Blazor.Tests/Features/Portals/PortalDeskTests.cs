using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Portals;
using Dvc.Blazor.Features.People;
using Dvc.Blazor.Features.Portals;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Portals;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Portals;

/// <summary>Changing name, contact and look of the portal.</summary>
public sealed class PortalDeskTests
{
    private static readonly PortalIdentity Wanted = new(
        "Cổng Ia Le",
        "Xã Ia Le",
        "1900 1234",
        "motcua@xa.gov.vn",
        "Làng Kênh Mék",
        "Cả tuần"
    )
    {
        Accent = PortalAccent.Blue,
        Figures = HomeFigures.Procedures,
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Save_CountsAtOnceHere_AndOnAnotherNodeAsSoonAsItHears(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        await using var here = Node(portal);
        await using var there = Node(portal);
        var watch = there.GetRequiredService<PortalWatch>();
        await watch.StartAsync(Cancel);

        await Desk(here).SaveAsync(admin, 0, Wanted with { Name = "  Cổng Ia Le " }, Cancel);
        Assert.Equal(Wanted, here.GetRequiredService<PortalIdentity>());
        Assert.NotEqual(Wanted, there.GetRequiredService<PortalIdentity>());
        there.GetRequiredService<DossierFeed>().Publish(PortalEdition.FeedId);

        await Wait.UntilAsync(
            () => there.GetRequiredService<PortalIdentity>() == Wanted,
            "the other node to show the new name",
            cancellationToken: Cancel
        );
        await watch.StopAsync(Cancel);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Save_TellsThisNodesFeedAfterTheCommit(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var node = Node(portal);
        var heard = new TaskCompletionSource<Guid>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var ear = node.GetRequiredService<DossierFeed>()
            .Subscribe(
                id =>
                {
                    heard.TrySetResult(id);
                    return Task.CompletedTask;
                },
                PortalEdition.FeedId
            );

        await Desk(node).SaveAsync(await portal.UserAsync(Cast.Administrator), 0, Wanted, Cancel);

        Assert.Equal(PortalEdition.FeedId, await heard.Task.WaitAsync(Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Start_ReadsWhatCounts(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var before = Node(portal);
        await Desk(before).SaveAsync(await portal.UserAsync(Cast.Administrator), 0, Wanted, Cancel);
        await using var after = Node(portal);
        var watch = after.GetRequiredService<PortalWatch>();

        await watch.StartAsync(Cancel);

        Assert.Equal(Wanted, after.GetRequiredService<PortalIdentity>());
        await watch.StopAsync(Cancel);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Save_Twice_IsOneChange_AndTheHistorySaysWhoChangedWhat(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        await using var node = Node(portal);

        await Desk(node).SaveAsync(admin, 0, Wanted, Cancel);
        await Desk(node).SaveAsync(admin, 0, Wanted, Cancel);
        await Desk(node).SaveAsync(admin, 1, Wanted with { Phone = "" }, Cancel);

        var view = (await node.GetRequiredService<PortalQuery>().RunAsync(admin, Cancel))!;
        Assert.Equal((2, ""), (view.Edition, view.Portal.Phone));
        Assert.Equal(2, view.History.Count);
        Assert.Equal([PortalPart.Phone], view.History[0].Parts);
        Assert.Contains(PortalPart.Name, view.History[1].Parts);
        Assert.NotEmpty(view.History[0].ByName);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task TwoAdministratorsAtOnce_TheLaterIsRefused(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (one, two) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Approver));
        await portal.Services.GetRequiredService<PeopleDesk>().SetRolesAsync(one, two, [Roles.SystemAdministrator], Cancel);
        await using var here = Node(portal);
        await using var there = Node(portal);

        string?[] refusals = await Task.WhenAll(
            RuleOfAsync(() => Desk(here).SaveAsync(one, 0, Wanted, Cancel)),
            RuleOfAsync(() => Desk(there).SaveAsync(two, 0, Wanted with { Name = "Khác" }, Cancel))
        );

        Assert.Equal(["Portal.ChangedMeanwhile"], refusals.OfType<string>());
        Assert.Equal(1, await portal.Data.Database.ReadAsync(db => db.PortalEditions.CountAsync(Cancel), Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task AnybodyElse_SeesAndChangesNothing_AndNobodyChangesTheLog(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var node = Node(portal);
        var (admin, officer) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Approver));

        Assert.Equal("Portal.NotYours", await RuleOfAsync(() => Desk(node).SaveAsync(officer, 0, Wanted, Cancel)));
        Assert.Null(await node.GetRequiredService<PortalQuery>().RunAsync(officer, Cancel));
        Assert.Equal("Portal.NameMissing", await RuleOfAsync(() => Desk(node).SaveAsync(admin, 0, Wanted with { Name = "" }, Cancel)));
        await Desk(node).SaveAsync(admin, 0, Wanted, Cancel);
        await Assert.ThrowsAnyAsync<Exception>(() =>
            portal.Data.Database.WriteAsync(
                db => db.PortalEditions.ExecuteUpdateAsync(e => e.SetProperty(x => x.ByName, "Khác"), Cancel),
                Cancel
            )
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Picture_IsJudgedByItsContent(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var pictures = portal.Services.GetRequiredService<PictureIntake>();

        var taken = await pictures.TakeAsync(new MemoryStream(Png()), 100_000, Cancel);
        var script = await pictures.TakeAsync(new MemoryStream("<svg onload='alert(1)'/>"u8.ToArray()), 100_000, Cancel);
        var large = await pictures.TakeAsync(new MemoryStream(Png()), 10, Cancel);

        Assert.Equal((null, "image/png"), (taken.Refusal, taken.MediaType));
        await using var kept = await portal.Services.GetRequiredService<IFileStore>().OpenAsync(taken.Sha256, Cancel);
        Assert.True(kept.Length > 0);
        Assert.NotNull(script.Refusal);
        Assert.NotNull(large.Refusal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(portal.FilesRoot, ".uploads")));
    }

    private static byte[] Png()
    {
        using var bitmap = new SKBitmap(20, 20);
        bitmap.Erase(SKColors.Gold);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static ServiceProvider Node(SeededPortal portal) =>
        portal.NewNode(services => services.AddLogging().AddStandingPortal().AddPortals());

    private static PortalDesk Desk(ServiceProvider node) => node.GetRequiredService<PortalDesk>();

    private static async Task<string?> RuleOfAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (RuleViolationException refusal)
        {
            return refusal.Rule;
        }
    }
}
