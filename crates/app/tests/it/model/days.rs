//! Time, and what happens to the node: it stops and starts, is copied, and an older copy is put in its place.

use super::deed::Pass;
use super::world::{Proof, World, agree};
use app::{protections, tombstones};
use domain::time::Timestamp;

impl World {
    pub(super) fn pass(&mut self, pass: Pass) -> Proof {
        let clock = &self.town.clock;
        match pass {
            Pass::Minutes(minutes) => clock.pass(i64::from(minutes)),
            Pass::Days(days) => clock.pass(i64::from(days) * 24 * 60),
            Pass::Jump(days) => clock.pass(i64::from(days) * 24 * 60),
            Pass::ToTheEnd(who, off) => {
                let now = self.town.app.now();
                let live = self.chosen(&who, |person| person.next_ends(now).next().is_some());
                let ends: Vec<_> = live.into_iter().flat_map(|at| self.book.people[at].next_ends(now)).collect();
                if !ends.is_empty() {
                    clock.set(Timestamp::from_micros(ends[who.index(ends.len())].micros() + i64::from(off)));
                }
            }
        }
        agree("time that runs backwards", false, self.is_before() && self.copied.is_none())
    }

    pub(super) async fn restart(&mut self) -> Proof {
        self.town.start_again(|| ()).await;
        self.done.count("restarted");
        Ok(())
    }

    pub(super) async fn back_up(&mut self) -> Proof {
        let Some(disk) = &mut self.disk else { return Ok(()) };
        let stones = tombstones::list(&self.town.app).await.map_err(|error| format!("the list: {error}"))?;
        disk.back_up();
        let of_numbers = stones.iter().filter(|stone| stone.table == "referrals.numbers");
        let wiped = of_numbers.map(|stone| (stone.row, stone.at)).collect();
        self.copied = Some((self.book.clone(), wiped));
        Ok(())
    }

    pub(super) async fn restore(&mut self) -> Proof {
        let (Some(disk), Some((copied, known))) = (&self.disk, &self.copied) else { return Ok(()) };
        let stones = tombstones::list(&self.town.app).await.map_err(|error| format!("the list: {error}"))?;
        let of_numbers = stones.iter().filter(|stone| stone.table == "referrals.numbers");
        // What the copy knew to be wiped may have been given anew in it.
        let wiped = of_numbers.filter(|stone| !known.contains(&(stone.row, stone.at))).map(|stone| stone.row).collect();
        let kept = protections::list(&self.town.app).await.map_err(|error| format!("what protects: {error}"))?;
        self.town.start_again(|| disk.put_back()).await;
        for stone in &stones {
            let again = tombstones::destroy_again(&self.town.app, stone).await;
            again.map_err(|error| format!("destroying again: {error}"))?;
        }
        for one in &kept {
            let again = protections::protect_again(&self.town.app, one).await;
            again.map_err(|error| format!("protecting again: {error}"))?;
        }
        tombstones::overwrite(&self.town.app).await.map_err(|error| format!("overwriting: {error}"))?;
        self.book = copied.clone().restored(&self.book, &kept, &wiped, self.town.app.now());
        self.done.count("restored");
        Ok(())
    }
}
