using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;

namespace Dvc.Blazor.Tests.Domain.Procedures.Authoring;

/// <summary>Edits as an author might make them, sound and unsound ones.</summary>
internal sealed class RandomEdits(int seed)
{
    private readonly Random _random = new(seed);

    public Edit Next(ProcedureDefinition content)
    {
        var sections = content.Form.Sections;
        var fields = FormTree.All(content.Form).ToList();
        var section = sections[_random.Next(sections.Count)];
        var (path, field) = fields.Count == 0 ? ("", null) : fields[_random.Next(fields.Count)];
        var paper = content.Components.Count == 0 ? "" : content.Components[_random.Next(content.Components.Count)].Code;
        return _random.Next(16) switch
        {
            0 => new AddSection($"Phần {_random.Next(5)}"),
            1 => new ChangeSection(section.Key, $"Tên {_random.Next(9)}", section.VisibleWhen),
            2 => new MoveSection(section.Key, _random.Next(-2, 3)),
            3 => new CopySection(section.Key, $"{section.Label} 2"),
            4 when _random.Next(4) == 0 => new DeleteSection(section.Key),
            5 or 6 => new AddField(Home(content, section, fields), _random.Next(9), Kind(), $"Họ tên {_random.Next(6)}"),
            7 when field is not null => new ChangeField(path, field with { Label = $"Nhãn {_random.Next(9)}", Required = !field.Required }),
            8 when field is not null => new ChangeField(path, field with { Kind = Kind() }),
            9 when field is not null => new SetOptions(path, [new FieldOption("a", $"A{_random.Next(3)}"), new FieldOption("b", "B")]),
            10 when field is not null => new MoveField(path, Home(content, section, fields), _random.Next(9)),
            11 when field is not null => new NudgeField(path, _random.Next(2) == 0 ? -1 : 1),
            12 when field is not null => new CopyField(path),
            13 when field is not null => new DeleteField(path),
            14 => _random.Next(2) == 0 ? new AddPaper($"Giấy {_random.Next(4)}") : new MovePaper(paper, _random.Next(-2, 3)),
            15 => _random.Next(2) == 0 ? new DeletePaper(paper) : new AddFee($"Phí {_random.Next(4)}"),
            _ => new ChangeLegalBasis([$"Luật {_random.Next(9)}"]),
        };
    }

    private FieldHome Home(ProcedureDefinition content, FormSection section, List<(string Path, FormField Field)> fields)
    {
        var groups = fields.Where(at => at.Field.Kind is FieldKind.Group or FieldKind.RepeatingGroup).ToList();
        if (groups.Count == 0 || _random.Next(3) > 0)
        {
            return new FieldHome(section.Key);
        }

        var path = groups[_random.Next(groups.Count)].Path;
        return new FieldHome(FormTree.HomeOf(content.Form, path)!.Section, path);
    }

    private FieldKind Kind() => Enum.GetValues<FieldKind>()[_random.Next(Enum.GetValues<FieldKind>().Length)];
}
