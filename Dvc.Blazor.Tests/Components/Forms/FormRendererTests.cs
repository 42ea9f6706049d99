using Bunit;
using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Tests.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Components.Forms;

public sealed class FormRendererTests : BunitContext
{
    private readonly List<FieldChange> _changes = [];
    private FormAnswers _answers = FormAnswers.Empty;

    public FormRendererTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.Setup<string>("DvcForm.put", _ => true).SetResult("shown");
    }

    public static TheoryData<string> Codes => SeededForms.Codes;

    [Theory, MemberData(nameof(Codes))]
    public void Render_SeededForms_GiveEachVisibleFieldAControlWithItsLabel(string code)
    {
        var form = SeededForms.Compiled(code);
        foreach (var step in Enum.GetValues<FormStep>())
        {
            var page = Show(form, step);
            var fields = Evaluate(form).Fields.Where(field => field is { Visible: true, RowPath: "" } && field.Step == step);
            Assert.All(
                fields,
                field => Assert.NotNull(page.Find($"#{FieldControls.IdOf(field.Path)}, #{FieldControls.OptionId(field.Path, 0)}"))
            );
            Assert.All(
                page.FindAll("input, select, textarea"),
                control =>
                    Assert.True(
                        control.Id is { Length: > 0 }
                            && (
                                control.GetAttribute("type") is "radio" or "checkbox" or "search"
                                || control.HasAttribute("maxlength")
                                || control.LocalName == "select"
                            ),
                        control.OuterHtml
                    )
            );
        }
    }

    [Fact]
    public void Answer_OfAnotherDevice_IsPutInByScript_NotByRendering()
    {
        var form = new CompiledForm(Make.Form(Make.Field("ten")));
        _answers = _answers.With("ten", "An");
        var page = Show(form);

        _answers = _answers.With("ten", "Bình");
        page.Render(parameters => parameters.Add(p => p.Sheet, Sheet(form)));

        Assert.Equal("An", page.Find("#f-ten").GetAttribute("value"));
        JSInterop.VerifyInvoke("DvcForm.put");
    }

    [Fact]
    public void Answer_RefusedByTheBrowser_IsPutInAgainUntilItShows()
    {
        JSInterop.Setup<string>("DvcForm.put", _ => true).SetResult("refused");
        var form = new CompiledForm(Make.Form(Make.Field("ten")));
        var page = Show(form);
        _answers = _answers.With("ten", "Bình");

        var refused = PutsOfARender();
        JSInterop.Setup<string>("DvcForm.put", _ => true).SetResult("shown");
        var shown = PutsOfARender();

        Assert.True(refused > 0 && shown > 0, "a refused answer is put in again");
        Assert.Equal(0, PutsOfARender());

        int PutsOfARender()
        {
            var before = JSInterop.Invocations["DvcForm.put"].Count;
            page.Render(parameters => parameters.Add(p => p.Sheet, Sheet(form)));
            return JSInterop.Invocations["DvcForm.put"].Count - before;
        }
    }

    [Fact]
    public void Change_OfThisPage_IsNotPutInAgain()
    {
        var form = new CompiledForm(Make.Form(Make.Field("ten")));
        var page = Show(form);

        page.Find("#f-ten").Change("An");
        page.Render(parameters => parameters.Add(p => p.Sheet, Sheet(form)));

        Assert.Equal(new FieldChange("ten", new TextAnswer("An"), true, null), Assert.Single(_changes));
        JSInterop.VerifyNotInvoke("DvcForm.put");
    }

    [Fact]
    public void Condition_ThatHolds_RevealsTheFieldUnderItsCause()
    {
        var form = new CompiledForm(
            Make.Form(Make.Choice("loai", "a", "b"), Make.Field("giua"), Make.Field("so") with { VisibleWhen = Make.Is("loai", "a") })
        );
        var page = Show(form);
        Assert.Empty(page.FindAll("#f-so"));

        page.Find("#f-loai-0").Change("a");
        page.Render(parameters => parameters.Add(p => p.Sheet, Sheet(form)));

        Assert.NotNull(page.Find("#f-loai + .depends #f-so"));
    }

    [Fact]
    public void Findings_NotToldYet_AreNotShown()
    {
        var form = new CompiledForm(Make.Form(Make.Field("ten", required: true)));

        Assert.Empty(Show(form, shows: _ => false).FindAll(".msg.error"));
        var told = Show(form);
        Assert.Equal("true", told.Find("#f-ten").GetAttribute("aria-invalid"));
        Assert.Contains("f-ten-e", told.Find("#f-ten").GetAttribute("aria-describedby"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RepeatingGroup_RowAdded_OpensIt_AndRemovedOneCanComeBack()
    {
        Func<Task>? undo = null;
        var group = Make.Rows("ds", Make.Field("ten")) with { ItemLabel = "Bản sao" };
        var form = new CompiledForm(Make.Form(group));
        var page = Show(form);

        page.Find("#f-ds-them").Click();
        var row = Assert.IsType<RowAnswer>(_changes.Single().Value);
        page.Render(parameters => parameters.Add(p => p.Sheet, Sheet(form) with { Tell = (_, back) => undo = back }));
        Assert.Single(page.FindAll(".group:not(.closed) input"));

        page.FindAll(".group header button")[^1].Click();
        Assert.Equal(VoidAnswer.Instance, _changes[^1].Value);
        await undo!();
        Assert.Equal(new FieldChange(_changes[0].Path, row, true, VoidAnswer.Instance), _changes[^1]);
    }

    [Fact]
    public void Optional_IsSaid_OnlyWhereSomethingMayBeLeftOut()
    {
        var rows = Make.Rows("ds", Make.Field("ten", required: true));
        var page = Show(
            new CompiledForm(
                Make.Form(
                    Make.Field("ghi_chu"),
                    Make.Field("ten_khac", required: true),
                    Make.Field("tong") with
                    {
                        Kind = FieldKind.Number,
                        Computed = new CountComputation("ds"),
                    },
                    rows with
                    {
                        Validation = new FieldValidation { MinItems = 1 },
                    },
                    rows with
                    {
                        Key = "them",
                    }
                )
            )
        );

        Assert.Equal(["f-ghi_chu-o", "f-them-o"], page.FindAll(".opt").Select(words => words.Id));
        Assert.Null(page.Find("output#f-tong").GetAttribute("aria-describedby"));
    }

    [Fact]
    public void RepeatingGroup_Full_TakesNoMoreRows_AndSaysWhy()
    {
        var form = new CompiledForm(
            Make.Form(Make.Rows("ds", Make.Field("ten")) with { Validation = new FieldValidation { MaxItems = 1 } })
        );
        var page = Show(form);
        Assert.False(page.Find("#f-ds-them").HasAttribute("aria-disabled"));
        page.Find("#f-ds-them").Click();
        page.Render(parameters => parameters.Add(p => p.Sheet, Sheet(form)));

        var add = page.Find("#f-ds-them");
        Assert.Equal("true", add.GetAttribute("aria-disabled"));
        Assert.Equal("Đã đủ 1 mục, không thêm được nữa.", page.Find($"#{add.GetAttribute("aria-describedby")}").TextContent);
        add.Click();
        Assert.Single(_changes);
    }

    [Fact]
    public void Address_ProvinceChosen_OffersItsDistricts_AndForgetsWhatNoLongerFits()
    {
        var form = new CompiledForm(Make.Form(Make.Field("noi", FieldKind.Address)));
        var old = new AddressUnit("99", "Xã cũ");
        _answers = _answers.With("noi", new AddressAnswer(AddressScheme.ThreeLevel, null, null, old, "Làng"));
        var page = Show(form);

        page.Find("#f-noi-tinh").Change("64");
        page.Render(parameters => parameters.Add(p => p.Sheet, Sheet(form)));

        var answer = Assert.IsType<AddressAnswer>(_changes.Single().Value);
        Assert.Equal(new AddressAnswer(AddressScheme.ThreeLevel, new AddressUnit("64", "Gia Lai"), null, null, "Làng"), answer);
        Assert.Contains("Chư Pưh", page.Find("#f-noi-huyen").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_UnitSentAgain_KeepsWhatIsBelow()
    {
        var form = new CompiledForm(Make.Form(Make.Field("noi", FieldKind.Address)));
        var whole = new AddressAnswer(
            AddressScheme.ThreeLevel,
            new AddressUnit("64", "Gia Lai"),
            new AddressUnit("639", "Chư Pưh"),
            new AddressUnit("1", "Ia Le"),
            "Làng"
        );
        _answers = _answers.With("noi", whole);

        Show(form).Find("#f-noi-tinh").Change("64");

        Assert.Equal(whole, _changes.Single().Value);
    }

    [Fact]
    public void Address_UnitElsewhere_IsTyped_AndSoAreThoseBelow()
    {
        var form = new CompiledForm(Make.Form(Make.Field("noi", FieldKind.Address)));
        var page = Show(form);

        page.Find("#f-noi-tinh").Change(AddressParts.Elsewhere);
        page.Render(parameters => parameters.Add(p => p.Sheet, Sheet(form)));
        page.Find("#f-noi-tinh-ten").Change("Tỉnh Đắk Lắk");
        page.Render(parameters => parameters.Add(p => p.Sheet, Sheet(form)));
        page.Find("#f-noi-huyen-ten").Change("Huyện Ea H’leo");

        var answer = Assert.IsType<AddressAnswer>(_changes[^1].Value);
        Assert.Equal((new AddressUnit(null, "Tỉnh Đắk Lắk"), new AddressUnit(null, "Huyện Ea H’leo")), (answer.Province, answer.District));
    }

    private IRenderedComponent<FormRenderer> Show(CompiledForm form, FormStep step = FormStep.Form, Func<string, bool>? shows = null) =>
        Render<FormRenderer>(parameters => parameters.Add(p => p.Sheet, Sheet(form, shows)).Add(p => p.Step, step));

    private FormState Evaluate(CompiledForm form) => FormEvaluator.Evaluate(form, _answers, Make.Context);

    private FormSheet Sheet(CompiledForm form, Func<string, bool>? shows = null) =>
        new()
        {
            Form = form,
            State = Evaluate(form),
            Answers = _answers,
            ShowsFindings = shows ?? (_ => true),
            Places = new AddressBook(
                new PlaceList([new Place("64", "Gia Lai", null)], [new Place("639", "Chư Pưh", "64")], [new Place("1", "Ia Le", "639")]),
                PlaceList.Empty,
                AddressScheme.ThreeLevel
            ),
            Change = change =>
            {
                _changes.Add(change);
                _answers = _answers.With(change.Path, change.Value);
                return Task.CompletedTask;
            },
        };
}
