//! Tables that list what machines have: "vCPU | RAM | Disk".
//!
//! Comes in: a table's headers. Goes out: whether its columns of memory and disk tell room that is owned, rather than room that was used.

use super::Column;
use crate::text::has_word;

/// Whether one column counts processors and none tells how fast something ran on them.
pub(super) fn lists_machines(columns: &[Column]) -> bool {
    const PROCESSORS: &[&str] = &["vcpu", "vcpus", "core", "cores"];
    const RAN: &[&str] = &["latency", "requests", "req", "throughput", "qps", "rps", "tps", "time", "speed", "score", "duration"];
    let tell = |words: &[&str]| columns.iter().flat_map(|column| &column.texts).any(|text| has_word(text, words));
    tell(PROCESSORS) && !tell(RAN)
}

/// "RAM", "Disk": room that a machine has; what is used of it is measured.
pub(super) fn is_room(measure: &str) -> bool {
    const ROOM: &[&str] = &["ram", "memory", "disk", "storage", "ssd", "nvme"];
    const MEASURED: &[&str] = &["used", "usage", "use", "peak", "max", "avg", "mean", "consumption", "footprint"];
    has_word(measure, ROOM) && !has_word(measure, MEASURED)
}
