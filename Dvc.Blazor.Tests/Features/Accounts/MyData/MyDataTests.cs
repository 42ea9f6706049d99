using System.IO.Compression;
using System.Text.Json;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Accounts.MyData;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.MyData;

public sealed class MyDataTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Log_ShowsReadingsActsAndAccount_NewestFirst_OfThePersonOnly(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (owner, officer) = (await portal.UserAsync(Cast.Organisation), await portal.UserAsync(Cast.IntakeOfficer));
        await ClearAsync(portal);
        var (mine, other) = (Samples.Dossier(1, owner: owner), Samples.Dossier(2));
        mine.Accept(Samples.Officer("Trần Văn Sáu"), null, Samples.Morning.AddMinutes(1));
        await portal.Data.AddAsync(mine, other, Event(owner, AccountEventKind.PasswordChanged, Samples.Morning.AddMinutes(2)));
        var readings = portal.Services.GetRequiredService<ReadingLog>();
        await readings.NoteAsync(officer, mine.Id);
        await readings.NoteAsync(officer, other.Id);

        var log = await new MyLogQuery(portal.Data.Database).RunAsync(owner, 1, Cancel);

        Assert.Equal(3, log.Total);
        Assert.Equal(["Mở xem hồ sơ", "Đổi mật khẩu", "Chuyển hồ sơ sang “Được tiếp nhận”"], log.Lines.Select(LogWords.What));
        Assert.StartsWith("Nguyễn Thị Thu Hằng, ", LogWords.Who(log.Lines[0]), StringComparison.Ordinal);
        Assert.Equal("Bạn", LogWords.Who(log.Lines[1]));
        Assert.Equal(mine.Number, log.Lines[2].Dossier);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Log_OnItsPages_ShowsEachLineOnce(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var owner = await portal.UserAsync(Cast.Organisation);
        await ClearAsync(portal);
        await portal.Data.AddAsync([
            .. Enumerable.Range(0, 45).Select(i => Event(owner, AccountEventKind.SignedIn, Samples.Morning.AddMinutes(i))),
        ]);
        var query = new MyLogQuery(portal.Data.Database);

        var pages = new List<LogPage>();
        foreach (var page in (int[])[1, 2, 3, 4])
            pages.Add(await query.RunAsync(owner, page, Cancel));

        Assert.Equal([20, 20, 5, 0], pages.Select(p => p.Lines.Count));
        Assert.Equal(45, pages.SelectMany(p => p.Lines).Select(l => l.At).Distinct().Count());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Consent_Withdrawn_AddsALine_AndTheOneOfTheAccountStays(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var owner = await portal.UserAsync(Cast.Citizen);
        await portal.Data.AddAsync(Consent(owner, "news"), Consent(owner, ConsentDesk.Account));
        var desk = new ConsentDesk(portal.Data.Database, portal.Data.Clock);

        await desk.WithdrawAsync(owner, "news", Cancel);
        await desk.WithdrawAsync(owner, "news", Cancel);
        await Assert.ThrowsAsync<RuleViolationException>(() => desk.WithdrawAsync(owner, ConsentDesk.Account, Cancel));

        var states = await desk.ReadAsync(owner, Cancel);
        Assert.Equal([(ConsentDesk.Account, true), ("news", false)], states.Select(s => (s.Purpose, s.Given)));
        Assert.Equal(3, await portal.Data.Database.ReadAsync(db => db.Consents.CountAsync(Cancel), Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Export_HoldsTheWholeOfOnePerson_AndNothingOfOthers(DatabaseProvider provider)
    {
        await using var filed = await FiledDossier.CreateAsync(provider);
        await filed.Portal.Data.AddAsync(
            Samples.Dossier(77, answers: """{"secret":"of another"}"""),
            Consent(filed.Owner, ConsentDesk.Account),
            Session(filed.Owner, "Firefox, Android"),
            Told(filed.Owner, "H21.65-250602-0078"),
            Told(await filed.Portal.UserAsync(Cast.Organisation), "of another"),
            Session(await filed.Portal.UserAsync(Cast.Organisation), "of another")
        );
        var file = new AttachedFile(Guid.NewGuid(), new PaperFile(new string('a', 64), "ket qua.pdf", 1, "application/pdf", 1, null));
        var returned = Returned(78, filed.Owner, file);
        var recalled = Returned(79, filed.Owner, file with { Id = Guid.NewGuid() });
        recalled.RecallResult(Samples.Officer("Trần Văn Sáu"), "Nhầm người.", Samples.Morning.AddHours(4));
        await filed.Portal.Data.AddAsync(returned, recalled);
        var export = new DataExport(filed.Database, new NoFiles(), filed.Portal.Data.Clock);
        await export.NoteAsync(filed.Owner, Cancel);
        using var written = new MemoryStream();

        await export.WriteAsync(filed.Owner, new ForwardOnly(written), Cancel);

        written.Position = 0;
        using var zip = new ZipArchive(written, ZipArchiveMode.Read);
        await using var entry = await zip.GetEntry("du-lieu.json")!.OpenAsync(Cancel);
        using var json = await JsonDocument.ParseAsync(entry, cancellationToken: Cancel);
        var all = json.RootElement;
        Assert.Equal("064190001234", all.GetProperty("profile").GetProperty("nationalId").GetString());
        var dossier = all.GetProperty("dossiers").EnumerateArray().Single(d => d.GetProperty("number").GetString() == filed.Number);
        Assert.Equal("UBND xã Ia Le", dossier.GetProperty("answers").GetProperty("noi_dang_ky").GetString());
        Assert.Single(all.GetProperty("consents").EnumerateArray());
        var results = all.GetProperty("dossiers")
            .EnumerateArray()
            .ToDictionary(d => d.GetProperty("number").GetString()!, d => d.GetProperty("results").EnumerateArray().ToList());
        Assert.Equal("ket qua.pdf", Assert.Single(results[returned.Number]).GetProperty("fileName").GetString());
        Assert.Empty(results[recalled.Number]);
        Assert.Contains(
            all.GetProperty("events").EnumerateArray(),
            e => e.GetProperty("kind").GetString() == AccountEventKind.DataExported
        );
        var session = Assert.Single(all.GetProperty("sessions").EnumerateArray());
        Assert.Equal(
            ("Firefox, Android", "203.0.113.x"),
            (session.GetProperty("device").GetString(), session.GetProperty("network").GetString())
        );
        var told = all.GetProperty("notifications")
            .EnumerateArray()
            .Single(n => n.GetProperty("number").GetString() == "H21.65-250602-0078");
        Assert.Equal("OfficeWrote", told.GetProperty("kind").GetString());
        Assert.DoesNotContain("of another", all.GetRawText(), StringComparison.Ordinal);
    }

    private static Dossier Returned(int running, Guid owner, AttachedFile result)
    {
        var (dossier, by, now) = (Samples.Dossier(running, owner: owner), Samples.Officer("Trần Văn Sáu"), Samples.Morning);
        dossier.Accept(by, null, now.AddHours(1));
        dossier.Complete(by, now.AddHours(2));
        dossier.ReturnResult(by, new ResultReturnDetails(ResultDelivery.Digital), [], now.AddHours(3), [result]);
        return dossier;
    }

    private static Notification Told(Guid user, string number) =>
        new()
        {
            UserId = user,
            EventId = Guid.NewGuid(),
            Kind = NotificationKind.OfficeWrote,
            DossierId = Guid.NewGuid(),
            Number = number,
            At = Samples.Morning,
        };

    private static AccountEvent Event(Guid user, string kind, DateTime at) =>
        new()
        {
            UserId = user,
            ActorId = user,
            Kind = kind,
            At = at,
        };

    private static UserSession Session(Guid user, string device) =>
        new()
        {
            UserId = user,
            StartedAt = Samples.Morning,
            SeenAt = Samples.Morning,
            Device = device,
            Network = "203.0.113.x",
        };

    private static Consent Consent(Guid user, string purpose) =>
        new()
        {
            UserId = user,
            Purpose = purpose,
            TextVersion = "1",
            Given = true,
            At = Samples.Morning,
        };

    // Dossiers of the demonstration would be lines of the log.
    private static async Task ClearAsync(SeededPortal portal) =>
        await portal.Data.Database.WriteAsync(
            db => db.Dossiers.ExecuteUpdateAsync(set => set.SetProperty(d => d.OwnerId, Guid.NewGuid()), Cancel),
            Cancel
        );

    private sealed class NoFiles : IFileStore
    {
        public Task<string> AddAsync(Stream content, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken) => throw new FileDamagedException();

        public IEnumerable<string> AddedBefore(DateTime time) => [];

        public bool Remove(string sha256, DateTime addedBefore) => false;
    }

    // As the body of an answer: no way back.
    private sealed class ForwardOnly(Stream target) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => target.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => target.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => target.Write(buffer, offset, count);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            target.WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            target.WriteAsync(buffer, offset, count, cancellationToken);
    }
}
