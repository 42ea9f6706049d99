namespace Dvc.Blazor.Domain.Organisations;

/// <summary>A tax code (mã số thuế): nine digits and a check digit, and for dependent units three more (Thông tư 105/2020/TT-BTC, Điều 5).</summary>
public static class TaxCode
{
    private static readonly int[] Weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];

    /// <summary>The code without spaces and dashes when it is a valid one, else null.</summary>
    public static string? Parse(string? text)
    {
        var code = string.Concat((text ?? "").Where(c => c is not (' ' or '-' or '.')));
        return code.Length is 10 or 13 && code.All(char.IsAsciiDigit) && CheckDigit(code) == code[9] - '0' ? code : null;
    }

    // Ten is no digit: the tax office leaves such numbers out.
    private static int CheckDigit(string code) => 10 - Enumerable.Range(0, 9).Sum(i => (code[i] - '0') * Weights[i]) % 11;
}
