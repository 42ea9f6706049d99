using Dvc.Blazor.Features.Submission.Counter;
using Dvc.Blazor.Features.Submission.Supplements;

namespace Dvc.Blazor.Features.Submission;

public static class SubmissionFeature
{
    public static IServiceCollection AddSubmission(this IServiceCollection services) =>
        services
            .AddSingleton<OwnDrafts>()
            .AddSingleton<CounterDesk>()
            .AddSingleton<CounterConsentDesk>()
            .AddSingleton<DraftDesk>()
            .AddSingleton<SubmissionDesk>()
            .AddSingleton<ForWhomDesk>()
            .AddSingleton<SupplementDesk>();
}
