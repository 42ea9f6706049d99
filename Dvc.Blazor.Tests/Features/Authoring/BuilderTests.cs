using Bunit;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Features.Authoring;
using Dvc.Blazor.Features.Authoring.Builder;
using Dvc.Blazor.Tests.Domain.Forms;
using Dvc.Blazor.Tests.Domain.Procedures.Authoring;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Authoring;

public sealed class BuilderTests : BunitContext
{
    public BuilderTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Tree_ShowsStepsSectionsAndFields_AndMarksFaults()
    {
        var session = Session(Make.Field("ten") with { Label = "Họ tên" }, Make.Choice("loai") with { Label = "Loại" });
        var tree = Show<TreePanel>(session);

        Assert.Equal(["Bước Tờ khai"], tree.FindAll(".step").Select(step => step.TextContent));
        Assert.Equal(3, tree.FindAll(".node").Count);
        Assert.NotNull(Node(tree, "Loại").QuerySelector(".mark.error"));
        Assert.Null(Node(tree, "Họ tên").QuerySelector(".mark"));
    }

    [Fact]
    public void Edit_OfOneFieldOf200_DrawsOnlyWhatChanged()
    {
        var session = Session([.. Enumerable.Range(0, 200).Select(i => Make.Field($"f{i}"))]);
        var tree = Show<TreePanel>(session);
        tree.FindAll(".node")[8].Click();
        var before = tree.FindComponents<TreeField>().ToDictionary(node => node.Instance.Path, node => node.RenderCount);

        session.Do(new ChangeField("f7", FormTree.Find(session.Content.Form, "f7")! with { Label = "Mới" }));

        var drawn = tree.FindComponents<TreeField>()
            .Where(node => node.RenderCount > before[node.Instance.Path])
            .Select(node => node.Instance.Path);
        Assert.Equal(["f7"], drawn);
        Assert.Contains("Mới", Node(tree, "Mới").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Choosing_MarksTheFieldInTheTree_AndOnlyIt()
    {
        var session = Session(Make.Field("a"), Make.Rows("g", Make.Field("b")));
        var tree = Show<TreePanel>(session);

        Node(tree, "b").Click();

        Assert.Equal("g/b", session.Path);
        Assert.Equal("true", Assert.Single(tree.FindAll("[aria-current]")).GetAttribute("aria-current"));
    }

    [Fact]
    public void Field_Panel_ChangesProperties_TellsRefusals_AndUndoes()
    {
        var session = Session(Make.Field("ten") with { Label = "Họ tên" });
        session.Choose("s", "ten");
        var panel = Field(session);

        panel.Find("#b-nhan").Change("  Họ và tên ");
        panel = Field(session);
        panel.Find(".choice input").Change(true);
        panel = Field(session);
        panel.Find("#b-dai").Change("abc");

        var field = FormTree.Find(session.Content.Form, "ten")!;
        Assert.Equal(("Họ và tên", true, null), (field.Label, field.Required, field.Validation?.MaxLength));
        Assert.Contains("số nguyên", panel.Find("#b-dai-e").TextContent, StringComparison.Ordinal);
        session.Undo();
        session.Undo();
        Assert.Equal("Họ tên", FormTree.Find(session.Content.Form, "ten")!.Label);
        session.Redo();
        Assert.Equal("Họ và tên", FormTree.Find(session.Content.Form, "ten")!.Label);
    }

    [Fact]
    public void Kind_OfAPublishedField_StaysAndTheReasonIsTold()
    {
        var content = With(Make.Field("ten"));
        var session = new BuilderSession(Draft(content, new PublishedKeys([content.Form])));

        session.Do(new ChangeField("ten", FormTree.Find(content.Form, "ten")! with { Kind = FieldKind.Number }));

        Assert.Contains("không đổi loại được", session.Refusal, StringComparison.Ordinal);
        Assert.Equal(FieldKind.Text, FormTree.Find(session.Content.Form, "ten")!.Kind);
    }

    [Fact]
    public void Drag_BeforeAnotherField_MovesThere_AlsoDownwards()
    {
        var session = Session(Make.Field("a"), Make.Field("b"), Make.Field("c"));

        Drag("a", "c");
        Assert.Equal(["b", "a", "c"], session.Content.Form.Sections[0].Fields.Select(f => f.Key));
        Drag("c", "b");
        Assert.Equal(["c", "b", "a"], session.Content.Form.Sections[0].Fields.Select(f => f.Key));
        Drag("c", null);
        Assert.Equal(["b", "a", "c"], session.Content.Form.Sections[0].Fields.Select(f => f.Key));

        void Drag(string path, string? before)
        {
            session.Dragged = path;
            session.Drop("s", before);
        }
    }

    [Fact]
    public void Condition_IsMadeOfTypedRows_AndToldInWords()
    {
        var session = Session(
            Make.Choice("loai", "a", "b") with
            {
                Label = "Loại",
            },
            Make.Field("tuoi", FieldKind.Number) with
            {
                Label = "Tuổi",
            },
            Make.Field("x")
        );
        session.Choose("s", "x");
        var panel = Field(session);

        panel.FindAll(".rules button")[0].Click();
        panel = Field(session);
        panel.FindAll(".leaf select")[2].Change("b");
        panel = Field(session);
        panel.FindAll(".comparisons .row button")[0].Click();
        panel = Field(session);
        panel.FindAll(".leaf")[1].QuerySelectorAll("select")[0].Change("tuoi");
        panel = Field(session);
        panel.FindAll(".leaf")[1].QuerySelectorAll("select")[1].Change("Gt");
        panel = Field(session);
        panel.FindAll(".leaf")[1].QuerySelector("input")!.Change("17,5");
        panel = Field(session);
        panel.FindAll("select[aria-label='Cách kết hợp']")[0].Change("any");

        var condition = Assert.IsType<AnyCondition>(FormTree.Find(session.Content.Form, "x")!.VisibleWhen);
        Assert.Equal([Make.Is("loai", "b"), Make.When("tuoi", ConditionOp.Gt, new NumberValue(17.5m))], condition.Parts);
        var words = Field(session).Find(".inwords").TextContent;
        Assert.Contains("Loại", words, StringComparison.Ordinal);
        Assert.Contains("17,5", words, StringComparison.Ordinal);
        Assert.Equal(["x"], session.DependentsOf("tuoi"));
    }

    [Fact]
    public void Options_PastedFromASpreadsheet_KeepKnownValues()
    {
        FieldOption[] before = [new("cu", "Đã có")];

        var options = OptionLines.Read("Đã có\nMới thêm\nx1\tHai cột\r\n\nMới thêm", before);

        Assert.Equal(
            [("cu", "Đã có"), ("moi_them", "Mới thêm"), ("x1", "Hai cột"), ("moi_them_2", "Mới thêm")],
            options.Select(o => (o.Value, o.Label))
        );
        Assert.Equal(options, OptionLines.Read(OptionLines.Write(options), []));
    }

    [Fact]
    public void Formula_OfFieldsAndFixedValues_IsMadeWithoutCode_AndNestedOnesAreLeftAlone()
    {
        var sum = new SumComputation([new FieldComputation("a"), new ConstantComputation(new NumberValue(5))]);

        Assert.Equal(sum.Parts, Formula.Of(sum)!.Parts);
        Assert.Null(Formula.Of(new SumComputation([sum])));
        Referable[] fields = [At(FieldKind.Text, "t"), At(FieldKind.Number, "z"), At(FieldKind.Number, "a")];
        var difference = Assert.IsType<DifferenceComputation>(
            Formula.Start(FormulaKind.Difference, [new FieldComputation("a")], fields)!.ToComputation()
        );
        Assert.Equal((new FieldComputation("a"), new FieldComputation("a")), (difference.From, difference.Take));
        Assert.Equal([new FieldComputation("z")], Formula.Start(FormulaKind.Sum, [new FieldComputation("t")], fields)!.Parts);
        Assert.Null(Formula.Start(FormulaKind.Count, [], fields));

        static Referable At(FieldKind kind, string key) => new(key, Make.Field(key) with { Kind = kind });
    }

    [Fact]
    public void Formula_Editor_MultipliesByAFixedNumber_AndRefusesWhatIsNone()
    {
        Computation? made = null;
        Referable[] fields = [new("t", Make.Field("t")), new("n", Make.Field("n") with { Kind = FieldKind.Number, Label = "Số bản" })];
        var editor = Render<FormulaEditor>(p => p.Add(e => e.Fields, fields).Add(e => e.OnChange, computed => made = computed));
        Assert.DoesNotContain("Count", editor.FindAll("option").Select(option => option.GetAttribute("value")));

        editor.Find("select").Change("Product");
        editor.Render(p => p.Add(e => e.Value, made));
        editor.FindAll("button")[1].Click();
        editor.Render(p => p.Add(e => e.Value, made));
        editor.Find("input").Change("8.000");
        editor.Render(p => p.Add(e => e.Value, made));

        Assert.Equal(
            [new FieldComputation("n"), new ConstantComputation(new NumberValue(8000))],
            Assert.IsType<ProductComputation>(made).Parts
        );
        Assert.Equal("8.000", editor.Find("input").GetAttribute("value"));
        editor.Find("input").Change("tám");
        Assert.NotNull(editor.Find(".msg.error"));
    }

    [Fact]
    public void Paper_GetsItsCodeFromItsName_AndWithAConditionNoBoxThatMeansNothing()
    {
        var session = Session(Make.Field("a"));
        var papers = Show<PapersTab>(session);

        papers.Find("#g-moi").Change(" Sơ đồ vườn ");
        papers.FindAll(".addfield button")[0].Click();
        papers = Show<PapersTab>(session);

        var paper = Assert.Single(session.Content.Components);
        Assert.Equal(("GT-SO-DO-VUON", "Sơ đồ vườn"), (paper.Code, paper.Name));
        Assert.Contains("Bắt buộc", Boxes(papers));
        session.Do(new ChangePaper(paper.Code, paper with { RequiredWhen = Make.Is("a", "x") }));
        Assert.DoesNotContain("Bắt buộc", Boxes(Show<PapersTab>(session)));

        static IEnumerable<string> Boxes(IRenderedComponent<PapersTab> tab) =>
            tab.FindAll(".choices .choice").Select(box => box.TextContent.Trim());
    }

    [Fact]
    public void Workflow_TellsTheStepsThatADossierGoesThrough()
    {
        var session = Session(Make.Field("a"));
        session.Do(new ChangeWorkflow(2, [], new OverdueRules()));

        Assert.Equal(
            [
                "Bộ phận Một cửa tiếp nhận",
                "Cán bộ thụ lý giải quyết",
                "Lãnh đạo phê duyệt, cấp 1/2",
                "Lãnh đạo phê duyệt, cấp 2/2",
                "Bộ phận Một cửa trả kết quả",
            ],
            Show<WorkflowTab>(session).FindAll(".route li").Select(step => step.TextContent)
        );
    }

    [Fact]
    public void Words_AreThereForEveryFaultKindAndAct()
    {
        var codes = new[] { typeof(DefinitionFaults), typeof(ContentFaults), typeof(PackageFaults) }.SelectMany(type =>
            type.GetFields().Select(f => f.Name)
        );
        Assert.All(codes, code => Assert.NotEmpty(AuthoringWords.Of(new DefinitionFault(code, "", ["a", "b"], Severity.Error))));
        Assert.All(Enum.GetValues<FieldKind>(), kind => Assert.NotEmpty(AuthoringWords.Of(kind)));
        Assert.All(Enum.GetValues<ConditionOp>(), op => Assert.NotEmpty(AuthoringWords.Of(op)));
        Assert.All(Enum.GetValues<ProcedureAct>(), act => Assert.NotEmpty(AuthoringWords.Of(act)));
        Assert.All(Enum.GetValues<ContentPart>(), part => Assert.NotEmpty(AuthoringWords.Of(part)));
        Assert.All(Enum.GetValues<DifferenceKind>(), kind => Assert.NotEmpty(AuthoringWords.Of(kind)));
        Assert.All(Enum.GetValues<ContentGap>(), gap => Assert.NotEmpty(AuthoringWords.Of(gap)));
        Assert.All(Enum.GetValues<ProcedureState>(), state => Assert.NotEmpty(AuthoringWords.Of(state)));
        Assert.All(Enum.GetValues<SectionRole>(), role => Assert.NotEmpty(AuthoringWords.Of(role)));
    }

    private IRenderedComponent<T> Show<T>(BuilderSession session)
        where T : IComponent => Render<T>(parameters => parameters.AddCascadingValue(session));

    private IRenderedComponent<FieldPanel> Field(BuilderSession session) =>
        Render<FieldPanel>(parameters =>
            parameters
                .AddCascadingValue(session)
                .Add(p => p.Path, session.Path!)
                .Add(p => p.Field, FormTree.Find(session.Content.Form, session.Path!)!)
        );

    private static AngleSharp.Dom.IElement Node<T>(IRenderedComponent<T> tree, string label)
        where T : IComponent => tree.FindAll(".node").Last(node => node.TextContent.Contains(label, StringComparison.Ordinal));

    private static BuilderSession Session(params FormField[] fields) => new(Draft(With(fields), PublishedKeys.None));

    private static OpenDraft Draft(ProcedureDefinition content, PublishedKeys published) =>
        new(Guid.NewGuid(), content.Code, 2, 0, content, published, null, null);

    private static ProcedureDefinition With(params FormField[] fields) =>
        SeededContents.Of("2.000635") with
        {
            Components = [],
            Form = new FormDefinition
            {
                Sections =
                [
                    new FormSection
                    {
                        Key = "s",
                        Label = "Phần",
                        Fields = fields,
                    },
                ],
            },
        };
}
