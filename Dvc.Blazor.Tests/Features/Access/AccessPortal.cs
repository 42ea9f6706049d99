using System.Globalization;
using System.Net;
using System.Text;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Features.Submission.Counter;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Features.Accounts;
using Dvc.Blazor.Tests.Infrastructure.LiveUpdates;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Access;

/// <summary>The product with one of everybody signed in, a dossier of a citizen, one of an organisation, and a draft. Started once for all cases.</summary>
public sealed class AccessPortal : IAsyncLifetime
{
    private const string Elsewhere = "gl-h-633";
    private readonly Dictionary<Who, SignInVisitor> _visitors = [];
    private readonly Dictionary<Who, Guid> _ids = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private DvcServer _portal = null!;

    public IServiceProvider Services => _portal.Services;

    public Guid DraftId { get; private set; }

    public Guid CompanyId { get; private set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DvcDatabase Database => Services.GetRequiredService<DvcDatabase>();

    /// <summary>Account of a person; a made-up one for nobody.</summary>
    public Guid IdOf(Who who) => _ids.GetValueOrDefault(who, Guid.NewGuid());

    /// <summary>What stands for a name in angle brackets.</summary>
    public string this[string name] => _names[name];

    public async ValueTask InitializeAsync()
    {
        _portal = await DvcServer.StartAsync(cancellationToken: Cancel);
        await PeopleAsync();
        await DossiersAsync();
        foreach (var who in Enum.GetValues<Who>())
        {
            _visitors[who] = new SignInVisitor(_portal.BaseAddress);
            if (who != Who.Anonymous)
                using (await _visitors[who].SignInAsync(EmailOf(who), Cast.Password, cancellationToken: Cancel)) { }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors.Values)
            visitor.Dispose();
        if (_portal is not null)
            await _portal.DisposeAsync();
    }

    /// <summary>Asks as a person and tells what became of it.</summary>
    public async Task<(Outcome Outcome, string What)> AskAsync(Who who, AccessRow row)
    {
        var path = "/" + _names.Aggregate(row.Path, (text, name) => text.Replace($"<{name.Key}>", name.Value, StringComparison.Ordinal));
        using var request = new HttpRequestMessage(row.IsPost ? HttpMethod.Post : HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (row.Path.StartsWith("tep/tai-len", StringComparison.Ordinal))
            AddUploadHeaders(request);
        else if (row.IsPost)
            request.Headers.Accept.ParseAdd("*/*");
        using var answer = await _visitors[who].SendAsync(request, Cancel);
        var to = answer.Headers.Location?.OriginalString ?? "";
        var access = answer.StatusCode switch
        {
            HttpStatusCode.OK or HttpStatusCode.Created => Outcome.Ok,
            // Let in; only what was sent is no form of the portal.
            HttpStatusCode.BadRequest when row.IsPost => Outcome.Ok,
            HttpStatusCode.NotFound => Outcome.NotFound,
            HttpStatusCode.Redirect when to.Contains("/dang-nhap", StringComparison.Ordinal) => Outcome.SignIn,
            HttpStatusCode.Redirect when to.Contains("/khong-co-quyen", StringComparison.Ordinal) => Outcome.Refused,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Outcome.Refused,
            _ => (Outcome)(-1),
        };
        return (access, $"{path}: {(int)answer.StatusCode} {to}");
    }

    /// <summary>
    /// Whether a person hears of a change: with the ticket out of the page of whom it is for, and with one made for the person as if such a page had been seen once.
    /// Silence is what a dossier that does not exist would answer.
    /// </summary>
    public async Task<Outcome> HearAsync(Who who, string ticket)
    {
        var tickets = Services.GetRequiredService<LiveTickets>();
        var rightful = ticket == "organisation" ? Who.Member : Who.Owner;
        var dossier = await IdOfDossierAsync(ticket == "organisation" ? ticket : "citizen");
        var others = tickets.Write(dossier, ticket == "code" ? null : IdOf(rightful));
        await using var control = await FollowAsync(rightful, others);
        await using var found = await FollowAsync(who, others);
        await using var own = await FollowAsync(who, tickets.Write(dossier, IdOf(who)));

        Services.GetRequiredService<DossierFeed>().Publish(dossier);

        await Wait.UntilAsync(() => !control.Heard.IsEmpty, "the one it is for hears", null, Cancel);
        // Whatever was to be heard with it has come when another question is answered.
        foreach (var follower in new[] { found, own })
            await follower.Connection.InvokeAsync(nameof(DossierHub.Follow), "x", Cancel);
        return found.Heard.IsEmpty && own.Heard.IsEmpty ? Outcome.NotFound : Outcome.Ok;
    }

    private Task<Guid> IdOfDossierAsync(string name) =>
        Database.ReadAsync(db => db.Dossiers.Where(d => d.Number == _names[name]).Select(d => d.Id).SingleAsync(Cancel), Cancel);

    private Task<Follower> FollowAsync(Who who, string ticket) =>
        Follower.OpenAsync(
            _portal.BaseAddress,
            ticket,
            http =>
            {
                http.Cookies = _visitors[who].Cookies;
                http.Headers["Origin"] = _portal.BaseAddress.ToString().TrimEnd('/');
            }
        );

    private static string EmailOf(Who who) =>
        who switch
        {
            Who.Owner => Cast.Citizen,
            Who.Intake => Cast.IntakeOfficer,
            Who.Approver => Cast.Approver,
            Who.SystemAdministrator => Cast.Administrator,
            _ => $"{who.ToString().ToLowerInvariant()}@dvc.local",
        };

    private void AddUploadHeaders(HttpRequestMessage request)
    {
        request.Headers.Accept.ParseAdd("*/*");
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Origin", _portal.BaseAddress.ToString().TrimEnd('/'));
        if (request.Method == HttpMethod.Post)
        {
            request.Headers.Add("Upload-Length", "1000");
            var fields = new[] { ("draft", DraftId.ToString()), ("component", "GT-UYQUYEN"), ("filename", "giay.pdf") };
            request.Headers.Add(
                "Upload-Metadata",
                string.Join(',', fields.Select(f => $"{f.Item1} {Convert.ToBase64String(Encoding.UTF8.GetBytes(f.Item2))}"))
            );
        }
    }

    private async Task PeopleAsync()
    {
        await AddAsync(Who.OtherCitizen, Roles.Citizen);
        await AddAsync(Who.Member, Roles.Citizen);
        await AddAsync(Who.OtherOrganisation, Roles.OrganisationMember);
        await AddAsync(Who.OfficerElsewhere, Roles.IntakeOfficer, Elsewhere);
        await AddAsync(Who.OtherSector, Roles.IntakeOfficer, Samples.District, "dat-dai");
        await AddAsync(Who.UnitAdministrator, Roles.UnitAdministrator, Samples.District);
        await AddAsync(Who.StandIn, Roles.CaseOfficer, Elsewhere);
        await AddAsync(Who.Locked, Roles.IntakeOfficer, Samples.District);
        var known = await Database.ReadAsync(db => db.Users.ToDictionaryAsync(u => u.Email!, u => u.Id, Cancel), Cancel);
        foreach (var who in Enum.GetValues<Who>().Where(w => w != Who.Anonymous))
            _ids[who] = known[EmailOf(who)];
        var now = DateTime.SpecifyKind(Samples.Morning, DateTimeKind.Utc);
        await Database.WriteAsync(
            async db =>
            {
                var locked = await db.Users.SingleAsync(u => u.Id == _ids[Who.Locked], Cancel);
                locked.LockoutEnd = new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);
                var company = await db.Organisations.SingleAsync(Cancel);
                CompanyId = company.Id;
                db.OrganisationMembers.Add(Membership(company.Id, _ids[Who.Member], now));
                var other = new Organisation
                {
                    TaxCode = "0100109106",
                    Name = "Tổ chức khác",
                    CreatedAt = now,
                };
                other.Members.Add(Membership(other.Id, _ids[Who.OtherOrganisation], now));
                db.Organisations.Add(other);
                var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
                db.Delegations.Add(
                    new Delegation
                    {
                        AbsentId = _ids[Who.Intake],
                        StandInId = _ids[Who.StandIn],
                        ValidFrom = today.AddDays(-1),
                        ValidTo = today.AddDays(2),
                        CreatedAt = now,
                    }
                );
                // The demo's intake officer also works at communes; here the district alone counts.
                db.Postings.RemoveRange(
                    await db.Postings.Where(p => p.UserId == _ids[Who.Intake] && p.AgencyId != Samples.District).ToListAsync(Cancel)
                );
            },
            Cancel
        );
        _names["intake"] = _ids[Who.Intake].ToString();
        _names["elsewhere"] = _ids[Who.OfficerElsewhere].ToString();
        _names["owner"] = _ids[Who.Owner].ToString();
    }

    private static OrganisationMember Membership(Guid organisation, Guid user, DateTime at) =>
        new()
        {
            OrganisationId = organisation,
            UserId = user,
            IsRepresentative = false,
            JoinedAt = at,
        };

    private async Task AddAsync(Who who, string role, string? agency = null, string? sector = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<DvcUser>>();
        var user = new DvcUser
        {
            UserName = EmailOf(who),
            Email = EmailOf(who),
            EmailConfirmed = true,
            LockoutEnabled = true,
            FullName = who.ToString(),
        };
        Assert.True((await users.CreateAsync(user, Cast.Password)).Succeeded);
        Assert.True((await users.AddToRoleAsync(user, role)).Succeeded);
        if (agency is not null)
            await Database.WriteAsync(
                db =>
                {
                    db.Postings.Add(
                        new OfficerPosting
                        {
                            UserId = user.Id,
                            AgencyId = agency,
                            SectorCode = sector,
                        }
                    );
                    return Task.CompletedTask;
                },
                Cancel
            );
    }

    private async Task DossiersAsync()
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes("%PDF-1.4 giay"));
        var hash = await Services.GetRequiredService<IFileStore>().AddAsync(bytes, Cancel);
        var file = new PaperFile(hash, "giay.pdf", bytes.Length, "application/pdf", 1, hash);
        var draft = await Services.GetRequiredService<DraftDesk>().OpenAsync(_ids[Who.Owner], CertifiedCopy.Code, Cancel);
        DraftId = draft.Id;
        await FileAsync("citizen", 901, new Applicant(_ids[Who.Owner], "A", null, null, null), draft.Revision.Id, file);
        var company = new Applicant(await CompanyFilerAsync(), "B", "Công ty", null, null)
        {
            Representation = Representation.Organisation,
            OrganisationId = CompanyId,
        };
        await FileAsync("organisation", 902, company, draft.Revision.Id, file);
        var paper = new DraftPaper
        {
            DraftId = DraftId,
            ComponentCode = "GT-UYQUYEN",
            Ordinal = 1,
            File = file,
            AddedAt = Samples.Morning,
        };
        _names["draft-paper"] = paper.Id.ToString();
        var counter = await Services
            .GetRequiredService<CounterDesk>()
            .BeginAsync(
                _ids[Who.Intake],
                new CounterStart(CertifiedCopy.Code, Samples.District, "064085009999", "Siu Thoa", "0905000111", null),
                Cancel
            );
        var scan = new DraftPaper
        {
            DraftId = counter,
            ComponentCode = PaperSlots.Unsorted,
            Ordinal = 1,
            File = file,
            AddedAt = Samples.Morning,
        };
        (_names["counter-draft"], _names["counter-paper"]) = (counter.ToString(), scan.Id.ToString());
        await Database.WriteAsync(
            db =>
            {
                db.DraftPapers.AddRange(paper, scan);
                return Task.CompletedTask;
            },
            Cancel
        );
    }

    private Task<Guid> CompanyFilerAsync() =>
        Database.ReadAsync(db => db.Users.Where(u => u.Email == Cast.Organisation).Select(u => u.Id).SingleAsync(Cancel), Cancel);

    private async Task FileAsync(string name, int running, Applicant applicant, Guid revision, PaperFile file)
    {
        var paper = Guid.NewGuid();
        var number = DossierNumber.Format("H21.65", new DateOnly(2025, 6, 2), running);
        var dossier = Dossier.Submit(
            new Blazor.Domain.Dossiers.Submission
            {
                Number = number,
                ProcedureCode = CertifiedCopy.Code,
                ProcedureName = "Cấp bản sao trích lục hộ tịch",
                SectorCode = "tu-phap",
                RevisionId = revision,
                UnitId = Samples.District,
                ReceivingAgencyId = Samples.OneStop,
                CompetentAgencyId = Samples.District,
                Applicant = applicant,
                ResultDelivery = ResultDelivery.OneStop,
                Answers = "{}",
                AnswersHash = new string('0', 64),
                IdempotencyKey = Guid.NewGuid(),
                Papers = [(paper, "GT-UYQUYEN", 1, file)],
            },
            new Actor(applicant.UserId, applicant.Name, ActorKind.Applicant),
            Samples.Morning
        );
        dossier.RequestSupplement(Samples.Officer(), Samples.Demand(), Samples.Clock, Samples.Morning);
        _names[name] = number;
        _names[$"{name}-paper"] = paper.ToString("D", CultureInfo.InvariantCulture);
        await Database.WriteAsync(
            db =>
            {
                db.Dossiers.Add(dossier);
                return Task.CompletedTask;
            },
            Cancel
        );
    }
}
