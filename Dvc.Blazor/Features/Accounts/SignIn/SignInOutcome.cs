namespace Dvc.Blazor.Features.Accounts.SignIn;

/// <summary>What came of an attempt to sign in.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome() { }

    /// <summary>The first proof was right.</summary>
    /// <param name="Next">Where to go now.</param>
    public abstract record LetOn(string Next) : SignInOutcome;

    /// <summary>A session has begun.</summary>
    public sealed record SignedIn(string Next) : LetOn(Next);

    /// <summary>A second proof is asked for at <paramref name="Next"/>, and the cookie of that step says whose.</summary>
    public sealed record NeedsSecondFactor(string Next) : LetOn(Next);

    /// <summary>No such account, locked, or a wrong password: nobody is told which.</summary>
    public sealed record Refused : SignInOutcome;

    /// <summary>Too many wrong passwords came from this network address; the account does not matter.</summary>
    public sealed record Slowed(TimeSpan Wait) : SignInOutcome;
}
