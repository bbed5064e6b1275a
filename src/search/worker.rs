//! The thread that searches, so that typing never waits for an answer.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, ScopedJoinHandle};

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
pub type SearchFunction = fn(&Engine, &Request, &(dyn Fn() -> bool + Sync)) -> Option<Results>;

/// A search broke, or the making ready of a corpus. The thread goes on with the next request; as long as
/// no other corpus comes, those after a corpus that broke fail as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What it said when it broke.
    pub message: String,
}

/// How a corpus is made ready: [`make_ready`], or what a test puts in its place.
type MakeReady = fn(Arc<Corpus>, &(dyn Fn() -> bool + Sync), &(dyn Fn(Report) + Sync)) -> Option<Engine>;

/// How far a corpus has been made ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The statements read so far.
    pub read: usize,
    /// All statements.
    pub of: usize,
}

impl Progress {
    /// The part that is done, in hundredths.
    #[must_use]
    pub fn percent(self) -> usize {
        (self.read * 100).checked_div(self.of).unwrap_or(100)
    }
}

/// What the thread tells.
#[derive(Clone, Debug)]
pub enum Report {
    /// A request is answered.
    Answered(Answer),
    /// A search broke, or the corpus it was to search could not be made ready.
    Failed(Failure),
    /// A corpus is being made ready; told for large ones, from time to time.
    Indexing(Progress),
}

/// A running search thread. It ends when this is dropped.
#[derive(Debug)]
pub struct Worker {
    jobs: Sender<Job>,
    newest: Arc<Newest>,
}

/// What was asked for last, for work that is to give up when it is no longer wanted.
#[derive(Debug, Default)]
struct Newest {
    generation: AtomicU64,
    corpus: AtomicU64,
}

enum Job {
    Corpus(u64, Arc<Corpus>),
    Search(Generation, Box<Request>),
}

/// A smaller corpus is ready before anybody could read how far it is.
const FEWEST_TO_TELL: usize = 20_000;

impl Worker {
    /// Starts the thread; `report` is called from it, and from the threads that help it.
    ///
    /// # Errors
    /// The system gives no further thread.
    pub fn start(search: SearchFunction, report: impl Fn(Report) + Send + Sync + 'static) -> std::io::Result<Self> {
        Self::start_with(make_ready, search, report)
    }

    fn start_with(
        make_ready: MakeReady,
        search: SearchFunction,
        report: impl Fn(Report) + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let (jobs, waiting) = channel();
        let newest = Arc::new(Newest::default());
        let seen = Arc::clone(&newest);
        let mut desk = Desk { corpus: Readiness::Awaited, request: None, make_ready, search };
        thread::Builder::new().name("search".to_owned()).spawn(move || desk.run(&waiting, &seen, &report))?;
        Ok(Self { jobs, newest })
    }

    /// Searches in this corpus from now on. Making an older one ready is given up.
    pub fn use_corpus(&self, corpus: Arc<Corpus>) {
        let number = self.newest.corpus.fetch_add(1, Ordering::Relaxed) + 1;
        // A thread that broke has reported it; there is nobody left to tell here.
        let _ = self.jobs.send(Job::Corpus(number, corpus));
    }

    /// Asks for a search. An older one that still runs gives up.
    pub fn search(&self, generation: Generation, request: Request) {
        self.newest.generation.fetch_max(generation.0, Ordering::Relaxed);
        let _ = self.jobs.send(Job::Search(generation, Box::new(request)));
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Nothing is wanted any more, however long it would still take.
        self.newest.generation.store(u64::MAX, Ordering::Relaxed);
        self.newest.corpus.store(u64::MAX, Ordering::Relaxed);
    }
}

/// What the thread has before it.
struct Desk {
    corpus: Readiness,
    /// A request that came before its corpus was ready, or was given up with it.
    request: Option<(Generation, Box<Request>)>,
    make_ready: MakeReady,
    search: SearchFunction,
}

/// What has become of the newest corpus.
enum Readiness {
    /// There is none yet, or it was given up for one that is to come.
    Awaited,
    Ready(Box<Engine>),
    /// It broke while it was made ready: none is ever asked about a corpus that is not its own.
    Broken(Failure),
}

impl Desk {
    /// Takes everything that waits, keeps the newest corpus and the newest request, runs it.
    fn run(&mut self, waiting: &Receiver<Job>, newest: &Newest, report: &(dyn Fn(Report) + Sync)) {
        while let Ok(first) = waiting.recv() {
            let mut corpus = None;
            for job in std::iter::once(first).chain(waiting.try_iter()) {
                match job {
                    Job::Corpus(number, newer) => corpus = Some((number, newer)),
                    Job::Search(generation, newer) => self.request = Some((generation, newer)),
                }
            }
            if let Some((number, corpus)) = corpus {
                self.use_corpus(corpus, &|| newest.corpus.load(Ordering::Relaxed) == number, report);
            }
            if let Some(answer) = self.answer(newest) {
                report(answer);
            }
        }
    }

    fn use_corpus(
        &mut self,
        corpus: Arc<Corpus>,
        is_wanted: &(dyn Fn() -> bool + Sync),
        report: &(dyn Fn(Report) + Sync),
    ) {
        // The older one makes room first.
        self.corpus = Readiness::Awaited;
        self.corpus = match caught(|| (self.make_ready)(corpus, is_wanted, report)) {
            Ok(Some(engine)) => Readiness::Ready(Box::new(engine)),
            Ok(None) => Readiness::Awaited,
            Err(failure) => Readiness::Broken(failure),
        };
    }

    /// The answer to the request that waits, if one does and its corpus has come.
    fn answer(&mut self, newest: &Newest) -> Option<Report> {
        let engine = match &self.corpus {
            Readiness::Awaited => return None,
            Readiness::Ready(engine) => Ok(engine),
            Readiness::Broken(failure) => Err(failure),
        };
        let (generation, request) = self.request.take()?;
        let given_up = || newest.generation.load(Ordering::Relaxed) > generation.0;
        let results = match engine {
            Ok(engine) => caught(|| (self.search)(engine, &request, &given_up)),
            Err(failure) => Err(failure.clone()),
        };
        match results {
            Ok(results) => Some(Report::Answered(Answer { generation, results: Arc::new(results?) })),
            Err(failure) => Some(Report::Failed(failure)),
        }
    }
}

/// What some work gives, or what it said when it broke. What it may leave half done is thrown away.
fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| Failure { message: panic_message(panic.as_ref()) })
}

/// Makes a corpus ready, telling how far it is, for as long as it is wanted.
fn make_ready(
    corpus: Arc<Corpus>,
    is_wanted: &(dyn Fn() -> bool + Sync),
    report: &(dyn Fn(Report) + Sync),
) -> Option<Engine> {
    let of = corpus.statement_count();
    let told = AtomicUsize::new(0);
    Engine::build(corpus, &|read| {
        let progress = Progress { read, of };
        if of >= FEWEST_TO_TELL && told.fetch_max(progress.percent(), Ordering::Relaxed) < progress.percent() {
            report(Report::Indexing(progress));
        }
        is_wanted()
    })
}

/// What a thread of a scope has done. If it panicked, so does this one, where it is caught.
pub(super) fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// What a panic said.
pub(crate) fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "unknown".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{CorpusChoice, load, open};
    use crate::query::parse;
    use crate::search::Sort;
    use std::time::Duration;

    fn request(query: &str) -> Request {
        Request { query: parse(query).expect("a query"), ..Request::default() }
    }

    fn built_in() -> Arc<Corpus> {
        Arc::new(open(&CorpusChoice::BuiltIn).expect("the built-in corpus").0.corpus)
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
        assert!(matches!(next(), Report::Failed(failure) if failure.message.contains("broken on purpose")));
        worker.search(generation.next(), Request::default());
        assert!(matches!(next(), Report::Answered(answer) if answer.generation == generation.next()));
    }

    #[test]
    fn every_request_to_a_corpus_that_could_not_be_made_ready_is_told_so() {
        let (sender, reports) = channel();
        let makes = |corpus: Arc<Corpus>, is_wanted: &(dyn Fn() -> bool + Sync), report: &(dyn Fn(Report) + Sync)| {
            assert!(corpus.statement_count() > 0, "broken on purpose");
            make_ready(corpus, is_wanted, report)
        };
        let worker = Worker::start_with(makes, Engine::search, move |told| sender.send(told).unwrap_or_default())
            .expect("a thread");
        let next = || reports.recv_timeout(Duration::from_secs(20)).expect("a report");
        worker.use_corpus(Arc::new(load(Vec::new()).expect("nothing to read").corpus));
        let mut generation = Generation::default();
        for _ in 0..2 {
            generation = generation.next();
            worker.search(generation, Request::default());
            assert!(matches!(next(), Report::Failed(failure) if failure.message.contains("broken on purpose")));
        }
        worker.use_corpus(built_in());
        worker.search(generation.next(), Request::default());
        assert!(matches!(next(), Report::Answered(answer) if answer.generation == generation.next()));
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
            match answers.recv_timeout(Duration::from_secs(20)).expect("an answer") {
                Report::Answered(answer) if answer.generation == generation => break answer,
                Report::Failed(failure) => panic!("{}", failure.message),
                _ => {}
            }
        };
        let engine = Engine::new(built_in());
        let alone = engine.search(&request("commitment"), &|| false).expect("not given up");
        assert_eq!(last.results.hits, alone.hits);
        assert_eq!(last.results.counts, alone.counts);
    }
}
