namespace Dvc.Blazor.Components.Kit;

/// <summary>Which page numbers a <see cref="Pager"/> shows: the ends, the open page and its neighbours.</summary>
public static class PagerWindow
{
    /// <summary>Page numbers in order; nothing (null) where numbers are left out.</summary>
    public static IEnumerable<int?> Of(int page, int pages)
    {
        var last = 0;
        for (var number = 1; number <= pages; number++)
        {
            if (number != 1 && number != pages && Math.Abs(number - page) > 1)
                continue;
            if (number == last + 2)
                yield return last + 1;
            else if (number > last + 2)
                yield return null;
            yield return number;
            last = number;
        }
    }
}
