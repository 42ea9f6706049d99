using Dvc.Blazor.Domain.Calendars;

namespace Dvc.Blazor.Domain.Procedures.Moves;

/// <summary>Whether two revisions differ in what they ask of the office and of the purse.</summary>
/// <param name="Fees">Other fees.</param>
/// <param name="Time">Another time limit for dossiers that come in on the channel.</param>
public sealed record TermsChange(bool Fees, bool Time)
{
    /// <param name="channel">On which way the dossier comes in, in the words of the catalogue.</param>
    public static TermsChange Between(ProcedureDefinition before, ProcedureDefinition after, string channel) =>
        new(
            !Charged(before).SequenceEqual(Charged(after)),
            TimeLimit.Of(before.Processing, channel) != TimeLimit.Of(after.Processing, channel)
        );

    private static IEnumerable<(string Name, long? Amount, string? Per)> Charged(ProcedureDefinition definition) =>
        definition.Fees.Select(fee => (fee.Name, fee.Amount, fee.Per)).Order();
}
