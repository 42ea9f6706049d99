namespace Dvc.Blazor.Domain.Articles;

/// <summary>What articles are grouped by.</summary>
public sealed class ArticleCategory
{
    /// <summary>Characters of a name.</summary>
    public const int MaxName = 80;

    /// <summary>The last part of its address.</summary>
    public required string Slug { get; init; }

    public required string Name { get; init; }
}

/// <summary>A picture that articles can show; it is for everybody.</summary>
public sealed class ArticlePicture
{
    /// <summary>Hash of the stored picture: 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>JPEG or PNG.</summary>
    public required string MediaType { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required Guid ById { get; init; }

    /// <summary>Where browsers get a picture.</summary>
    public static string PathOf(string sha256) => $"/bai-viet/anh/{sha256}";
}
