using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Dvc.Blazor.Infrastructure.Security.PersonalData;

/// <summary>
/// Refuses to go on with keys that cannot be read: new ones would be made without a word, and everything stored so far would be lost behind the old ones.
/// </summary>
public static class KeyRingCheck
{
    /// <exception cref="InvalidSettingException">A key in the database was protected by a certificate that is not here.</exception>
    public static void Run(IKeyManager keys, KeyCertificates? certificates)
    {
        if (keys.GetAllKeys().FirstOrDefault(key => !key.IsRevoked && !IsReadable(key)) is { } lost)
        {
            throw new InvalidSettingException(
                $"{KeysOptions.Section}:{nameof(KeysOptions.CertificateFile)}",
                certificates?.File,
                $"the certificate that protects key {lost.KeyId} in the database: put it back from a backup, nothing has been changed"
            );
        }
    }

    private static bool IsReadable(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (Exception e) when (e is CryptographicException or System.Xml.XmlException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }
}
