using System.Globalization;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Sought;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Intake;

/// <summary>Lists filtered and sorted by what was answered in forms, and by papers.</summary>
public sealed class SoughtBoardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static BoardFilter OfProcedure => new(Procedure: CertifiedCopy.Code);

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Filters_OfEachKind_FindWhatPlainLookingFinds(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (me, crowd) = await CrowdAsync(portal, 140);
        var query = portal.Services.GetRequiredService<BoardQuery>();
        var cases = new (string Where, Func<SoughtDossier, bool> Meant)[]
        {
            ("l.o.noi_dang_ky=UBND+xa+ia", d => Begins(d, "ubnd xa ia")),
            ("l.o.noi_dang_ky=ĐAK", d => Begins(d, "dak")),
            ("l.o.noi_dang_ky=100%25_", d => Begins(d, "100%_")),
            ("l.o.noi_dang_ky=Đak+đoa&l.o.noi_dang_ky=%3D", d => Fold.Text(d.Text) == "dak doa"),
            ("l.o.noi_dang_ky=Đak&l.o.noi_dang_ky=%3D", _ => false),
            ("l.o.nam_dang_ky=-2,5&l.o.nam_dang_ky=3", d => d.Number is >= -2.5m and <= 3),
            ("l.o.nam_dang_ky=&l.o.nam_dang_ky=-1", d => d.Number <= -1),
            ("l.o.nam_dang_ky=0&l.o.nam_dang_ky=", d => d.Number >= 0),
            (
                "l.o.ngay_dang_ky=2019-12-15&l.o.ngay_dang_ky=2020-01-31",
                d => Earliest(d) is { } day && day >= new DateOnly(2019, 12, 15) && day <= new DateOnly(2020, 1, 31)
            ),
            ("l.o.loai_su_kien=khai_sinh&l.o.loai_su_kien=khai_tu", d => d.Option is "khai_sinh" or "khai_tu"),
            ("l.o.loai_su_kien=khong-co", _ => false),
            ("l.o.cam_doan=1", d => d.Flag == true),
            ("l.o.cam_doan=0", d => d.Flag == false),
            ("l.o.ct_dan_toc=Gia+Rai+(Jrai)", d => d.Ethnicity == "Gia Rai (Jrai)"),
            (
                "l.o.loai_su_kien=ket_hon&l.o.cam_doan=1&l.o.nam_dang_ky=0&l.o.nam_dang_ky=",
                d => d is { Option: "ket_hon", Flag: true, Number: >= 0 }
            ),
        };

        foreach (var (where, meant) in cases)
        {
            var filter = OfProcedure with { Where = BoardConditions.Of("?" + where).Text };
            var expected = crowd.Where(d => d.IsMine && meant(d)).Select(d => d.Id).ToHashSet();
            var found = (await query.IdsAsync(me, filter, 1000, Cancel))!;
            Assert.Equal((where, expected.Count), (where, expected.Intersect(found).Count()));
            // The demonstration's own dossiers say the least; what they say is not part of the crowd.
            Assert.All(found.Except(expected), id => Assert.DoesNotContain(crowd, d => d.Id == id));
            var board = (await query.RunAsync(me, filter, Cancel))!;
            Assert.Equal((found.Count, 0), (board.Total, board.Notes.Count));
        }

        Assert.All(cases.Where(c => c.Meant(crowd[0]) || crowd.Any(c.Meant)), c => Assert.Contains(crowd, d => d.IsMine && c.Meant(d)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Orders_OfEachKind_AreThoseOfTheValues_HoweverLongTheList(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (me, crowd) = await CrowdAsync(portal, 120);
        var mine = crowd.Where(d => d.IsMine).ToList();
        var orders = new (string Path, Func<SoughtDossier, string?> Key)[]
        {
            ("noi_dang_ky", d => d.Text is { } text ? Fold.Text(text) : null),
            ("nam_dang_ky", d => d.Number is { } number ? (number + 1000).ToString("0000.00", CultureInfo.InvariantCulture) : null),
            ("ngay_dang_ky", d => Earliest(d)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("loai_su_kien", d => d.Option),
            (
                "cam_doan",
                d =>
                    d.Flag is { } flag
                        ? flag
                            ? "1"
                            : "0"
                        : null
            ),
        };

        foreach (var (path, key) in orders)
        {
            foreach (var down in new[] { false, true })
            {
                var filter = OfProcedure with { By = (down ? "-" : "") + "o." + path };
                var stated = down
                    ? mine.OrderBy(d => key(d) is null)
                        .ThenByDescending(key, StringComparer.Ordinal)
                        .ThenByDescending(d => d.Id.ToString(), StringComparer.Ordinal)
                    : mine.OrderBy(d => key(d) is null)
                        .ThenBy(key, StringComparer.Ordinal)
                        .ThenBy(d => d.Id.ToString(), StringComparer.Ordinal);
                var expected = stated.Select(d => d.Id).ToList();
                var known = expected.ToHashSet();
                foreach (var (isLong, areSomeShort) in new[] { (false, false), (true, false), (true, true) })
                {
                    var ids = await PageAsync(portal, me, filter, isLong, areSomeShort);
                    Assert.Equal(expected, ids.Where(known.Contains));
                }
            }
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Guarded_CannotBeSortedBy_AndLiesNowhereInTheClear(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (me, crowd) = await CrowdAsync(portal, 40);
        var query = portal.Services.GetRequiredService<BoardQuery>();
        var wanted = crowd.First(d => d.IsMine && d.Answers["ct_so_dinh_danh"] is not null);
        var number = (string)wanted.Answers["ct_so_dinh_danh"]!;

        var exact = (await query.IdsAsync(me, OfProcedure with { Where = $"l.o.ct_so_dinh_danh={number.Insert(3, "%20")}" }, 100, Cancel))!;
        var beginning = (await query.IdsAsync(me, OfProcedure with { Where = $"l.o.ct_so_dinh_danh={number[..9]}" }, 100, Cancel))!;
        var sorted = (await query.RunAsync(me, OfProcedure with { By = "o.ct_so_dinh_danh" }, Cancel))!;
        var values = await portal.Data.Database.ReadAsync(
            async db =>
            {
                var guarded = await db.SoughtFields.Where(f => f.IsGuarded).Select(f => f.Id).ToListAsync(Cancel);
                return await db.SoughtValues.Where(v => guarded.Contains(v.FieldId)).ToListAsync(Cancel);
            },
            Cancel
        );

        Assert.Contains(wanted.Id, exact);
        Assert.DoesNotContain(wanted.Id, beginning);
        Assert.NotEmpty(sorted.Notes);
        Assert.Equal(2, values.Select(v => v.FieldId).Distinct().Count());
        Assert.All(values.Where(v => v.Key != SoughtKey.Blank), v => Assert.Matches("^[0-9a-f]{64}$", v.Key));
        Assert.Contains(values, v => v.Key != SoughtKey.Blank);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Statements_AreAsMany_ForAShortPageAsForALongOne(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (me, _) = await CrowdAsync(portal, 90);
        var log = new SqlLog();
        var query = portal.NewNode(log.AddTo).GetRequiredService<BoardQuery>();
        var filter = OfProcedure with
        {
            Columns = "ma,o.noi_dang_ky,o.ct_so_dinh_danh,o.ct_cu_tru,g.GT-QUANHE,g.GT-UYQUYEN",
            By = "-o.ngay_dang_ky",
            Where = BoardConditions.Of("?l.o.cam_doan=1&l.g.GT-QUANHE=0").Text,
        };
        await query.RunAsync(me, filter, Cancel);

        var counts = new List<(int Rows, int Statements, int Answers)>();
        foreach (var take in new[] { 10, 50 })
        {
            log.Clear();
            var rows = (await query.ListAsync(me, filter, take, Cancel))!;
            Assert.Contains(rows, r => r.Cells["o.noi_dang_ky"].Length > 0);
            Assert.All(rows, r => Assert.Equal(DocumentState.Missing, r.Papers["GT-UYQUYEN"]));
            counts.Add((rows.Count, log.Commands.Count, log.Count("SubmittedAnswers")));
        }

        Assert.True(counts[1].Rows > 2 * counts[0].Rows, counts[1].ToString());
        Assert.Equal((counts[0].Statements, 1), (counts[1].Statements, counts[1].Answers));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Officer_OfAnotherUnit_FindsNoneOfThem(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (me, crowd) = await CrowdAsync(portal, 40);
        await using (var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel))
        {
            await db.Postings.Where(p => p.UserId == me).ExecuteDeleteAsync(Cancel);
            db.Postings.Add(new OfficerPosting { UserId = me, AgencyId = "cp-x-23986" });
            await db.SaveChangesAsync(Cancel);
        }

        var query = portal.Services.GetRequiredService<BoardQuery>();
        foreach (var where in new[] { "l.o.cam_doan=1", "l.o.loai_su_kien=khai_sinh&l.o.loai_su_kien=ket_hon", "l.g.GT-QUANHE=0" })
        {
            var found = (
                await query.IdsAsync(
                    me,
                    OfProcedure with
                    {
                        Where = BoardConditions.Of("?" + where).Text,
                        By = "o.noi_dang_ky",
                    },
                    1000,
                    Cancel
                )
            )!;
            Assert.Empty(found.Intersect(crowd.Select(d => d.Id)));
        }

        Assert.Empty(
            (await PageAsync(portal, me, OfProcedure with { By = "o.noi_dang_ky" }, isLong: true)).Intersect(crowd.Select(d => d.Id))
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Address_WithWhatIsUnknownOrStillBeingRead_IsFollowedAsFarAsItGoes(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        await new SoughtCrowd(portal).StoreAsync(10, 7);
        await portal
            .Services.GetRequiredService<SoughtDesk>()
            .SeekAsync(await portal.UserAsync(Cast.Approver), CertifiedCopy.Code, "noi_dang_ky", Cancel);
        var query = portal.Services.GetRequiredService<BoardQuery>();
        var plain = (await query.RunAsync(me, OfProcedure, Cancel))!;

        var odd = (
            await query.RunAsync(
                me,
                BoardFilter.Read(
                    $"/mot-cua?thu-tuc={CertifiedCopy.Code}&cot=ma,o.khong_co&sap-xep=-o.mat&l.o.noi_dang_ky=x&l.la=1&l.o.nam_dang_ky=abc"
                ),
                Cancel
            )
        )!;

        Assert.Equal(plain.Rows.Select(r => r.Id), odd.Rows.Select(r => r.Id));
        Assert.Equal(2, odd.Notes.Count);
        Assert.Contains("o.khong_co", odd.Notes[0], StringComparison.Ordinal);
        Assert.Contains(odd.Columns.Find("o.noi_dang_ky")!.Name, odd.Notes[1], StringComparison.Ordinal);
        Assert.Empty((await query.RunAsync(me, new BoardFilter(Procedure: "khong-co"), Cancel))!.Rows);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Values_AreFoundAlongAnIndex(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (me, _) = await CrowdAsync(portal, 60);
        foreach (
            var (where, by, isLong) in new[]
            {
                ("l.o.loai_su_kien=ket_hon", (string?)null, false),
                ("l.o.noi_dang_ky=dak", null, false),
                ("", "o.ngay_dang_ky", true),
            }
        )
        {
            var filter = OfProcedure with { Where = BoardConditions.Of("?" + where).Text, By = by };
            var plan = await OpenAsync(
                portal,
                me,
                filter,
                isLong,
                (db, list) => QueryPlan.OfAsync(db, list.Page(0, BoardQuery.PageSize), Cancel)
            );
            Assert.True(!plan.WalksThrough("Dossiers") && !plan.WalksThrough("SoughtValues"), $"{filter}:\n{plan}");
        }
    }

    private static async Task<(Guid Me, IReadOnlyList<SoughtDossier> Crowd)> CrowdAsync(SeededPortal portal, int count)
    {
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        var crowd = new SoughtCrowd(portal);
        // Some are there before the fields are sought, some come after.
        var before = await crowd.StoreAsync(count / 2, 11);
        await crowd.SeekAsync();
        return (me, [.. before, .. await crowd.StoreAsync(count - (count / 2), 12, 5000)]);
    }

    private static Task<List<Guid>> PageAsync(SeededPortal portal, Guid me, BoardFilter filter, bool isLong, bool areSomeShort = false) =>
        OpenAsync(
            portal,
            me,
            filter,
            isLong,
            async (_, list) =>
            {
                var lengths = await list.LengthsAsync(Cancel);
                // Every second way to a dossier is said to be long.
                var stated = lengths.Select((n, i) => n > 0 && i % 2 == 0 ? BoardTerms.Short + 1 : n).ToList();
                return await (areSomeShort ? list.With(stated) : list).Page(0, 1000).Select(d => d.Id).ToListAsync(Cancel);
            }
        );

    private static async Task<T> OpenAsync<T>(
        SeededPortal portal,
        Guid me,
        BoardFilter filter,
        bool isLong,
        Func<DvcDbContext, BoardList, Task<T>> read
    )
    {
        var now = portal.Data.Clock.GetUtcNow().UtcDateTime;
        var columns = await portal.Services.GetRequiredService<BoardCatalogue>().OfAsync(filter.Procedure, Cancel);
        var terms = await BoardTerms.ReadAsync(
            filter,
            columns,
            new BoardAsker(me, portal.Services.GetRequiredService<SoughtMarks>()),
            Cancel
        );
        return await portal.Data.Database.ReadAsync(
            async db =>
            {
                var officer = (await portal.Services.GetRequiredService<Officers>().FindAsync(db, me, Cancel))!;
                return await read(
                    db,
                    new BoardList(db, officer, filter, new QueueMoment(me, now, now.AddDays(3)), null, terms with { IsLong = isLong })
                );
            },
            Cancel
        );
    }

    private static bool Begins(SoughtDossier dossier, string folded) =>
        dossier.Text is { } text && Fold.Text(text).StartsWith(folded, StringComparison.Ordinal);

    private static DateOnly? Earliest(SoughtDossier dossier) =>
        dossier.Day is { } day
            ? DateOnly.ParseExact(
                day
                    + "-01-01"[
                        ..(
                            day.Length == 4 ? 6
                            : day.Length == 7 ? 3
                            : 0
                        )
                    ],
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            )
            : null;
}
