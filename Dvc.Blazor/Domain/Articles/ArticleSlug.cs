using System.Text;
using Dvc.Blazor.Domain.Text;

namespace Dvc.Blazor.Domain.Articles;

/// <summary>The readable part of an address: small Latin letters, digits and single hyphens.</summary>
public static class ArticleSlug
{
    /// <summary>Longest slug, characters.</summary>
    public const int MaxLength = 80;

    private const string Nameless = "bai-viet";

    /// <summary>The slug of a title; never empty.</summary>
    public static string Of(string title)
    {
        var slug = new StringBuilder();
        foreach (var letter in Fold.Text(title))
        {
            if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
            {
                slug.Append(letter);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }

            if (slug.Length == MaxLength)
            {
                break;
            }
        }

        var words = slug.ToString().Trim('-');
        return words.Length == 0 ? Nameless : words;
    }

    /// <summary>The first of slug, slug-2, slug-3 … that is not taken.</summary>
    public static string Free(string slug, IReadOnlySet<string> taken)
    {
        for (var number = 2; ; number++)
        {
            if (!taken.Contains(slug))
            {
                return slug;
            }

            slug = number == 2 ? $"{slug}-2" : $"{slug[..slug.LastIndexOf('-')]}-{number}";
        }
    }
}
