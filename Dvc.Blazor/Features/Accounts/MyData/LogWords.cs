using System.Globalization;
using Dvc.Blazor.Components.Kit;

namespace Dvc.Blazor.Features.Accounts.MyData;

/// <summary>The log in plain words.</summary>
internal static class LogWords
{
    public static string Who(LogLine line) =>
        line.By switch
        {
            null => MyDataText.You,
            "" => MyDataText.ThePortal,
            var name => line.Agency is { } agency ? $"{name}, {agency}" : name,
        };

    public static string What(LogLine line) =>
        line.Kind is { } kind ? OfEvent(kind)
        : line.Became is { } status ? Say.With(MyDataText.Acted, StatusLook.Of(status).Name)
        : MyDataText.Read;

    public static string Purpose(string purpose) =>
        MyDataText.ResourceManager.GetString($"Purpose_{purpose}", MyDataText.Culture) ?? Say.With(MyDataText.PurposeOther, purpose);

    public static string Consequence(string purpose) =>
        MyDataText.ResourceManager.GetString($"Consequence_{purpose}", MyDataText.Culture) ?? MyDataText.ConsequenceOther;

    private static string OfEvent(string kind) =>
        MyDataText.ResourceManager.GetString($"Event{kind}", MyDataText.Culture) ?? MyDataText.EventOther;
}
