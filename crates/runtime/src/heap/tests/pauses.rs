//! Measurement: how long collections take while 100 MB stay alive. Run it by name, in a release build.

use super::super::poll;
use super::*;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// Processor time of this thread, which other load on the machine does not lengthen.
fn processor_time() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: fills the structure passed.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

fn numbers(heap: &mut Heap, roots: &mut [Value; 2], n: i64, pauses: &mut Vec<(Collection, Duration)>) {
    roots[1] = Value::NIL;
    for n in 0..n {
        roots[1] = heap.cons(Value::fixnum(n), roots[1]);
        if heap.poll_word().load(Ordering::Relaxed) & poll::COLLECT != 0 {
            let before = processor_time();
            let outcome = collect(heap, Collection::Due, roots);
            pauses.push((outcome.collected, processor_time() - before));
        }
    }
}

/// 100 MB of conses kept in lists of 10,000, then 1 GiB of them in lists of 1,000 that are dropped.
#[test]
#[ignore = "a measurement"]
fn a_gigabyte_of_conses_with_a_tenth_alive() {
    let mut heap = heap_at(ANYWHERE);
    heap.set_verify(false);
    let mut roots = [Value::NIL; 2];
    let mut pauses = Vec::new();
    let start = processor_time();
    for _ in 0..655 {
        numbers(&mut heap, &mut roots, 10_000, &mut pauses);
        roots[0] = heap.cons(roots[1], roots[0]);
    }
    let filled = processor_time() - start;
    let n_filling = pauses.len();
    for _ in 0..67_108 {
        numbers(&mut heap, &mut roots, 1000, &mut pauses);
    }
    let churned = processor_time() - start - filled;
    println!("filled in {filled:?}, churned in {churned:?}, {} bytes in use", heap.bytes_in_use());
    for (part, pauses) in [("filling", &pauses[..n_filling]), ("churning", &pauses[n_filling..])] {
        for kind in [Collection::Minor, Collection::Full] {
            let times: Vec<Duration> =
                pauses.iter().filter(|(of, _)| *of == kind).map(|&(_, time)| time).collect();
            let total: Duration = times.iter().sum();
            println!("{part}: {} {kind:?}, {total:?}, longest {:?}", times.len(), times.iter().max());
        }
    }
    let before = processor_time();
    full(&mut heap, &mut roots);
    println!("a full collection of 100 MB: {:?}", processor_time() - before);
}
