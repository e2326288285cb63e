//! What several want of the database at the same time, taken there together: under load the way to it and back costs more than
//! most answers.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::yield_now;
use tokio::time::timeout;

/// So many wishes are taken along at most, so that none of them waits for too many others.
const MOST_TOGETHER: usize = 64;
/// No answer takes so long, where there is one; then the way is given up, and its connection with it.
const LONGEST: Duration = Duration::from_secs(5);

/// Wishes of one kind, each of which has an answer of its own.
pub(crate) struct Gathered<W, A> {
    waiting: Arc<Mutex<Waiting<W, A>>>,
    /// So many ways are gone at the same time at most. Whoever comes meanwhile waits, and shares the next one.
    most_ways: usize,
}

struct Waiting<W, A> {
    wishes: VecDeque<Wish<W, A>>,
    /// How many ways are gone just now.
    ways: usize,
}

struct Wish<W, A> {
    wanted: W,
    told: oneshot::Sender<A>,
}

/// One of the ways that are gone.
struct Way<W, A> {
    waiting: Gathered<W, A>,
    has_ended: bool,
}

impl<W: Send + 'static, A: Send + 'static> Gathered<W, A> {
    /// The answer to a wish, found by `fulfil` for everybody who waits when it begins; it gives an answer for each, in their order.
    /// What nobody waits for any more is not begun. `None` where there is no answer, since `fulfil` failed or took too long.
    pub(crate) async fn ask<F, Fulfilled>(&self, wanted: W, fulfil: F) -> Option<A>
    where
        F: Fn(Vec<W>) -> Fulfilled + Send + 'static,
        Fulfilled: Future<Output = Vec<A>> + Send + 'static,
    {
        let (told, answer) = oneshot::channel();
        if let Some(way) = self.wait(Wish { wanted, told }) {
            // Whoever gives up meanwhile does not take the answers of the others along.
            tokio::spawn(way.go(fulfil));
        }
        answer.await.ok()
    }

    /// Lets a wish wait; where a way is free, it is to be gone by whoever brought it.
    fn wait(&self, wish: Wish<W, A>) -> Option<Way<W, A>> {
        let mut waiting = self.lock();
        waiting.wishes.push_back(wish);
        if waiting.ways == self.most_ways {
            return None;
        }
        waiting.ways += 1;
        Some(Way { waiting: self.clone(), has_ended: false })
    }
}

impl<W, A> Gathered<W, A> {
    pub(crate) fn by_ways(most_ways: usize) -> Self {
        Self { waiting: Arc::new(Mutex::new(Waiting { wishes: VecDeque::new(), ways: 0 })), most_ways }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting<W, A>> {
        // Nothing inside can be left half done, so a panic elsewhere does not matter.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W: Send, A: Send> Way<W, A> {
    /// Goes on until nobody waits.
    async fn go<F, Fulfilled>(mut self, fulfil: F)
    where
        F: Fn(Vec<W>) -> Fulfilled,
        Fulfilled: Future<Output = Vec<A>>,
    {
        loop {
            // Whoever is about to ask comes along; else, where all are busy, each would go alone.
            yield_now().await;
            let Some(taken) = self.take() else { return };
            let (wanted, told): (Vec<_>, Vec<_>) = taken.into_iter().map(|wish| (wish.wanted, wish.told)).unzip();
            // Else all who come later would wait behind a connection that is dead, and does not know it.
            let Ok(answers) = timeout(LONGEST, fulfil(wanted)).await else { continue };
            for (told, answer) in told.into_iter().zip(answers) {
                // Whoever asked may have given up.
                let _ = told.send(answer);
            }
        }
    }

    /// Who waits now; where nobody does, the way ends in the same moment, so that whoever comes next goes another.
    fn take(&mut self) -> Option<Vec<Wish<W, A>>> {
        let mut waiting = self.waiting.lock();
        waiting.wishes.retain(|wish| !wish.told.is_closed());
        if waiting.wishes.is_empty() {
            waiting.ways -= 1;
            self.has_ended = true;
            return None;
        }
        let most = waiting.wishes.len().min(MOST_TOGETHER);
        Some(waiting.wishes.drain(..most).collect())
    }
}

impl<W, A> Drop for Way<W, A> {
    /// Where it came to no end by itself, nobody else may be there for those who wait.
    fn drop(&mut self) {
        if self.has_ended {
            return;
        }
        let mut waiting = self.waiting.lock();
        waiting.ways -= 1;
        if waiting.ways == 0 {
            waiting.wishes.clear();
        }
    }
}

impl<W, A> Clone for Gathered<W, A> {
    fn clone(&self) -> Self {
        Self { waiting: Arc::clone(&self.waiting), most_ways: self.most_ways }
    }
}

/// Without the wishes, which are somebody's.
impl<W, A> fmt::Debug for Gathered<W, A> {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waiting = self.lock();
        text.debug_struct("Gathered").field("wishes", &waiting.wishes.len()).field("ways", &waiting.ways).finish()
    }
}

#[cfg(test)]
mod tests {
    use futures::future::join_all;
    use tokio::sync::Semaphore;

    use super::*;

    /// Answers with how many were answered together, once it may.
    #[derive(Clone)]
    struct Slow {
        gathered: Gathered<u32, usize>,
        may: Arc<Semaphore>,
    }

    impl Slow {
        fn new() -> Self {
            Self { gathered: Gathered::by_ways(2), may: Arc::new(Semaphore::new(0)) }
        }

        async fn ask(&self, wanted: u32) -> Option<usize> {
            let may = Arc::clone(&self.may);
            let together = self.gathered.ask(wanted, move |wishes| {
                let may = Arc::clone(&may);
                async move {
                    may.acquire().await.unwrap().forget();
                    vec![wishes.len(); wishes.len()]
                }
            });
            together.await
        }

        fn go_on(&self, ways: usize) {
            self.may.add_permits(ways);
        }
    }

    /// What is answered to so many, each of whom comes when those before have got as far as they can.
    async fn asked(slow: &Slow, count: u32) -> Vec<Option<usize>> {
        let mut asking = Vec::new();
        for number in 0..count {
            let slow = slow.clone();
            asking.push(tokio::spawn(async move { slow.ask(number).await }));
            settled().await;
        }
        slow.go_on(100);
        join_all(asking).await.into_iter().map(Result::unwrap).collect()
    }

    /// Lets every other task of this thread go on until it has to wait.
    async fn settled() {
        for _ in 0..10 {
            yield_now().await;
        }
    }

    #[tokio::test]
    async fn whoever_comes_while_two_ways_are_gone_shares_the_next() {
        let answers = asked(&Slow::new(), 9).await;
        let mut together: Vec<usize> = answers.into_iter().map(Option::unwrap).collect();
        together.sort_unstable();
        assert_eq!(together, [1, 1, 7, 7, 7, 7, 7, 7, 7]);
    }

    #[tokio::test]
    async fn no_way_takes_too_many_along() {
        let answers = asked(&Slow::new(), 102).await;
        let most = answers.into_iter().flatten().max();
        assert_eq!(most, Some(MOST_TOGETHER));
    }

    #[tokio::test]
    async fn what_nobody_waits_for_any_more_is_not_begun() {
        let slow = Slow::new();
        let mut asking = Vec::new();
        for number in 0..4 {
            let slow = slow.clone();
            asking.push(tokio::spawn(async move { slow.ask(number).await }));
            settled().await;
        }
        asking.remove(2).abort();
        settled().await;
        slow.go_on(3);
        let answers: Vec<_> = join_all(asking).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(answers, [Some(1); 3]);
    }

    #[tokio::test]
    async fn whoever_gives_up_does_not_take_the_answers_of_others_along() {
        let gathered: Gathered<u32, u32> = Gathered::by_ways(1);
        let may = Arc::new(Semaphore::new(0));
        let asking = |number: u32| {
            let (gathered, may) = (gathered.clone(), Arc::clone(&may));
            tokio::spawn(async move {
                let answer = gathered.ask(number, move |wishes| {
                    let may = Arc::clone(&may);
                    async move {
                        may.acquire().await.unwrap().forget();
                        wishes
                    }
                });
                answer.await
            })
        };
        // Both come before the way is begun, which the first of them brings.
        let (first, second) = (asking(1), asking(2));
        settled().await;
        first.abort();
        settled().await;
        may.add_permits(1);
        assert_eq!(second.await.unwrap(), Some(2));
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_comes_after_a_way_that_has_no_end_is_answered() {
        let gathered: Gathered<u32, u32> = Gathered::by_ways(1);
        let answers = async |wishes: Vec<u32>| if wishes == [1] { std::future::pending().await } else { wishes };
        let first = timeout(Duration::from_secs(60), gathered.ask(1, answers)).await;
        assert_eq!(first, Ok(None));
        assert_eq!(gathered.ask(2, answers).await, Some(2));
    }

    #[tokio::test]
    async fn where_an_answer_fails_nobody_waits_for_ever_and_the_next_is_answered() {
        let gathered: Gathered<u32, u32> = Gathered::by_ways(1);
        let may = Arc::new(Semaphore::new(0));
        let mut asking = Vec::new();
        for number in 0..2 {
            let (gathered, may) = (gathered.clone(), Arc::clone(&may));
            asking.push(tokio::spawn(async move {
                let fails = move |_| {
                    let may = Arc::clone(&may);
                    async move {
                        may.acquire().await.unwrap().forget();
                        panic!("on purpose")
                    }
                };
                gathered.ask(number, fails).await
            }));
            settled().await;
        }
        may.add_permits(1);
        let answers = timeout(Duration::from_secs(10), join_all(asking)).await.unwrap();
        assert!(answers.into_iter().all(|answer| answer.unwrap().is_none()));
        assert_eq!(gathered.ask(7, async |wishes: Vec<u32>| wishes).await, Some(7));
    }
}
