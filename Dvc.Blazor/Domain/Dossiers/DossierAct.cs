namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>What an officer can do to a dossier. The numbers are stored with the passages; never renumber them.</summary>
public enum DossierAct
{
    /// <summary>Tiếp nhận.</summary>
    Accept = 1,

    /// <summary>Từ chối tiếp nhận (mẫu 03).</summary>
    Refuse = 2,

    /// <summary>Yêu cầu bổ sung (mẫu 02).</summary>
    RequestSupplement = 3,

    /// <summary>Soạn yêu cầu bổ sung, for the one-stop department to send (Nghị định 61/2018, Điều 5 khoản 1 điểm e).</summary>
    DraftSupplement = 4,

    /// <summary>Nhận bổ sung: what the applicant sent is complete, the dossier goes on.</summary>
    TakeSupplement = 5,

    /// <summary>Chuyển xử lý: to the division or unit that examines.</summary>
    Forward = 6,

    /// <summary>Lấy lại: a forwarded dossier that nobody has opened.</summary>
    TakeBack = 7,

    /// <summary>Yêu cầu thực hiện nghĩa vụ tài chính.</summary>
    RequestPayment = 8,

    /// <summary>Xác nhận đã nộp.</summary>
    ConfirmPayment = 9,

    /// <summary>Hủy yêu cầu nộp.</summary>
    CancelPayment = 10,

    /// <summary>Xin ý kiến.</summary>
    AskOpinion = 11,

    /// <summary>Trình duyệt.</summary>
    SubmitForApproval = 12,

    /// <summary>Phê duyệt.</summary>
    Approve = 13,

    /// <summary>Trả lại người trình.</summary>
    SendBack = 14,

    /// <summary>Xin lỗi và gia hạn (mẫu 04).</summary>
    Extend = 15,

    /// <summary>Dừng giải quyết (mẫu 05).</summary>
    Discontinue = 16,

    /// <summary>Giải quyết tiếp hồ sơ đã dừng.</summary>
    Resume = 17,

    /// <summary>Đồng ý cho rút hồ sơ.</summary>
    GrantWithdrawal = 18,

    /// <summary>Không đồng ý cho rút hồ sơ.</summary>
    DeclineWithdrawal = 19,

    /// <summary>Hoàn thành: the result exists.</summary>
    Complete = 20,

    /// <summary>Trả kết quả.</summary>
    ReturnResult = 21,

    /// <summary>Thu hồi kết quả trả nhầm.</summary>
    RecallResult = 22,

    /// <summary>Soạn văn bản: prepares a letter of the office.</summary>
    DraftLetter = 23,

    /// <summary>Trình văn bản.</summary>
    SubmitLetter = 24,

    /// <summary>Duyệt văn bản.</summary>
    ApproveLetter = 25,

    /// <summary>Trả lại văn bản.</summary>
    SendBackLetter = 26,

    /// <summary>Giao phần việc: parts of the work to several others at once.</summary>
    GiveSubtasks = 27,

    /// <summary>Trả kết quả ngay: at the counter, of procedures that are settled on the day they are filed.</summary>
    ReturnAtOnce = 28,
}
