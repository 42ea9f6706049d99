using System.Globalization;
using Dvc.Blazor.Components.Kit;

namespace Dvc.Blazor.Features.Handling;

/// <summary>Amounts in đồng as people write them.</summary>
internal static class Money
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static string Of(long amount) => Say.With(HandlingText.AmountOf, Digits(amount));

    /// <summary>With dots, as it is typed into a field.</summary>
    public static string Digits(long amount) => amount.ToString("#,##0", Vietnamese);
}
