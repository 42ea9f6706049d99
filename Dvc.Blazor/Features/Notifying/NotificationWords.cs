using System.Globalization;
using Dvc.Blazor.Infrastructure.Notifications;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Notifications in words; every kind, topic and way has some.</summary>
internal static class NotificationWords
{
    public static string Of(NotificationKind kind) => Text($"News{kind}");

    public static string Of(NotificationTopic topic) => Text($"Topic{topic}");

    public static string HelpOf(NotificationTopic topic) => Text($"Topic{topic}Help");

    public static string Of(NotificationWay way) => Text($"Way{way}");

    public static string IconOf(NotificationKind kind) =>
        kind.Topic() switch
        {
            NotificationTopic.Receipt => "inbox",
            NotificationTopic.Supplement => "filep",
            NotificationTopic.Refusal => "stop",
            NotificationTopic.Result => "award",
            NotificationTopic.Extension or NotificationTopic.Deadline => "clock",
            NotificationTopic.Payment => "coin",
            NotificationTopic.Message or NotificationTopic.Opinion => "chat",
            NotificationTopic.Assigned => "user",
            NotificationTopic.Forwarded => "fwd",
            NotificationTopic.Approval => "pen",
            NotificationTopic.Export => "down",
            NotificationTopic.Subtask => "list",
            NotificationTopic.Mention => "users",
            NotificationTopic.ApplicantActed => "redo",
            _ => "right",
        };

    private static string Text(string key) =>
        NotifyingText.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)
        ?? throw new InvalidOperationException($"{key} has no text.");
}
