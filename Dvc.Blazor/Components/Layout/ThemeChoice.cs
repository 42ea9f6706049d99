namespace Dvc.Blazor.Components.Layout;

/// <summary>The reader's choice of light or dark, kept in a cookie so that the first byte of a page already wears it.</summary>
public static class ThemeChoice
{
    public const string Cookie = "dvc-theme";

    /// <summary>"light", "dark", or nothing when the reader follows the system.</summary>
    public static string? Of(HttpContext? context) =>
        context?.Request.Cookies[Cookie] is "light" or "dark" ? context.Request.Cookies[Cookie] : null;
}
