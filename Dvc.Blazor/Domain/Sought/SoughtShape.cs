using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Sought;

/// <summary>In which way the values of a sought field are compared.</summary>
public enum SoughtShape
{
    /// <summary>By the beginning, without accents.</summary>
    Text,

    /// <summary>From a number to a number.</summary>
    Number,

    /// <summary>From a day to a day.</summary>
    Date,

    /// <summary>Any of several options.</summary>
    Choice,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>Exactly, by a keyed hash; neither in order nor by the beginning.</summary>
    Mark,
}

/// <summary>Which fields of forms can be sought by, and in which way.</summary>
public static class SoughtShapes
{
    // Parts of keys by which forms here name what Nghị định 13/2023/NĐ-CP, Điều 2 khoản 4 calls sensitive, numbers of identity papers, and dates of birth,
    // which lie unreadable in accounts as well.
    private static readonly string[] Guarded =
    [
        "ngay_sinh",
        "dan_toc",
        "ton_giao",
        "suc_khoe",
        "benh",
        "khuyet_tat",
        "tien_an",
        "an_tich",
        "so_dinh_danh",
        "so_giay_to",
        "cccd",
        "cmnd",
        "ho_chieu",
        "bhyt",
        "bao_hiem",
        "tai_khoan",
        "nguyen_nhan_chet",
    ];

    /// <summary>Whether a field can be sought by at all: it is an answer and no block of others.</summary>
    public static bool IsPossible(FieldKind kind) => kind is not (FieldKind.Group or FieldKind.RepeatingGroup);

    /// <summary>Whether what stands in a field tells so much of a person that it may only lie in the database as a keyed hash (Nghị định 13/2023/NĐ-CP).</summary>
    public static bool IsGuarded(FormField field) =>
        field.Kind is FieldKind.NationalId or FieldKind.Phone or FieldKind.Email or FieldKind.Multiline
        || field.Prefill is "account.national_id" or "account.birth_date" or "account.phone" or "account.email"
        || Guarded.Any(part => field.Key.Contains(part, StringComparison.Ordinal));

    /// <summary>How the values of a field are compared.</summary>
    public static SoughtShape Of(FieldKind kind, bool isGuarded) =>
        isGuarded
            ? SoughtShape.Mark
            : kind switch
            {
                FieldKind.Number or FieldKind.Money => SoughtShape.Number,
                FieldKind.Date => SoughtShape.Date,
                FieldKind.Choice or FieldKind.Multichoice => SoughtShape.Choice,
                FieldKind.Checkbox => SoughtShape.Flag,
                _ => SoughtShape.Text,
            };

    /// <summary>Whether dossiers can be put in the order of a field.</summary>
    public static bool IsOrdered(FieldKind kind, bool isGuarded) => !isGuarded && kind != FieldKind.Multichoice;
}
