namespace Dvc.Blazor.Features.Submission;

/// <summary>The steps of the wizard by their addresses, in order.</summary>
public static class WizardSteps
{
    public const string Unit = "don-vi";
    public const string Applicant = "nguoi-nop";
    public const string Form = "to-khai";
    public const string Papers = "giay-to";
    public const string Delivery = "nhan-ket-qua";
    public const string Review = "xac-nhan";

    public static IReadOnlyList<string> All { get; } = [Unit, Applicant, Form, Papers, Delivery, Review];
}
