using Dvc.Blazor.Features.Accounts.Registration;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Dvc.Blazor.Tests.Features.Accounts.Registration.RegistrationRig;

namespace Dvc.Blazor.Tests.Features.Accounts.Registration;

public sealed class RegistrationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Confirm_WithTheCodeFromTheMail_MakesTheAccount(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        using var rig = new RegistrationRig(portal);
        var id = await rig.BeginAsync(Person());
        var code = await rig.CodeAsync();

        var done = Assert.IsType<Confirmation.Done>(await rig.ConfirmAsync(id, $" {code[..3]} {code[3..]} "));

        Assert.Equal("/ho-so", done.Back);
        var user = await rig.ReadAsync(db => db.Users.SingleAsync(u => u.Email == "moi@example.vn", Cancel));
        Assert.Equal(done.UserId, user.Id);
        Assert.Equal(
            ("Siu H’Linh", "064095000111", new DateOnly(1995, 3, 4), "0905000111", true, true),
            (user.FullName, user.NationalId, user.BirthDate!.Value, user.PhoneNumber, user.EmailConfirmed, user.LockoutEnabled)
        );
        Assert.Contains("Làng Kênh Mék", user.Address, StringComparison.Ordinal);
        Assert.Equal(
            PasswordVerificationResult.Success,
            new PasswordHasher<DvcUser>().VerifyHashedPassword(user, user.PasswordHash!, Password)
        );
        Assert.Equal([Roles.Citizen], await RolesOfAsync(rig, user.Id));
        var consent = await rig.ReadAsync(db => db.Consents.SingleAsync(c => c.UserId == user.Id, Cancel));
        Assert.Equal((ConfirmationDesk.ConsentPurpose, "2026-11", true), (consent.Purpose, consent.TextVersion, consent.Given));
        Assert.Equal(
            AccountEventKind.Registered,
            await rig.ReadAsync(db => db.AccountEvents.Where(e => e.UserId == user.Id).Select(e => e.Kind).SingleAsync(Cancel))
        );
        Assert.False(await rig.ReadAsync(db => db.PendingRegistrations.AnyAsync(Cancel)));
        Assert.IsType<Confirmation.Gone>(await rig.ConfirmAsync(id, code));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Confirm_FiveWrongCodes_NeedsANewOne(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        using var rig = new RegistrationRig(portal);
        var id = await rig.BeginAsync(Person());
        var first = await rig.CodeAsync();
        var wrong = first == "000000" ? "111111" : "000000";

        for (var left = 4; left >= 0; left--)
            Assert.Equal(new Confirmation.Wrong(left), await rig.ConfirmAsync(id, wrong));
        Assert.Equal(new Confirmation.Wrong(0), await rig.ConfirmAsync(id, first));
        Assert.False(await rig.Desk.SendAgainAsync(id, Cancel));
        portal.Data.Clock.Advance(RegistrationDesk.Patience);
        Assert.True(await rig.Desk.SendAgainAsync(id, Cancel));
        var second = await rig.CodeAsync();

        Assert.NotEqual(first, second);
        Assert.Equal(new Confirmation.Wrong(4), await rig.ConfirmAsync(id, first));
        Assert.IsType<Confirmation.Done>(await rig.ConfirmAsync(id, second));
    }

    [Fact]
    public async Task Confirm_AfterHalfAnHour_IsTooLate()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        using var rig = new RegistrationRig(portal);
        var id = await rig.BeginAsync(Person());
        var code = await rig.CodeAsync();

        portal.Data.Clock.Advance(RegistrationDesk.CodeLife);

        Assert.IsType<Confirmation.Gone>(await rig.ConfirmAsync(id, code));
        Assert.Null(await rig.Desk.AddressOfAsync(id, Cancel));
        Assert.False(await rig.Desk.SendAgainAsync(id, Cancel));
    }

    [Theory]
    [InlineData(Cast.Citizen, "064095000111")]
    [InlineData("CONGDAN@dvc.local", "064095000111")]
    [InlineData("moi@example.vn", "064190001234")]
    public async Task Begin_WithAKnownAddressOrNumber_WritesToItsOwner_AndNoCodeFits(string email, string nationalId)
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        using var rig = new RegistrationRig(portal);

        var id = await rig.BeginAsync(Person(email, nationalId));

        var letter = Assert.Single(await rig.LettersAsync());
        Assert.Equal((AccountLetterKind.AlreadyRegistered, Cast.Citizen, null), (letter.Kind, letter.ToAddress, letter.Code));
        Assert.Equal(email, await rig.Desk.AddressOfAsync(id, Cancel));
        Assert.Equal(new Confirmation.Wrong(4), await rig.ConfirmAsync(id, "123456"));
    }

    [Fact]
    public async Task Begin_ManyTimesForOneAddress_SendsOnlySoManyLetters()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        using var rig = new RegistrationRig(portal);

        for (var time = 0; time < 8; time++)
            await rig.BeginAsync(Person());

        Assert.Equal(5, (await rig.LettersAsync()).Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Confirm_TwoRegistrationsWithOneNumberAtOnce_MakeOneAccount(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        using var here = new RegistrationRig(portal);
        using var there = new RegistrationRig(portal);
        var one = await here.BeginAsync(Person("mot@example.vn"));
        var two = await there.BeginAsync(Person("hai@example.vn"));
        var (codeOne, codeTwo) = (await here.CodeAsync("mot@example.vn"), await there.CodeAsync("hai@example.vn"));

        var ends = await Task.WhenAll(here.ConfirmAsync(one, codeOne), there.ConfirmAsync(two, codeTwo));

        Assert.Single(ends.OfType<Confirmation.Done>());
        Assert.Single(ends.OfType<Confirmation.Wrong>());
        Assert.Equal(1, await here.ReadAsync(db => db.Users.CountAsync(u => u.Email!.EndsWith("@example.vn"), Cancel)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Confirm_ForAnOrganisation_FoundsIt_AndTheNextPersonOnlyAsks(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        using var rig = new RegistrationRig(portal);
        var company = new RegisteredOrganisation("0100109106", "Công ty Cà phê Ia Le");
        var id = await rig.BeginAsync(Person() with { Organisation = company });
        var founder = Assert.IsType<Confirmation.Done>(await rig.ConfirmAsync(id, await rig.CodeAsync()));
        var later = await rig.BeginAsync(Person("sau@example.vn", "064095000222") with { Organisation = company });
        var second = Assert.IsType<Confirmation.Done>(await rig.ConfirmAsync(later, await rig.CodeAsync("sau@example.vn")));

        var stored = await rig.ReadAsync(db =>
            db.Organisations.Include(o => o.Members).SingleAsync(o => o.TaxCode == company.TaxCode, Cancel)
        );
        var member = Assert.Single(stored.Members);
        Assert.Equal((founder.UserId, true, company.Name), (member.UserId, member.IsRepresentative, stored.Name));
        Assert.Equal([Roles.OrganisationMember], await RolesOfAsync(rig, founder.UserId));
        Assert.Equal([Roles.Citizen], await RolesOfAsync(rig, second.UserId));
        var asked = (await rig.LettersAsync())[^1];
        Assert.Equal((AccountLetterKind.MembershipAsked, "moi@example.vn"), (asked.Kind, asked.ToAddress));
    }

    private static Task<List<string>> RolesOfAsync(RegistrationRig rig, Guid user) =>
        rig.ReadAsync(db =>
            db.UserRoles.Where(r => r.UserId == user).Join(db.Roles, r => r.RoleId, r => r.Id, (_, role) => role.Name!).ToListAsync(Cancel)
        );
}
