namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Codes of faults of a procedure's content that are not faults of its form's logic; each is a text key.</summary>
public static class ContentFaults
{
    public const string TooManyFields = nameof(TooManyFields);
    public const string TooDeep = nameof(TooDeep);
    public const string TextMissing = nameof(TextMissing);
    public const string TextTooLong = nameof(TextTooLong);
    public const string Markup = nameof(Markup);
    public const string Placeholder = nameof(Placeholder);
    public const string UnknownPrefill = nameof(UnknownPrefill);
    public const string UnknownTransform = nameof(UnknownTransform);
    public const string TooManyOptions = nameof(TooManyOptions);
    public const string WrongType = nameof(WrongType);
    public const string WrongFormula = nameof(WrongFormula);
    public const string SectionNeverShown = nameof(SectionNeverShown);
    public const string FieldNeverShown = nameof(FieldNeverShown);
    public const string EmptySection = nameof(EmptySection);
    public const string HelpMissing = nameof(HelpMissing);
    public const string DuplicatePaper = nameof(DuplicatePaper);
    public const string BadCopies = nameof(BadCopies);
    public const string UnknownMediaType = nameof(UnknownMediaType);
    public const string BadFee = nameof(BadFee);
    public const string UnknownTimeUnit = nameof(UnknownTimeUnit);
    public const string BadTimeLimit = nameof(BadTimeLimit);
    public const string BadCutoff = nameof(BadCutoff);
    public const string UnknownLevel = nameof(UnknownLevel);
    public const string BadCode = nameof(BadCode);
    public const string BadApprovalLevels = nameof(BadApprovalLevels);
    public const string BadLetter = nameof(BadLetter);
    public const string BadOverdueRule = nameof(BadOverdueRule);
    public const string NoPlace = nameof(NoPlace);
    public const string TooManySamples = nameof(TooManySamples);
    public const string BadSample = nameof(BadSample);

    /// <summary>A sample comes out otherwise than expected.</summary>
    public const string SampleDiffers = nameof(SampleDiffers);

    /// <summary>Nothing is asked in a step of the form.</summary>
    public const string StepUnreachable = nameof(StepUnreachable);
}
