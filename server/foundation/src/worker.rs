//! A thread of its own for work of one kind. The allocator keeps what a thread has freed for that thread: what is worked on here and there
//! in turn would be kept once for each of a dozen.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError, mpsc};

use tokio::sync::oneshot;

use crate::Failure;

type Job = Box<dyn FnOnce() + Send>;

/// The thread; it ends with this.
pub struct Worker {
    name: &'static str,
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
}

impl Worker {
    /// One that begins with the first work.
    pub const fn new(name: &'static str) -> Worker {
        Worker { name, jobs: Mutex::new(None) }
    }

    /// Works one after the other.
    ///
    /// # Errors
    /// When it breaks, or there is no thread to be had.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
        let (tell, told) = oneshot::channel();
        self.give(Box::new(move || {
            // Who asked may have gone away.
            let _ = tell.send(work());
        }))?;
        told.await.map_err(|_| self.broken("it broke"))
    }

    fn give(&self, job: Job) -> Result<(), Failure> {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        if jobs.is_none() {
            let (sender, receiver) = mpsc::channel::<Job>();
            let work = move || {
                for job in receiver {
                    // What breaks is told by its sender, which is dropped; the next one is worked on all the same.
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            };
            let thread = std::thread::Builder::new().name(self.name.to_owned()).spawn(work);
            thread.map_err(|error| self.broken(&error.to_string()))?;
            *jobs = Some(sender);
        }
        let given = jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok());
        if given { Ok(()) } else { Err(self.broken("its thread is gone")) }
    }

    fn broken(&self, why: &str) -> Failure {
        Failure::Inside(format!("{}: {why}", self.name))
    }
}

#[cfg(test)]
mod tests {
    use std::thread::{ThreadId, current};

    use super::*;

    #[tokio::test]
    async fn all_of_it_is_done_by_one_thread_also_after_something_broke() {
        let worker = Worker::new("test");
        let mut threads: Vec<ThreadId> = Vec::new();
        for _ in 0..3 {
            threads.push(worker.run(|| current().id()).await.expect("done"));
            worker.run(|| panic!("it breaks")).await.expect_err("told");
        }
        assert!(threads.iter().all(|thread| *thread == threads[0] && *thread != current().id()));
    }
}
