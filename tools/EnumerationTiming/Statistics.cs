namespace EnumerationTiming;

internal static class Statistics
{
    public static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>
    /// Mann-Whitney: how likely two samples differ in rank at least as much as these by chance alone (two-sided, by the normal approximation, which is
    /// good from twenty values on). It asks for nothing about how times are distributed, and single slow answers do not sway it.
    /// </summary>
    public static double ChanceOfSuchADifference(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var ranked = one.Select(v => (Value: v, IsOne: true))
            .Concat(other.Select(v => (Value: v, IsOne: false)))
            .OrderBy(v => v.Value)
            .ToList();
        var rankSum = ranked.Select((v, i) => v.IsOne ? i + 1.0 : 0).Sum();
        double n = one.Count;
        double m = other.Count;
        var u = rankSum - (n * (n + 1) / 2);
        var z = Math.Abs(u - (n * m / 2)) / Math.Sqrt(n * m * (n + m + 1) / 12);
        return 2 * UpperTail(z);
    }

    // Abramowitz and Stegun 26.2.17, exact to seven digits.
    private static double UpperTail(double z)
    {
        var t = 1 / (1 + (0.2316419 * z));
        var sum = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * sum;
    }
}
