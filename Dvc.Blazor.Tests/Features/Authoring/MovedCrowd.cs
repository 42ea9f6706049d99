using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Features.Authoring;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Tests.Domain.Forms;
using Dvc.Blazor.Tests.Domain.Procedures.Authoring;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Authoring;

/// <summary>Random drafts and dossiers of one procedure in every status, and a random draft of its next revision.</summary>
internal sealed class MovedCrowd(SeededPortal portal, int seed)
{
    public const string Code = CertifiedCopy.Code;
    public const int Drafts = 7;
    public const int Dossiers = 70;

    private readonly Random _random = new(seed);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task StoreAsync()
    {
        var current = await portal.Data.Database.ReadAsync(
            db => db.Procedures.Where(p => p.Code == Code).Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel),
            Cancel
        );
        var revision = await portal.Services.GetRequiredService<Revisions>().GetAsync(current, Cancel);
        var rows = new List<object>();
        for (var i = 0; i < Drafts; i++)
        {
            rows.AddRange(Draft(revision));
        }

        for (var i = 1; i <= Dossiers; i++)
        {
            rows.Add(Dossier(revision, i));
        }

        await portal.Data.AddAsync([.. rows]);
    }

    /// <summary>Begins the next revision and changes it a few times; returns the number of edits to name.</summary>
    public async Task<int> EditAsync(Guid admin, bool isHarmless = false)
    {
        var desk = portal.Services.GetRequiredService<AuthorDraftDesk>();
        await desk.BeginAsync(admin, Code, null, Cancel);
        var draft = (await desk.FindAsync(admin, Code, Cancel))!;
        var (content, edits) = (draft.Content, new RandomEdits(seed));
        if (!isHarmless)
        {
            content = new AddField(new FieldHome("su_kien"), 0, FieldKind.Text, "Số điện thoại phụ").Apply(content, draft.Published);
            content = Required(content, "so_dien_thoai_phu") with { Components = [.. content.Components, Paper()] };
        }

        for (var i = 0; i < 25 && !isHarmless; i++)
        {
            content = Sound(() => edits.Next(content).Apply(content, draft.Published)) ?? content;
        }

        Assert.DoesNotContain(ProcedureCheck.Run(content), fault => fault.Severity == Severity.Error);
        return await desk.SaveAsync(admin, Code, draft.Edits, content, Cancel);
    }

    private static ProcedureDefinition? Sound(Func<ProcedureDefinition> edit)
    {
        try
        {
            var content = edit();
            return ProcedureCheck.Run(content).Any(f => f.Severity == Severity.Error) ? null : content;
        }
        catch (RuleViolationException)
        {
            return null;
        }
    }

    // Compulsory where the first answer is one thing, so that only some have to be asked.
    private static ProcedureDefinition Required(ProcedureDefinition content, string key) =>
        content with
        {
            Form = content.Form with
            {
                Sections =
                [
                    .. content.Form.Sections.Select(section =>
                        section with
                        {
                            Fields =
                            [
                                .. section.Fields.Select(field =>
                                    field.Key == key
                                        ? field with
                                        {
                                            Required = true,
                                            VisibleWhen = new FieldCondition(
                                                "quan_he_voi_chu_the",
                                                ConditionOp.Eq,
                                                new TextValue("ban_than")
                                            ),
                                        }
                                        : field
                                ),
                            ],
                        }
                    ),
                ],
            },
        };

    private static RequiredDocument Paper() =>
        new()
        {
            Code = "GT-MOI",
            Name = "Giấy mới",
            RequiredWhen = new FieldCondition("loai_su_kien", ConditionOp.Eq, new TextValue("khai_sinh")),
            Accept = ["application/pdf"],
        };

    private IEnumerable<object> Draft(Revision revision)
    {
        var draft = new Draft
        {
            OwnerId = Guid.NewGuid(),
            ProcedureCode = Code,
            RevisionId = revision.Id,
            Step = WizardSteps.Form,
            CreatedAt = Samples.Morning,
            UpdatedAt = Samples.Morning,
        };
        yield return draft;
        foreach (var (path, value) in Answers().All)
        {
            yield return new DraftAnswer
            {
                DraftId = draft.Id,
                Path = path,
                Value = value.ToJson(),
                Sequence = ++draft.Sequence,
                SavedAt = Samples.Morning,
                Device = "page",
            };
        }
    }

    private Dossier Dossier(Revision revision, int running)
    {
        var canonical = FormEvaluator.Evaluate(revision.Form, Answers(), Make.Context).Submitted.Json;
        var dossier = Samples.Dossier(running, revision: revision.Id, answers: canonical);
        var officer = Samples.Officer();
        switch (_random.Next(8))
        {
            case 0:
                dossier.Accept(officer, Samples.Morning.AddDays(3), Samples.Morning);
                break;
            case 1:
                dossier.Accept(officer, Samples.Morning.AddDays(4), Samples.Morning);
                dossier.DraftSupplement(officer, Samples.Demand(), Samples.Morning);
                break;
            case 2:
                dossier.RequestSupplement(officer, Samples.Demand(), Samples.Clock, Samples.Morning);
                break;
            case 3:
                dossier.Accept(officer, null, Samples.Morning);
                dossier.Forward(officer, new ForwardTarget(Samples.District), Samples.Morning);
                break;
            case 4:
                dossier.Refuse(officer, "Không thuộc thẩm quyền.", Samples.Morning);
                break;
            default:
                break;
        }

        return dossier;
    }

    private FormAnswers Answers()
    {
        var answers = FormAnswers.From(CertifiedCopy.Answers.Where(_ => _random.Next(12) > 0));
        return _random.Next(3) switch
        {
            0 => answers.With("loai_su_kien", "ket_hon"),
            1 => answers.With("quan_he_voi_chu_the", "con"),
            _ => answers,
        };
    }
}
