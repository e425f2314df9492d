# A machine of its own: a real systemd as the first process of a namespace. Sourced by Tests/Systemd/run and Tests/Readme/run.

skip() { echo "skipped: $1"; exit 77; }

# Leaves with 77 where no machine can be booted.
machine_possible() {
  ((EUID == 0)) || skip "booting systemd in a namespace needs root"
  [[ -x /lib/systemd/systemd ]] || skip "systemd is not installed (scripts/bootstrap installs it)"
  unshare --fork --pid --mount --cgroup true 2>/dev/null || skip "this machine does not let us make namespaces"
}

outer="" machine="" group=""

# machine_boot WORK LOWER FILES BIN [UNSHARE-OPTION]...: boots on a copy of the root LOWER that is written to memory, with
# the tree FILES laid over it and the programs in BIN, when there is one. WORK is an empty folder with a name of its own.
machine_boot() {
  local work=$1 lower=$2 files=$3 bin=$4 hierarchy=/sys/fs/cgroup/unified
  shift 4
  [[ -d $hierarchy ]] || hierarchy=/sys/fs/cgroup
  group=$hierarchy/$(basename "$work")
  mkdir "$group" "$work/machine"
  (
    echo "$BASHPID" >"$group/cgroup.procs"
    exec unshare --fork --pid --mount --uts --ipc --cgroup "$@" --propagation private \
      "$(dirname "${BASH_SOURCE[0]}")/machine-root" "$work/machine" "$lower" "$files" "$bin"
  ) </dev/null >"$work/boot.log" 2>&1 &
  outer=$!
  for _ in {1..300}; do
    kill -0 "$outer" 2>/dev/null || break
    machine=$(pgrep --parent "$outer" || true)
    if [[ -n $machine ]] && inside systemctl is-system-running 2>/dev/null | grep -qE '^(running|degraded)$'; then
      echo "booted systemd $(inside systemctl --version | sed -n '1s/^systemd \([0-9]*\).*/\1/p') in a namespace"
      return
    fi
    sleep 0.1
  done
  echo "systemd did not come up:" >&2
  cat "$work/boot.log" >&2
  return 1
}

# inside COMMAND...: runs it in the machine, as somebody who has logged in as root.
inside() {
  nsenter --target "$machine" --mount --pid --uts --ipc --net --cgroup \
    env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

# Killing the first process of a pid namespace takes every other one along.
machine_end() {
  [[ -z $machine ]] || kill -KILL "$machine" 2>/dev/null || true
  [[ -z $outer ]] || { kill "$outer" 2>/dev/null || true; wait "$outer" 2>/dev/null || true; }
  [[ -z $group ]] || find "$group" -depth -type d -exec rmdir {} \; 2>/dev/null || true
}
