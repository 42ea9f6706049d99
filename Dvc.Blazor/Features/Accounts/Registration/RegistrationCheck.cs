using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Domain.Forms;
using FieldError = Dvc.Blazor.Components.Kit.FieldError;
using TaxCodes = Dvc.Blazor.Domain.Organisations.TaxCode;

namespace Dvc.Blazor.Features.Accounts.Registration;

/// <summary>Reads the registration form with the rules that declarations are read by; finds everything that is wrong at once.</summary>
internal sealed class RegistrationCheck(RegistrationInput input, AddressBook book, FormContext context, bool forOrganisation)
{
    private const int MaxName = 60;
    private const int MaxOrganisationName = 200;
    private readonly List<FieldError> _errors = [];

    /// <summary>What is wrong, in the order of the page.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>The person; null when something is wrong.</summary>
    /// <param name="back">Where to go afterwards.</param>
    public RegisteredPerson? Read(string? back)
    {
        var organisation = forOrganisation ? Organisation() : null;
        var family = Name(RegistrationFields.FamilyName, RegistrationText.FamilyName, input.FamilyName, MaxName);
        var given = Name(RegistrationFields.GivenName, RegistrationText.GivenName, input.GivenName, MaxName);
        var id = Id();
        var born = BirthDate(id);
        var address = Address();
        var email = Text(RegistrationFields.Email, RegistrationText.Email, ContactReader.Email(input.Email ?? ""));
        var phone = Text(RegistrationFields.Phone, RegistrationText.Phone, ContactReader.Phone(input.Phone ?? ""));
        if (string.IsNullOrEmpty(input.Password))
            Say(RegistrationFields.Password, RegistrationText.PasswordMissing);
        if (!input.Consent)
            Say(RegistrationFields.Consent, RegistrationText.ConsentMissing);
        return _errors.Count > 0
            ? null
            : new RegisteredPerson(
                $"{family} {given}",
                id!.Number,
                born!.Value,
                address!.ToJson().ToJsonString(FormJson.Options),
                email!,
                phone!,
                organisation,
                RegistrationText.ConsentVersion,
                back
            );
    }

    private RegisteredOrganisation? Organisation()
    {
        var code = TaxCodes.Parse(input.TaxCode);
        if (string.IsNullOrWhiteSpace(input.TaxCode))
            Fault(RegistrationFields.TaxCode, RegistrationText.TaxCode, FieldRules.Required);
        else if (code is null)
            Say(RegistrationFields.TaxCode, RegistrationText.TaxCodeWrong);
        var name = Name(
            RegistrationFields.OrganisationName,
            RegistrationText.OrganisationName,
            input.OrganisationName,
            MaxOrganisationName
        );
        return code is null || name is null ? null : new RegisteredOrganisation(code, name);
    }

    private string? Name(string field, string label, string? typed, int max)
    {
        if (Text(field, label, TextRules.Read(typed ?? "", multiline: false)) is not { } name)
            return null;
        if (name.Length > max)
            Fault(field, label, FieldRules.TooLong, $"{max}");
        else if (!name.Any(char.IsLetter))
            Fault(field, label, FieldRules.Pattern);
        else
            return name;
        return null;
    }

    // A passport has no account here: the number ties the account to the identity card.
    private NationalId? Id()
    {
        if (string.IsNullOrWhiteSpace(input.NationalId))
            Fault(RegistrationFields.NationalId, RegistrationText.NationalId, FieldRules.Required);
        else if (NationalId.Parse(input.NationalId) is not { } id)
            Fault(RegistrationFields.NationalId, RegistrationText.NationalId, FieldRules.NationalId);
        else if (!id.HasKnownProvince)
            Fault(RegistrationFields.NationalId, RegistrationText.NationalId, FieldRules.NationalIdProvince, id.Number[..3]);
        else
            return id;
        return null;
    }

    private DateOnly? BirthDate(NationalId? id)
    {
        if (
            Value(
                RegistrationFields.BirthDate,
                RegistrationText.BirthDate,
                DateReader.Read(input.BirthDate ?? "", allowPartial: false, context.Today)
            )
            is not DateValue date
        )
            return null;
        var day = date.Date.Earliest;
        if (day > context.Today)
            Fault(RegistrationFields.BirthDate, RegistrationText.BirthDate, FieldRules.NotAfter, $"{context.Today:dd'/'MM'/'yyyy}");
        else if (id?.BirthYear is { } year && year != day.Year)
            Fault(RegistrationFields.NationalId, RegistrationText.NationalId, FieldRules.NationalIdBirth);
        else
            return day;
        return null;
    }

    private AddressValue? Address()
    {
        var label = RegistrationText.Address;
        var chosen = !string.IsNullOrEmpty(input.Address.Commune);
        if (!chosen)
            Fault(RegistrationFields.Commune, FormText.CommuneOrWard, FieldRules.Required);
        var street = Text(RegistrationFields.Street, label, TextRules.Read(input.Address.Street ?? "", multiline: false));
        if (!chosen)
            return null;
        var found = Value(RegistrationFields.Commune, FormText.CommuneOrWard, AddressReader.Read(input.Address.ToAnswer(book), context));
        return street is null ? null : found as AddressValue;
    }

    private string? Text(string field, string label, Reading reading) => (Value(field, label, reading) as TextValue)?.Text;

    private FormValue? Value(string field, string label, Reading reading)
    {
        if (reading.Problem is { } problem)
            Fault(field, label, problem, reading.Arg ?? "");
        else if (reading.Value is null)
            Fault(field, label, FieldRules.Required);
        else
            return reading.Value;
        return null;
    }

    private void Fault(string field, string label, string rule, params string[] args) => Say(field, FormWords.Of(rule, label, args));

    private void Say(string field, string message) => _errors.Add(new FieldError(field, message));
}

/// <summary>Ids of the controls.</summary>
internal static class RegistrationFields
{
    public const string TaxCode = "ma-so-thue";
    public const string OrganisationName = "ten-to-chuc";
    public const string FamilyName = "ho";
    public const string GivenName = "ten";
    public const string NationalId = "cccd";
    public const string BirthDate = "ngay-sinh";
    public const string Commune = "xa";
    public const string Street = "xa-duong";
    public const string Email = "email";
    public const string Phone = "dien-thoai";
    public const string Password = "mat-khau";
    public const string Consent = "dong-y";
    public const string Proof = "ma-xac-nhan";

    /// <summary>Their order on the page.</summary>
    public static List<string> InOrder { get; } =
    [TaxCode, OrganisationName, FamilyName, GivenName, NationalId, BirthDate, Commune, Street, Email, Phone, Password, Proof, Consent];
}
