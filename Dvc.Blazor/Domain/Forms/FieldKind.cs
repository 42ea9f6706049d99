using System.Text.Json.Serialization;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>What a field asks for (loại trường).</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<FieldKind>))]
public enum FieldKind
{
    Text,
    Multiline,
    Number,
    Money,
    Date,
    Choice,
    Multichoice,
    Checkbox,
    Phone,
    Email,
    NationalId,
    Address,

    /// <summary>Rows of the same fields; the citizen adds and removes rows.</summary>
    RepeatingGroup,

    /// <summary>A block of fields that belong together, once.</summary>
    Group,
}

/// <summary>Which part of the wizard a section belongs to.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SectionRole>))]
public enum SectionRole
{
    /// <summary>The procedure's own declaration (tờ khai), step <c>to-khai</c>.</summary>
    Form,

    /// <summary>The shared section about the submitter, step <c>nguoi-nop</c>.</summary>
    Applicant,

    /// <summary>The shared section about result delivery, step <c>nhan-ket-qua</c>.</summary>
    ResultDelivery,
}

/// <summary>The wizard step a field is shown at; consents of the result delivery section move to the review.</summary>
public enum FormStep
{
    Applicant,
    Form,
    ResultDelivery,
    Review,
}

/// <summary>How bad a finding is: an error stops the submission, a warning is only told.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Severity>))]
public enum Severity
{
    Error,
    Warning,
}
