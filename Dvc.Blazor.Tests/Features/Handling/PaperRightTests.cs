using System.Security.Claims;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

public sealed class PaperRightTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Officer_ReadsPapersOfTheOwnUnitsOnly(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (here, elsewhere) = (
            Samples.Dossier(1),
            Samples.Dossier(2, unit: "cp-x-23942", receiving: "cp-x-23942", competent: "cp-x-23942")
        );
        await portal.Data.AddAsync(here, elsewhere);
        var may = portal.Services.GetRequiredService<MayReadDossier>();
        var officer = Person(await portal.UserAsync(Cast.IntakeOfficer), Roles.IntakeOfficer);

        Assert.True(await may(officer, here.Id, Cancel));
        Assert.False(await may(officer, elsewhere.Id, Cancel));
    }

    [Fact]
    public async Task Citizen_WithAStaffRoleInAnOldCookie_ReadsNothing()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var dossier = Samples.Dossier();
        await portal.Data.AddAsync(dossier);
        var may = portal.Services.GetRequiredService<MayReadDossier>();

        Assert.False(await may(Person(await portal.UserAsync(Cast.Citizen), Roles.IntakeOfficer), dossier.Id, Cancel));
        Assert.False(await may(new ClaimsPrincipal(), dossier.Id, Cancel));
    }

    private static ClaimsPrincipal Person(Guid id, string role) =>
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id.ToString()), new(ClaimTypes.Role, role)], "test"));
}
