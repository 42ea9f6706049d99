using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Articles;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Articles;

/// <summary>What is done with an article besides keeping its words.</summary>
public enum ArticleStep
{
    /// <summary>Nothing: it stays as it is.</summary>
    Keep,
    Publish,
    Withdraw,
}

/// <summary>What a save of an article carries.</summary>
/// <param name="Id">Made by the page that was opened for writing, so that the same sent twice is one article.</param>
/// <param name="Seen">The version that was changed; empty for a new article.</param>
/// <param name="NewCategory">Name of a category that is to be made for it; empty when it has one of those that are there.</param>
public sealed record ArticleSave(Guid Id, Guid Seen, ArticleContent Content, string NewCategory, TakenPicture? Picture, ArticleStep Step);

/// <summary>Keeps, publishes and withdraws articles.</summary>
public sealed class ArticleDesk(DvcDatabase database, Administrators administrators, TimeProvider clock)
{
    /// <summary>Keeps the words and takes the step, together or not at all. The same once more changes nothing.</summary>
    /// <exception cref="RuleViolationException">Not this person's to write, something in it cannot be, or somebody else was faster.</exception>
    public async Task SaveAsync(Guid byId, ArticleSave save, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(db => SaveAsync(db, byId, save, cancellationToken), cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new RuleViolationException("Article.ChangedMeanwhile");
        }
    }

    private async Task SaveAsync(DvcDbContext db, Guid byId, ArticleSave save, CancellationToken cancellationToken)
    {
        if (!await administrators.KeepArticlesAsync(db, byId, cancellationToken))
        {
            throw new RuleViolationException("Article.NotFound");
        }

        await db.LockArticlesAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var name = await db.Users.Where(u => u.Id == byId).Select(u => u.FullName).SingleAsync(cancellationToken);
        var by = new Actor(byId, name, ActorKind.Officer);
        var content = (await WithCategoryAsync(db, save, cancellationToken)).Tidy();
        var article = await db.Articles.SingleOrDefaultAsync(a => a.Id == save.Id, cancellationToken);
        if (article is null)
        {
            article = Article.Begin(save.Id, await FreeSlugAsync(db, content.Vietnamese.Title, cancellationToken), content, by, now);
            db.Articles.Add(article);
            Note(ArticleAct.Begun);
        }
        else if (article.Content != article.WithItsDate(content))
        {
            if (article.Version != save.Seen)
            {
                throw new RuleViolationException("Article.ChangedMeanwhile");
            }

            article.Change(content, by, now);
            Note(ArticleAct.Changed);
        }

        if (save.Step == ArticleStep.Publish && article.State != ArticleState.Published)
        {
            article.Publish(by, now);
            Note(ArticleAct.Published);
        }
        else if (save.Step == ArticleStep.Withdraw && article.State != ArticleState.Withdrawn)
        {
            article.Withdraw(by, now);
            Note(ArticleAct.Withdrawn);
        }

        if (save.Picture is { } picture && !await db.ArticlePictures.AnyAsync(p => p.Sha256 == picture.Sha256, cancellationToken))
        {
            db.ArticlePictures.Add(
                new ArticlePicture
                {
                    Sha256 = picture.Sha256,
                    MediaType = picture.MediaType,
                    At = now,
                    ById = byId,
                }
            );
        }

        void Note(ArticleAct act) =>
            db.ArticleEvents.Add(
                new ArticleEvent
                {
                    Id = Guid.CreateVersion7(),
                    ArticleId = article.Id,
                    Act = act,
                    At = now,
                    ById = byId,
                    ByName = name,
                    Title = article.Title,
                }
            );
    }

    private static async Task<ArticleContent> WithCategoryAsync(DvcDbContext db, ArticleSave save, CancellationToken cancellationToken)
    {
        var wanted = TextRules.Normalise(save.NewCategory);
        if (wanted.Length > ArticleCategory.MaxName || TextRules.Problem(wanted, multiline: false) is not null)
        {
            throw new RuleViolationException("Article.CategoryTooLong", ArticleCategory.MaxName);
        }

        // Two spellings of one name are one category.
        var slug = wanted.Length > 0 ? ArticleSlug.Of(wanted) : save.Content.CategorySlug;
        if (!await db.ArticleCategories.AnyAsync(c => c.Slug == slug, cancellationToken))
        {
            if (wanted.Length == 0)
            {
                throw new RuleViolationException("Article.CategoryMissing");
            }

            db.ArticleCategories.Add(new ArticleCategory { Slug = slug, Name = wanted });
        }

        return save.Content with
        {
            CategorySlug = slug,
        };
    }

    private static async Task<string> FreeSlugAsync(DvcDbContext db, string title, CancellationToken cancellationToken)
    {
        var slug = ArticleSlug.Of(title);
        var taken = await db.Articles.Where(a => a.Slug.StartsWith(slug)).Select(a => a.Slug).ToListAsync(cancellationToken);
        return ArticleSlug.Free(slug, taken.ToHashSet(StringComparer.Ordinal));
    }
}
