namespace Dvc.Blazor.Infrastructure.Web.RateLimits;

/// <summary>What is counted; each kind has a limit of its own in the settings.</summary>
public enum LimitKind
{
    SignIn,
    Registration,
    Code,
    LookUp,
    Upload,
    Submission,
    Export,
}

/// <summary>On a page or an endpoint: what it is counted as. Looking at it is free; sending it counts, and for look-ups also asking by the address.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RateLimitedAttribute(LimitKind kind) : Attribute
{
    public LimitKind Kind => kind;

    internal bool Counts(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) || (kind == LimitKind.LookUp && request.Query.Count > 0);
}
