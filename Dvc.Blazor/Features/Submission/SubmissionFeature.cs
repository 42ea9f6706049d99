namespace Dvc.Blazor.Features.Submission;

public static class SubmissionFeature
{
    public static IServiceCollection AddSubmission(this IServiceCollection services) =>
        services.AddSingleton<DraftDesk>().AddSingleton<SubmissionDesk>().AddSingleton<ForWhomDesk>();
}
