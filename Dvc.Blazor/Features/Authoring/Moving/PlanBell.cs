using Dvc.Blazor.Infrastructure;

namespace Dvc.Blazor.Features.Authoring.Moving;

/// <summary>Wakes the job that works on plans of publications.</summary>
public sealed class PlanBell : Bell;
