//! Service lists: who keeps them, who reads them, and that nobody overwrites a colleague.

use crate::town::*;
use app::Error;
use domain::ids::{ListingId, SiteId};
use domain::listing::{Listing, Offered, Remark, Room, Site};
use domain::service::Service;
use testkit::town::hire;

async fn legal(town: &Town, of: &app::Session) -> Listing {
    let list = app::listings::show(&town.app, of, town.maya.org_id()).await.unwrap();
    list.lines.into_iter().find(|line| line.what == Offered::Coded(Service::Legal)).unwrap()
}

#[tokio::test]
async fn a_new_organization_lists_what_its_kind_offers_and_says_that_nobody_has_looked() {
    let town = Town::new().await;
    for (reader, n_lines) in [(&town.maya, 11), (&town.dana, 11), (&town.ines, 11)] {
        let list = app::listings::show(&town.app, reader, town.maya.org_id()).await.unwrap();
        assert_eq!((list.lines.len(), list.checked_at()), (n_lines, None));
    }
    let ours = app::listings::show(&town.app, &town.maya, town.dana.org_id()).await.unwrap();
    assert_eq!(ours.lines.len(), 12, "the twelve of a health center");
    assert_eq!(app::listings::n_to_check(&town.app, &town.maya).await.unwrap(), 11);
    assert_eq!(app::listings::n_to_check(&town.app, &town.ines).await.unwrap(), 0, "an advocate has nothing to check");
}

#[tokio::test]
async fn a_line_that_was_saved_is_read_by_the_partner_and_is_right_as_of_now() {
    let town = Town::new().await;
    let before = legal(&town, &town.maya).await;
    let line = Listing { room: Room::WaitingList, ..before.clone() };
    app::listings::save(&town.app, &town.maya, line.clone(), Some(before.verified_at)).await.unwrap();
    let read = legal(&town, &town.dana).await;
    assert_eq!(read, Listing { verified_at: Some(town.app.now()), ..line });
    // The same form posted twice is the same.
    app::listings::save(&town.app, &town.maya, read.clone(), Some(before.verified_at)).await.unwrap();
    town.clock.pass(60);
    app::listings::check(&town.app, &town.maya, read.id).await.unwrap();
    assert_eq!(legal(&town, &town.dana).await.verified_at, Some(town.app.now()));
}

#[tokio::test]
async fn a_colleague_s_line_is_not_overwritten_unseen() {
    let town = Town::new().await;
    let before = legal(&town, &town.maya).await;
    let save = async |room| {
        let line = Listing { room, ..before.clone() };
        app::listings::save(&town.app, &town.maya, line, Some(before.verified_at)).await
    };
    save(Room::Full).await.unwrap();
    assert!(matches!(save(Room::Open).await, Err(Error::Invalid("listing-changed-since"))));
    assert_eq!(legal(&town, &town.maya).await.room, Room::Full);
    app::listings::remove(&town.app, &town.maya, before.id).await.unwrap();
    assert!(matches!(save(Room::Open).await, Err(Error::Invalid("listing-changed-since"))), "nor put back");
}

#[tokio::test]
async fn only_leads_and_admins_keep_the_list_and_only_their_own() {
    let town = Town::new().await;
    let line = legal(&town, &town.maya).await;
    assert!(matches!(app::listings::check(&town.app, &town.ines, line.id).await, Err(Error::NotFound)));
    assert!(matches!(app::listings::check(&town.app, &town.dana, line.id).await, Err(Error::NotFound)));
    let theirs = Listing { id: ListingId::new(town.app.next_id()), ..line };
    let refused = app::listings::save(&town.app, &town.dana, theirs, None).await;
    assert!(matches!(refused, Err(Error::Invalid("listing-other-kind"))));
    let admin = hire(&town.app, &town.maya, "olga", domain::member::Role::Admin).await;
    app::listings::check(&town.app, &admin, legal(&town, &town.maya).await.id).await.unwrap();
}

#[tokio::test]
async fn a_site_that_is_closed_leaves_what_was_offered_there_to_be_looked_at() {
    let town = Town::new().await;
    let site = Site {
        id: SiteId::new(town.app.next_id()),
        name: label("Downtown office"),
        phone: None,
        address: None,
        remark: Remark::default(),
    };
    app::listings::save_site(&town.app, &town.maya, site.clone(), None).await.unwrap();
    let before = legal(&town, &town.maya).await;
    let line = Listing { site: Some(site.id), ..before.clone() };
    app::listings::save(&town.app, &town.maya, line, Some(before.verified_at)).await.unwrap();
    app::listings::close_site(&town.app, &town.maya, site.id).await.unwrap();
    let after = legal(&town, &town.maya).await;
    assert_eq!((after.site, after.verified_at), (None, None));
    let gone = Listing { site: Some(site.id), ..after.clone() };
    let refused = app::listings::save(&town.app, &town.maya, gone, Some(None)).await;
    assert!(matches!(refused, Err(Error::Invalid("listing-site-gone"))));
    let at_address = Site { address: Some(label("12 Oak Street")), ..site };
    let refused = app::listings::save_site(&town.app, &town.maya, at_address, None).await;
    assert!(matches!(refused, Err(Error::Invalid("listing-no-address"))));
}

fn remark(en: &str) -> Remark {
    Remark::stored(en.to_owned(), String::new())
}

/// What a form checks, the use case checks: nobody comes around it.
#[tokio::test]
async fn no_word_that_is_handed_in_unread_reaches_a_list() {
    let town = Town::new().await;
    let (app, maya, dana) = (&town.app, &town.maya, &town.dana);
    let person = |result: app::Result<()>| matches!(result, Err(Error::Invalid("listing-person")));
    let line = legal(&town, maya).await;
    let seen = Some(line.verified_at);
    for words in ["the house at 12 Oak Street", "beside the church on Oak Street", "ask Ana at 217-555-0101"] {
        let told = Listing { remark: remark(words), ..line.clone() };
        assert!(person(app::listings::save(app, maya, told, seen).await), "{words}");
        let site = Site {
            id: SiteId::new(app.next_id()),
            name: label("Office"),
            phone: None,
            address: None,
            remark: remark(words),
        };
        assert!(person(app::listings::save_site(app, maya, site, None).await), "{words}");
        let profile = app::listings::show(app, maya, maya.org_id()).await.unwrap().profile;
        for told in [
            domain::listing::Profile { about: remark(words), ..profile.clone() },
            domain::listing::Profile { on_call: Remark::stored(String::new(), words.to_owned()), ..profile.clone() },
        ] {
            assert!(person(app::listings::save_profile(app, maya, told, profile.verified_at).await), "{words}");
        }
    }
    let phone = Listing { phone: Some(label("12 Oak Street, second door")), ..line.clone() };
    let refused = app::listings::save(app, maya, phone, seen).await;
    assert!(matches!(refused, Err(Error::Invalid("listing-phone-unclear"))), "{refused:?}");
    // A clinic stands in a street, and says so; it names nobody either.
    let site = |name: &str| Site {
        id: SiteId::new(app.next_id()),
        name: label(name),
        phone: None,
        address: Some(label("400 Lakeside Avenue")),
        remark: remark("Side door"),
    };
    app::listings::save_site(app, dana, site("Clinic at 400 Lakeside Avenue"), None).await.unwrap();
    assert!(person(app::listings::save_site(app, dana, site("MRN 0048213"), None).await));
}

#[tokio::test]
async fn a_site_or_a_profile_that_a_colleague_saved_meanwhile_is_not_overwritten() {
    let town = Town::new().await;
    let (app, maya) = (&town.app, &town.maya);
    let site = Site {
        id: SiteId::new(app.next_id()),
        name: label("Office"),
        phone: None,
        address: None,
        remark: Remark::default(),
    };
    app::listings::save_site(app, maya, site.clone(), None).await.unwrap();
    app::listings::save_site(app, maya, site.clone(), None).await.unwrap();
    let (first, second) = (
        Site { name: label("Downtown office"), ..site.clone() },
        Site { remark: remark("Ring twice"), ..site.clone() },
    );
    app::listings::save_site(app, maya, first.clone(), Some(site.mark())).await.unwrap();
    let late = app::listings::save_site(app, maya, second.clone(), Some(site.mark())).await;
    assert!(matches!(late, Err(Error::Invalid("listing-changed-since"))), "{late:?}");
    app::listings::save_site(app, maya, second.clone(), Some(first.mark())).await.unwrap();

    let blank = app::listings::show(app, maya, maya.org_id()).await.unwrap().profile;
    let told = |words: &str| domain::listing::Profile { about: remark(words), ..blank.clone() };
    town.clock.set(app.now().plus_seconds(60));
    app::listings::save_profile(app, maya, told("We listen first."), blank.verified_at).await.unwrap();
    let late = app::listings::save_profile(app, maya, told("Everything is free."), blank.verified_at).await;
    assert!(matches!(late, Err(Error::Invalid("listing-changed-since"))), "{late:?}");
    let list = app::listings::show(app, maya, maya.org_id()).await.unwrap();
    assert_eq!(list.profile.about.en(), "We listen first.");
}
