namespace Dvc.Blazor.Features.Handling;

/// <summary>Working days that forms propose; officers can name another day.</summary>
internal static class HandlingDays
{
    /// <summary>For the applicant to answer or pay.</summary>
    public const int Applicant = 15;

    /// <summary>For another agency to answer.</summary>
    public const int Opinion = 5;
}
