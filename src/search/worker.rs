//! The thread that searches, so that typing never waits for an answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::{Engine, Generation, Request, Results};
use crate::corpus::Corpus;

/// An answer to a request.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The request it answers.
    pub generation: Generation,
    /// What was found.
    pub results: Arc<Results>,
}

/// How a request is answered: [`Engine::search`], or what a test puts in its place.
pub type SearchFunction = fn(&Engine, &Request, &dyn Fn() -> bool) -> Option<Results>;

/// A search broke. The thread goes on and answers the next request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What it said when it broke.
    pub message: String,
}

/// A running search thread. It ends when this is dropped.
#[derive(Debug)]
pub struct Worker {
    jobs: Sender<Job>,
    newest: Arc<AtomicU64>,
}

enum Job {
    Corpus(Arc<Corpus>),
    Search(Generation, Box<Request>),
}

impl Worker {
    /// Starts the thread; `report` is called from it with each answer, and with a failure
    /// where a search broke.
    ///
    /// # Errors
    /// The system gives no further thread.
    pub fn start(
        search: SearchFunction,
        report: impl Fn(Result<Answer, Failure>) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (jobs, waiting) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&newest);
        thread::Builder::new().name("search".to_owned()).spawn(move || run(&waiting, &seen, search, &report))?;
        Ok(Self { jobs, newest })
    }

    /// Searches in this corpus from now on.
    pub fn use_corpus(&self, corpus: Arc<Corpus>) {
        // A thread that broke has reported it; there is nobody left to tell here.
        let _ = self.jobs.send(Job::Corpus(corpus));
    }

    /// Asks for a search. An older one that still runs gives up.
    pub fn search(&self, generation: Generation, request: Request) {
        self.newest.fetch_max(generation.0, Ordering::Relaxed);
        let _ = self.jobs.send(Job::Search(generation, Box::new(request)));
    }
}

/// Takes everything that waits, keeps the newest corpus and the newest request, runs it.
fn run(waiting: &Receiver<Job>, newest: &AtomicU64, search: SearchFunction, report: &dyn Fn(Result<Answer, Failure>)) {
    let mut engine: Option<Engine> = None;
    while let Ok(first) = waiting.recv() {
        let mut corpus = None;
        let mut request = None;
        for job in std::iter::once(first).chain(waiting.try_iter()) {
            match job {
                Job::Corpus(newer) => corpus = Some(newer),
                Job::Search(generation, newer) => request = Some((generation, newer)),
            }
        }
        // Neither the engine nor the request is changed by a search, so one that broke
        // leaves nothing behind that the next could stumble over.
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            if let Some(corpus) = corpus {
                engine = Some(Engine::new(corpus));
            }
            let (engine, (generation, request)) = (engine.as_ref()?, request?);
            let given_up = || newest.load(Ordering::Relaxed) > generation.0;
            let results = search(engine, &request, &given_up)?;
            Some(Answer { generation, results: Arc::new(results) })
        }));
        match outcome {
            Ok(Some(answer)) => report(Ok(answer)),
            Ok(None) => {}
            Err(panic) => report(Err(Failure { message: panic_message(panic.as_ref()) })),
        }
    }
}

/// What a panic said.
pub(crate) fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "unknown".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{CorpusChoice, open};
    use crate::query::parse;
    use crate::search::Sort;
    use std::time::Duration;

    fn request(query: &str) -> Request {
        Request { query: parse(query).expect("a query"), ..Request::default() }
    }

    fn built_in() -> Arc<Corpus> {
        Arc::new(open(&CorpusChoice::BuiltIn).expect("the built-in record").0.corpus)
    }

    #[test]
    fn a_search_that_breaks_is_told_and_the_next_is_answered() {
        let breaking: SearchFunction = |engine, request, given_up| {
            assert!(request.sort != Sort::Newest, "broken on purpose");
            engine.search(request, given_up)
        };
        let (sender, answers) = channel();
        let worker = Worker::start(breaking, move |answer| sender.send(answer).unwrap_or_default()).expect("a thread");
        worker.use_corpus(built_in());
        let next = || answers.recv_timeout(Duration::from_secs(20)).expect("an answer");
        let generation = Generation::default().next();
        worker.search(generation, Request { sort: Sort::Newest, ..Request::default() });
        assert!(next().expect_err("broken").message.contains("broken on purpose"));
        worker.search(generation.next(), Request::default());
        assert_eq!(next().expect("answered").generation, generation.next());
    }

    #[test]
    fn the_last_of_many_requests_is_answered_with_what_the_engine_finds() {
        let (sender, answers) = channel();
        let worker =
            Worker::start(Engine::search, move |answer| sender.send(answer).unwrap_or_default()).expect("a thread");
        worker.use_corpus(built_in());
        let mut generation = Generation::default();
        for end in 1..="commitment".len() {
            generation = generation.next();
            worker.search(generation, request(&"commitment"[..end]));
        }
        let last = loop {
            let answer = answers.recv_timeout(Duration::from_secs(20)).expect("an answer").expect("no failure");
            if answer.generation == generation {
                break answer;
            }
        };
        let engine = Engine::new(built_in());
        let alone = engine.search(&request("commitment"), &|| false).expect("not given up");
        assert_eq!(last.results.hits, alone.hits);
        assert_eq!(last.results.counts, alone.counts);
    }
}
