using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Infrastructure.Catalogue;

namespace Dvc.Blazor.Features.Submission.Supplements;

/// <summary>Works out how far an answer to a request is.</summary>
internal static class SupplementReview
{
    /// <param name="answers">The answers as they stand: those of the draft, and on an open page what is not saved yet.</param>
    public static SupplementCheck Of(SupplementView view, FormAnswers answers, FormContext today)
    {
        var form = view.Draft.Revision.Form;
        var (filed, now) = (FormEvaluator.Evaluate(form, view.Filed, today), FormEvaluator.Evaluate(form, answers, today));
        var scope = view.ScopeWith(answers, today);
        var items = view.Request.Items.OrderBy(i => i.Ordinal).Select(item => Asked(view, item, filed, now)).ToList();
        var wanted = view.Request.Items.Where(i => i.Kind == SupplementKind.Paper).Select(i => i.Target).Concat(scope.NewPapers);
        return new SupplementCheck(
            now,
            filed,
            scope,
            items,
            [.. wanted.Distinct(StringComparer.Ordinal).Where(code => !Has(view, code))],
            ReviewHash.Of(view.Draft, now)
        );
    }

    private static AskedItem Asked(SupplementView view, SupplementItem item, FormState filed, FormState now)
    {
        var label = AskedNames.Of(view.Draft.Revision.Definition, item.Kind, item.Target);
        if (item.Kind == SupplementKind.Paper)
        {
            return new AskedItem(item, label, null, null, Has(view, item.Target));
        }

        var (before, after) = (CanonicalAnswers.At(filed, item.Target), CanonicalAnswers.At(now, item.Target));
        return new AskedItem(item, label, before, after, before != after);
    }

    private static bool Has(SupplementView view, string paper) => view.Draft.Papers.Any(file => file.ComponentCode == paper);
}
