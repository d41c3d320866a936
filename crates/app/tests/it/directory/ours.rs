//! Sites of an organization itself, whose places may be withheld as those of anybody.

use super::*;

both_backends! {
    async fn a_site_of_ours_that_is_withheld_is_told_without_its_place(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana) = (&desk.town.app, &desk.town.dana);
        let (_, told) = desk.import(&[CLINIC, OTHER]).await;
        for one in &told {
            app::directory::as_our_site(app, dana, id(one)).await.unwrap();
        }
        app::published::set(app, dana, true).await.unwrap();
        let clinic = domain::ids::SiteId::new(id(&told[0]));
        let published = app::published::lists(app).await.unwrap().remove(0);
        assert!(published.sites.iter().any(|site| site.id == clinic));
        app::directory::withhold(app, id(&told[0])).await.unwrap();
        let published = app::published::lists(app).await.unwrap().remove(0);
        assert!(published.sites.iter().all(|site| site.id != clinic) && !published.sites.is_empty());
        let shown = app::listings::show(app, &desk.town.maya, dana.org_id()).await.unwrap();
        assert!(!format!("{:?}", shown.sites).contains("12 Openstreet") && format!("{:?}", shown.sites).contains("14 Openstreet"));
        let other = shown.sites.iter().find_map(|site| site.address.as_ref()).unwrap();
        assert!(other.as_str().ends_with(", Seattle, WA 98102"), "as somebody writes it: {}", other.as_str());
        // It can be called otherwise, and its address does not come back.
        let site = shown.sites.iter().find(|site| site.id == clinic).unwrap().clone();
        let named = domain::listing::Site { name: domain::text::Label::parse("Riverside").unwrap(), ..site.clone() };
        app::listings::save_site(app, dana, named.clone(), Some(site.mark())).await.unwrap();
        let address = domain::text::Label::parse("12 Openstreet, Seattle, WA, 98101").ok();
        let again = domain::listing::Site { address: address.clone(), ..named.clone() };
        let refused = app::listings::save_site(app, dana, again, Some(named.mark())).await;
        assert!(matches!(refused, Err(app::Error::Invalid("listing-withheld"))), "{refused:?}");
        // Nor does that of one that is called like a shelter.
        let id = domain::ids::SiteId::new(Uuid::from_bytes([9; 16]));
        let shelter = domain::listing::Site { id, address, name: domain::text::Label::parse("Hope Women's Shelter").unwrap(), ..named };
        let refused = app::listings::save_site(app, dana, shelter, None).await;
        assert!(matches!(refused, Err(app::Error::Invalid("listing-withheld"))), "{refused:?}");
    }

    async fn while_no_index_knows_it_a_site_of_ours_keeps_what_its_form_does_not_show(db: &TestStore) {
        let mut desk = Desk::on(db).await;
        let told = desk.large().await;
        let label = |text: &str| domain::text::Label::parse(text).unwrap();
        let clinic = domain::ids::SiteId::new(id(&told[3]));
        app::directory::as_our_site(&desk.town.app, &desk.town.dana, id(&told[3])).await.unwrap();
        let street = label("Clinic on 3 Plainstreet");
        let stands = |sites: &[domain::listing::Site]| sites.iter().find(|site| site.id == clinic).unwrap().clone();
        let whole = stands(&app::listings::show(&desk.town.app, &desk.town.dana, desk.town.dana.org_id()).await.unwrap().sites);
        assert!(whole.address.is_some());
        let named = domain::listing::Site { name: street.clone(), ..whole.clone() };
        app::listings::save_site(&desk.town.app, &desk.town.dana, named.clone(), Some(whole.mark())).await.unwrap();
        // Another process has no index yet.
        desk.town.start_again(|| {}).await;
        let app = &desk.town.app;
        let shown = stands(&app::listings::show(app, &desk.town.dana, desk.town.dana.org_id()).await.unwrap().sites);
        assert!(shown.address.is_none() && shown.name.as_str() == "Clinic", "{shown:?}");
        let typed = domain::listing::Site { phone: Some(label("206-555-0177")), ..shown.clone() };
        let refused = app::listings::save_site(app, &desk.town.dana, domain::listing::Site { address: whole.address.clone(), ..typed.clone() }, Some(shown.mark())).await;
        assert!(matches!(refused, Err(app::Error::Invalid("listing-not-known-yet"))), "{refused:?}");
        app::listings::save_site(app, &desk.town.dana, typed.clone(), Some(shown.mark())).await.unwrap();
        app::listings::save_site(app, &desk.town.dana, typed.clone(), Some(shown.mark())).await.unwrap();
        // It is known meanwhile, and another form is sent that was shown before.
        let before = stands(&app::listings::show(app, &desk.town.dana, desk.town.dana.org_id()).await.unwrap().sites);
        app::directory::prepare(app).await.unwrap();
        let later = domain::listing::Site { phone: Some(label("206-555-0178")), ..before.clone() };
        app::listings::save_site(app, &desk.town.dana, later.clone(), Some(before.mark())).await.unwrap();
        let kept = stands(&app::listings::show(app, &desk.town.dana, desk.town.dana.org_id()).await.unwrap().sites);
        assert_eq!(kept, domain::listing::Site { phone: later.phone, ..named });
    }

    async fn a_site_where_a_shelter_of_their_own_name_stands_is_told_without_its_place(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana, label) = (&desk.town.app, &desk.town.dana, |text: &str| domain::text::Label::parse(text).unwrap());
        let (_, told) = desk.import(&[CLINIC, OTHER]).await;
        for one in &told {
            app::directory::as_our_site(app, dana, id(one)).await.unwrap();
        }
        let own = |name: &str, n: usize| domain::listing::Listing {
            id: domain::ids::ListingId::from_bytes([u8::try_from(n).unwrap() + 1; 16]),
            what: domain::listing::Offered::Own(domain::listing::OwnName { name: label(name), spanish: None }),
            site: Some(domain::ids::SiteId::new(id(&told[n]))),
            hours: domain::listing::Hours::Ask,
            languages: Default::default(),
            eligibility: Default::default(),
            cost: domain::listing::Cost::Ask,
            reach: Default::default(),
            phone: None,
            room: domain::listing::Room::Open,
            full_until: None,
            remark: domain::listing::Remark::default(),
            verified_at: None,
        };
        app::listings::save(app, dana, own("Domestic violence advocate on Mondays", 1), None).await.unwrap();
        let refused = app::listings::save(app, dana, own("Women's shelter", 0), None).await;
        assert!(matches!(refused, Err(app::Error::Invalid("listing-shelter-place"))), "{refused:?}");
        // As it could be saved before.
        app::listings::save(app, dana, own("Beds for tonight", 0), None).await.unwrap();
        assert_eq!(db.tamper("UPDATE listing SET own_name = 'Women shelter' WHERE own_name LIKE 'Beds%'").await, 1);
        app::published::set(app, dana, true).await.unwrap();
        let shown = format!("{:?}", app::listings::show(app, &desk.town.maya, dana.org_id()).await.unwrap());
        let published = format!("{:?}", app::published::lists(app).await.unwrap());
        for told in [shown, published] {
            assert!(!told.contains("12 Openstreet") && told.contains("14 Openstreet"), "{told}");
        }
        let again = domain::listing::Site {
            id: domain::ids::SiteId::new(id(&told[0])),
            name: label("Riverside"),
            phone: None,
            address: Some(label("12 Openstreet, Seattle, WA, 98101")),
            remark: domain::listing::Remark::default(),
        };
        let refused = app::listings::save_site(app, dana, again, None).await;
        assert!(matches!(refused, Err(app::Error::Invalid("listing-withheld"))), "{refused:?}");
    }

    async fn a_site_is_renamed_across_the_border_of_what_is_withheld(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana, label) = (&desk.town.app, &desk.town.dana, |text: &str| domain::text::Label::parse(text).unwrap());
        let id = domain::ids::SiteId::new(Uuid::from_bytes([9; 16]));
        let address = Some(label("12 Openstreet, Seattle, WA, 98101"));
        let open = domain::listing::Site { id, name: label("Hope Clinic"), phone: None, address, remark: domain::listing::Remark::default() };
        app::listings::save_site(app, dana, open.clone(), None).await.unwrap();
        let shelter = domain::listing::Site { name: label("Hope Women's Shelter"), address: None, ..open.clone() };
        app::listings::save_site(app, dana, shelter.clone(), Some(open.mark())).await.unwrap();
        let back = domain::listing::Site { name: label("Hope Clinic"), ..shelter.clone() };
        app::listings::save_site(app, dana, back.clone(), Some(shelter.mark())).await.unwrap();
        let shown = app::listings::show(app, dana, dana.org_id()).await.unwrap().sites;
        assert_eq!(shown, [back], "a new name opens nothing that the old one hid");
        let late = app::listings::save_site(app, dana, open.clone(), Some(open.mark())).await;
        assert!(matches!(late, Err(app::Error::Invalid("listing-changed-since"))), "{late:?}");
    }

    async fn a_withheld_site_that_is_called_by_its_street_alone_is_not_called_so(db: &TestStore) {
        let desk = Desk::on(db).await;
        let (app, dana) = (&desk.town.app, &desk.town.dana);
        let (_, told) = desk.import(&["A,4711 Openstreet,4711 Openstreet,Seattle,WA,98101,206-555-0111,,47.61,-122.33,\n"]).await;
        app::directory::as_our_site(app, dana, id(&told[0])).await.unwrap();
        app::directory::withhold(app, id(&told[0])).await.unwrap();
        let shown = app::listings::show(app, dana, dana.org_id()).await.unwrap().sites;
        assert!(!format!("{shown:?}").contains("Openstreet"), "{shown:?}");
        assert_eq!(shown[0].name.as_str(), "Clinic / Clínica");
    }
}
