using System.Globalization;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Tracking;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Tracking;

public sealed class TrackingQueryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_NumberAlone_TellsUnitProcedureAndStageOnly()
    {
        await using var filed = await FiledDossier.CreateAsync();

        var found = await Query(filed).RunAsync(filed.Number, null, null, Cancel);

        Assert.NotNull(found);
        Assert.Equal((filed.Number, "UBND huyện Chư Pưh", 1), (found.Number, found.UnitName, found.Stage));
        Assert.Null(found.Opened);
    }

    [Fact]
    public async Task Run_NumberAsPeopleTypeIt_IsFound()
    {
        await using var filed = await FiledDossier.CreateAsync();
        var typed = $" {filed.Number.ToLower(CultureInfo.InvariantCulture).Replace("-", " - ", StringComparison.Ordinal)} ";

        Assert.NotNull(await Query(filed).RunAsync(typed, "", null, Cancel));
    }

    [Fact]
    public async Task Run_RightCode_TellsTheTimelineWithoutNamesAndReasons()
    {
        await using var filed = await FiledDossier.CreateAsync();
        await filed.ActAsync(d => d.Refuse(Samples.Officer(), "Lý do riêng.", Samples.Morning.AddHours(2)));
        var code = (await filed.StoredAsync()).LookupCode;

        var found = await Query(filed).RunAsync(filed.Number, $"{code[..4]}-{code[4..]}".ToLowerInvariant(), null, Cancel);

        Assert.Equal([DossierStatus.Submitted, DossierStatus.Refused], found!.Opened!.Passages.Select(p => p.To));
        Assert.All(found.Opened.Passages, p => Assert.Equal((null, null), (p.By, p.Note)));
    }

    [Fact]
    public async Task Run_WrongCodeAbsentNumberOrOtherUnit_AllAnswerTheSame()
    {
        await using var filed = await FiledDossier.CreateAsync();

        Assert.Null(await Query(filed).RunAsync(filed.Number, "00000000", null, Cancel));
        Assert.Null(await Query(filed).RunAsync("H21.639-250602-9999", null, null, Cancel));
        Assert.Null(await Query(filed).RunAsync("%", null, null, Cancel));
        Assert.Null(await Query(filed).RunAsync(filed.Number, null, "cp-x-23986", Cancel));
    }

    private static TrackingQuery Query(FiledDossier filed) => new(filed.Database, filed.Calendars, filed.Units, filed.Tickets);
}
