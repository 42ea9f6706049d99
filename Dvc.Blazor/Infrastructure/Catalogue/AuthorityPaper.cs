using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Infrastructure.Catalogue;

/// <summary>
/// The written authority (giấy ủy quyền). Who files for somebody else has to attach it, also where the procedure's own list does not name it
/// (Bộ luật Dân sự 2015, Điều 138).
/// </summary>
internal static class AuthorityPaper
{
    /// <summary>Code of the paper in the catalogue.</summary>
    public const string Code = "GT-UYQUYEN";

    /// <summary>Key of the answer by which a form asks whether somebody files for another.</summary>
    public const string Field = "uy_quyen";

    private static readonly FieldCondition ForAnother = new(Field, ConditionOp.Eq, new FlagValue(true));

    /// <summary>The definition with the paper among its papers, when its form knows of filing for another and its list does not name the paper.</summary>
    public static ProcedureDefinition In(ProcedureDefinition definition) =>
        definition.Components.Any(c => c.Code == Code) || !definition.Form.Sections.SelectMany(s => s.Fields).Any(f => f.Key == Field)
            ? definition
            : definition with
            {
                Components = [.. definition.Components, Document],
            };

    /// <summary>When a paper is asked for. The added one is asked for only from those who file for another.</summary>
    public static PaperRule Rule(RequiredDocument paper) =>
        new(paper.Code, paper.Required, paper.RequiredWhen, ReferenceEquals(paper, Document) ? ForAnother : null);

    private static RequiredDocument Document { get; } =
        new()
        {
            Code = Code,
            Name = Terms.AuthorityPaper,
            Originals = 1,
            RequiredWhen = ForAnother,
            Accept = ["application/pdf", "image/jpeg", "image/png", "image/heic"],
        };
}
