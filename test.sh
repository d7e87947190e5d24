#!/usr/bin/env bash
# Restores, builds, checks the format and runs every test. See --help.
set -uo pipefail

usage() {
  cat <<'HELP'
Usage: bash test.sh [options] [-- options for the test runner]

Installs what is missing, restores from the lock files, builds Release with warnings as errors, checks the format, runs
every project under tests/ and then the fault tests (tests/Scheduling.Faults: PostgreSQL, workers and solvers are killed,
frozen and cut off), each of which counts as one test. The last line is always `N passed, N failed, N skipped`; the exit
code is 0 only if everything passed and at least one test ran.

  --no-install     install nothing
  --no-format      leave out the format check
  --no-build       run the tests of the last build (no restore, no build, no format check)
  --project NAME   only test projects whose name contains NAME; may be repeated. The fault tests are 'Scheduling.Faults'
  --filter TEXT    only tests whose full name contains TEXT (* matches anything); may be repeated. Of the fault tests
                   (FT-K1 …) it runs those of which TEXT is the name
  --nightly        only the fault tests, with the many tries of a night and the tests too long for every change
  --slice K/N      of a night the K-th of N parts, each a share of the tries of every test; with N = 12 a part is meant
                   to take at most 80 minutes on two cores
  --help           this text

Environment:
  SCHEDULING_BENCHMARKS  folder of the public benchmark instances; default ../shared/benchmarks beside this repository,
                         if that exists. Tests that need the instances say so when they are not there.

Exit codes: 0 all passed, 1 a check or a test failed or no test ran, 2 wrong usage.
HELP
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) || exit 1
passed=0 failed=0 skipped=0 status=0
install=true format=true build=true nightly=false
projects=() filters=() runner=() texts=() faults=()

finish() {
  echo "$passed passed, $failed failed, $skipped skipped"
  exit "$status"
}

wrong_usage() {
  echo "test.sh: $1 (bash test.sh --help lists the options)" >&2
  exit 2
}

step() { printf '\n== %s\n' "$*"; }

# Runs one check; the first that fails ends the run, for what follows would only repeat it.
check() {
  step "$1"
  shift
  if ! "$@" </dev/null; then
    echo "FAILED: $*"
    status=1
    finish
  fi
}

while [ $# -gt 0 ]; do
  case "$1" in
    --help | -h) usage; exit 0 ;;
    --no-install) install=false ;;
    --no-format) format=false ;;
    --no-build) build=false ;;
    --project) [ $# -ge 2 ] || wrong_usage "--project needs a name"; projects+=("$2"); shift ;;
    --filter) [ $# -ge 2 ] || wrong_usage "--filter needs a text"; filters+=(--filter-method "*$2*"); texts+=("$2"); shift ;;
    --nightly) nightly=true; faults+=(--nightly) ;;
    --slice) [ $# -ge 2 ] || wrong_usage "--slice needs K/N"; faults+=(--slice "$2"); shift ;;
    --) shift; runner=("$@"); break ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  shift
done

cd "$root" || exit 1
export HOME="${HOME:-$root/artifacts/home}"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# A build node that stays behind would keep the output of a pipe open.
export MSBUILDDISABLENODEREUSE=1
if [ -z "${SCHEDULING_BENCHMARKS:-}" ] && [ -d "$root/../shared/benchmarks" ]; then
  SCHEDULING_BENCHMARKS=$(cd "$root/../shared/benchmarks" && pwd)
  export SCHEDULING_BENCHMARKS
fi

# ---- what must be on the machine --------------------------------------------------------------------------------
# One line per program: `need COMMAND DEBIAN-PACKAGE…`. Missing packages are installed in one go, as root only.
missing=()
need() {
  local command=$1
  shift
  command -v "$command" >/dev/null 2>&1 || missing+=("$@")
}

# PostgreSQL's server programs are not on the PATH; any version will do.
need_postgres() {
  local program
  for program in /usr/lib/postgresql/*/bin/initdb; do
    [ -x "$program" ] && return
  done
  missing+=(postgresql)
}

# Without its font a browser draws Chinese as boxes.
need_chinese_font() {
  [ -d /usr/share/fonts/opentype/noto ] && ls /usr/share/fonts/opentype/noto/*CJK* >/dev/null 2>&1 || missing+=(fonts-noto-cjk)
}

list_needs() {
  need dotnet dotnet-sdk-10.0
  need curl curl
  need jq jq
  if $nightly; then need wrk wrk; fi
  need_postgres
  need chromium chromium
  need_chinese_font
}

list_needs
if [ ${#missing[@]} -gt 0 ] && $install && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  step "install ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } </dev/null
  missing=()
  list_needs
fi
if [ ${#missing[@]} -gt 0 ]; then
  echo "Missing: ${missing[*]}. Install them (the .NET SDK also comes from https://dot.net) and run again."
  status=1
  finish
fi

# ---- build ------------------------------------------------------------------------------------------------------
if $build; then
  check "restore from the lock files" dotnet restore Scheduling.sln --locked-mode
  # Notices of the package audit depend on the day, not on the change: they stay warnings.
  check "build" dotnet build Scheduling.sln -c Release --no-restore -warnaserror \
    "-warnnotaserror:NU1603;NU1901;NU1902;NU1903;NU1904"
  if $format; then
    check "format" dotnet format Scheduling.sln --verify-no-changes --no-restore
  fi
fi

# ---- test -------------------------------------------------------------------------------------------------------
# One project after the other: solver tests measure time and use every core. Each project leaves a TRX file whose
# <Counters> carry its totals, whatever the console says.
results="$root/artifacts/test-results"
rm -rf "$results"
mkdir -p "$results"

counter() { # counter FILE NAME
  local value
  value=$(grep -o '<Counters[^>]*>' "$1" | head -n 1 | grep -o " $2=\"[0-9]*\"" | grep -o '[0-9]*')
  echo "${value:-0}"
}

chosen() { # is the project NAME asked for?
  [ ${#projects[@]} -eq 0 ] && return 0
  local part
  for part in "${projects[@]}"; do
    case "$1" in *"$part"*) return 0 ;; esac
  done
  return 1
}

run_project() { # run_project FILE NAME
  local file=$1 name=$2 trx="$results/$2.trx" code=0 total good bad idle
  step "test $name"
  dotnet test --project "$file" -c Release --no-build --no-progress --results-directory "$results" \
    --report-xunit-trx --report-xunit-trx-filename "$name.trx" \
    ${filters[@]+"${filters[@]}"} ${runner[@]+"${runner[@]}"} </dev/null || code=$?
  if [ ! -f "$trx" ]; then
    echo "FAILED: $name ended with code $code and left no results"
    failed=$((failed + 1)) status=1
    return
  fi
  total=$(counter "$trx" total) good=$(counter "$trx" passed) idle=$(counter "$trx" notExecuted)
  bad=$((total - good - idle))
  # Code 8 is "no test ran": no failure of one project when a filter picks tests of another.
  if [ "$code" -eq 8 ] && [ "$total" -eq 0 ] && [ $((${#filters[@]} + ${#runner[@]})) -gt 0 ]; then code=0; fi
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
    echo "FAILED: $name ended with code $code though no test failed"
    bad=1
  fi
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + idle))
  [ "$code" -eq 0 ] && [ "$bad" -eq 0 ] || status=1
}

# A program and no test project: each of its lines is a test, the last one counts them.
run_faults() {
  local text counts log="$results/faults.log"
  for text in ${texts[@]+"${texts[@]}"}; do
    if [[ "$text" == FT-* ]]; then faults+=("$text"); fi
  done
  # A filter that picks other tests picks none of these.
  if [ ${#texts[@]} -gt 0 ] && [[ ! " ${faults[*]-} " == *" FT-"* ]]; then return; fi
  step "fault tests"
  dotnet tests/Scheduling.Faults/bin/Release/net10.0/Scheduling.Faults.dll ${faults[@]+"${faults[@]}"} </dev/null 2>&1 | tee "$log"
  counts=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
  if [ -z "$counts" ]; then
    echo "FAILED: the fault tests broke off"
    counts="0 passed, 1 failed"
  fi
  local good=${counts%% *} bad=${counts##*, }
  bad=${bad%% *}
  passed=$((passed + good)) failed=$((failed + bad))
  [ "$bad" -eq 0 ] || status=1
}

if ! $nightly; then
  for file in tests/*/*.Tests.csproj; do
    name=$(basename "$file" .csproj)
    if chosen "$name"; then run_project "$file" "$name"; fi
  done
fi
if chosen Scheduling.Faults; then run_faults; fi

if [ $((passed + failed)) -eq 0 ]; then
  echo "FAILED: no test ran"
  status=1
fi
echo
finish
