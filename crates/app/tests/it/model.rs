//! Both organizations' days in any order: referrals and releases, plans, stops, holds, what is hidden and forgotten,
//! time, a partner that is away, a node that stops, an older copy put back. After each step nothing may be readable that
//! a person did not allow, or took back, or that was forgotten.
//!
//! The deeds are in [`deed`], what may be readable in [`book`] and [`care`], the real node in [`world`] (with [`papers`],
//! [`plan`], [`reach`], [`inside`] and [`days`]), what must hold in [`check`] and [`seen`], and the bytes on the disk in [`disk`].
//! A run is the same every time: `MODEL_SEED` begins another one, and `MODEL_CASES` makes it longer. A failure is shown
//! as the fewest deeds that still fail; with `MODEL_SHRINK=0` it is shown as it came.

mod book;
mod care;
mod check;
mod days;
mod deed;
mod disk;
mod inside;
mod papers;
mod plan;
mod reach;
mod seen;
mod world;

use crate::town::Town;
use deed::Deed;
use disk::Disk;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use std::collections::BTreeMap;
use testkit::TestStore;
use world::{Proof, World};

/// How many stretches of days are tried, on SQLite. PostgreSQL tries a tenth: it does not differ in what it is asked.
const CASES: u32 = 40;

/// How often each kind of deed was done, so that a run that did little is seen.
#[derive(Debug, Clone, Default)]
pub struct Done(BTreeMap<&'static str, u64>);

impl Done {
    pub fn count(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }
    fn add(&mut self, other: &Self) {
        for (what, times) in &other.0 {
            *self.0.entry(what).or_default() += times;
        }
    }
}

fn number(name: &str, usual: u32) -> u32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn runner(cases: u32) -> TestRunner {
    let mut seed = [0; 32];
    seed[..4].copy_from_slice(&number("MODEL_SEED", 1).to_be_bytes());
    let config =
        Config { cases, failure_persistence: None, max_shrink_iters: number("MODEL_SHRINK", 400), ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed))
}

/// One stretch of days.
async fn live(world: &mut World, deeds: &[Deed]) -> Proof {
    for (at, deed) in deeds.iter().enumerate() {
        let told = |error| format!("after deed {at}, {deed:?}: {error}");
        world.happens(deed).await.map_err(told)?;
        check::after_each(world).await.map_err(told)?;
        match deed {
            Deed::Read { who } if !world.book.people.is_empty() => {
                check::read(world, who.index(world.book.people.len())).await.map_err(told)?;
            }
            Deed::KeepHouse => check::nothing_is_overdue(world).map_err(told)?,
            Deed::Restart | Deed::Restore => check::books(world).await.map_err(told)?,
            _ => {}
        }
    }
    let told = |error| format!("in the end: {error}");
    world.happens(&Deed::Deliver { twice: false, cut: None }).await.map_err(told)?;
    check::after_each(world).await.map_err(told)?;
    check::reading(world).await.map_err(told)?;
    check::books(world).await.map_err(told)
}

/// Tries many, and prints what was done in them.
fn try_many(cases: u32, begin: impl AsyncFn() -> World, end: impl AsyncFn(World) -> Proof) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let done = std::cell::RefCell::new(Done::default());
    let tried = runner(cases).run(&deed::days(), |deeds| {
        runtime.block_on(async {
            let mut world = begin().await;
            let lived = live(&mut world, &deeds).await;
            done.borrow_mut().add(&world.done);
            lived.and(end(world).await).map_err(TestCaseError::fail)
        })
    });
    println!("{cases} stretches: {:?}", done.borrow().0);
    if let Err(error) = tried {
        panic!("{error}");
    }
}

#[test]
fn nothing_is_readable_that_was_not_allowed_or_was_taken_back_or_forgotten() {
    try_many(
        number("MODEL_CASES", CASES),
        async || {
            let town = Town::within(disk::folder()).await;
            let disk = Disk::of(&town);
            World::new(town, Some(disk)).await
        },
        async |world| {
            let overwritten = app::tombstones::overwrite(&world.town.app).await;
            let while_it_runs = world.disk.as_ref().and_then(Disk::remains);
            world.town.app.close().await;
            let overwritten = overwritten.map_err(|error| format!("overwriting: {error}"))?;
            if !overwritten {
                return Err("nothing was overwritten".to_owned());
            }
            while_it_runs.or_else(|| world.disk.as_ref().and_then(Disk::remains)).map_or(Ok(()), Err)
        },
    );
}

#[test]
fn the_same_holds_on_postgresql() {
    // Says at once, and once, that there is none.
    testkit::run(async { TestStore::postgres().await.end().await });
    let stores = std::cell::RefCell::new(Vec::new());
    try_many(
        number("MODEL_CASES", CASES).div_ceil(10),
        async || {
            let db = TestStore::postgres().await;
            let town = Town::on(&db).await;
            stores.borrow_mut().push(db);
            World::new(town, None).await
        },
        async |world| {
            world.town.app.close().await;
            let db = stores.borrow_mut().pop();
            if let Some(db) = db {
                db.end().await;
            }
            Ok(())
        },
    );
}
