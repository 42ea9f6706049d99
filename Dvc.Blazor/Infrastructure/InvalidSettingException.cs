namespace Dvc.Blazor.Infrastructure;

/// <summary>A setting that the program cannot start with; the message names the key and what it should be.</summary>
public sealed class InvalidSettingException(string key, string? value, string expected)
    : Exception($"Setting '{key}' is '{value}', but should be {expected}.");
