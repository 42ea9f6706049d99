using System.Security.Cryptography;
using System.Text;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Submission;

/// <summary>One hash over all that a person reviews before filing.</summary>
internal static class ReviewHash
{
    public static string Of(DraftView draft, FormState state)
    {
        // Of a draft that was moved to another revision, fees and time are reviewed anew.
        var revision = draft.IsMoved ? $"\n{draft.Revision.Id}" : "";
        var papers = draft.Papers.OrderBy(p => p.Id).Select(p => $"{p.ComponentCode} {p.File.Sha256}");
        var reviewed = string.Join(
            '\n',
            papers.Prepend($"{draft.Representation} {draft.Organisation?.Id}").Prepend(draft.UnitId ?? "").Prepend(state.Submitted.Hash)
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reviewed + revision)));
    }
}
