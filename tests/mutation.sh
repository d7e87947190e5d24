#!/usr/bin/env bash
# Mutates the rules and counts which mutants their tests notice. See --help.
set -uo pipefail

usage() {
  cat <<'HELP'
Usage: bash tests/mutation.sh [options] [RULE ...]

Runs dotnet-stryker on the folders RULE of src/Scheduling.Engine/Rules (all of them when none is named; "Shared" stands for the files
beside the folders) against the tests of these rules, and prints rule × mutants × killed × survived × timeout × score and the total.
docs/mutation.md says how to read it.

  --resume      leave out rules that have a result
  --table       run nothing, print the table of the results there are
  --survivors   run nothing, print the survivors of the named rules (or of all): file:line, mutator, what was put in its place
  --group N     rules in one run of Stryker; default 8 (a run costs two minutes before its first mutant, and only a whole run leaves results)
  --jobs N      mutants tested at the same time; default 2
  --help        this text

Results stand in artifacts/mutation, one file a rule. Exit codes: 0 all rules measured, 1 a run failed, 2 wrong usage.
HELP
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1
rules_folder="$root/src/Scheduling.Engine/Rules"
tests_folder="$root/tests/Scheduling.Engine.Tests"
results="$root/artifacts/mutation"
resume=false run=true group=8 jobs=2 print=table
rules=()

wrong_usage() {
  echo "mutation.sh: $1 (bash tests/mutation.sh --help lists the options)" >&2
  exit 2
}

while [ $# -gt 0 ]; do
  case "$1" in
    --help | -h) usage; exit 0 ;;
    --resume) resume=true ;;
    --table) run=false ;;
    --survivors) run=false print=survivors ;;
    --group | --jobs)
      [[ "${2:-}" =~ ^[1-9][0-9]*$ ]] || wrong_usage "$1 needs a number above 0"
      if [ "$1" = --group ]; then group=$2; else jobs=$2; fi
      shift
      ;;
    -*) wrong_usage "unknown option '$1'" ;;
    *) [ "$1" = Shared ] || [ -d "$rules_folder/$1" ] || wrong_usage "there is no rule '$1'"; rules+=("$1") ;;
  esac
  shift
done
if [ ${#rules[@]} -eq 0 ]; then
  for folder in "$rules_folder"/*/; do rules+=("$(basename "$folder")"); done
  rules+=(Shared)
fi
command -v jq >/dev/null || { echo "Missing: jq" >&2; exit 1; }
mkdir -p "$results"

# Mutants of one rule out of a report: what was tested, and what the compiler refused.
pick='
  [ .files | to_entries[]
    | (.key | capture("Rules/(?<path>.*)$").path) as $path
    | select(if $rule == "Shared" then ($path | contains("/") | not) else ($path | startswith($rule + "/")) end)
    | (.value.source | split("\n")) as $lines
    | .value.mutants[]
    | select(.status != "Ignored")
    | { path: $path, line: .location.start.line, status, mutator: .mutatorName, replacement,
        original: (if .location.start.line == .location.end.line
                   then $lines[.location.start.line - 1][.location.start.column - 1:.location.end.column - 1]
                   else $lines[.location.start.line - 1][.location.start.column - 1:] + " …" end) } ]
  | sort_by(.path, .line)'

# Runs Stryker on the rules given.
run_group() {
  local mutate=() tests="Rules/RuleExampleTests.cs;Rules/RuleSettingsTests.cs" rule output="$results/run" log="$results/run.log"
  for rule in "$@"; do
    if [ "$rule" = Shared ]; then
      mutate+=(--mutate "Rules/*.cs")
      tests+=";Rules/*/*Tests.cs;Rules/RuleDocumentTests.cs"
    else
      mutate+=(--mutate "Rules/$rule/*.cs")
      tests+=";Rules/$rule/*Tests.cs"
    fi
  done
  echo "== $*"
  rm -rf "$output" "$results/tmp"
  mkdir -p "$results/tmp"
  # The build takes variables for properties. Stryker tells the tests the mutant through a file of a fixed name: one folder for each run.
  if ! (cd "$tests_folder" && SCHEDULING_MUTATION_TESTS="$tests" Optimize=true RunAnalyzers=false TMPDIR="$results/tmp" \
    nice -n 5 dotnet tool run dotnet-stryker -- --config-file ../mutation.yaml --output "$output" --concurrency "$jobs" --skip-version-check \
    "${mutate[@]}" </dev/null >"$log" 2>&1); then
    tail -n 20 "$log"
    return 1
  fi
  for rule in "$@"; do
    jq --arg rule "$rule" "$pick" "$output/reports/mutation-report.json" >"$results/$rule.json" || return 1
  done
  summary "$@"
}

# Rules as lines of the table. Score: killed and timed out of all mutants that could be compiled and are not ignored.
summary() {
  local rule
  for rule in "$@"; do
    [ -s "$results/$rule.json" ] || continue
    jq -r --arg rule "$rule" '
      (reduce .[] as $m ({}; .[$m.status] += 1)) as $n
      | [ $rule, $n.Killed // 0, $n.Survived // 0, $n.Timeout // 0, $n.NoCoverage // 0, $n.CompileError // 0 ] | @tsv' "$results/$rule.json"
  done | awk -F '\t' '
    function score(good, all) { return all ? sprintf("%5.1f %%", 100 * good / all) : "–" }
    { all = $2 + $3 + $4 + $5; printf "| %s | %d | %d | %d | %d | %d | %s | %d |\n", $1, all, $2, $3, $4, $5, score($2 + $4, all), $6
      for (i = 2; i <= 6; i++) sum[i] += $i; rules++ }
    END { all = sum[2] + sum[3] + sum[4] + sum[5]
      if (rules > 1) printf "| **%d rules** | %d | %d | %d | %d | %d | **%s** | %d |\n", rules, all, sum[2], sum[3], sum[4], sum[5], score(sum[2] + sum[4], all), sum[6] }'
}

status=0
if $run; then
  waiting=()
  for rule in "${rules[@]}"; do
    if ! $resume || [ ! -s "$results/$rule.json" ]; then waiting+=("$rule"); fi
  done
  (cd "$root" && dotnet tool restore >/dev/null) || { echo "dotnet tool restore failed" >&2; exit 1; }
  for ((i = 0; i < ${#waiting[@]}; i += group)); do
    run_group "${waiting[@]:i:group}" || status=1
  done
fi

if [ "$print" = survivors ]; then
  for rule in "${rules[@]}"; do
    [ -s "$results/$rule.json" ] || continue
    jq -r '.[] | select(.status == "Survived" or .status == "NoCoverage")
      | "\(.path):\(.line)  \(.mutator)\(if .status == "NoCoverage" then " (no test runs it)" else "" end)\n    \(.original)\n    \(.replacement | split("\n") | map(ltrimstr(" ")) | join(" ") | .[0:200])"' "$results/$rule.json"
  done
else
  printf '\n| rule | mutants | killed | survived | timeout | no test | score | not compilable |\n|---|---|---|---|---|---|---|---|\n'
  summary "${rules[@]}"
fi
exit "$status"
