using CsCheck;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Articles;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Articles;

/// <summary>What can be written, when it is shown, and at which address.</summary>
public sealed class ArticleTests
{
    private static readonly DateTime Now = new(2026, 11, 28, 3, 15, 42, DateTimeKind.Utc);
    private static readonly Actor Writer = new(Guid.Empty, "Quản trị", ActorKind.Officer);
    private static readonly ArticleContent Content = new(
        "thong-bao",
        new ArticleText("Lịch tiếp dân", "Tóm tắt", "Nội dung"),
        ArticleText.Empty,
        null,
        false
    );

    [Fact]
    public void Draft_IsNotSeen_PublishedIs_FromTheWholeMinute()
    {
        var article = Begin(Content);
        Assert.False(article.IsVisibleAt(Now));

        article.Publish(Writer, Now);

        Assert.True(article.IsVisibleAt(Now));
        Assert.Equal(new DateTime(2026, 11, 28, 3, 15, 0, DateTimeKind.Utc), article.PublishAt);
    }

    [Fact]
    public void PublishedForALaterDay_IsSeenFromThenOnOnly() =>
        Gen.Int[1, 100_000]
            .Sample(minutes =>
            {
                var day = Now.AddMinutes(minutes);
                var article = Begin(Content with { PublishAt = day });
                article.Publish(Writer, Now);
                Assert.False(article.IsVisibleAt(day.AddTicks(-1)));
                Assert.True(article.IsVisibleAt(day));
                Assert.Equal(day, article.PublishAt);
            });

    [Fact]
    public void Withdrawn_IsNotSeen_AndComesBackWithItsDate()
    {
        var article = Begin(Content);
        article.Publish(Writer, Now);
        var date = article.PublishAt;

        article.Withdraw(Writer, Now.AddDays(1));
        Assert.False(article.IsVisibleAt(Now.AddDays(1)));
        Assert.Equal("Article.NotPublished", RuleOf(() => article.Withdraw(Writer, Now)));
        article.Publish(Writer, Now.AddDays(2));

        Assert.Equal(date, article.PublishAt);
        Assert.True(article.IsVisibleAt(Now.AddDays(2)));
    }

    [Fact]
    public void Publish_WithoutABody_IsRefused()
    {
        var article = Begin(Content with { Vietnamese = Content.Vietnamese with { Body = "" } });

        Assert.Equal("Article.BodyMissing", RuleOf(() => article.Publish(Writer, Now)));
        Assert.Equal(ArticleState.Draft, article.State);
    }

    [Fact]
    public void Change_OfAPublishedArticle_KeepsDateAndBody_AndChangesTheVersion()
    {
        var article = Begin(Content);
        article.Publish(Writer, Now);
        var (date, version) = (article.PublishAt, article.Version);

        article.Change(Content with { IsPinned = true }, Writer, Now.AddDays(3));

        Assert.Equal(date, article.PublishAt);
        Assert.NotEqual(version, article.Version);
        Assert.Equal(
            "Article.BodyMissing",
            RuleOf(() => article.Change(Content with { Vietnamese = Content.Vietnamese with { Body = " " } }, Writer, Now))
        );
    }

    [Fact]
    public void English_WhereItIsEmpty_IsVietnamese()
    {
        var article = Begin(Content with { English = new ArticleText("Office hours", "", "Body") });

        Assert.True(article.HasEnglish);
        Assert.Equal(new ArticleText("Office hours", "Tóm tắt", "Body"), article.English);
    }

    [Theory]
    [InlineData("", "Article.TitleMissing")]
    [InlineData("  ", "Article.TitleMissing")]
    [InlineData("a\nb", "Article.Characters")]
    [InlineData("a\u200bb", "Article.Characters")]
    public void Title_ThatCannotBe_IsRefused(string title, string rule) =>
        Assert.Equal(rule, RuleOf(() => Begin(Content with { Vietnamese = Content.Vietnamese with { Title = title } })));

    [Theory]
    [InlineData("Lịch tiếp dân tháng 12/2026", "lich-tiep-dan-thang-12-2026")]
    [InlineData("  Đăng ký – kết hôn!  ", "dang-ky-ket-hon")]
    [InlineData("???", "bai-viet")]
    public void Slug_OfATitle_IsReadable(string title, string slug) => Assert.Equal(slug, ArticleSlug.Of(title));

    [Fact]
    public void Slug_OfAnything_IsSmallLettersDigitsAndSingleHyphens() =>
        Gen.String.Sample(title => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", ArticleSlug.Of(title)));

    [Fact]
    public void FreeSlug_CountsOn()
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 12; i++)
            Assert.True(taken.Add(ArticleSlug.Free("tin", taken)));
        Assert.Contains("tin-12", taken);
    }

    private static Article Begin(ArticleContent content) => Article.Begin(Guid.NewGuid(), "lich", content, Writer, Now);

    private static string? RuleOf(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (RuleViolationException refusal)
        {
            return refusal.Rule;
        }
    }
}
