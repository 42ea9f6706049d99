using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security.Locks;
using Dvc.Blazor.Infrastructure.Security.Passwords;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security;

public static class SecuritySetup
{
    /// <summary>Accounts, sign-in by cookie, policies, and a key ring that every node and every restart shares.</summary>
    public static IServiceCollection AddSecurity(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddCascadingAuthenticationState();
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddIdentityCookies(cookies =>
                cookies.ApplicationCookie!.Configure(cookie =>
                {
                    cookie.LoginPath = "/dang-nhap";
                    cookie.LogoutPath = "/dang-xuat";
                    cookie.AccessDeniedPath = "/khong-co-quyen";
                    cookie.ReturnUrlParameter = "tro-lai";
                    // Where to go is decided by the sign-in itself; the handler would put the address into the header as it came.
                    cookie.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
                    cookie.Cookie.Name = environment.IsDevelopment() ? "dvc" : "__Host-dvc";
                    cookie.Cookie.HttpOnly = true;
                    cookie.Cookie.SameSite = SameSiteMode.Lax;
                    cookie.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
                })
            );
        services
            .AddIdentityCore<DvcUser>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.Password.RequiredLength = PasswordRules.MinLength;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 10;
                // The locks grow; whatever lasts longer than the longest of them was set by an administrator.
                identity.Lockout.DefaultLockoutTimeSpan = LockSteps.Longest;
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<DvcDbContext>()
            .AddSignInManager()
            .AddUserManager<AccountManager>()
            .AddPasswordValidator<PasswordRuleCheck>()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddDefaultTokenProviders()
            .AddTokenProvider<OneUseAuthenticator>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<SecurityStampValidatorOptions>(stamps =>
        {
            stamps.ValidationInterval = TimeSpan.FromMinutes(1);
            stamps.OnRefreshingPrincipal = SessionClaims.KeepAsync;
        });
        services.AddSettings<SecondFactorOptions>(SecondFactorOptions.Section);
        services.AddSingleton<SecondFactorRule>();
        services.AddScoped<IPasswordHasher<DvcUser>, OneFormHasher>();
        services.AddSingleton<Officers>().AddSingleton<CounterRights>().AddSingleton<ReadingLog>();
        services
            .AddSingleton<Administrators>()
            .AddSingleton<Delegations>()
            .AddSingleton<Colleagues>()
            .AddSingleton<WorkShare>()
            .AddSingleton<UnitDesks>()
            .AddSingleton<OfficerInvitations>();
        services.AddSingleton<ReprotectJob>().AddHostedService(provider => provider.GetRequiredService<ReprotectJob>());
        services.AddSessions(environment);
        services.AddScoped<ISecurityStampValidator, SessionCheck>();
        services.AddScoped<CircuitSession>().AddScoped<CircuitHandler, SessionWatch>();
        services.AddScoped<AuthenticationStateProvider>(provider => provider.GetRequiredService<CircuitSession>());
        services
            .AddAuthorizationBuilder()
            .AddPolicy(Policies.SignedIn, p => p.RequireAuthenticatedUser())
            .AddPolicy(Policies.Staff, p => p.RequireRole(Roles.Staff))
            .AddPolicy(Policies.Administrators, p => p.RequireRole(Roles.UnitAdministrator, Roles.SystemAdministrator));
        return services;
    }

    private static void AddSessions(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddSettings<SessionLimits>(SessionLimits.Section);
        services.AddSingleton<IValidateOptions<SessionLimits>, SessionLimitsCheck>();
        services
            .AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<SessionLimits>>(
                (cookie, session) => cookie.ExpireTimeSpan = TimeSpan.FromHours(session.Value.AbsoluteHours)
            );
        services.AddSingleton<RunningSessions>().AddSingleton<AccountLetters>().AddSingleton(new DeviceCookie(environment.IsDevelopment()));
        services.AddScoped<SessionStart>().AddScoped<CircuitActivity>();
    }
}
