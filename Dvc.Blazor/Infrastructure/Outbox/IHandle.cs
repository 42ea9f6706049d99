namespace Dvc.Blazor.Infrastructure.Outbox;

/// <summary>Does what has to follow an event outside the click that caused it. It may be called again with the same message after a fault,
/// so whatever it sends carries the id of the message.</summary>
public interface IHandle<in TEvent>
{
    /// <summary>Returns when it is done for good; throws to be called again later.</summary>
    /// <exception cref="OutboxAbandonedException">Calling again would not help.</exception>
    Task HandleAsync(TEvent happened, Guid messageId, CancellationToken cancellationToken);
}

/// <summary>What a message asks for can never be done; it is set aside for a person. The message carries no personal data.</summary>
public class OutboxAbandonedException(string message, Exception? inner = null) : Exception(message, inner);
