using System.Globalization;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Accounts.Profile;

/// <summary>Particulars as people read and write them.</summary>
internal static class ProfileForm
{
    public const string DayFormat = "dd'/'MM'/'yyyy";

    public static string Written(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    public static string Written(AddressAnswer? address) =>
        address is null
            ? ""
            : string.Join(
                ", ",
                new[] { address.Street, address.Commune?.Name, address.District?.Name, address.Province?.Name }.Where(part =>
                    !string.IsNullOrWhiteSpace(part)
                )
            );
}
