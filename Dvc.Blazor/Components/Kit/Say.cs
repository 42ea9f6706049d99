using System.Globalization;

namespace Dvc.Blazor.Components.Kit;

/// <summary>Puts values into a sentence of the resources.</summary>
public static class Say
{
    /// <summary>How numbers are written and names are sorted here.</summary>
    public static CultureInfo Vietnamese { get; } = CultureInfo.GetCultureInfo("vi-VN");

    public static string With(string sentence, params object?[] values) => string.Format(Vietnamese, sentence, values);
}
