using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Persistence.Seeding;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Security.PersonalData;

public sealed class KeyCertificatesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenOwn_BySeveralNodesAtOnce_GivesAllTheSame()
    {
        using var folder = new TempFolder();

        var opened = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => KeyCertificates.OpenOwn(folder.Path).All.Single().Thumbprint, Cancel))
        );

        Assert.Single(opened.Distinct(StringComparer.Ordinal));
        var file = Assert.Single(Directory.GetFiles(folder.File("keys")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Open_NamedFile_ComesFirstAndTheOwnOneStillOpens()
    {
        using var folder = new TempFolder();
        var own = KeyCertificates.OpenOwn(folder.Path).All.Single().Thumbprint;
        var named = Make(folder.File("mine.pfx"), "s3cret");

        var opened = KeyCertificates.Open(
            Settings(folder, folder.File("mine.pfx"), "s3cret"),
            new HostingEnvironment { ContentRootPath = folder.Path }
        );

        Assert.Equal([named, own], opened.All.Select(c => c.Thumbprint));
        Assert.False(opened.IsOwn);
    }

    [Theory]
    [InlineData("mine.pfx", "wrong")]
    [InlineData("none.pfx", "s3cret")]
    public void Open_FileThatDoesNotOpen_IsRefusedWithoutTellingThePassword(string file, string password)
    {
        using var folder = new TempFolder();
        Make(folder.File("mine.pfx"), "s3cret");

        var refusal = Assert.Throws<InvalidSettingException>(() =>
            KeyCertificates.Open(Settings(folder, folder.File(file), password), new HostingEnvironment { ContentRootPath = folder.Path })
        );

        Assert.Contains("Keys:CertificateFile", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(password, refusal.Message, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Keys_LieProtected_AndAnotherCertificateOpensNothingAndChangesNothing(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        using var here = new TempFolder();
        using var elsewhere = new TempFolder();
        var before = Node(data, here);
        await before.GetRequiredService<DatabaseStart>().RunAsync(Cancel);
        var stored = before.GetRequiredService<PersonalDataCipher>().Protect("064190001234");
        var keys = await KeysAsync(data);

        var refusal = await Assert.ThrowsAsync<InvalidSettingException>(() =>
            Node(data, elsewhere).GetRequiredService<DatabaseStart>().RunAsync(Cancel)
        );
        var again = Node(data, here);
        await again.GetRequiredService<DatabaseStart>().RunAsync(Cancel);

        Assert.Contains("Keys:CertificateFile", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Equal(keys, await KeysAsync(data));
        Assert.All(keys, key => Assert.DoesNotContain("<masterKey", key, StringComparison.Ordinal));
        Assert.Equal("064190001234", again.GetRequiredService<PersonalDataCipher>().Unprotect(stored));
    }

    private static ServiceProvider Node(DvcTestDatabase data, TempFolder folder) =>
        data.NewNode(services =>
        {
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
            services.AddKeyCertificates(KeyCertificates.OpenOwn(folder.Path));
            services.AddSingleton(p => new PersonalDataCipher(p.GetRequiredService<IDataProtectionProvider>()));
            services.AddSecurity(new HostingEnvironment { EnvironmentName = "Development" });
        });

    private static Task<List<string?>> KeysAsync(DvcTestDatabase data) =>
        data.Database.ReadAsync(db => db.DataProtectionKeys.OrderBy(k => k.Id).Select(k => k.Xml).ToListAsync(Cancel), Cancel);

    private static IConfiguration Settings(TempFolder folder, string file, string password) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("Files:Root", folder.Path),
                new("Keys:CertificateFile", file),
                new("Keys:CertificatePassword", password),
            ])
            .Build();

    private static string Make(string file, string password)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Mine", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, password));
        return certificate.Thumbprint;
    }
}
