using Dvc.Blazor.Domain;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Web;

/// <summary>Section <c>Portal</c> of the settings: name, contact and public address of the portal.</summary>
public sealed class PortalOptions
{
    public const string Section = "Portal";

    public string Name { get; set; } = "";
    public string AgencyName { get; set; } = "";
    public string Phone { get; set; } = "";
    public string Email { get; set; } = "";
    public string Address { get; set; } = "";
    public string OpeningHours { get; set; } = "";

    /// <summary>Where fees are paid by transfer, in words for the applicant (name, account, bank); empty: at the counter only.</summary>
    public string PaymentAccount { get; set; } = "";

    /// <summary>Absolute address under which people reach the portal; used in mails and QR codes, and as an allowed origin.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Day whose agencies are shown (civil date); empty means today in Vietnam.</summary>
    public DateOnly? AgenciesAsOf { get; set; }

    public PortalIdentity ToIdentity() => new(Name, AgencyName, Phone, Email, Address, OpeningHours);
}

/// <summary>Says which key is wrong and what it should be, so that the start stops with a message one can act on.</summary>
public sealed class PortalOptionsCheck : IValidateOptions<PortalOptions>
{
    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Name))
            faults.Add("Portal:Name is empty; it should be the name of the portal.");
        if (string.IsNullOrWhiteSpace(options.AgencyName))
            faults.Add("Portal:AgencyName is empty; it should be the name of the authority.");
        if (options.PublicUrl is { } url && !IsWebAddress(url))
            faults.Add($"Portal:PublicUrl is '{url.OriginalString}'; it should be an absolute http or https address.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsWebAddress(Uri url) => url is { IsAbsoluteUri: true, Scheme: "http" or "https" };
}
