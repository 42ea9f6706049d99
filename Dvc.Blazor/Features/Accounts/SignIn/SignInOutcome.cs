namespace Dvc.Blazor.Features.Accounts.SignIn;

/// <summary>What came of an attempt to sign in.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome() { }

    /// <summary>A session has begun.</summary>
    /// <param name="Next">Where to go now.</param>
    public sealed record SignedIn(string Next) : SignInOutcome;

    /// <summary>The password was right; a second proof is asked for at <paramref name="Next"/>, and the cookie of that step says whose.</summary>
    public sealed record NeedsSecondFactor(string Next) : SignInOutcome;

    /// <summary>No such account, locked, or a wrong password: nobody is told which.</summary>
    public sealed record Refused : SignInOutcome;

    /// <summary>Too many wrong passwords came from this network address; the account does not matter.</summary>
    public sealed record Slowed(TimeSpan Wait) : SignInOutcome;
}
