//! What the books are read for is put into them, one after the other: each must be found.

use crate::books::Books;
use domain::audit::{Act, Entry};
use domain::ids::{CrossingId, MemberId, ReferralId};
use domain::referral::Event;
use domain::time::Month;
use std::collections::BTreeSet;
use store::referrals::{Happening, NewReferral, ReferralRow};

/// Of no record.
const NOBODY_S: ReferralId = ReferralId::from_bytes([9; 16]);
const MONTH: Month = Month { year: 2026, month: 1 };

/// The books are without a fault before it, and are spoiled by it.
pub async fn of_the_books(books: &Books, acknowledged: &mut BTreeSet<ReferralId>, most_unsaid: usize) {
    acknowledged.insert(NOBODY_S);
    assert_eq!(books.faults(acknowledged, most_unsaid).await, [format!("lost: {NOBODY_S}")]);
    acknowledged.remove(&NOBODY_S);

    let doubled = write_an_entry_again(books).await;
    let found = books.faults(acknowledged, most_unsaid).await;
    assert_eq!(found, [format!("Disclosed of {doubled} is audited 2 times")]);

    write_half_a_sending(books, acknowledged).await;
    let found = books.faults(acknowledged, most_unsaid).await;
    for fault in [
        format!("never arrived: {NOBODY_S}"),
        format!("Disclosed of {NOBODY_S} is audited 0 times"),
        format!("the history of {NOBODY_S} is [Sent]"),
    ] {
        assert!(found.contains(&fault), "{fault} is not in {found:?}");
    }
    assert!(found.iter().any(|fault| fault.ends_with("are tallied as Delivered")), "{found:?}");
}

/// As if a sending that was repeated had left its entry twice.
async fn write_an_entry_again(books: &Books) -> ReferralId {
    let scope = books.health_center();
    let chain = store::audit::stream(&books.store, &scope, 1, 500).await.unwrap();
    let mut entries = chain.into_iter().map(|chained| chained.entry);
    let entry: Entry = entries.find(|entry| entry.act == Act::Disclosed).expect("something was disclosed");
    let subject = ReferralId::from_bytes(entry.subject.unwrap());
    let write = books.store.write(scope.org(), move |tx| {
        Box::pin(async move {
            tx.audit(&scope, entry);
            Ok::<_, store::Error>(())
        })
    });
    write.await.unwrap();
    subject
}

/// As if a commit had kept a record and its event, and lost the message and the entry.
async fn write_half_a_sending(books: &Books, acknowledged: &BTreeSet<ReferralId>) {
    let (scope, row) = (books.health_center(), any_record(books, acknowledged).await);
    let mut referral = row.line.referral;
    (referral.id, referral.crossing) = (NOBODY_S, CrossingId::from_bytes([9; 16]));
    let happening = Happening { event: Event::Sent, member: None, at: referral.created_at, month: MONTH };
    let new = NewReferral { referral, content: row.content, untaken_until: None };
    let write = books.store.write(scope.org(), move |tx| {
        Box::pin(async move { store::referrals::insert(tx, &scope, &new, &happening).await.map(drop) })
    });
    write.await.unwrap();
}

/// A record that the health center sent.
async fn any_record(books: &Books, acknowledged: &BTreeSet<ReferralId>) -> ReferralRow {
    let (scope, nobody) = (books.health_center(), MemberId::from_bytes([0; 16]));
    for id in acknowledged {
        if let Some(row) = store::referrals::find(&books.store, &scope, nobody, *id).await.unwrap() {
            return row;
        }
    }
    panic!("the health center sent something");
}
