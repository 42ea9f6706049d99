using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Submission;

public sealed class ForWhomTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Authorised_FilesTheOthersDossierWithThePaperAndBothNames(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var filer = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(filer);
        await Desk(portal).ChooseAsync(filer, draft.Id, Representation.Authorised, null, Cancel);
        draft = (await portal.Drafts.FindAsync(filer, CertifiedCopy.Code, Cancel))!;
        Assert.Contains("GT-UYQUYEN", (await portal.Submissions.CheckAsync(draft, Cancel)).MissingPapers);

        await portal.Drafts.SaveAsync(filer, draft.Id, Principal(draft), "page", Cancel);
        await portal.Data.AddAsync(Paper(draft.Id));
        var dossier = await FileAsync(portal, filer);

        Assert.Equal(Representation.Authorised, dossier.Representation);
        Assert.Equal(("Ksor Hùng", "Rơ Châm H’Yên"), (dossier.ApplicantName, dossier.RepresentativeName));
        var index = portal.Services.GetRequiredService<NationalIdIndex>();
        Assert.Equal(await index.MarkAsync("064075001111", Cancel), dossier.ApplicantIdMark);
        Assert.Equal("Rơ Châm H’Yên", dossier.Steps.Single().ActorName);
        Assert.Contains("GT-UYQUYEN", dossier.Documents.Select(d => d.ComponentCode));
        var people = ReceiptPeople.Read(dossier);
        Assert.Equal(("Ksor Hùng", "Rơ Châm H’Yên", "064075••••••"), (people.Applicant, people.Representative, people.MaskedId));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Organisation_FilesWithItsNameAndTaxCodeForAllItsMembers(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var member = await portal.UserAsync(Cast.Organisation);
        var draft = await portal.CompleteDraftAsync(member);
        var company = Assert.Single(await Desk(portal).OrganisationsAsync(member, Cancel));
        await Desk(portal).ChooseAsync(member, draft.Id, Representation.Organisation, company.Id, Cancel);
        draft = (await portal.Drafts.FindAsync(member, CertifiedCopy.Code, Cancel))!;
        await portal.Data.AddAsync(Paper(draft.Id, "VB-COQUAN"));

        var dossier = await FileAsync(portal, member);

        Assert.Equal((company.Id, company.Name), (dossier.OrganisationId, dossier.OrganisationName));
        Assert.Contains(company.TaxCode, dossier.Answers.Json, StringComparison.Ordinal);
        Assert.Null(dossier.RepresentativeName);
    }

    [Fact]
    public async Task Organisation_OneHasLeftOrNeverJoined_IsNotFiledFor()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var (member, citizen) = (await portal.UserAsync(Cast.Organisation), await portal.UserAsync(Cast.Citizen));
        var company = Assert.Single(await Desk(portal).OrganisationsAsync(member, Cancel));
        var foreign = await portal.CompleteDraftAsync(citizen);
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
            Desk(portal).ChooseAsync(citizen, foreign.Id, Representation.Organisation, company.Id, Cancel)
        );
        Assert.Equal("Draft.NotAMember", refused.Rule);

        var draft = await portal.CompleteDraftAsync(member);
        await Desk(portal).ChooseAsync(member, draft.Id, Representation.Organisation, company.Id, Cancel);
        var reviewed = await portal.Submissions.CheckAsync((await portal.Drafts.FindAsync(member, CertifiedCopy.Code, Cancel))!, Cancel);
        await portal.Data.Database.WriteAsync(
            async db =>
            {
                var membership = await db.OrganisationMembers.SingleAsync(Cancel);
                membership.LeftAt = Samples.Morning;
            },
            Cancel
        );

        Assert.IsType<SubmissionOutcome.Changed>(await portal.Submissions.SubmitAsync(member, draft.Id, reviewed.Hash, Cancel));
        Assert.Equal(Representation.Self, (await portal.Drafts.FindAsync(member, CertifiedCopy.Code, Cancel))!.Representation);
    }

    [Fact]
    public async Task ProcedureWithoutThePaperInItsList_AsksForItFromThoseWhoFileForAnother()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var filer = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.Drafts.OpenAsync(filer, "1.000894", Cancel);
        Assert.DoesNotContain(
            (await portal.Submissions.CheckAsync(draft, Cancel)).State.Papers,
            p => p is { Code: "GT-UYQUYEN", Asked: true }
        );

        await Desk(portal).ChooseAsync(filer, draft.Id, Representation.Authorised, null, Cancel);
        draft = (await portal.Drafts.FindAsync(filer, "1.000894", Cancel))!;

        Assert.Contains("GT-UYQUYEN", (await portal.Submissions.CheckAsync(draft, Cancel)).MissingPapers);
        Assert.Equal("Giấy ủy quyền nộp hồ sơ thay", draft.Revision.Definition.Components[^1].Name);
    }

    private static ForWhomDesk Desk(SeededPortal portal) => portal.Services.GetRequiredService<ForWhomDesk>();

    private static async Task<Dossier> FileAsync(SeededPortal portal, Guid person)
    {
        var draft = (await portal.Drafts.FindAsync(person, CertifiedCopy.Code, Cancel))!;
        var check = await portal.Submissions.CheckAsync(draft, Cancel);
        Assert.Empty(check.State.Fields.SelectMany(f => f.Errors));
        Assert.Empty(check.MissingPapers);
        var done = Assert.IsType<SubmissionOutcome.Done>(await portal.Submissions.SubmitAsync(person, draft.Id, check.Hash, Cancel));
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        return await db
            .Dossiers.Include(d => d.Answers)
            .Include(d => d.Steps)
            .Include(d => d.Documents)
            .SingleAsync(d => d.Number == done.DossierNumber, Cancel);
    }

    private static List<AnswerChange> Principal(DraftView draft) =>
        [
            .. new Dictionary<string, AnswerValue>(StringComparer.Ordinal)
            {
                ["chu_ho_so_ho_ten"] = new TextAnswer("Ksor Hùng"),
                ["chu_ho_so_so_giay_to"] = new TextAnswer("064075001111"),
                ["chu_ho_so_ngay_sinh"] = new TextAnswer("01/02/1975"),
                ["chu_ho_so_dia_chi"] = CertifiedCopy.Answers["ct_cu_tru"],
                ["chu_ho_so_quan_he"] = new TextAnswer("khac"),
            }.Select(a => new AnswerChange(a.Key, a.Value, draft.AnswerSequences.GetValueOrDefault(a.Key))),
        ];

    private static DraftPaper Paper(Guid draftId, string code = "GT-UYQUYEN") =>
        new()
        {
            DraftId = draftId,
            ComponentCode = code,
            Ordinal = 1,
            File = new PaperFile(new string('a', 64), "uy-quyen.pdf", 1000, "application/pdf", 1, null),
            AddedAt = Samples.Morning,
        };
}
