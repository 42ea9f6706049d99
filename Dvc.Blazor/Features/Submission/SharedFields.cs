using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Submission;

/// <summary>Fields of the shared sections that every form includes; their keys are part of the catalogue's format.</summary>
internal static class SharedFields
{
    public static Applicant Applicant(Guid userId, FormState state) =>
        new(
            userId,
            Text(state, "nop_ho_ten") ?? "",
            Text(state, "nop_ten_to_chuc"),
            Text(state, "nop_email"),
            Text(state, "nop_dien_thoai")
        );

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
