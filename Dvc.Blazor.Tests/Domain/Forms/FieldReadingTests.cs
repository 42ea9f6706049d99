using Dvc.Blazor.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Forms;

public sealed class FieldReadingTests
{
    [Theory]
    [InlineData("8.000", 8000)]
    [InlineData("8000", 8000)]
    [InlineData("8,000", 8000)]
    [InlineData("1.250.000 đ", 1250000)]
    [InlineData("8 000 đồng", 8000)]
    [InlineData("50000VND", 50000)]
    public void Money_TypedAsPeopleDo_IsWholeDong(string typed, long dong) =>
        Reads(Make.Field("f", FieldKind.Money), typed, new NumberValue(dong));

    [Theory]
    [InlineData("8.00")]
    [InlineData("8,5")]
    [InlineData("tám nghìn")]
    [InlineData("đ")]
    [InlineData("9999999999999999")]
    public void Money_NotAWholeAmount_IsRefused(string typed) => Refuses(Make.Field("f", FieldKind.Money), typed, FieldRules.Money);

    [Theory]
    [InlineData("1234,5", "1234.5")]
    [InlineData("1.234,5", "1234.5")]
    [InlineData("1.234", "1234")]
    [InlineData("0.125", "0.125")]
    [InlineData("120.5", "120.5")]
    [InlineData(" 0,5 ", "0.5")]
    [InlineData("-3", "-3")]
    public void Number_WithCommaOrDot_IsRead(string typed, string number) =>
        Reads(
            Make.Field("f", FieldKind.Number),
            typed,
            new NumberValue(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture))
        );

    [Theory]
    [InlineData("1,2,3")]
    [InlineData("1.2.3")]
    [InlineData("1e5")]
    [InlineData("٣")]
    [InlineData("NaN")]
    [InlineData("ba")]
    public void Number_Other_IsRefused(string typed) => Refuses(Make.Field("f", FieldKind.Number), typed, FieldRules.Number);

    [Theory]
    [InlineData("05/09/2020", "2020-09-05")]
    [InlineData("5/9/2020", "2020-09-05")]
    [InlineData("5-9-2020", "2020-09-05")]
    [InlineData("2020-09-05", "2020-09-05")]
    [InlineData("29/02/2024", "2024-02-29")]
    public void Date_Typed_IsRead(string typed, string iso) =>
        Assert.Equal(iso, Assert.IsType<DateValue>(Make.Answered(Make.Field("f", FieldKind.Date), typed).Value).Date.ToString());

    [Theory]
    [InlineData("29/02/2023")]
    [InlineData("31/04/2024")]
    [InlineData("01/13/2024")]
    [InlineData("00/01/2024")]
    [InlineData("1/1/1899")]
    [InlineData("1/1/2999")]
    [InlineData("1/1/24")]
    [InlineData("0000")]
    [InlineData("hôm nay")]
    public void Date_Impossible_IsRefused(string typed) => Refuses(Make.Field("f", FieldKind.Date), typed, FieldRules.Date);

    [Theory]
    [InlineData("1950", "1950")]
    [InlineData("3/1950", "1950-03")]
    [InlineData("1950-03", "1950-03")]
    public void Date_Partial_IsReadOnlyWhereAllowed(string typed, string iso)
    {
        var partial = Make.Field("f", FieldKind.Date, validation: new FieldValidation { AllowPartial = true });
        Assert.Equal(iso, Assert.IsType<DateValue>(Make.Answered(partial, typed).Value).Date.ToString());
        Refuses(Make.Field("f", FieldKind.Date), typed, FieldRules.WholeDate);
    }

    [Theory]
    [InlineData("0905123456", "0905123456")]
    [InlineData("+84 905 123 456", "0905123456")]
    [InlineData("84905123456", "0905123456")]
    [InlineData("(0269) 3 850 009", "02693850009")]
    [InlineData("0269.3850009", "02693850009")]
    public void Phone_Typed_IsNormalised(string typed, string national) =>
        Reads(Make.Field("f", FieldKind.Phone), typed, new TextValue(national));

    [Theory]
    [InlineData("0123456789")]
    [InlineData("090512345")]
    [InlineData("09051234567")]
    [InlineData("+1 905 123 4567")]
    [InlineData("gọi tôi")]
    public void Phone_Other_IsRefused(string typed) => Refuses(Make.Field("f", FieldKind.Phone), typed, FieldRules.Phone);

    [Theory]
    [InlineData("Siu.YBe@Example.VN", "Siu.YBe@example.vn")]
    [InlineData("a+b@thư.vn", "a+b@xn--th-jya.vn")]
    public void Email_OneMailbox_IsRead(string typed, string mailbox)
    {
        var state = Make.Answered(Make.Field("f", FieldKind.Email), typed);
        Assert.Empty(state.Errors);
        Assert.StartsWith(
            mailbox[..(mailbox.IndexOf('@', StringComparison.Ordinal) + 1)],
            Assert.IsType<TextValue>(state.Value).Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("a@b")]
    [InlineData("a@b.vn, c@d.vn")]
    [InlineData("Tên <a@b.vn>")]
    [InlineData("a..b@c.vn")]
    [InlineData(".a@c.vn")]
    [InlineData("a@-c.vn")]
    [InlineData("a@c.1")]
    [InlineData("a\nb@c.vn")]
    [InlineData("a b@c.vn")]
    public void Email_Other_IsRefused(string typed) => Refuses(Make.Field("f", FieldKind.Email), typed, FieldRules.Email);

    [Theory]
    [InlineData("064090012345", "064090012345")]
    [InlineData("064 090 012 345", "064090012345")]
    [InlineData("231234567", "231234567")]
    public void NationalId_RealStructure_IsRead(string typed, string number) =>
        Reads(Make.Field("f", FieldKind.NationalId), typed, new TextValue(number));

    [Theory]
    [InlineData("003090012345", FieldRules.NationalIdProvince)]
    [InlineData("097090012345", FieldRules.NationalIdProvince)]
    [InlineData("0640900123", FieldRules.NationalId)]
    [InlineData("06409001234a", FieldRules.NationalId)]
    [InlineData("B1234567", FieldRules.NationalId)]
    public void NationalId_Impossible_IsRefused(string typed, string rule) => Refuses(Make.Field("f", FieldKind.NationalId), typed, rule);

    [Fact]
    public void NationalId_PassportWhereThePatternSpeaksOfIt_IsRead()
    {
        var field = Make.Field("f", FieldKind.NationalId, validation: new FieldValidation { Pattern = @"^[A-Z]\d{7,8}$" });
        Reads(field, "b1234567", new TextValue("B1234567"));
    }

    [Theory]
    [InlineData("  Ksor H'Ngo\u0306  ", "Ksor H'Ng\u014f")]
    [InlineData("Nguye\u0302\u0303n", "Nguy\u1ec5n")]
    public void Text_Typed_IsNfcAndTrimmed(string typed, string clean) => Reads(Make.Field("f"), typed, new TextValue(clean));

    [Theory]
    [InlineData("a\u200bb", FieldRules.Characters)]
    [InlineData("a\u202eb", FieldRules.Characters)]
    [InlineData("a\u0000b", FieldRules.Characters)]
    [InlineData("a\nb", FieldRules.OneLine)]
    [InlineData("z\u0300\u0301\u0302", FieldRules.Marks)]
    public void Text_Unclean_IsRefused(string typed, string rule) => Refuses(Make.Field("f"), typed, rule);

    // A lone surrogate does not survive in the metadata of an attribute, so it has a test of its own.
    [Fact]
    public void Text_HalfASurrogatePair_IsRefused() => Refuses(Make.Field("f"), "a\ud800b", FieldRules.Characters);

    [Fact]
    public void Multiline_SeveralLines_AreKept() => Reads(Make.Field("f", FieldKind.Multiline), "một\r\nhai", new TextValue("một\nhai"));

    [Fact]
    public void Text_LongerThanTheGeneralLimit_IsRefused() => Refuses(Make.Field("f"), new string('a', 4001), FieldRules.TooLong);

    [Fact]
    public void Choice_NotOffered_IsRefused() => Refuses(Make.Choice("f", "a", "b"), "c", FieldRules.Option);

    [Fact]
    public void Choice_OtherWithWords_KeepsBoth()
    {
        var field = Make.Choice("f", "Kinh", "Khác") with { AllowOther = true };
        Assert.Equal("Khác", field.OtherOption);
        Assert.Equal(new ChoiceValue("Khác", "Rơ Măm"), Make.Answered(field, new ChoiceAnswer("Khác", " Rơ Măm ")).Value);
        Refuses(field, "Khác", FieldRules.OtherWords);
        Refuses(field, "Rơ Măm", FieldRules.Option);
    }

    [Fact]
    public void Multichoice_TickedInAnyOrder_IsInTheOrderOffered()
    {
        var field = Make.Choice("f", "a", "b", "c") with { Kind = FieldKind.Multichoice };
        Assert.Equal(new ListValue([new ChoiceValue("a"), new ChoiceValue("c")]), Make.Answered(field, new ListAnswer(["c", "a"])).Value);
        Assert.Equal(FieldRules.Option, Make.Answered(field, new ListAnswer(["a", "x"])).Errors.Single().Rule);
    }

    [Fact]
    public void Address_MissingALevel_IsIncomplete()
    {
        var field = Make.Field("f", FieldKind.Address, required: true);
        var unit = new AddressUnit("1", "Gia Lai");
        Assert.Empty(Make.Answered(field, new AddressAnswer(AddressScheme.TwoLevel, unit, null, unit, null)).Errors);
        Assert.Empty(Make.Answered(field, new AddressAnswer(AddressScheme.ThreeLevel, unit, unit, unit, "làng Kly")).Errors);
        var incomplete = Make.Answered(field, new AddressAnswer(AddressScheme.ThreeLevel, unit, null, unit, null));
        Assert.Equal(FieldRules.AddressIncomplete, incomplete.Errors.Single().Rule);
        Assert.Equal(
            FieldRules.Required,
            Make.Answered(field, new AddressAnswer(AddressScheme.TwoLevel, null, null, null, " ")).Errors.Single().Rule
        );
    }

    [Theory]
    [InlineData(FieldKind.Text)]
    [InlineData(FieldKind.Choice)]
    [InlineData(FieldKind.Address)]
    [InlineData(FieldKind.Checkbox)]
    [InlineData(FieldKind.Multichoice)]
    public void AnyKind_AnswerOfAnotherShape_IsRefused(FieldKind kind) =>
        Assert.Equal(FieldRules.Shape, Make.Answered(Make.Field("f", kind), new RowAnswer(1)).Errors.Single().Rule);

    private static void Reads(FormField field, string typed, FormValue value)
    {
        var state = Make.Answered(field, typed);
        Assert.Empty(state.Errors);
        Assert.Equal(value, state.Value);
    }

    private static void Refuses(FormField field, string typed, string rule) =>
        Assert.Equal(rule, Assert.Single(Make.Answered(field, typed).Errors).Rule);

    [Theory]
    [InlineData("064190001234", "064••••••234")]
    [InlineData("230123456", "230•••456")]
    [InlineData("12345", "•••••")]
    public void Mask_AnIdentityNumber_ShowsItsEndsOnly(string number, string shown) => Assert.Equal(shown, NationalId.Mask(number));
}
