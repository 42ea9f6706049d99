using CsCheck;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Agencies;

/// <summary>However units are merged, split and renamed, nothing is lost on the way.</summary>
public sealed class AgencyRegisterTests
{
    private static readonly DateOnly Day = new(2025, 7, 1);
    private static readonly string[] Sectors = ["ho-tich", "dat-dai", "xay-dung"];
    private static readonly Actor Portal = new(null, "", ActorKind.System);

    private static readonly Gen<(int What, int A, int B, int C)> Act = Gen.Select(
        Gen.Int[0, 4],
        Gen.Int[0, 99],
        Gen.Int[0, 99],
        Gen.Int[0, 99]
    );

    [Fact]
    public void AnySequence_KeepsEveryDossierAtExactlyOneLivingUnit_AndTheHistory() =>
        Act.Array[1, 12]
            .Sample(
                acts =>
                {
                    var register = new AgencyRegister(Units(), []);
                    var (running, closed) = (Dossiers(1, isClosed: false), Dossiers(100, isClosed: true));
                    var filed = running.Concat(closed).ToDictionary(d => d.Id, d => d.Units);
                    var known = register.Agencies.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
                    List<string> names = [.. register.Agencies.Select(a => a.Name)];
                    foreach (var act in acts)
                    {
                        var before = Picture(register);
                        try
                        {
                            register.Apply(ChangeOf(act, register), Day);
                        }
                        catch (RuleViolationException)
                        {
                            Assert.Equal(before, Picture(register));
                        }

                        Follow(running, register);
                        Check(register, running, closed, filed, known);
                        names.AddRange(register.Added.Select(a => a.Name));
                    }

                    // Whatever a unit was ever called, it is called so now or was so once.
                    Assert.Empty(names.Except(register.Agencies.Select(a => a.Name)).Except(register.FormerNames.Select(n => n.Name)));
                },
                iter: 1_500
            );

    private static void Check(
        AgencyRegister register,
        List<Dossier> running,
        List<Dossier> closed,
        Dictionary<Guid, DossierUnits> filed,
        HashSet<string> known
    )
    {
        var living = register.Agencies.Where(a => a.IsValidOn(Day)).Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(known, register.Agencies.Select(a => a.Id).ToHashSet(StringComparer.Ordinal));
        known.UnionWith(register.Agencies.Select(a => a.Id));
        foreach (var dossier in running)
        {
            string?[] places = [.. Places(dossier.Units)];
            Assert.All(places.OfType<string>(), place => Assert.Contains(place, living));
            Assert.Equal(filed[dossier.Id], dossier.FiledAt);
            Assert.True(AuditEvent.IsIntact(dossier.Trail));
            Assert.Single(living, unit => SeesOf(register, unit).Contains(dossier.UnitId));
        }

        foreach (var dossier in closed)
        {
            Assert.Equal(filed[dossier.Id], dossier.Units);
            Assert.Single(living, unit => SeesOf(register, unit).Contains(dossier.UnitId));
        }

        Assert.All(
            register.Succeeded,
            row => Assert.Equal(register.Succession.Living(row.AgencyId, row.SectorCode.Length == 0 ? null : row.SectorCode), row.KeeperId)
        );
        // Of every unit that has ended by another, one goes on with the rest.
        foreach (var gone in register.Succession.Gone)
        {
            Assert.DoesNotContain(gone, living);
            Assert.Contains(register.Succession.Living(gone), living);
            Assert.All(Sectors, sector => Assert.Contains(register.Succession.Living(gone, sector), living));
        }
    }

    [Fact]
    public void Merge_OneStopsBecomeOne_AndDivisionsOfOneName()
    {
        var register = new AgencyRegister(Units(), []);

        register.Apply(new MergeAgencies(["x0", "x1"], null, new NewAgency(null, "Xã Mới", AgencyKind.Commune, "tinh")), Day);

        var made = Assert.Single(register.Added);
        Assert.Equal(("xa-moi", Day), (made.Id, made.ValidFrom));
        Assert.Equal(("x0-mc", "x0-mc"), (register.Succession.Living("x1-mc"), register.Succession.Living("x0-mc")));
        Assert.Equal("x0-p", register.Succession.Living("x1-p"));
        Assert.Equal(["xa-moi", "xa-moi"], new[] { "x0-mc", "x0-p" }.Select(id => register.Find(id)!.ParentId));
        Assert.Equal(Day.AddDays(-1), register.Find("x0")!.ValidTo);
        Assert.Equal(["x1", "x0"], register.Succession.ArchivesOf("xa-moi").OrderDescending());
    }

    [Fact]
    public void Split_GivesSectorsAway_WithTheirRunningDossiers()
    {
        var register = new AgencyRegister(Units(), []);
        var (stays, goes) = (Dossier(1, "x0", "ho-tich"), Dossier(2, "x0", "dat-dai"));

        register.Apply(
            new SplitAgency(
                "x0",
                [new NewAgency(null, "Xã Một", AgencyKind.Commune, "tinh"), new NewAgency(null, "Xã Hai", AgencyKind.Commune, "tinh")],
                new Dictionary<string, int> { ["dat-dai"] = 1 }
            ),
            Day
        );
        Follow([stays, goes], register);

        Assert.Equal(new DossierUnits("xa-mot", "x0-mc", "xa-mot", "x0-mc", "x0-p"), stays.Units);
        Assert.Equal(new DossierUnits("xa-hai", "xa-hai", "xa-hai", "xa-hai", "xa-hai"), goes.Units);
        Assert.Equal("x0", goes.FiledAt.UnitId);
        Assert.Contains(goes.Steps, s => s is { Act: null, AgencyId: "xa-hai", ActorKind: ActorKind.System });
    }

    [Theory]
    [InlineData("x0", "x0", "Units.IntoItself")]
    [InlineData("x0", "x0-mc", "Units.IntoItself")]
    [InlineData("tinh", "x0", "Units.IntoItself")]
    [InlineData("x0", "nowhere", "Units.NotLiving")]
    [InlineData("nowhere", "x0", "Units.NotLiving")]
    public void Merge_ThatCannotBe_IsRefused(string from, string into, string rule)
    {
        var register = new AgencyRegister(Units(), []);
        var before = Picture(register);

        var refusal = Assert.Throws<RuleViolationException>(() => register.Apply(new MergeAgencies([from], into, null), Day));

        Assert.Equal(rule, refusal.Rule);
        Assert.Equal(before, Picture(register));
    }

    [Theory]
    [InlineData("", null, null, "Units.NameWrong")]
    [InlineData("Xã 0", null, null, "Units.NameTaken")]
    [InlineData("Xã Mới", "Khoa Moi", null, "Units.KeyWrong")]
    [InlineData("Xã Mới", "x0", null, "Units.KeyTaken")]
    [InlineData("Xã Mới", null, "h-1", "Units.PrefixWrong")]
    [InlineData("Xã Mới", null, "H99.001", "Units.PrefixTaken")]
    public void Add_ThatCannotBe_IsRefused(string name, string? key, string? prefix, string rule)
    {
        var unit = new NewAgency(key, name, AgencyKind.Commune, "tinh", prefix);

        var refusal = Assert.Throws<RuleViolationException>(() => new AgencyRegister(Units(), []).Apply(new AddAgencies([unit]), Day));

        Assert.Equal(rule, refusal.Rule);
    }

    [Fact]
    public void Change_IsReadAsItWasWritten()
    {
        AgencyChange[] changes =
        [
            new AddAgencies([new NewAgency("k", "Tên", AgencyKind.Ward, "p", "H1.1", "H1")]),
            new RenameAgency("a", "B"),
            new CloseAgency("a"),
            new MergeAgencies(["a", "b"], "c", null),
            new SplitAgency("a", [new NewAgency(null, "N", AgencyKind.City, null)], new Dictionary<string, int> { ["s"] = 1 }),
            new ImportAgencies([], [new RenameAgency("a", "B")]),
        ];

        Assert.All(changes, change => Assert.Equal(change.Write(), AgencyChange.Read(change.Write()).Write()));
    }

    // The officers of a unit see what is filed at it and at the units that have gone on in it.
    private static IEnumerable<string> SeesOf(AgencyRegister register, string unit) => register.Succession.ArchivesOf(unit).Append(unit);

    private static string?[] Places(DossierUnits units) =>
        [units.UnitId, units.ReceivingId, units.CompetentId, units.ProcessingId, units.HandlingId];

    private static void Follow(List<Dossier> running, AgencyRegister register)
    {
        foreach (var dossier in running)
        {
            var to = dossier.UnitsAfter(register.Succession, (id, top) => register.IsWithin(id, top));
            if (to != dossier.Units)
            {
                dossier.MoveUnits(Portal, to, "x", Samples.Morning);
            }
        }
    }

    private static AgencyChange ChangeOf((int What, int A, int B, int C) act, AgencyRegister register)
    {
        var living = register
            .Agencies.Where(a => a.IsValidOn(Day))
            .OrderBy(a => a.Order)
            .ThenBy(a => a.Id, StringComparer.Ordinal)
            .ToList();
        string Pick(int n) => living[n % living.Count].Id;
        NewAgency New(int n, AgencyKind kind = AgencyKind.Commune) => new(null, $"Xã {n % 7}", kind, "tinh");
        return act.What switch
        {
            0 => new RenameAgency(Pick(act.A), $"Tên {act.B}"),
            1 => new MergeAgencies([Pick(act.A), Pick(act.B)], Pick(act.C), null),
            2 => new MergeAgencies([Pick(act.A), Pick(act.B)], null, New(act.C)),
            3 => new SplitAgency(
                Pick(act.A),
                [New(act.B), New(act.C)],
                new Dictionary<string, int> { [Sectors[act.B % Sectors.Length]] = 1 }
            ),
            _ => new AddAgencies([New(act.A), new NewAgency(null, "Một cửa", AgencyKind.OneStop, Pick(act.B))]),
        };
    }

    private static List<Agency> Units() =>
        [
            Unit("tinh", "Tỉnh", AgencyKind.Province, null, 0),
            .. Enumerable
                .Range(0, 4)
                .SelectMany(i =>
                    new[]
                    {
                        Unit($"x{i}", $"Xã {i}", AgencyKind.Commune, "tinh", 10 * i + 1),
                        Unit($"x{i}-mc", $"Một cửa {i}", AgencyKind.OneStop, $"x{i}", 10 * i + 2),
                        Unit($"x{i}-p", "Phòng Tư pháp", AgencyKind.Division, $"x{i}", 10 * i + 3),
                    }
                ),
        ];

    private static Agency Unit(string id, string name, AgencyKind kind, string? parent, int order) =>
        new()
        {
            Id = id,
            Name = name,
            FoldedName = Fold.Text(name),
            Kind = kind,
            ParentId = parent,
            NumberPrefix = kind == AgencyKind.Province ? "H99" : $"H99.{order:000}",
            Order = order,
            Source = "{}",
        };

    private static List<Dossier> Dossiers(int first, bool isClosed)
    {
        var all = Enumerable
            .Range(0, 4)
            .SelectMany(i => Sectors.Select((sector, s) => Dossier(first + 3 * i + s, $"x{i}", sector)))
            .ToList();
        if (isClosed)
        {
            all.ForEach(d => d.Refuse(Samples.Officer(), "x", Samples.Morning));
        }

        return all;
    }

    private static Dossier Dossier(int running, string unit, string sector) =>
        Samples.Dossier(running, unit: unit, receiving: $"{unit}-mc", competent: unit, handling: $"{unit}-p", sector: sector);

    private static string Picture(AgencyRegister register) =>
        string.Join(
            '\n',
            register
                .Agencies.Select(a => $"{a.Id}|{a.Name}|{a.ParentId}|{a.ValidFrom}|{a.ValidTo}|{a.SuccessorId}")
                .Concat(register.Succeeded.Select(s => $"{s.AgencyId}>{s.SuccessorId}/{s.SectorCode}"))
                .Concat(register.FormerNames.Select(n => n.Name))
        );
}
