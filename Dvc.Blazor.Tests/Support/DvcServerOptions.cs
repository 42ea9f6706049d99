namespace Dvc.Blazor.Tests.Support;

/// <summary>How one node of the product is started. What is not set stays at the product's own default.</summary>
public sealed record DvcServerOptions
{
    /// <summary>Whether it runs in a process of its own, as an operator runs it: needed to kill or freeze it and to read what it wrote.</summary>
    public bool OwnProcess { get; init; }

    /// <summary>Connection string of a PostgreSQL database; without it the node has a SQLite file in its folder.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>Folder of the files; nodes of one installation share it. By default one inside the node's folder.</summary>
    public string? FilesRoot { get; init; }

    /// <summary>Folder for the mails as .eml files. By default one inside the node's folder.</summary>
    public string? MailPickup { get; init; }

    /// <summary>Port of an SMTP server on the loopback, instead of the pickup folder.</summary>
    public int? SmtpPort { get; init; }

    public string? Redis { get; init; }

    /// <summary>Whether a node with its own SQLite file begins on what a first start leaves behind, made once per run; otherwise it makes everything itself.</summary>
    public bool Begun { get; init; } = true;

    public bool Demo { get; init; } = true;

    /// <summary>The address people use, where it is not the node's own: that of a <see cref="CuttingProxy"/>.</summary>
    public Uri? PublicUrl { get; init; }

    public string Environment { get; init; } = "Development";

    /// <summary>Further options by their environment names (<c>Area__Name</c>).</summary>
    public IReadOnlyDictionary<string, string?> More { get; init; } = new Dictionary<string, string?>();
}
