using System.Globalization;
using System.Text.Json.Nodes;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Infrastructure.Sought;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Intake;

/// <summary>One dossier of a crowd, with what was answered in it.</summary>
internal sealed record SoughtDossier(Guid Id, bool IsMine, JsonObject Answers)
{
    public string? Text => (string?)Answers["noi_dang_ky"];

    public decimal? Number => (decimal?)Answers["nam_dang_ky"];

    public string? Day => (string?)Answers["ngay_dang_ky"];

    public string? Option => (string?)Answers["loai_su_kien"];

    public bool? Flag => (bool?)Answers["cam_doan"];

    public string? Ethnicity => (string?)Answers["ct_dan_toc"];
}

/// <summary>Dossiers of one procedure with random answers, in and out of an officer's reach.</summary>
internal sealed class SoughtCrowd(SeededPortal portal)
{
    public static readonly IReadOnlyList<string> Paths =
    [
        "noi_dang_ky",
        "nam_dang_ky",
        "ngay_dang_ky",
        "loai_su_kien",
        "cam_doan",
        "ct_dan_toc",
        "ct_so_dinh_danh",
    ];

    public static readonly IReadOnlyList<string> Words =
    [
        "UBND xã Ia Le",
        "ubnd xa ia hrú",
        "Đak Đoa",
        "đak pơ",
        "Ủy ban phường Diên Hồng",
        "100%_",
    ];

    private const string Here = "gl-h-639";
    private const string Elsewhere = "cp-x-23971";

    private static readonly string[] Options = ["khai_sinh", "ket_hon", "khai_tu"];
    private static readonly string[] Ethnicities = ["Kinh", "Gia Rai (Jrai)"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<IReadOnlyList<SoughtDossier>> StoreAsync(int count, int seed, int first = 3000)
    {
        var random = new Random(seed);
        var revision = await portal.Data.Database.ReadAsync(
            db => db.Procedures.Where(p => p.Code == CertifiedCopy.Code).Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel),
            Cancel
        );
        var made = new List<(Dossier Dossier, SoughtDossier Sought)>();
        for (var i = 0; i < count; i++)
        {
            var isMine = random.Next(5) > 0;
            var unit = isMine ? Here : Elsewhere;
            var answers = Answers(random);
            var dossier = Samples.Dossier(
                first + i,
                unit: unit,
                receiving: unit,
                competent: unit,
                procedure: CertifiedCopy.Code,
                revision: revision,
                answers: answers.ToJsonString(),
                at: Samples.Morning.AddMinutes(-i)
            );
            made.Add((dossier, new SoughtDossier(dossier.Id, isMine, answers)));
        }

        // As whoever files does it: in one transaction.
        await portal.Data.Database.WriteAsync(
            db =>
            {
                db.AddRange(made.Select(m => m.Dossier));
                return Task.CompletedTask;
            },
            Cancel
        );
        return [.. made.Select(m => m.Sought)];
    }

    /// <summary>Has all fields of <see cref="Paths"/> sought and everything read for them.</summary>
    public async Task SeekAsync()
    {
        var leader = await portal.UserAsync(Cast.Approver);
        foreach (var path in Paths)
        {
            await portal.Services.GetRequiredService<SoughtDesk>().SeekAsync(leader, CertifiedCopy.Code, path, Cancel);
        }

        await FillAsync();
    }

    public async Task FillAsync()
    {
        while (await portal.Services.GetRequiredService<SoughtFilling>().RunNextAsync(Cancel)) { }
    }

    private static JsonObject Answers(Random random)
    {
        var answers = new JsonObject();
        Add("noi_dang_ky", () => Words[random.Next(Words.Count)]);
        Add("nam_dang_ky", () => JsonValue.Create(random.Next(-30, 30) / 4m));
        Add("ngay_dang_ky", () => Day(random));
        Add("loai_su_kien", () => Options[random.Next(Options.Length)]);
        Add("cam_doan", () => random.Next(2) == 0);
        Add("ct_dan_toc", () => Ethnicities[random.Next(Ethnicities.Length)]);
        Add("ct_so_dinh_danh", () => "0641900" + random.Next(10000, 99999).ToString(CultureInfo.InvariantCulture));
        return answers;

        void Add(string key, Func<JsonNode?> value)
        {
            if (random.Next(6) > 0)
            {
                answers[key] = value();
            }
        }
    }

    private static string Day(Random random)
    {
        var day = new DateOnly(2019, 11, 1).AddDays(random.Next(120)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return day[
            ..(
                random.Next(3) switch
                {
                    0 => 4,
                    1 => 7,
                    _ => 10,
                }
            )
        ];
    }
}
