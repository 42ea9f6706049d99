using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Handling;

/// <summary>What is proposed or decided, in words.</summary>
internal static class KindWords
{
    public static string Of(ResultKind? kind) =>
        kind switch
        {
            ResultKind.Granted => HandlingText.KindGranted,
            ResultKind.Denied => HandlingText.KindDenied,
            _ => "",
        };
}
