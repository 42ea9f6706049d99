using System.Globalization;
using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Accounts.Profile;

/// <summary>What the form of the particulars sends, as typed.</summary>
public sealed class ProfileInput
{
    public string? FullName { get; set; }

    public string? NationalId { get; set; }

    public string? BirthDate { get; set; }

    public AddressInput Address { get; set; } = new();

    public string? Phone { get; set; }

    /// <summary>What stands in the form when it is opened.</summary>
    public static ProfileInput Of(OwnProfile profile, AddressBook book) =>
        new()
        {
            FullName = profile.FullName,
            NationalId = profile.NationalId,
            BirthDate = profile.BirthDate is { } born ? ProfileForm.Written(born) : null,
            Address = AddressInput.Of(profile.Address, book),
            Phone = profile.Phone,
        };
}

/// <summary>Particulars as they may be stored; null where nothing was given.</summary>
public sealed record ProfileChange(string FullName, string? NationalId, DateOnly? BirthDate, AddressAnswer? Address, string? Phone);

/// <summary>Reads the form of the particulars with the checks that forms of dossiers have, so that both ask for the same.</summary>
public sealed class ProfileForm(OwnProfile before, ProfileInput typed, AddressBook book, DateOnly today)
{
    private readonly FormContext _context = new(today);
    private readonly Dictionary<string, string> _faults = new(StringComparer.Ordinal);

    /// <summary>What is wrong, by the id of the control.</summary>
    public IReadOnlyDictionary<string, string> Faults => _faults;

    public static string Written(DateOnly day) => day.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    public static string Written(AddressAnswer? address) =>
        address is null ? "" : AnswerWords.Of(Field("dia-chi", "", FieldKind.Address), address);

    /// <summary>What was entered; null when something is wrong with it.</summary>
    public ProfileChange? Read()
    {
        var name = Text("ho-ten", ProfileText.FullName, FieldKind.Text, typed.FullName);
        var number = before.IsFixed ? before.NationalId : Text("so-cccd", ProfileText.NationalId, FieldKind.NationalId, typed.NationalId);
        var born = before.IsFixed ? before.BirthDate : Day(typed.BirthDate);
        var phone = Text("dien-thoai", ProfileText.Phone, FieldKind.Phone, typed.Phone);
        var address = Address();
        if (name is null && !_faults.ContainsKey("ho-ten"))
        {
            Fault("ho-ten", ProfileText.FullName, FieldKind.Text, FieldRules.Required, null);
        }

        if (number is not null && NationalId.Parse(number) is null)
        {
            Fault("so-cccd", ProfileText.NationalId, FieldKind.NationalId, FieldRules.NationalId, null);
        }

        return _faults.Count > 0 ? null : new ProfileChange(before.IsStaff ? before.FullName : name!, number, born, address, phone);
    }

    /// <summary>Says that the number cannot be taken, without a word about whose it is.</summary>
    public void RefuseNumber() => _faults["so-cccd"] = ProfileText.NumberRefused;

    private string? Text(string id, string label, FieldKind kind, string? raw) => (Value(id, label, kind, raw) as TextValue)?.Text;

    private DateOnly? Day(string? raw)
    {
        if (
            Value("ngay-sinh", ProfileText.BirthDate, FieldKind.Date, raw)
            is not DateValue { Date: { Month: { } month, Day: { } day } date }
        )
        {
            return null;
        }

        var born = new DateOnly(date.Year, month, day);
        if (born > _context.Today)
        {
            Fault("ngay-sinh", ProfileText.BirthDate, FieldKind.Date, FieldRules.NotAfter, Written(_context.Today));
        }

        return born;
    }

    private AddressAnswer? Address() =>
        Value("xa", ProfileText.Address, FieldKind.Address, typed.Address.ToAnswer(book, before.Address))
            is AddressValue { Scheme: var scheme, Province: var province, District: var district, Commune: var commune, Street: var street }
            ? new AddressAnswer(scheme, province, district, commune, street)
            : null;

    private FormValue? Value(string id, string label, FieldKind kind, string? raw) => Value(id, label, kind, new TextAnswer(raw ?? ""));

    private FormValue? Value(string id, string label, FieldKind kind, AnswerValue answer)
    {
        var reading = ValueReader.Read(Field(id, label, kind), answer, _context);
        var problem =
            reading.Problem is null && reading.Value is TextValue { Text.Length: > MaxLength }
                ? Reading.Bad(FieldRules.TooLong, MaxLength.ToString(CultureInfo.InvariantCulture))
                : reading;
        if (problem.Problem is { } rule)
        {
            Fault(id, label, kind, rule, problem.Arg);
            return null;
        }

        return reading.Value;
    }

    private void Fault(string id, string label, FieldKind kind, string rule, string? arg) =>
        _faults[id] = FormWords.Of(new FieldError(id, rule, arg is null ? [] : [arg]), Field(id, label, kind));

    private static FormField Field(string id, string label, FieldKind kind) =>
        new()
        {
            Key = id,
            Label = label,
            Kind = kind,
        };

    /// <summary>Longest line, UTF-16 units.</summary>
    public const int MaxLength = 150;
}
