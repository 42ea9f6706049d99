using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Infrastructure.Catalogue;

namespace Dvc.Blazor.Features.Authoring.Moving;

/// <summary>Words for what a publication means.</summary>
internal static class MoveWords
{
    public static string Of(MoveGroup group) => Word($"Group.{group}");

    public static string Of(ConsequenceKind kind) => Word($"Consequence.{kind}");

    /// <summary>A choice in the words of its group.</summary>
    public static string Of(MoveGroup group, MoveChoice choice) =>
        Word(choice == MoveChoice.Move && group == MoveGroup.AwaitingSupplement ? "Choice.MoveWithAnswer" : $"Choice.{choice}");

    /// <summary>What a choice brings about.</summary>
    public static string Effect(MoveGroup group, MoveChoice choice) =>
        Word(
            (group, choice) switch
            {
                (MoveGroup.Drafts, MoveChoice.Move) => "Effect.MoveDraft",
                (MoveGroup.AwaitingSupplement, MoveChoice.Move) => "Effect.MoveWithAnswer",
                _ => $"Effect.{choice}",
            }
        );

    /// <summary>A tally in one line; what is nobody is not told.</summary>
    public static string Of(MoveTally tally)
    {
        (int Count, string Words)[] parts =
        [
            (tally.Moved, AuthoringText.TallyMoved),
            (tally.Asked, AuthoringText.TallyAsked),
            (tally.Left, AuthoringText.TallyLeft),
            (tally.Stayed, AuthoringText.TallyStayed),
        ];
        return string.Join(" · ", parts.Where(part => part.Count > 0).Select(part => Say.With(part.Words, part.Count)));
    }

    public static string Tone(ConsequenceKind kind) =>
        kind switch
        {
            ConsequenceKind.Missing or ConsequenceKind.Invalid or ConsequenceKind.Paper => "warn",
            ConsequenceKind.Dropped or ConsequenceKind.Vanishing => "error",
            _ => "info",
        };

    /// <summary>What the field or paper of a consequence is called; its place where neither content knows it.</summary>
    public static string Label(PlanView view, Consequence consequence)
    {
        foreach (var content in new[] { view.Next, view.Current }.OfType<ProcedureDefinition>())
        {
            var label =
                consequence.Kind == ConsequenceKind.Paper
                    ? AuthorityPaper.In(content).Components.FirstOrDefault(c => c.Code == consequence.Place)?.Name
                    : FormTree.Find(content.Form, consequence.Place)?.Label;
            if (label is not null)
            {
                return label;
            }
        }

        return consequence.Place;
    }

    private static string Word(string key) =>
        AuthoringText.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)
        ?? throw new InvalidOperationException($"No words for {key}.");
}
