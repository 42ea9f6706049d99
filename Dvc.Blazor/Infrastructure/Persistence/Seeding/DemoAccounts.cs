using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Infrastructure.Persistence.Seeding;

/// <summary>The cast of the demonstration: one account for each part people play. Only with <c>Seed:Demo</c>.</summary>
public static class DemoAccounts
{
    /// <summary>Password of every demo account.</summary>
    public const string Password = "Dvc@2026demo";

    // The district and a commune of the old structure, and the commune that stands there since.
    private static readonly string[] Workplaces = ["gl-h-639", "cp-x-23986", "gl2-x-23986"];

    /// <summary>E-mail address and role of each demo account.</summary>
    public static IReadOnlyList<(string Email, string Role)> All { get; } =
    [
        ("congdan@dvc.local", Roles.Citizen),
        ("tochuc@dvc.local", Roles.OrganisationMember),
        ("motcua@dvc.local", Roles.IntakeOfficer),
        ("thuly@dvc.local", Roles.CaseOfficer),
        ("lanhdao@dvc.local", Roles.Approver),
        ("quantri@dvc.local", Roles.SystemAdministrator),
    ];

    internal static async Task ApplyAsync(
        DvcDbContext db,
        UserManager<DvcUser> users,
        NationalIdIndex index,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        foreach (var (email, role) in All)
        {
            if (await users.FindByEmailAsync(email) is null)
            {
                var user = Person(email);
                user.CreatedAt = nowUtc;
                if (user.NationalId is { } number)
                    user.NationalIdMark = await index.MarkAsync(number, cancellationToken);
                Require(await users.CreateAsync(user, Password));
                Require(await users.AddToRoleAsync(user, role));
                if (role == Roles.OrganisationMember)
                    db.Organisations.Add(Company(user.Id, nowUtc));
                if (Roles.Staff.Contains(role))
                {
                    db.Postings.AddRange(Workplaces.Select(place => new OfficerPosting { UserId = user.Id, AgencyId = place }));
                }
            }
        }
    }

    private static Organisation Company(Guid representative, DateTime nowUtc)
    {
        var company = new Organisation
        {
            TaxCode = "5900123451",
            Name = "Công ty TNHH Hồ tiêu Chư Pưh",
            CreatedAt = nowUtc,
        };
        company.Members.Add(
            new OrganisationMember
            {
                OrganisationId = company.Id,
                UserId = representative,
                IsRepresentative = true,
                JoinedAt = nowUtc,
            }
        );
        return company;
    }

    private static DvcUser Person(string email)
    {
        var user = new DvcUser
        {
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            LockoutEnabled = true,
        };
        switch (email.Split('@')[0])
        {
            case "congdan":
                user.FullName = "Rơ Châm H’Yên";
                user.NationalId = "064190001234";
                user.BirthDate = new DateOnly(1990, 5, 12);
                user.PhoneNumber = "0905123456";
                user.Address =
                    """{"scheme":"3","province":{"code":"64","name":"Tỉnh Gia Lai"},"district":{"code":"639","name":"Huyện Chư Pưh"},"commune":{"code":"23986","name":"Xã Ia Le"},"street":"Làng Kênh Mék"}""";
                break;
            case "tochuc":
                user.FullName = "Trần Quốc Bảo";
                user.NationalId = "064085004321";
                user.BirthDate = new DateOnly(1985, 9, 2);
                user.PhoneNumber = "0914222333";
                user.Address =
                    """{"scheme":"3","province":{"code":"64","name":"Tỉnh Gia Lai"},"district":{"code":"639","name":"Huyện Chư Pưh"},"commune":{"code":"23942","name":"Thị trấn Nhơn Hoà"},"street":"125 Hùng Vương"}""";
                break;
            case "motcua":
                user.FullName = "Nguyễn Thị Thu Hằng";
                break;
            case "thuly":
                user.FullName = "Y Phương";
                break;
            case "lanhdao":
                user.FullName = "Lê Minh Đức";
                break;
            default:
                user.FullName = "Quản trị hệ thống";
                break;
        }

        return user;
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Code)));
        }
    }
}
