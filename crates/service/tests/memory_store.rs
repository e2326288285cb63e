//! The store in memory against the contract suite that every store has to pass.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use futures::executor::block_on;
use rules::vocabulary::AccountId;
use service::{MemoryStore, contract};

#[test]
fn the_memory_store_passes_the_contract_suite() {
    let checks = block_on(contract::run(&MemoryStore::default(), "1"));
    let broken: Vec<_> = checks.iter().filter(|check| check.broken.is_some()).collect();
    assert!(checks.len() >= 8 && broken.is_empty(), "{broken:#?}");
}

#[test]
fn four_writers_at_once_lose_nothing() {
    const WRITERS: usize = 4;
    const COUNT: u32 = 250;
    let store = MemoryStore::default();
    let account = AccountId::new("shared");
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (store, account) = (&store, &account);
            scope.spawn(move || {
                block_on(contract::append_many(store, account, &format!("writer{writer}"), COUNT)).unwrap();
            });
        }
    });
    let marks = block_on(contract::marks(&store, &account)).unwrap();
    for writer in 0..WRITERS {
        let prefix = format!("writer{writer}-");
        let own: Vec<&String> = marks.iter().filter(|mark| mark.starts_with(&prefix)).collect();
        let expected: Vec<String> = (0..COUNT).map(|number| format!("{prefix}{number}")).collect();
        assert!(own.into_iter().eq(&expected), "the writes of writer {writer}, in order");
    }
}
