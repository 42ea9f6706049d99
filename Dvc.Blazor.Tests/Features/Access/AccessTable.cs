using static Dvc.Blazor.Tests.Features.Access.Outcome;
using static Dvc.Blazor.Tests.Features.Access.Who;

namespace Dvc.Blazor.Tests.Features.Access;

/// <summary>A request and what each person gets for it.</summary>
/// <param name="Route">Pattern of the route as the product maps it, without a slash at the start.</param>
/// <param name="Path">What is asked for; names in angle brackets are filled in by <see cref="AccessPortal"/>.</param>
public sealed record AccessRow(string Route, string Path, Func<Who, Outcome> Expected, bool IsPost = false)
{
    public string Name => IsPost ? $"POST {Path}" : Path;
}

/// <summary>The one table of who gets what. A route that is not in it fails the tests: whoever adds a page says here who may see it.</summary>
internal static class AccessTable
{
    private static readonly Who[] Nobody = [Anonymous, Locked];
    private static readonly Who[] Officers = [Who.Intake, OfficerElsewhere, OtherSector, Approver, UnitAdministrator, StandIn];
    private static readonly Who[] OfficersThere = [Who.Intake, Approver, UnitAdministrator, StandIn];
    private static readonly Who[] Administrators = [UnitAdministrator, SystemAdministrator];

    /// <summary>Not asked for by people: the link of live pages (see <see cref="Hearings"/>), and what is shown instead of a missing page or file.</summary>
    public static IReadOnlyList<string> NotPages { get; } =
    ["hubs/dossiers", "hubs/dossiers/negotiate", "not-found", "loi/{Code:int}", "{**path:file}"];

    /// <summary>
    /// The live link: by the ticket of which page who hears of a change. Officers see changes on their boards, by their own rights; here they hear as little
    /// as anybody to whom the dossier does not exist. The page of the receipt's secret code is for whoever holds the code.
    /// </summary>
    public static IReadOnlyList<(string Ticket, Func<Who, Outcome> Expected)> Hearings { get; } =
    [("citizen", who => who == Owner ? Ok : NotFound), ("organisation", who => who == Member ? Ok : NotFound), ("code", _ => Ok)];

    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        .. Public("", "thu-tuc", "tra-cuu", "dang-nhap", "dang-xuat", "healthz/live", "healthz/ready", "ma-xac-nhan", "khong-co-quyen"),
        .. Public("dang-ky", "dang-ky/xac-nhan"),
        new("thu-tuc/{Code}", "thu-tuc/2.000635", _ => Ok),
        new("co-quan/{Id}", "co-quan/gl-h-639", _ => Ok),
        .. Public(
            "tai-khoan/da-xoa",
            "quen-mat-khau",
            "quen-mat-khau/da-gui",
            "quen-mat-khau/moi",
            "nhan-tai-khoan",
            "dang-nhap/ma-xac-thuc"
        ),
        // Off unless the settings name a provider.
        .. Nowhere("dang-nhap/ngoai", "dang-nhap/ngoai/ve"),
        // For whoever has just come back from the provider.
        new("dang-nhap/lien-ket", "dang-nhap/lien-ket", _ => SignIn),
        .. SignedIn(
            "tai-khoan/ho-so",
            "tai-khoan/du-lieu",
            "tai-khoan/du-lieu/xoa",
            "tai-khoan/email",
            "tai-khoan/email/xac-nhan",
            "tai-khoan/mat-khau",
            "tai-khoan/lien-ket",
            "tai-khoan/bao-mat",
            "tai-khoan/bao-mat/ung-dung-xac-thuc",
            "tai-khoan/bao-mat/ma-du-phong",
            "tai-khoan/bao-mat/khoa-truy-cap"
        ),
        .. Posts(
            Any,
            "tai-khoan/du-lieu/tai-ve",
            "tai-khoan/noi-dang-nhap/dang-xuat",
            "tai-khoan/noi-dang-nhap/dang-xuat-het",
            "tai-khoan/bao-mat/khoa-truy-cap/tuy-chon",
            "tai-khoan/bao-mat/khoa-truy-cap/them"
        ),
        .. Posts(_ => Ok, "dang-nhap/khoa-truy-cap/tuy-chon", "dang-nhap/khoa-truy-cap"),
        .. SignedIn("thong-bao", "thong-bao/so-chua-doc", "tai-khoan/thong-bao"),
        new("thong-bao/{id:guid}", "thong-bao/00000000-0000-0000-0000-000000000001", OfNobody),
        .. SignedIn("ho-so", "tai-khoan", "tai-khoan/to-chuc", "tai-khoan/to-chuc/loi-moi"),
        new("nop-ho-so/{ProcedureCode}", "nop-ho-so/2.000635", Any),
        new("nop-ho-so/{ProcedureCode}/{Step}", "nop-ho-so/2.000635/nguoi-nop", Any),
        .. Dossier("ho-so/{number}", "ho-so/<>"),
        .. Dossier("ho-so/{number}/bien-nhan", "ho-so/<>/bien-nhan"),
        .. Dossier("ho-so/{number}/bien-nhan.pdf", "ho-so/<>/bien-nhan.pdf"),
        .. Dossier("ho-so/{number}/bo-sung", "ho-so/<>/bo-sung"),
        .. Dossier("ho-so/{number}/nop-tien", "ho-so/<>/nop-tien"),
        .. Dossier("ho-so/{number}/rut-ho-so", "ho-so/<>/rut-ho-so"),
        .. Dossier("ho-so/{number}/van-ban/{code}", "ho-so/<>/van-ban/mau-02-1"),
        .. Dossier("ho-so/{number}/van-ban/{code}.pdf", "ho-so/<>/van-ban/mau-02-1.pdf"),
        .. Papers("tep/{id:guid}", "tep/<>"),
        .. Papers("tep/{id:guid}/anh-nho", "tep/<>/anh-nho"),
        new(
            "tep/tai-len",
            "tep/tai-len",
            who =>
                who == Owner ? Ok
                : Nobody.Contains(who) ? Refused
                : NotFound,
            IsPost: true
        ),
        new("tep/tai-len/{id:guid}", "tep/tai-len/00000000-0000-0000-0000-000000000001", who => Nobody.Contains(who) ? Refused : NotFound),
        new("mot-cua", "mot-cua", who => Only(who, Officers)),
        new("mot-cua/han", "mot-cua/han", who => Only(who, Officers)),
        new("mot-cua/thong-ke", "mot-cua/thong-ke", who => Only(who, Officers)),
        new("mot-cua/so-theo-doi", "mot-cua/so-theo-doi", who => Only(who, Officers)),
        new("mot-cua/so-theo-doi.csv", "mot-cua/so-theo-doi.csv", who => Only(who, Officers)),
        new("mot-cua/so-theo-doi.xlsx", "mot-cua/so-theo-doi.xlsx", who => Only(who, Officers)),
        new("mot-cua/danh-sach.csv", "mot-cua/danh-sach.csv", who => Only(who, Officers)),
        new("mot-cua/danh-sach.xlsx", "mot-cua/danh-sach.xlsx", who => Only(who, Officers)),
        new("mot-cua/tep-xuat", "mot-cua/tep-xuat", who => Only(who, Officers)),
        // A file of somebody else.
        new(
            "mot-cua/tep-xuat/{id:guid}",
            "mot-cua/tep-xuat/00000000-0000-0000-0000-000000000001",
            who => Officers.Contains(who) ? NotFound : Only(who, Officers)
        ),
        .. OfficeDossier("mot-cua/ho-so/{Number}", "mot-cua/ho-so/<>"),
        .. OfficeDossier("mot-cua/ho-so/{Number}/phieu-kiem-soat", "mot-cua/ho-so/<>/phieu-kiem-soat"),
        .. OfficeDossier("mot-cua/ho-so/{number}/phieu-kiem-soat.pdf", "mot-cua/ho-so/<>/phieu-kiem-soat.pdf"),
        new("mot-cua/nop-tai-quay", "mot-cua/nop-tai-quay", AtACounter),
        // A draft that the intake officer began for somebody.
        new("mot-cua/nop-tai-quay/{DraftId:guid}", "mot-cua/nop-tai-quay/<counter-draft>", TheHelperOnly),
        new("mot-cua/nop-tai-quay/{DraftId:guid}/{Step}", "mot-cua/nop-tai-quay/<counter-draft>/giay-to", TheHelperOnly),
        new("mot-cua/nop-tai-quay/{DraftId:guid}/phieu", "mot-cua/nop-tai-quay/<counter-draft>/phieu", TheHelperOnly),
        new("tai-khoan/vang-mat", "tai-khoan/vang-mat", who => Only(who, Officers)),
        .. Administration("quan-tri/thu-tuc", "quan-tri/thu-tuc/moi", "quan-tri/thu-tuc/nhap"),
        new("quan-tri/thu-tuc/{Code}", "quan-tri/thu-tuc/2.000635", SystemOnly),
        new("quan-tri/thu-tuc/{Code}/so-sanh", "quan-tri/thu-tuc/2.000635/so-sanh", SystemOnly),
        new("quan-tri/thu-tuc/{Code}/cong-bo", "quan-tri/thu-tuc/2.000635/cong-bo", SystemOnly),
        // Whether there is a draft in these hands is read once the page is live.
        new("quan-tri/thu-tuc/{Code}/soan", "quan-tri/thu-tuc/2.000635/soan", who => Only(who, Administrators)),
        .. Administration("quan-tri/thu-tuc/can-xac-nhan", "quan-tri/nguoi-dung", "quan-tri/nguoi-dung/moi", "quan-tri/nguoi-dung/nap"),
        new("quan-tri/thu-tuc/{code}/goi.json", "quan-tri/thu-tuc/2.000635/goi.json", SystemOnly),
        new("quan-tri/nguoi-dung/{Id:guid}", "quan-tri/nguoi-dung/<intake>", who => Only(who, Administrators)),
        new("quan-tri/nguoi-dung/{Id:guid}", "quan-tri/nguoi-dung/<elsewhere>", SystemOnly),
        new("quan-tri/nguoi-dung/{Id:guid}", "quan-tri/nguoi-dung/<owner>", SystemOnly),
        new("quan-tri/lich-lam-viec", "quan-tri/lich-lam-viec", SystemOnly),
        new(
            "quan-tri/lich-lam-viec/xem-truoc/{Id:guid}",
            "quan-tri/lich-lam-viec/xem-truoc/00000000-0000-0000-0000-000000000001",
            who => Administrators.Contains(who) ? NotFound : Only(who, [])
        ),
        .. Administration("quan-tri/nhat-ky", "quan-tri/co-quan", "quan-tri/co-quan/them"),
        new("quan-tri/co-quan/{Id}", "quan-tri/co-quan/gl-h-639", who => Only(who, Administrators)),
        new("quan-tri/co-quan/{Id}", "quan-tri/co-quan/gl-old", SystemOnly),
        // The unit itself is in the hands of the system's administrators, a department of it also in the unit's.
        new("quan-tri/co-quan/{Id}/sap-nhap", "quan-tri/co-quan/gl-h-639/sap-nhap", SystemOnly),
        new("quan-tri/co-quan/{Id}/sap-nhap", "quan-tri/co-quan/cp-tu-phap/sap-nhap", who => Only(who, Administrators)),
        new("quan-tri/co-quan/{Id}/chia-tach", "quan-tri/co-quan/gl-h-639/chia-tach", SystemOnly),
        new("quan-tri/co-quan/{Id}/chia-tach", "quan-tri/co-quan/cp-tu-phap/chia-tach", who => Only(who, Administrators)),
        new("quan-tri/co-quan/nap", "quan-tri/co-quan/nap", SystemOnly),
        new("quan-tri/co-quan/linh-vuc", "quan-tri/co-quan/linh-vuc", SystemOnly),
        new(
            "quan-tri/co-quan/xem-truoc/{Id:guid}",
            "quan-tri/co-quan/xem-truoc/00000000-0000-0000-0000-000000000001",
            who => Administrators.Contains(who) ? NotFound : Only(who, [])
        ),
        new("quan-tri/nhat-ky/kiem-tra", "quan-tri/nhat-ky/kiem-tra", SystemOnly),
        // A line that is not there.
        new(
            "quan-tri/nhat-ky/{Source}/{Key}",
            "quan-tri/nhat-ky/co-quan/999999",
            who => Administrators.Contains(who) ? NotFound : Only(who, [])
        ),
        new("quan-tri/nhat-ky/tep.csv", "quan-tri/nhat-ky/tep.csv", who => Only(who, Administrators), IsPost: true),
        new("quan-tri/bai-viet", "quan-tri/bai-viet", SystemOnly),
        new("quan-tri/bai-viet/moi", "quan-tri/bai-viet/moi", SystemOnly),
        new(
            "quan-tri/bai-viet/{Id:guid}",
            "quan-tri/bai-viet/00000000-0000-0000-0000-000000000001",
            who => Administrators.Contains(who) ? NotFound : Only(who, [])
        ),
        .. Posts(who => Only(who, Administrators), "quan-tri/bai-viet/xem-thu"),
        .. Public("bai-viet"),
        // Nothing has been published.
        new("bai-viet/{Slug}", "bai-viet/khong-co", _ => NotFound),
        new("chuyen-muc/{Category}", "chuyen-muc/khong-co", _ => NotFound),
        new("bai-viet/anh/{sha256}", "bai-viet/anh/00", _ => NotFound),
        new("quan-tri/cong", "quan-tri/cong", SystemOnly),
        // No picture has been chosen.
        new("bieu-trung/{sha256}", "bieu-trung/00", _ => NotFound),
        new("kit", "kit", _ => Ok),
        new("kit/mot-cua", "kit/mot-cua", _ => Ok),
    ];

    private static Outcome Any(Who who) => Nobody.Contains(who) ? SignIn : Ok;

    private static Outcome Only(Who who, Who[] those) =>
        Nobody.Contains(who) ? SignIn
        : those.Contains(who) ? Ok
        : Refused;

    private static Outcome AtTheDistrict(Who who) =>
        OfficersThere.Contains(who) ? Ok
        : Officers.Contains(who) ? NotFound
        : Only(who, []);

    private static Outcome AtACounter(Who who) => who is Approver or UnitAdministrator ? NotFound : Only(who, Officers);

    private static Outcome TheHelperOnly(Who who) => who != Who.Intake && Officers.Contains(who) ? NotFound : Only(who, Officers);

    private static Outcome SystemOnly(Who who) =>
        who switch
        {
            SystemAdministrator => Ok,
            UnitAdministrator => NotFound,
            _ => Only(who, []),
        };

    private static IEnumerable<AccessRow> Public(params string[] paths) => paths.Select(path => new AccessRow(path, path, _ => Ok));

    private static IEnumerable<AccessRow> Nowhere(params string[] paths) => paths.Select(path => new AccessRow(path, path, _ => NotFound));

    private static IEnumerable<AccessRow> Posts(Func<Who, Outcome> expected, params string[] paths) =>
        paths.Select(path => new AccessRow(path, path, expected, IsPost: true));

    private static IEnumerable<AccessRow> SignedIn(params string[] paths) => paths.Select(path => new AccessRow(path, path, Any));

    private static IEnumerable<AccessRow> Administration(params string[] paths) =>
        paths.Select(path => new AccessRow(path, path, who => Only(who, Administrators)));

    // Whose dossier it is decides; that it exists is known to nobody else.
    private static IEnumerable<AccessRow> Dossier(string route, string path) =>
        [
            new(route, path.Replace("<>", "<citizen>", StringComparison.Ordinal), who => who == Owner ? Ok : OfNobody(who)),
            new(route, path.Replace("<>", "<organisation>", StringComparison.Ordinal), who => who == Member ? Ok : OfNobody(who)),
            new(route, path.Replace("<>", "H21.65-250602-9999", StringComparison.Ordinal), OfNobody),
        ];

    // By the place where the officer works.
    private static IEnumerable<AccessRow> OfficeDossier(string route, string path) =>
        [
            new(route, path.Replace("<>", "<citizen>", StringComparison.Ordinal), AtTheDistrict),
            new(route, path.Replace("<>", "<organisation>", StringComparison.Ordinal), AtTheDistrict),
            new(
                route,
                path.Replace("<>", "H21.65-250602-9999", StringComparison.Ordinal),
                who => Officers.Contains(who) ? NotFound : Only(who, Officers)
            ),
        ];

    private static IEnumerable<AccessRow> Papers(string route, string path) =>
        [
            new(
                route,
                path.Replace("<>", "<citizen-paper>", StringComparison.Ordinal),
                who => who == Owner || OfficersThere.Contains(who) ? Ok : OfNobody(who)
            ),
            new(
                route,
                path.Replace("<>", "<organisation-paper>", StringComparison.Ordinal),
                who => who == Member || OfficersThere.Contains(who) ? Ok : OfNobody(who)
            ),
            new(route, path.Replace("<>", "<draft-paper>", StringComparison.Ordinal), who => who == Owner ? Ok : OfNobody(who)),
            new(route, path.Replace("<>", "<counter-paper>", StringComparison.Ordinal), who => who == Who.Intake ? Ok : OfNobody(who)),
        ];

    private static Outcome OfNobody(Who who) => Nobody.Contains(who) ? SignIn : NotFound;
}
