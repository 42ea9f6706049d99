#!/usr/bin/env bash
# Builds everything, runs all tests and prints as its last line "N passed, N failed, N skipped".
# Ends with 0 only if tests ran, none failed and none was skipped.
#   ./test.sh                                  everything
#   ./test.sh --filter-class "*DossierTests"   some of it (options of Microsoft.Testing.Platform)
set -uo pipefail
cd "$(dirname "$0")"
exec </dev/null

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
# The guard against writable code costs a tenth of each start of a program, and the tests start many.
export DOTNET_EnableWriteXorExecute=0
# No build process may outlive this script and hold its output open.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
[ "${CI:-}" = true ] && export UseSharedCompilation=false

# command that has to be there | Debian package that brings it
needs='chromium-headless-shell|chromium-headless-shell
pg_ctl|postgresql
redis-server|redis-server
clamd|clamav-daemon
zbarimg|zbar-tools
pdftotext|poppler-utils'

die() {
    printf '%s\n' "$*" >&2
    echo "0 passed, 0 failed, 0 skipped"
    exit 1
}

has() {
    case $1 in
        pg_ctl) compgen -G '/usr/lib/postgresql/*/bin/pg_ctl' >/dev/null ;;
        *) PATH="$PATH:/usr/sbin:/sbin" command -v "$1" >/dev/null ;;
    esac
}

missing_packages() {
    local command package
    while IFS='|' read -r command package; do
        has "$command" || echo "$package"
    done <<<"$needs"
}

check_sdks() {
    command -v dotnet >/dev/null || die "The .NET SDK 10 is missing: https://dotnet.microsoft.com/download"
    dotnet --version >/dev/null 2>&1 || die "The .NET SDK that global.json asks for is missing; found: $(dotnet --list-sdks | tr '\n' ' ')"
    command -v npm >/dev/null || die "Node.js with npm is missing (Debian: apt-get install nodejs npm)"
}

install_missing() {
    local packages
    packages=$(missing_packages | tr '\n' ' ')
    [ -z "$packages" ] && return
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        die "The tests need programs that are not installed. As root: apt-get install --no-install-recommends $packages"
    fi
    echo "Installing $packages"
    export DEBIAN_FRONTEND=noninteractive
    # The servers are started by the tests on ports of their own, not by the system.
    local policy=/usr/sbin/policy-rc.d made=
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && made=1
    fi
    local log
    log=$(mktemp)
    # shellcheck disable=SC2086
    { apt-get update && apt-get install -y --no-install-recommends $packages; } >"$log" 2>&1 || tail -n 20 "$log"
    rm -f "$log"
    [ -n "$made" ] && rm -f "$policy"
    packages=$(missing_packages | tr '\n' ' ')
    [ -z "$packages" ] || die "Could not be installed: $packages"
}

step() {
    echo "== $1"
    shift
    timeout --kill-after=15 "$@" || die "Failed: ${*:2}"
}

# The full names and words of failed tests, at most 40, from the reports written after the file given.
print_failures() {
    find TestResults -name '*.trx' -newer "$1" -print0 2>/dev/null | xargs -0 -r node -e '
        const plain = text => text.replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
            .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, "\"").replace(/&apos;/g, "\x27").replace(/&amp;/g, "&");
        const failed = process.argv.slice(1)
            .flatMap(file => require("fs").readFileSync(file, "utf8").match(/<UnitTestResult [^]*?(?:<\/UnitTestResult>|\/>)/g) ?? [])
            .filter(result => /^[^>]* outcome="(?:Failed|Error|Timeout|Aborted)"/.test(result));
        for (const result of failed.slice(0, 40)) {
            const name = / testName="([^"]*)"/.exec(result)?.[1] ?? "?";
            const words = /<Message>([^]*?)<\/Message>/.exec(result)?.[1] ?? "";
            console.log(`FAILED ${plain(name)}\n    ${plain(words).trim().split("\n").slice(0, 12).join("\n    ")}`);
        }
        if (failed.length > 40) console.log(`... and ${failed.length - 40} more`);'
}

run_tests() {
    local log result since
    log=$(mktemp)
    since=$(mktemp)
    echo "== tests"
    # The platform ends the run by itself after 27 minutes; timeout is there should the platform hang.
    timeout --kill-after=15 28m dotnet test --project Dvc.Blazor.Tests --no-build --timeout 27m \
        --report-trx --results-directory TestResults "$@" 2>&1 | tee "$log"
    result=${PIPESTATUS[0]}
    awk '
        /^  (total|failed|succeeded|skipped):/ { count[$1] = $2 }
        END { printf "%d %d %d\n", count["succeeded:"], count["failed:"], count["skipped:"] }' "$log" >"$log.counts"
    read -r passed failed skipped <"$log.counts"
    print_failures "$since"
    rm -f "$log" "$log.counts" "$since"
    if [ "$result" != 0 ] && [ "$failed" = 0 ]; then
        echo "The test run ended with $result although no test failed: it crashed, hung or was cut off." >&2
        failed=1
    fi
}

check_sdks
install_missing
step "tools" 3m dotnet tool restore
step "format" 2m dotnet csharpier check .
step "build" 6m dotnet build Dvc.sln -warnaserror -v q
run_tests "$@"

echo "$passed passed, $failed failed, $skipped skipped"
[ "$passed" -gt 0 ] && [ "$failed" = 0 ] && [ "$skipped" = 0 ]
