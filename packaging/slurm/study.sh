#!/bin/bash
# A study shared out over a cluster that runs Slurm, one shard for each task of a job array:
#
#     sbatch --array=1-16 study.sh DOSSIER FOLDER DRAWS [OPTION OF counterweight study]...
#     counterweight merge -o all.db FOLDER/part-*.db        # when all tasks have ended
#
# The same line again goes on with what was cut off, and ends at once for shards that are finished. To
# give only some of 16 again: SHARDS=16 sbatch --array=3,7 study.sh ... FOLDER has to be one that all
# nodes see. COUNTERWEIGHT names the program where it is not in PATH.
#
#SBATCH --job-name=counterweight
#SBATCH --array=1-4
#SBATCH --cpus-per-task=1
#SBATCH --mem-per-cpu=500M
#SBATCH --time=04:00:00
#SBATCH --output=%x-%A_%a.log
#SBATCH --requeue
#SBATCH --open-mode=append
# Asked to stop a minute before its time is over, a study saves what it has.
#SBATCH --signal=B:TERM@60
set -euo pipefail

if [ $# -lt 3 ]; then
    echo "usage: sbatch --array=1-N study.sh DOSSIER FOLDER DRAWS [OPTION]..." >&2
    exit 2
fi
dossier=$1 folder=$2 draws=$3
shift 3

part=${SLURM_ARRAY_TASK_ID:?"is not set: submit this with 'sbatch --array=1-N'"}
shards=${SHARDS:-$SLURM_ARRAY_TASK_COUNT}
if [ -z "${SHARDS:-}" ] && [ "$SLURM_ARRAY_TASK_MAX" -ne "$shards" ]; then
    echo "study.sh: the array is not 1-N, so say of how many shards the run is: SHARDS=N sbatch ..." >&2
    exit 2
fi
mkdir -p "$folder"
exec "${COUNTERWEIGHT:-counterweight}" study "$dossier" -o "$folder/part-$part.db" --draws "$draws" \
    --shard "$part/$shards" --threads "${SLURM_CPUS_PER_TASK:-1}" "$@"
