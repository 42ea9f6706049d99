using System.Globalization;

namespace Dvc.Blazor.Components.Kit;

/// <summary>Puts values into a sentence of the resources.</summary>
public static class Say
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static string With(string sentence, params object?[] values) => string.Format(Vietnamese, sentence, values);
}
