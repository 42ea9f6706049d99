using System.Text.Json;
using System.Text.Json.Nodes;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Authoring;

/// <summary>What the form of a new procedure says.</summary>
/// <param name="AgencyId">The competent unit; null: every unit of commune level.</param>
public sealed record NewProcedure(string Code, string Name, string SectorCode, string? AgencyId);

/// <summary>What administrators do with whole procedures.</summary>
public sealed class ProcedureDesk(DvcDatabase database, AuthoringRights rights, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>A new procedure with a draft that asks for nothing of its own yet. The public sees it once the draft is published.</summary>
    /// <exception cref="RuleViolationException">The code is taken or no code, or the unit is not in these hands.</exception>
    public Task CreateAsync(Guid byId, NewProcedure wanted, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var agencies = await UnitsAsync(db, wanted.AgencyId, cancellationToken);
                var content = new ProcedureDefinition
                {
                    Code = Words(wanted.Code),
                    Name = Words(wanted.Name),
                    Field = wanted.SectorCode,
                    Level = "toan-trinh",
                    Processing = new ProcessingTime { Unit = "working_day", Value = 5 },
                    Form = new FormDefinition { Sections = await SharedAsync(db, cancellationToken) },
                    Rest = new Dictionary<string, JsonElement> { ["agencies"] = JsonSerializer.SerializeToElement(agencies) },
                };
                await AddAsync(db, byId, content, ProcedureAct.Created, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>A new procedure whose draft says what another says now.</summary>
    /// <exception cref="RuleViolationException">There is no such procedure in these hands, or the code is taken or no code.</exception>
    public Task CloneAsync(Guid byId, string sourceCode, string code, string name, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var source = await rights.LoadAsync(db, byId, sourceCode, cancellationToken);
                var revision = await db
                    .Revisions.Where(r => r.ProcedureCode == sourceCode)
                    .OrderBy(r => r.Id != source.CurrentRevisionId)
                    .ThenByDescending(r => r.Number)
                    .FirstAsync(cancellationToken);
                var content = ProcedureDefinition.Parse(revision.Content) with { Code = Words(code), Name = Words(name) };
                await AddAsync(db, byId, content, ProcedureAct.Created, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Stores a package as a draft: of a new procedure, or of the one with its code. A draft that is open already is never written over.</summary>
    /// <exception cref="RuleViolationException">The package has faults, the procedure is not in these hands, or has an open draft.</exception>
    public Task<string> ImportAsync(Guid byId, string package, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var content = ProcedurePackage.Read(package).Content ?? throw new RuleViolationException("Authoring.PackageHasFaults");
                if (!await db.Procedures.AnyAsync(p => p.Code == content.Code, cancellationToken))
                {
                    await AddAsync(db, byId, content, ProcedureAct.Imported, cancellationToken);
                    return content.Code;
                }

                await rights.LoadAsync(db, byId, content.Code, cancellationToken);
                await rights.CheckAsync(db, byId, ProcedureUnits.Read(content), cancellationToken);
                var draft = await AuthorDraftDesk.BeginAsync(db, byId, content.Code, content, null, Now, cancellationToken);
                db.Note(content.Code, ProcedureAct.Imported, byId, Now, draft.Number, draft.ContentHash);
                return content.Code;
            },
            cancellationToken
        );

    /// <summary>No dossier can be begun any more; running ones go on.</summary>
    /// <exception cref="RuleViolationException">It is not in these hands, closed already, nothing is said, or the other procedure takes no dossiers.</exception>
    public Task CloseAsync(Guid byId, string code, string? notice, string? replacedBy, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var procedure = await rights.LoadAsync(db, byId, code, cancellationToken);
                var other = string.IsNullOrWhiteSpace(replacedBy) ? null : replacedBy.Trim();
                if (
                    other is not null
                    && !await db.Procedures.AnyAsync(
                        p => p.Code == other && p.CurrentRevisionId != null && p.ClosedAt == null,
                        cancellationToken
                    )
                )
                {
                    throw new RuleViolationException("Authoring.NoReplacement");
                }

                procedure.Close(notice, other, Now);
                db.Note(code, ProcedureAct.Closed, byId, Now, detail: other);
            },
            cancellationToken
        );

    /// <summary>Dossiers can be begun again.</summary>
    public Task ReopenAsync(Guid byId, string code, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var procedure = await rights.LoadAsync(db, byId, code, cancellationToken);
                if (procedure.IsClosed)
                {
                    procedure.Reopen();
                    db.Note(code, ProcedureAct.Reopened, byId, Now);
                }
            },
            cancellationToken
        );

    private async Task AddAsync(
        DvcDbContext db,
        Guid byId,
        ProcedureDefinition content,
        ProcedureAct act,
        CancellationToken cancellationToken
    )
    {
        var faults = ProcedureCheck.Run(content).Where(fault => fault.Severity == Severity.Error).Select(fault => fault.Place).ToList();
        if (faults.Contains("code"))
        {
            throw new RuleViolationException("Authoring.BadCode");
        }

        if (faults.Contains("name"))
        {
            throw new RuleViolationException("Authoring.NameMissing");
        }

        if (!await db.Sectors.AnyAsync(s => s.Code == content.Field, cancellationToken))
        {
            throw new RuleViolationException("Authoring.UnknownSector");
        }

        if (await db.Procedures.AnyAsync(p => p.Code == content.Code, cancellationToken))
        {
            throw new RuleViolationException("Authoring.CodeTaken");
        }

        var assignments = ProcedureUnits.Read(content);
        await rights.CheckAsync(db, byId, assignments, cancellationToken);
        var procedure = new Procedure
        {
            Code = content.Code,
            Name = "",
            FoldedName = "",
            SectorCode = "",
            Level = ServiceLevel.InformationOnly,
            Order = (await db.Procedures.MaxAsync(p => (int?)p.Order, cancellationToken) ?? 0) + 1,
        };
        procedure.Describe(content);
        procedure.Assignments.AddRange(assignments);
        db.Procedures.Add(procedure);
        var draft = ProcedureRevision.Draft(content.Code, 1, ProcedureContent.Write(content), byId, Now, null);
        db.Revisions.Add(draft);
        db.Note(content.Code, act, byId, Now, draft.Number, draft.ContentHash);
    }

    private static async Task<IReadOnlyList<FormSection>> SharedAsync(DvcDbContext db, CancellationToken cancellationToken)
    {
        var content = await db
            .Procedures.Where(p => p.CurrentRevisionId != null)
            .OrderBy(p => p.Order)
            .ThenBy(p => p.Code)
            .Select(p => db.Revisions.Where(r => r.Id == p.CurrentRevisionId).Select(r => r.Content).First())
            .FirstOrDefaultAsync(cancellationToken);
        return content is null
            ? []
            : [.. ProcedureDefinition.Parse(content).Form.Sections.Where(section => section.Role != SectionRole.Form)];
    }

    private static async Task<JsonArray> UnitsAsync(DvcDbContext db, string? agencyId, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(agencyId))
        {
            return
            [
                new JsonObject
                {
                    ["level"] = "xa",
                    ["competent"] = AuthoringText.EveryCommune,
                    ["competent_kind"] = "commune",
                },
            ];
        }

        var unit =
            await db.Agencies.SingleOrDefaultAsync(a => a.Id == agencyId, cancellationToken)
            ?? throw new RuleViolationException("Authoring.UnknownUnit");
        var level =
            unit.IsCommuneLevel ? "xa"
            : unit.IsDistrictLevel ? "huyen"
            : "tinh";
        return
        [
            new JsonObject
            {
                ["level"] = level,
                ["competent"] = unit.Name,
                ["competent_id"] = unit.Id,
            },
        ];
    }

    private static string Words(string? text) => (text ?? "").Trim().Normalize(System.Text.NormalizationForm.FormC);
}
