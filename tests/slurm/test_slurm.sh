#!/bin/bash
# A study shared out by a real Slurm gives the bytes of one run: test_slurm.sh PROGRAM DOSSIER
#
# Starts a cluster of one node on the loopback address, with a munge of its own, submits the job array
# of packaging/slurm as it stands, merges what comes back and compares exports. Then it does so for
# some shards alone, and for a line that cannot work. Says why and exits 77 (skipped) where a cluster
# cannot be started.
set -euo pipefail
program=$(realpath "$1")
dossier=$(realpath "$2")
template=$(realpath "$(dirname "$0")/../../packaging/slurm/study.sh")
draws=2000

skip() {
    echo "test_slurm: skipped: $1"
    exit 77
}

fail() {
    echo "test_slurm: $1" >&2
    tail -n 20 "$folder"/*.log >&2
    exit 1
}

[ "$(id -u)" -eq 0 ] || skip "needs root"
for tool in munged slurmctld slurmd sbatch sinfo; do
    command -v "$tool" >/dev/null || skip "needs $tool (Debian packages munge and slurm-wlm)"
done
[ -d /sys/fs/cgroup ] || skip "needs /sys/fs/cgroup"

folder=$(mktemp -d)
started=()
finish() {
    for process in "${started[@]}"; do
        kill "$process" 2>/dev/null || true
    done
    wait
    rm -rf "$folder"
}
trap finish EXIT

start() { # NAME COMMAND...: in the background, what it says in NAME.log
    local name=$1
    shift
    "$@" >"$folder/$name.log" 2>&1 </dev/null &
    started+=($!)
}

two_free_ports() {
    python3 -c '
import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*(s.getsockname()[1] for s in sockets))'
}

node=$(hostname -s)
read -r controller_port node_port < <(two_free_ports)
mkdir "$folder/state" "$folder/spool" "$folder/munge"
chmod 0755 "$folder"
head -c 1024 /dev/urandom >"$folder/munge/key"
chmod 0600 "$folder/munge/key"
export SLURM_CONF=$folder/slurm.conf
cat >"$SLURM_CONF" <<END
ClusterName=counterweight
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=$controller_port
SlurmdPort=$node_port
SlurmUser=root
SlurmdUser=root
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=1000
PartitionName=test Nodes=ALL Default=YES
END

start munged munged --foreground --force --socket="$folder/munge/socket" --key-file="$folder/munge/key" \
    --pid-file="$folder/munge/pid" --log-file="$folder/munge/log" --seed-file="$folder/munge/seed"
for _ in $(seq 50); do
    [ -S "$folder/munge/socket" ] && break
    sleep 0.1
done
[ -S "$folder/munge/socket" ] || skip "munge does not start: $(tail -n 1 "$folder/munged.log")"
start slurmctld slurmctld -i -D
start slurmd slurmd -D
idle=
for _ in $(seq 150); do
    idle=$(sinfo -h -t idle -o %n 2>/dev/null || true)
    [ -n "$idle" ] && break
    sleep 0.2
done
[ -n "$idle" ] || skip "Slurm does not start: $(grep -h -m 1 -E 'error|fatal' "$folder"/slurm*.log || echo 'no node is idle')"

cd "$folder"
submit() { # OPTION... for sbatch; then the array is run to its end
    COUNTERWEIGHT=$program timeout 120 sbatch --wait --quiet "$@" >>sbatch.log 2>&1
}

"$program" study "$dossier" -q -o whole.db --draws $draws --keep-draws
"$program" export whole.db -q --csv whole

submit --array=1-4 "$template" "$dossier" parts $draws --keep-draws || fail "the array fails"
"$program" merge -q -o merged.db parts/part-4.db parts/part-2.db parts/part-1.db parts/part-3.db
"$program" export merged.db -q --csv merged
diff -r whole merged || fail "the tables differ"

rm parts/part-2.db
SHARDS=4 submit --array=2 "$template" "$dossier" parts $draws --keep-draws || fail "one shard alone fails"
"$program" merge -q -o again.db parts/part-*.db
"$program" export again.db -q --csv again
diff -r whole again || fail "the tables differ after one shard was run again"

if submit --array=2-3 "$template" "$dossier" other $draws; then
    fail "an array that does not say of how many shards was run"
fi
grep -q 'SHARDS=N' counterweight-*.log || fail "it is not said what the array lacks"
[ ! -e other ] || fail "it left something behind"
echo "test_slurm: an array of 4, and one shard of it alone, give the tables of one run"
