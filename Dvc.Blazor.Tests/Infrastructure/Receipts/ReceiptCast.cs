using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dvc.Blazor.Infrastructure.Receipts;

namespace Dvc.Blazor.Tests.Infrastructure.Receipts;

/// <summary>Receipts of named people for the tests.</summary>
internal static class ReceiptCast
{
    public static ReceiptDocument Submitted { get; } =
        new()
        {
            Kind = ReceiptKind.Submission,
            ParentAgencyName = "Ủy ban nhân dân tỉnh Gia Lai",
            AgencyName = "Ủy ban nhân dân huyện Chư Pưh",
            OneStopName = "Bộ phận Tiếp nhận và Trả kết quả",
            Place = "Chư Pưh",
            DossierNumber = "H21.65-250410-0007",
            LookUpCode = "7KQ2-M9XA",
            LookUpUrl = new Uri("https://dichvucong.example.vn/tra-cuu?ma=H21.65-250410-0007&khoa=7KQ2M9XA"),
            ProcedureCode = "1.001776",
            ProcedureName = "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng, hỗ trợ kinh phí chăm sóc, nuôi dưỡng hằng tháng",
            ApplicantName = "Ksor H'Ngŏ",
            RepresentativeName = "Rơ Châm H’Yên",
            IdNumber = "064175••••••",
            Address = "Làng Kênh Mék, xã Ia Le, huyện Chư Pưh, tỉnh Gia Lai",
            Phone = "0900 000 000",
            Email = "hyen@example.vn",
            Papers =
            [
                Paper("Tờ khai đề nghị trợ giúp xã hội", 1, 0, File("to-khai.pdf", 184_320, 3)),
                Paper("Văn bản ủy quyền", 1, 0, File("Giấy ủy quyền có chứng thực của xã.jpg", 12_582_912, null)),
                Paper(
                    "Giấy tờ tùy thân (đối chiếu)",
                    0,
                    1,
                    File("cccd-mat-truoc.jpg", 734_003, null),
                    File("cccd-mat-sau.jpg", 699_120, null)
                ),
                Paper("Quyết định đang hưởng trợ cấp", 0, 1),
            ],
            ProcessingTime = "17,5 ngày làm việc",
            SubmittedAt = new DateTime(2025, 4, 10, 3, 47, 0, DateTimeKind.Utc),
            ReturnPlace = "Bộ phận Một cửa xã Ia Le",
            ReturnMethod = "Nhận trực tiếp",
            Fees = [new ReceiptFee("Phí cấp bản sao", 8_000, "bản"), new ReceiptFee("Lệ phí khác", null, Unverified: true)],
        };

    public static ReceiptDocument Accepted { get; } =
        Submitted with
        {
            Kind = ReceiptKind.Acceptance,
            AcceptedAt = new DateTime(2025, 4, 10, 17, 30, 0, DateTimeKind.Utc),
            DueDate = new DateOnly(2025, 5, 7),
            DueTime = new TimeOnly(16, 30),
            AcceptedBy = "Nguyễn Thị Thu Hằng",
        };

    public static ReceiptDocument Long { get; } =
        Accepted with
        {
            Papers =
            [
                .. Enumerable
                    .Range(1, 12)
                    .Select(paper =>
                        Paper(
                            $"Thành phần thứ {paper}: giấy tờ chứng minh quan hệ nhân thân hoặc văn bản của cơ quan có thẩm quyền",
                            1,
                            1,
                            [
                                .. Enumerable
                                    .Range(1, 6)
                                    .Select(file =>
                                        File(
                                            string.Create(CultureInfo.InvariantCulture, $"anh-chup-{paper}-{file}.jpg"),
                                            1_000_000 * file,
                                            null
                                        )
                                    ),
                            ]
                        )
                    ),
            ],
        };

    public static ReceiptPaper Paper(string name, int originals, int copies, params ReceiptFile[] files) =>
        new(name, originals, copies, files);

    public static ReceiptFile File(string name, long size, int? pages) =>
        new(name, size, pages, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))));
}
