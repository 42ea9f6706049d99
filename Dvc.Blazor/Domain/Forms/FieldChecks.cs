namespace Dvc.Blazor.Domain.Forms;

/// <summary>All checks of one visible field.</summary>
internal sealed class FieldChecks(FieldNode node, AnswerScope scope, AnswerCell cell, FormContext context)
{
    private static readonly FieldValidation None = new();
    private readonly List<FieldError> _found = [];
    private readonly FieldValidation _validation = node.Field.Validation ?? None;

    private FormField Field => node.Field;

    public List<FieldError> Run()
    {
        if (cell.Reading.Problem is { } problem)
        {
            Add(problem, cell.Reading.Arg);
        }
        else if (Field.Kind == FieldKind.Checkbox)
        {
            CheckTick(cell.Reading.Value is FlagValue { Flag: true });
        }
        else if (cell.Reading.Value is RowsValue rows)
        {
            CheckCount(rows.Count, Field.Required ? Math.Max(1, _validation.MinItems ?? 1) : 0);
        }
        else if (Comparison.IsEmpty(cell.Reading.Value))
        {
            CheckMissing();
        }
        else
        {
            CheckValue(cell.Reading.Value!);
        }

        return _found;
    }

    private void CheckMissing()
    {
        if (Field is { Required: true, Kind: not FieldKind.Group })
        {
            Add(FieldRules.Required);
        }
    }

    private void CheckTick(bool ticked)
    {
        if (_validation.MustBe is { } wanted)
        {
            Check(ticked == wanted, FieldRules.MustBe);
        }
        else
        {
            Check(ticked || !Field.Required, FieldRules.Required);
        }
    }

    private void CheckCount(int count, int least)
    {
        Check(
            count >= (count == 0 ? least : Math.Max(least, _validation.MinItems ?? 0)),
            FieldRules.MinItems,
            Math.Max(least, _validation.MinItems ?? 0)
        );
        Check(count <= (_validation.MaxItems ?? int.MaxValue), FieldRules.MaxItems, _validation.MaxItems);
    }

    private void CheckValue(FormValue value)
    {
        switch (value)
        {
            case TextValue text:
                CheckText(text.Text);
                break;
            case NumberValue number:
                CheckNumber(number.Number);
                break;
            case DateValue date:
                CheckDate(date.Date);
                break;
            case ListValue list:
                CheckCount(list.Items.Count, 0);
                break;
        }
    }

    private void CheckText(string text)
    {
        Check(text.Length >= (_validation.MinLength ?? 0), FieldRules.TooShort, _validation.MinLength);
        Check(text.Length <= Field.MaxLength, FieldRules.TooLong, Field.MaxLength);
        CheckPatterns(text);
        if (Field.Kind == FieldKind.NationalId && _found.Count == 0 && NationalId.Parse(text) is { IsPersonalNumber: true } id)
        {
            CheckRelatives(id);
        }
    }

    private void CheckPatterns(string text)
    {
        var isId = Field.Kind == FieldKind.NationalId;
        var rule = isId ? FieldRules.NationalId : FieldRules.Pattern;
        Check(node.Pattern?.Matches(text) != false, rule);
        foreach (var by in _validation.PatternBy.Keys)
        {
            if (scope.Find(by) is ChoiceValue choice && node.PatternFor(by, choice.Option) is { } pattern)
            {
                Check(pattern.Matches(text), rule);
            }
        }

        // A passport number stands only where a pattern speaks of it.
        Check(!isId || !NationalId.IsPassport(text) || node.Pattern is not null || _validation.PatternBy.Count > 0, rule);
    }

    private void CheckRelatives(NationalId id)
    {
        if (node.BirthDateReference is { } birth && scope.Find(birth) is DateValue date && date.Date.Year != id.BirthYear)
        {
            Warn(FieldRules.NationalIdBirth);
        }

        if (
            node.SexReference is { } sex
            && scope.Find(sex) is ChoiceValue { Option: "nam" or "nu" } choice
            && choice.Option == "nam" != id.IsMale
        )
        {
            Warn(FieldRules.NationalIdSex);
        }
    }

    private void CheckNumber(decimal number)
    {
        Check(number >= (_validation.Min ?? number), FieldRules.Min, _validation.Min);
        Check(number <= (_validation.Max ?? number), FieldRules.Max, _validation.Max);
        Check(_validation.Step is not > 0 || number % _validation.Step == 0, FieldRules.Step, _validation.Step);
    }

    private void CheckDate(PartialDate date)
    {
        if (Limit(_validation.NotAfter) is { } latest && date.Earliest > latest)
        {
            Add(FieldRules.NotAfter, PartialDate.Of(latest).ToDisplay());
        }

        if (Limit(_validation.NotBefore) is { } earliest && date.Latest < earliest)
        {
            Add(FieldRules.NotBefore, PartialDate.Of(earliest).ToDisplay());
        }

        Check(!_validation.WorkingDayOnly || !date.IsWhole || context.WorksOn(date.Earliest), FieldRules.WorkingDay);
    }

    private DateOnly? Limit(string? text) => text is null ? null : Comparison.Day(text, context.Today);

    private void Check(bool kept, string rule, decimal? arg = null)
    {
        if (!kept)
        {
            Add(rule, arg is { } number ? ValueText.Of(new NumberValue(number)) : null);
        }
    }

    private void Add(string rule, string? arg = null)
    {
        if (!_found.Exists(error => error.Rule == rule))
        {
            _found.Add(new FieldError(cell.Path, rule, arg is null ? [] : [arg]));
        }
    }

    private void Warn(string rule) => _found.Add(new FieldError(cell.Path, rule, [], Severity.Warning));
}
