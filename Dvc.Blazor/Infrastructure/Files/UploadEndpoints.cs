using System.Globalization;
using Dvc.Blazor.Domain.Files;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using static Dvc.Blazor.Infrastructure.Files.TusRules;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>
/// Resumable uploads at <c>/tep/tai-len</c>: announce (POST), ask for the offset (HEAD), send a part (PATCH), give up (DELETE), ask for the
/// outcome (GET). The protocol is tus 1.0 with creation, checksum and termination.
/// </summary>
internal static class UploadEndpoints
{
    public const string Address = "/tep/tai-len";

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(Address, [HttpMethods.Options], Describe).AllowAnonymous();
        var uploads = routes
            .MapGroup(Address)
            .AllowAnonymous()
            .DisableAntiforgery()
            .AddEndpointFilter(FullDisk.AnswerAsync)
            .AddEndpointFilter(CheckAsync);
        uploads.MapPost("", AnnounceAsync).WithMetadata(new RateLimitedAttribute(LimitKind.Upload));
        uploads.MapMethods("/{id:guid}", [HttpMethods.Head], StandAsync);
        uploads.MapGet("/{id:guid}", OutcomeAsync);
        uploads.MapPatch("/{id:guid}", ReceiveAsync);
        uploads.MapDelete("/{id:guid}", GiveUpAsync);
    }

    private static IResult Describe(HttpResponse response, IOptions<FilesOptions> options)
    {
        response.Headers[VersionHeader] = TusRules.Version;
        response.Headers["Tus-Version"] = TusRules.Version;
        response.Headers["Tus-Extension"] = "creation,checksum,termination";
        response.Headers["Tus-Checksum-Algorithm"] = ChecksumAlgorithm;
        response.Headers["Tus-Max-Size"] = options.Value.MaxFileBytes.ToString(CultureInfo.InvariantCulture);
        return Results.NoContent();
    }

    private static async Task<IResult> AnnounceAsync(HttpContext http, Uploads uploads)
    {
        if (Announcement(http.Request) is not { } file)
        {
            return Results.BadRequest();
        }

        var (upload, refusal) = await uploads.AnnounceAsync(UserOf(http.User)!.Value, file, http.RequestAborted);
        if (refusal is not null)
        {
            var status =
                refusal.Reason == PaperRefusalReason.TooLarge
                    ? StatusCodes.Status413PayloadTooLarge
                    : StatusCodes.Status422UnprocessableEntity;
            return Results.Json(new RefusedUpload(refusal.Reason.ToString(), RefusalText.For(refusal)), statusCode: status);
        }

        return upload is null ? Results.NotFound() : Results.Created($"{Address}/{upload.Id:N}", null);
    }

    private static async Task<IResult> StandAsync(HttpContext http, Guid id, Uploads uploads, UploadTurns turns)
    {
        if (await uploads.FindAsync(UserOf(http.User)!.Value, id, http.RequestAborted) is not { } upload)
        {
            return Results.NotFound();
        }

        // Whoever asks has lost the older connection; its last bytes are to be on the disk before the answer.
        using var turn = await turns.TakeAsync(id, http.RequestAborted);
        http.Response.Headers[LengthHeader] = upload.Length.ToString(CultureInfo.InvariantCulture);
        SayOffset(http, uploads.Offset(upload));
        return turn is null ? Results.StatusCode(StatusCodes.Status423Locked) : Results.Ok();
    }

    private static async Task<IResult> OutcomeAsync(
        HttpContext http,
        Guid id,
        Uploads uploads,
        UploadTurns turns,
        IHostApplicationLifetime life
    )
    {
        var user = UserOf(http.User)!.Value;
        using var turn = await turns.TakeAsync(id, http.RequestAborted);
        if (turn is null)
        {
            return Results.StatusCode(StatusCodes.Status423Locked);
        }

        if (await uploads.FindAsync(user, id, http.RequestAborted) is not { } upload)
        {
            return Results.NotFound();
        }

        // Killed between the last byte and the judgement: it is made up for here.
        upload = await uploads.SettleAsync(upload, life.ApplicationStopping);
        var refusal = upload.Refusal;
        return Results.Json(
            new UploadOutcome(
                upload.State.ToString(),
                uploads.Offset(upload),
                upload.Length,
                upload.FileName,
                upload.State == UploadState.Stored ? upload.Id : null,
                refusal?.Reason.ToString(),
                refusal is null ? null : RefusalText.For(refusal)
            )
        );
    }

    private static async Task<IResult> ReceiveAsync(
        HttpContext http,
        Guid id,
        Uploads uploads,
        UploadReceiver receiver,
        UploadTurns turns,
        IHostApplicationLifetime life
    )
    {
        if (http.Request.ContentType != "application/offset+octet-stream")
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        if (Offset(http.Request) is not { } offset || Checksum(http.Request) is not { } checksum)
        {
            return Results.BadRequest();
        }

        using var turn = await turns.TakeAsync(id, http.RequestAborted);
        if (turn is null)
        {
            return Results.StatusCode(StatusCodes.Status423Locked);
        }

        if (await uploads.FindAsync(UserOf(http.User)!.Value, id, http.RequestAborted) is not { } upload)
        {
            return Results.NotFound();
        }

        if (upload.State != UploadState.Receiving)
        {
            SayOffset(http, upload.Length);
            return Results.StatusCode(StatusCodes.Status409Conflict);
        }

        if (http.Request.ContentLength > upload.Length - offset)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        // The announced length is the limit, not the server's usual one.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = upload.Length - offset + 1;
        }

        using var cut = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, turn.Superseded);
        var (outcome, stands) = await receiver.ReceiveAsync(upload, offset, http.Request.Body, checksum, cut.Token);
        if (outcome == PartOutcome.Whole)
        {
            // Judged to the end although the person may have gone; only the end of the server stops it.
            upload = await uploads.SettleAsync(upload, life.ApplicationStopping);
        }

        SayOffset(http, stands);
        return Results.StatusCode(StatusOf(outcome));
    }

    private static async Task<IResult> GiveUpAsync(HttpContext http, Guid id, Uploads uploads, UploadTurns turns)
    {
        if (await uploads.FindAsync(UserOf(http.User)!.Value, id, http.RequestAborted) is not { } upload)
        {
            return Results.NotFound();
        }

        using var turn = await turns.TakeAsync(id, http.RequestAborted);
        if (turn is null)
        {
            return Results.StatusCode(StatusCodes.Status423Locked);
        }

        await uploads.RemoveAsync(upload, http.RequestAborted);
        return Results.NoContent();
    }

    private static int StatusOf(PartOutcome outcome) =>
        outcome switch
        {
            PartOutcome.Whole => StatusCodes.Status204NoContent,
            PartOutcome.Cut => StatusCodes.Status400BadRequest,
            PartOutcome.WrongOffset => StatusCodes.Status409Conflict,
            PartOutcome.WrongChecksum => ChecksumMismatch,
            PartOutcome.TooLong => StatusCodes.Status413PayloadTooLarge,
            PartOutcome.Busy => StatusCodes.Status423Locked,
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        };

    private static void SayOffset(HttpContext http, long offset) =>
        http.Response.Headers[OffsetHeader] = offset.ToString(CultureInfo.InvariantCulture);

    private sealed record RefusedUpload(string Refusal, string Message);

    private sealed record UploadOutcome(
        string State,
        long Offset,
        long Length,
        string FileName,
        Guid? PaperId,
        string? Refusal,
        string? Message
    );
}
