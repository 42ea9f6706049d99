using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

/// <summary>Files that officers have uploaded for a result.</summary>
internal static class WaitingResults
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The draft of the officer's result; null when it is not the officer's to settle.</summary>
    /// <param name="target">Id of the dossier or the part.</param>
    public static Task<Guid?> BeginAsync(IServiceProvider node, Guid user, Guid target) =>
        node.GetRequiredService<DvcDatabase>()
            .WriteAsync(db => node.GetRequiredService<ResultFiles>().BeginAsync(db, user, target, Cancel), Cancel);

    /// <summary>A file with a content of its own.</summary>
    public static async Task<Guid> AddAsync(
        IServiceProvider node,
        Guid user,
        Guid target,
        string name,
        char content = 'e',
        ScanState scan = ScanState.Clean
    )
    {
        var file = new DraftPaper
        {
            DraftId = (await BeginAsync(node, user, target))!.Value,
            ComponentCode = PaperSlots.Result,
            Ordinal = 1,
            File = new PaperFile(new string(content, 64), name, 100, "application/pdf", 1, null),
            AddedAt = Samples.Morning,
        };
        await node.GetRequiredService<DvcDatabase>()
            .WriteAsync(
                db =>
                {
                    db.AddRange(
                        file,
                        new FileScan
                        {
                            Sha256 = file.File.Sha256,
                            State = scan,
                            NextAttemptAt = Samples.Morning,
                        }
                    );
                    return Task.CompletedTask;
                },
                Cancel
            );
        return file.Id;
    }
}
