using System.Text.Json;
using CsCheck;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Domain.Text;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Sought;

public sealed class SoughtKeyTests
{
    [Fact]
    public void Numbers_AreInTheOrderOfTheirKeys() =>
        Gen.Select(Gen.Decimal, Gen.Decimal)
            .Sample(
                (a, b) => Assert.Equal(Math.Sign(a.CompareTo(b)), Sign(SoughtKey.OfNumber(a), SoughtKey.OfNumber(b))),
                iter: 5000,
                threads: 1
            );

    [Theory]
    [InlineData("-12.51", "-12.5")]
    [InlineData("-12.5", "-12")]
    [InlineData("-12", "-2")]
    [InlineData("-0.1", "0")]
    [InlineData("0", "0.0001")]
    [InlineData("9.9", "10")]
    [InlineData("-79228162514264337593543950335", "-79228162514264337593543950334")]
    [InlineData("79228162514264337593543950334", "79228162514264337593543950335")]
    public void Numbers_NextToEachOther_AreInTheOrderOfTheirKeys(string less, string more)
    {
        var (a, b) = (Key(less), Key(more));

        Assert.Equal(-1, Sign(a, b));
        Assert.True(b.Length <= SoughtKey.MaxLength && a.Length <= SoughtKey.MaxLength);

        static string Key(string number) => SoughtKey.OfNumber(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Texts_ThatBeginWithWords_AreBetweenTheWordsAndTheLastKey() =>
        Gen.Select(Gen.String[0, 120], Gen.Int[0, 120])
            .Sample(
                (text, length) =>
                {
                    var key = SoughtKey.OfText(text);
                    var beginning = key[..Math.Min(length, key.Length)];
                    Assert.True(key.Length <= SoughtKey.MaxLength);
                    Assert.True(string.CompareOrdinal(beginning, key) <= 0);
                    Assert.DoesNotContain('\0', key);
                    Assert.StartsWith(key, SoughtKey.OfText(Fold.Text(text)), StringComparison.Ordinal);
                },
                iter: 2000,
                threads: 1
            );

    [Theory]
    [InlineData(FieldKind.Text, "a", """{"a":"  Đak Đoa "}""", "dak doa")]
    [InlineData(FieldKind.Text, "nhom/a", """{"nhom":{"a":"Ia Le"}}""", "ia le")]
    [InlineData(FieldKind.Text, "nhom/a", """{"nhom":"a"}""", "")]
    [InlineData(FieldKind.Text, "a", "{}", "")]
    [InlineData(FieldKind.Date, "a", """{"a":"1990-05"}""", "1990-05-01")]
    [InlineData(FieldKind.Date, "a", """{"a":"hôm qua"}""", "")]
    [InlineData(FieldKind.Choice, "a", """{"a":{"value":"khac","other":"Lý do riêng"}}""", "khac")]
    [InlineData(FieldKind.Checkbox, "a", """{"a":true}""", "1")]
    [InlineData(
        FieldKind.Address,
        "a",
        """{"a":{"scheme":"2","province":{"code":"64","name":"Tỉnh Gia Lai"},"commune":{"code":"1","name":"Xã Ia Le"},"street":"Số 5"}}""",
        "xa ia le, tinh gia lai"
    )]
    public void Answers_HaveOneKey(FieldKind kind, string path, string json, string key)
    {
        using var answers = JsonDocument.Parse(json);

        Assert.Equal([key], SoughtKey.At(kind, path, answers.RootElement));
    }

    [Fact]
    public void ManyChosenOptions_AreManyKeys()
    {
        using var answers = JsonDocument.Parse("""{"a":["x","y","x"]}""");

        Assert.Equal(["x", "y"], SoughtKey.At(FieldKind.Multichoice, "a", answers.RootElement));
    }

    [Theory]
    [InlineData(FieldKind.Phone, "0905 123 456", FieldKind.Phone, "+84905123456")]
    [InlineData(FieldKind.NationalId, "064190001234", FieldKind.NationalId, "064 190 001 234")]
    [InlineData(FieldKind.Email, "congdan@dvc.local", FieldKind.Email, " congdan@dvc.local ")]
    [InlineData(FieldKind.Date, "12/05/1990", FieldKind.Date, "1990-05-12")]
    [InlineData(FieldKind.Number, "1.500,5", FieldKind.Number, "1500,5")]
    public void WhatIsTyped_IsReadLikeTheAnswer(FieldKind kind, string typed, FieldKind same, string otherwise)
    {
        Assert.NotNull(SoughtKey.Typed(kind, typed));
        Assert.Equal(SoughtKey.Typed(kind, typed), SoughtKey.Typed(same, otherwise));
    }

    [Theory]
    [InlineData("ct_so_dinh_danh", FieldKind.NationalId, true)]
    [InlineData("dien_thoai", FieldKind.Phone, true)]
    [InlineData("thu", FieldKind.Email, true)]
    [InlineData("muc_dich", FieldKind.Multiline, true)]
    [InlineData("ct_dan_toc", FieldKind.Choice, true)]
    [InlineData("tre_ngay_sinh", FieldKind.Date, true)]
    [InlineData("nc_so_giay_to", FieldKind.Text, true)]
    [InlineData("ngay_dang_ky", FieldKind.Date, false)]
    [InlineData("noi_dang_ky", FieldKind.Text, false)]
    public void WhatTellsMuchOfAPerson_IsGuarded(string key, FieldKind kind, bool isGuarded)
    {
        var field = new FormField
        {
            Key = key,
            Label = key,
            Kind = kind,
        };

        Assert.Equal(isGuarded, SoughtShapes.IsGuarded(field));
        Assert.Equal(isGuarded, SoughtShapes.Of(kind, SoughtShapes.IsGuarded(field)) == SoughtShape.Mark);
        Assert.Equal(!isGuarded, SoughtShapes.IsOrdered(kind, SoughtShapes.IsGuarded(field)));
    }

    private static int Sign(string a, string b) => Math.Sign(string.CompareOrdinal(a, b));
}
