//! Work on a stream of items by several threads: results in the order of the items, and a bound on what is in memory.
//!
//! Comes in: items one after the other, what one of them weighs, and what is to be done with each. Goes out: the results, on the calling thread, in
//! the order in which the items came, however many threads worked. What the work is, and what becomes of the results, is the caller's.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

/// How much is done at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Threads that work; at least one does.
    pub jobs: usize,
    /// Items that are being worked on or wait for an earlier one, at most.
    pub items: usize,
    /// What these weigh together, at most. An item that is heavier is worked on alone.
    pub weight: usize,
}

/// An item with its number and weight.
struct Task<I> {
    number: usize,
    weight: usize,
    item: I,
}

/// What became of an item; a panic is handed on to the calling thread.
struct Done<O> {
    number: usize,
    weight: usize,
    output: Result<O, Box<dyn Any + Send>>,
}

/// Does the work of `worker` on every item and gives the results to `consume`, in the order of `items`. `worker` is called once on each thread.
/// An error of `consume` ends everything and is returned; results that are not consumed yet are dropped. A panic in a worker goes on in the caller.
pub fn ordered<I, O, E, W>(
    limits: Limits,
    items: impl Iterator<Item = I> + Send,
    weigh: impl Fn(&I) -> usize + Send,
    worker: impl Fn() -> W + Sync,
    mut consume: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E>
where
    I: Send,
    O: Send,
    W: FnMut(I) -> O,
{
    let gate = Gate::new(limits);
    thread::scope(|scope| {
        let (tasks, waiting) = mpsc::channel::<Task<I>>();
        let (results, done) = mpsc::channel::<Done<O>>();
        let waiting = std::sync::Arc::new(Mutex::new(waiting));
        for _ in 0..limits.jobs.max(1) {
            let (waiting, results, worker) = (waiting.clone(), results.clone(), &worker);
            scope.spawn(move || work(&waiting, &results, worker));
        }
        drop((results, waiting));
        let gate = &gate;
        scope.spawn(move || feed(items, weigh, gate, &tasks));
        // Whatever ends the consuming, the feeding thread must not wait for room that nobody makes.
        let _open = Open(gate);
        in_order(&done, gate, &mut consume)
    })
}

/// Hands out items as long as there is room for them and somebody takes them.
fn feed<I>(items: impl Iterator<Item = I>, weigh: impl Fn(&I) -> usize, gate: &Gate, tasks: &mpsc::Sender<Task<I>>) {
    for (number, item) in items.enumerate() {
        let weight = weigh(&item);
        if !gate.enter(weight) || tasks.send(Task { number, weight, item }).is_err() {
            return;
        }
    }
}

/// Works on items until there are none.
fn work<I, O, W: FnMut(I) -> O>(
    waiting: &Mutex<mpsc::Receiver<Task<I>>>,
    results: &mpsc::Sender<Done<O>>,
    worker: &impl Fn() -> W,
) {
    let mut worker = worker();
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok(Task { number, weight, item }) = next() {
        let output = panic::catch_unwind(AssertUnwindSafe(|| worker(item)));
        let failed = output.is_err();
        if results.send(Done { number, weight, output }).is_err() || failed {
            return;
        }
    }
}

/// Consumes results, each when all before it are.
fn in_order<O, E>(done: &mpsc::Receiver<Done<O>>, gate: &Gate, consume: &mut impl FnMut(O) -> Result<(), E>) -> Result<(), E> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for result in done {
        early.insert(result.number, result);
        while let Some(Done { weight, output, .. }) = early.remove(&next) {
            let output = output.unwrap_or_else(|panic| panic::resume_unwind(panic));
            consume(output)?;
            gate.leave(weight);
            next += 1;
        }
    }
    Ok(())
}

/// Lets items in while there is room.
struct Gate {
    limits: Limits,
    inside: Mutex<Inside>,
    changed: Condvar,
}

#[derive(Default)]
struct Inside {
    items: usize,
    weight: usize,
    closed: bool,
}

impl Gate {
    fn new(limits: Limits) -> Self {
        Self { limits, inside: Mutex::default(), changed: Condvar::new() }
    }

    /// Waits until there is room for an item of `weight`; `false` once nothing more is wanted.
    fn enter(&self, weight: usize) -> bool {
        let inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |inside: &mut Inside| {
            let crowded = inside.items >= self.limits.items || inside.weight.saturating_add(weight) > self.limits.weight;
            !inside.closed && inside.items > 0 && crowded
        };
        let mut inside = self.changed.wait_while(inside, full).unwrap_or_else(PoisonError::into_inner);
        inside.items += 1;
        inside.weight = inside.weight.saturating_add(weight);
        !inside.closed
    }

    fn leave(&self, weight: usize) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.items -= 1;
        inside.weight = inside.weight.saturating_sub(weight);
        self.changed.notify_all();
    }

    fn close(&self) {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.changed.notify_all();
    }
}

/// Closes the gate when dropped.
struct Open<'g>(&'g Gate);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    const LIMITS: Limits = Limits { jobs: 4, items: 8, weight: 100 };

    /// The results of `work` on 0 to `count`.
    fn run(limits: Limits, count: usize, work: impl Fn(usize) -> usize + Sync) -> Vec<usize> {
        let mut found = Vec::new();
        let consume = |output| {
            found.push(output);
            Ok::<(), ()>(())
        };
        ordered(limits, 0..count, |_| 1, || &work, consume).expect("nothing fails");
        found
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let uneven = |item: usize| {
            // Every seventh item takes much longer than the others.
            let rounds = if item.is_multiple_of(7) { 200_000 } else { 1 };
            (0..rounds).fold(item, |sum, _| std::hint::black_box(sum))
        };
        for jobs in [0, 1, 3] {
            assert_eq!(run(Limits { jobs, ..LIMITS }, 500, uneven), (0..500).collect::<Vec<_>>(), "{jobs} jobs");
        }
        assert_eq!(run(LIMITS, 0, uneven), Vec::<usize>::new());
    }

    #[test]
    fn no_more_is_begun_than_there_is_room_for() {
        let (begun, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let items = (0..300).inspect(|_| {
            begun.fetch_add(1, Ordering::SeqCst);
        });
        let consume = |_: usize| {
            most.fetch_max(begun.fetch_sub(1, Ordering::SeqCst), Ordering::SeqCst);
            Ok::<(), ()>(())
        };
        ordered(Limits { items: 5, ..LIMITS }, items, |_| 1, || |item| item, consume).expect("nothing fails");
        // Five inside, and the one that waits at the gate.
        assert!(most.load(Ordering::SeqCst) <= 6, "{most:?} at once");
    }

    #[test]
    fn a_heavy_item_is_worked_on_alone() {
        let inside = AtomicUsize::new(0);
        let weights = [10, 10, 1_000, 10, 10];
        let work = |weight: usize| {
            let others = inside.fetch_add(1, Ordering::SeqCst);
            for _ in 0..10_000 {
                std::hint::spin_loop();
            }
            let alone = weight < LIMITS.weight || (others == 0 && inside.load(Ordering::SeqCst) == 1);
            inside.fetch_sub(1, Ordering::SeqCst);
            alone
        };
        let consume = |alone: bool| if alone { Ok(()) } else { Err("not alone") };
        assert_eq!(ordered(LIMITS, weights.into_iter(), |weight| *weight, || work, consume), Ok(()));
    }

    #[test]
    fn an_error_ends_an_endless_stream() {
        let consume = |item: usize| if item == 20 { Err(item) } else { Ok(()) };
        assert_eq!(ordered(LIMITS, 0.., |_| 1, || |item| item, consume), Err(20));
    }

    #[test]
    fn a_panic_in_a_worker_reaches_the_caller() {
        let broken = |item: usize| if item == 20 { panic!("at {item}") } else { item };
        let caught = panic::catch_unwind(|| ordered(LIMITS, 0.., |_| 1, || broken, |_| Ok::<(), ()>(())));
        assert_eq!(caught.expect_err("a panic").downcast_ref::<String>().map(String::as_str), Some("at 20"));
    }
}
