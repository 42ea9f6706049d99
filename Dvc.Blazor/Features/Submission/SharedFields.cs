using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Organisations;

namespace Dvc.Blazor.Features.Submission;

/// <summary>Fields of the shared sections that every form includes; their keys are part of the catalogue's format.</summary>
internal static class SharedFields
{
    /// <summary>The person or organisation whose dossier it will be, and who files it.</summary>
    public static Applicant Applicant(Guid userId, DraftView draft, FormState state)
    {
        var filer = Text(state, "nop_ho_ten") ?? "";
        var principal = draft.Representation == Representation.Authorised ? Text(state, "chu_ho_so_ho_ten") : null;
        return new Applicant(
            userId,
            principal ?? filer,
            Text(state, "nop_ten_to_chuc"),
            Text(state, "nop_email"),
            Text(state, "nop_dien_thoai")
        )
        {
            Representation = draft.Representation,
            OrganisationId = draft.Organisation?.Id,
            RepresentativeName = principal is null ? null : filer,
        };
    }

    /// <summary>Identity number of the person whose dossier it will be; null when none was asked for.</summary>
    public static string? ApplicantNumber(DraftView draft, FormState state) =>
        Text(state, draft.Representation == Representation.Authorised ? "chu_ho_so_so_giay_to" : "nop_so_giay_to");

    public static ResultDelivery Delivery(FormState state) =>
        Text(state, "nhan_hinh_thuc") switch
        {
            "buu_chinh" => ResultDelivery.Post,
            "dien_tu" => ResultDelivery.Digital,
            _ => ResultDelivery.OneStop,
        };

    private static string? Text(FormState state, string key) =>
        state[key] is { Visible: true, Value: { } value } && ValueText.Of(value) is { Length: > 0 } text ? text : null;
}
