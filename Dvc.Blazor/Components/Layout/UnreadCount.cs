using System.Security.Claims;

namespace Dvc.Blazor.Components.Layout;

/// <summary>How much somebody was told and has not read, as far as the bell counts; null for nobody, and for who may not see it yet.</summary>
public delegate Task<int?> UnreadCount(ClaimsPrincipal person, CancellationToken cancellationToken);
